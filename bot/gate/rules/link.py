"""What joins two things stands in the passages: a cause, a comparison, which of two came first."""

from __future__ import annotations

import re

from bot.gate.verdict import CheckedStatement

_CAUSE = re.compile(
    r"\b(?:because|as\sa\sresult|and\sso|so\sthat|therefore|thus|hence|thanks\sto|due\sto|owing\sto"
    r"|caused|which\sis\swhy|that\sis\swhy)\b",
    re.IGNORECASE,
)
_CAUSES = re.compile(  # what may give a cause, in whatever way
    r"\b(?:because|results?|resulted|so|therefore|thus|hence|thanks|due|owing|lead\w*|led|caus\w+|respon\w+"
    r"|prompt\w*|driv\w+|drove|mak\w+|made|since|as|for|enabl\w+|means?|meant|reasons?|why|in\sreturn"
    r"|push\w*|in\sorder|could|bring\w*|brought)\b|:",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:(?:better|worse|less|fewer|more)\b[^,;]{0,60}|\w+er\s)\bthan\b(?!\s(?:an?\s)?(?:\d|\$|half\b))",
    re.IGNORECASE,
)
_SPANS = re.compile(r"\b(?:more|less|fewer)\sthan\b", re.IGNORECASE)  # bounds of figures, rather
_FIRST = re.compile(r"\b(?:only\s(?:after|once|when)|not\suntil|no\slonger)\b", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:after|before|once|when|until|till|since|then|first|earlier|later|previous\w*|already|by|prior"
    r"|following|longer|ahead|used\sto|former\w*|again|re-?\w+)\b",
    re.IGNORECASE,
)


def link(case: CheckedStatement) -> str | None:
    """Check that no cause, comparison or order of events joins what the passages only tell of."""
    text, there = case.body.text, " ".join(reading.text for reading in case.cited)
    for joins, given in ((_CAUSE, _CAUSES), (_FIRST, _ORDER)):
        found = joins.search(text)
        if found and not given.search(there):
            return f"the passages do not say “{found.group()}”"
    compared = _THAN.search(text)
    if compared and not _SPANS.match(compared.group()) and not re.search(r"\bthan\b", there, re.IGNORECASE):
        return "the passages make no comparison here"
    return None
