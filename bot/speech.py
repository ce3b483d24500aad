"""Words by which a sentence is given as the op-ed's, and those by which it concedes. The gate asks for them, writers and checks put them there."""

from __future__ import annotations

import re

from knowledge.names import find_names

_VERBS = (
    "says said argues argued notes noted warns warned holds held adds added reports reported states stated writes wrote claims claimed "
    "concedes conceded grants granted admits admitted allows acknowledges acknowledged expects expected predicts predicted fears feared "
    "believes maintains contends concludes recommends urges advises observes stresses recalls explains suggests thinks finds sees "
    "reminds calls called describes cites mentions quotes quoted wants asks proposes counsels cautions predicts"
).split()
_SUBJECT = r"(?:the|this)\s(?:op-ed|article|author|piece|column|essay|writer|text)|it"
_ADVERBS = r"(?:\s(?:also|itself|even|then|further|only|openly|in\sturn|does|at\sonce|finally))*"
_LEAD = r"^(?P<lead>(?:[A-Z][\w’']*(?:\s[\w’']+){0,5}[,:]\s)?)"
ATTRIBUTED = re.compile(
    rf"{_LEAD}(?:"
    rf"(?:{_SUBJECT}){_ADVERBS}\s(?:{'|'.join(_VERBS)}|points\sout|goes\son\sto\ssay|calls\sfor|makes\sthe\spoint)(?:\sthe\sreader)?(?:,\stoo,)?(?:\sthat\b)?[,:]?\s"
    r"|(?:according\sto\sthe\sop-ed|(?:by|on|in)\sthe\sop-ed[’']s\s(?:own\s)?(?:account|words|telling|view|reading|judgment|figures)),?\s)",
    re.IGNORECASE,
)
CONCEDES = re.compile(r"^(?:granted|admittedly|to concede|to be fair|one point for the other side)\b", re.IGNORECASE)
_NAMES_OPED = re.compile(
    r"^(?:the|this)\s(?:op-ed|article|author|piece|column|essay|writer|text)|^it\s\w+|^(?:according\sto|by|on|in)\s(?:the\s)?(?:op-ed|article)", re.IGNORECASE
)


def given_as_the_opeds(text: str) -> str:
    """The sentence with "The op-ed says that" in front, unless it speaks of the op-ed already."""
    if ATTRIBUTED.match(text) or _NAMES_OPED.match(text):
        return text
    return f"The op-ed says that {lowered(text)}"


def unattributed(text: str) -> str:
    """What a report says, without the words that give it as the op-ed's."""
    return ATTRIBUTED.sub("", text, count=1)


def lowered(text: str) -> str:
    """The sentence as it reads on after other words: a small first letter, unless a name opens it."""
    opens = find_names(text)
    return text if opens and opens[0].start == 0 else text[:1].lower() + text[1:]
