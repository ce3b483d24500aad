"""Words by which a sentence is given as the op-ed's, and those by which it concedes.

The gate asks for them, writers and checks put them there.
"""

from __future__ import annotations

import re

from knowledge.lexicon import joining
from knowledge.names import find_names

_VERBS = (
    "says said argues argued notes noted warns warned holds held adds added reports reported states stated "
    "writes wrote claims claimed concedes conceded grants granted admits admitted allows acknowledges "
    "acknowledged expects expected predicts predicted fears feared believes maintains contends concludes "
    "recommends urges advises observes stresses recalls explains suggests thinks finds sees reminds calls "
    "called describes cites mentions quotes quoted wants asks proposes counsels cautions predicts"
).split()
_SOURCE = (
    r"(?:the|this)\s(?:op-ed|article|author|piece|column|columnist|commentary|editorial|essay|writer"
    r"|text)\b(?!\sof\b)"
)
_ADVERBS = r"(?:\s(?:also|itself|even|then|further|only|openly|in\sturn|does|at\sonce|finally))*"
_SAYS = rf"{_ADVERBS}\s(?:{'|'.join(_VERBS)}|points\sout|goes\son\sto\ssay|calls\sfor|makes\sthe\spoint)"
_ACCORDING = (
    rf"(?:according\sto\s(?:{_SOURCE}|the\s(?:passages?|document))|(?:by|on"
    r"|in)\sthe\sop-ed[’']s\s(?:own\s)?(?:account|words|telling|view|reading|judgment|figures))"
)
_FRAME = re.compile(
    rf"(?P<aside>,\s(?:as\s)?(?:{_SOURCE}{_SAYS}(?:\sit)?|{_ACCORDING})(?=[,.?!]|$))"
    rf"|(?<![\w-])(?:(?:{_SOURCE}|(?P<it>it)){_SAYS}(?:\sthe\sreader)?(?:,\stoo,)?(?:\sthat\b)?[,:]?\s"
    rf"|{_ACCORDING},?\s)",
    re.IGNORECASE,
)
# Nothing but the op-ed's own words, which its marks give as such
WHOLE_QUOTATION = re.compile(r"“[^“”]+”")
CONCEDES = re.compile(
    r"^(?:granted|admittedly|to concede|to be fair|one point for the other side)\b", re.IGNORECASE
)
# The op-ed's own author gives something to those who think otherwise.
AUTHOR_GRANTS = re.compile(
    rf"\b{_SOURCE}(?:\s+(?:himself|herself|itself|even|freely|openly|plainly))?"
    r"\s+(?:grants|granted|concedes|conceded|admits|admitted|acknowledges|acknowledged)\b",
    re.IGNORECASE,
)
_NAMES_SOURCE = re.compile(rf"\b{_SOURCE}|^it\s\w+", re.IGNORECASE)
_OPENS = re.compile(
    r"^(?:according\sto|in\sthe\s(?:words|view|opinion|eyes)\sof|(?:by|in|on)\s(?:\S+\s){1,4}"
    r"(?:account|count|estimate|reckoning|figures|telling|view|words))\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"[;:—–()]|\s-\s|\b(?:and|but|so|yet|or|that|while|although|though|because|since|if)\s$", re.IGNORECASE
)


def attribution_in(text: str) -> str | None:
    """Return the words that give the whole sentence as the op-ed's; None where nothing does."""
    frame = _frame(text)
    return frame.group() if frame else None


def opens_with_source(text: str) -> bool:
    """Tell whether words open by saying whose word they are: "according to …", "by the city's own count".

    Behind another opening of the kind they would say it twice.
    """
    return _OPENS.match(text) is not None


def given_as_the_opeds(text: str) -> str:
    """Return the sentence with "The op-ed says that" in front, unless it names its source already."""
    return text if _NAMES_SOURCE.search(text) else f"The op-ed says that {lowered(text)}"


def unattributed(text: str) -> str:
    """Return what a report says, without the words that give it as the op-ed's.

    What else stands before them stays.
    """
    frame = _frame(text)
    if frame is None:
        return text
    lead = text[: frame.start()]
    return text[frame.end() :] if _joins_on(lead) else lead + text[frame.end() :]


def _frame(text: str) -> re.Match[str] | None:
    """Return the words that give the sentence as the op-ed's.

    In front, or behind words that only lead on or say when and where; or put in between commas.
    """
    for frame in _FRAME.finditer(text):
        lead = text[: frame.start()]
        if _joins_on(lead):
            return frame
        if not frame["it"] and not _APART.search(lead) and (frame["aside"] or lead.endswith(", ")):
            return frame
    return None


def _joins_on(lead: str) -> bool:
    """Tell whether the words say nothing by themselves.

    None, or some that only join the sentence to another one ("Granted,", "But", "In short:").
    """
    words = lead.strip(" ,:").lower()
    return not words or words in joining().openers or CONCEDES.fullmatch(words) is not None


def lowered(text: str) -> str:
    """Return the sentence as it reads on after other words: a small first letter, unless a name opens it."""
    opens = find_names(text)
    return text if opens and opens[0].start == 0 else text[:1].lower() + text[1:]
