"""What is taken off a claim before it is compared.

Words that only say whose word it is, or nothing at all.
"""

from __future__ import annotations

import re

_FRAME = re.compile(  # words that only say whose word the rest is
    r"^(?:(?:granted|for\sthese\sreasons|in\s(?:short|sum)|even\sso|still|moreover|also|yet|but|and"
    r"|so),?\s)?(?:(?:the|this)\s(?:op-ed|article|author|piece|column|essay|writer|text|passage|document)"
    r"|it)\s(?:itself\s|also\s|further\s|then\s|even\s|only\s)?"
    r"(?:says|said|argues|notes|warns|holds|adds|reports|states|writes|claims|concedes|grants|admits"
    r"|expects|recommends|urges|observes|recalls|explains"
    r"|suggests|thinks|finds|sees|concludes|points\sout|makes\sthe\spoint)\s(?:that\s)?|^(?:according\sto"
    r"|in|by)\sthe\s(?:op-ed|article|author|text)(?:[’']s\s\w+(?:\s\w+)?)?,\s",
    re.IGNORECASE,
)
_FILLING = re.compile(
    r"\s(?:at (?:the|that) time|at all|after all|above all|of course|in fact|in particular)\b", re.IGNORECASE
)  # tells nothing of its own


def unframed(claim: str) -> str:
    """Return what is left of a claim when the words that only say whose word it is are taken off.

    The claim itself where nothing is.
    """
    return _FILLING.sub("", _FRAME.sub("", claim, count=1)) or claim
