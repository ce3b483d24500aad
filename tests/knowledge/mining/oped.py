"""An opinion piece to mine, and what its sentences do."""

from __future__ import annotations

from tests.knowledge.mining.told_roles import ToldRoles

OPED = """The harbor fee should go. It costs every boat $40 a day, according to the harbor office.

Critics say that the fee pays for dredging. They have a point: dredging cost $90,000 in 2023. Someone has to
pay for it. But the fee may drive away more boats than the dredging lets in.

Danny Meyer sold his boat last year because of the fee. Meyer now fishes elsewhere. I miss him.
The council should end the harbor fee by March 1. Don't wait for the winter.
"""
ROLES = ToldRoles(
    {
        "The harbor fee should": "recommends",
        "Critics": "reports",
        "They have a point": "concedes",
        "Someone has to": "concedes",
        "But the fee": "rebuts",
        "Meyer now": "tells",
        "I miss": "tells",
        "The council": "recommends",
        "Don't": "recommends",
    }
)
