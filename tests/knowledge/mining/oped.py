"""An opinion piece to mine."""

from __future__ import annotations

OPED = """The harbor fee should go. It costs every boat $40 a day, according to the harbor office.

Critics say that the fee pays for dredging. They have a point: dredging cost $90,000 in 2023. Someone has to
pay for it. But the fee may drive away more boats than the dredging lets in.

Danny Meyer sold his boat last year because of the fee. Meyer now fishes elsewhere. I miss him.
The council should end the harbor fee by March 1. Don't wait for the winter.
"""
