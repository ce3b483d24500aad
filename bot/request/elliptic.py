"""Second wishes that leave out the words of the first: "What does "A" mean? And "B"?", "If so? And if not?".

By the grammar of English alone.
"""

from __future__ import annotations

import re

from bot.request.in_a_row import GIVE, thing_words

_QUOTED = re.compile(r"[\"“][^\"“”]+[\"”]")
_ANOTHER = re.compile(
    r"(?:(?:and|also|plus|then|what about|how about|same for)\b[ ,]*)*(?P<words>[\"“][^\"“”]+[\"”])"
    r"(?:[ ,]*(?:also|too|as well|please))*[.?! ]*",
    re.IGNORECASE,
)
_POLE = re.compile(
    r"(?:(?:and|also|plus|then|now)\b[ ,]*)+"
    r"(?P<words>(?:the|your|its) (?:(?:most|least) \w+|\w+est|best|worst))"
    r"(?: one)?(?:[ ,]*(?:also|too|as well|please))*[.?! ]*",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\bif\b", re.IGNORECASE)
_OTHER_CASE = re.compile(r"(?:and|or|but) (?:what )?if (?P<words>[^?,]+)\?", re.IGNORECASE)
_GAPPED = re.compile(
    r"(?:first,? )?(?P<verb>\w+) (?P<one>(?:the|their|your|its|his) (?:[\w'’-]+ )+?(?P<noun>\w{4,})),? "
    r"(?:and then|then|and) (?P<other>(?:the|their|your|its|his) (?:[\w'’-]+ )+?(?P=noun))[.!?]?",
    re.IGNORECASE,
)


def spelt_out(clause: str, asked: str) -> str:
    """Return a clause with the words that it leaves out of what was asked before; as it is where it is whole.

    'What does "A" mean? And "B", too.', "The best point, please. And the worst.", "What if it rains? And if
    it snows?"
    """
    words = clause.strip()
    supposed, case = _SUPPOSED.search(asked), _OTHER_CASE.fullmatch(words)
    if supposed and case:
        return f"{asked[: supposed.start()]}if {case['words']}?"
    quoted, another = list(_QUOTED.finditer(asked)), _ANOTHER.fullmatch(words)
    if len(quoted) == 1 and another:
        return f"{asked[: quoted[0].start()]}{another['words']}{asked[quoted[0].end() :]}"
    pole, noun = _POLE.fullmatch(words), thing_words(asked)
    return f"{GIVE} {pole['words']} {noun.split()[-1]}" if pole and noun else clause


def two_of_a_kind(sentence: str) -> list[str]:
    """Return two orders where one verb has two things of a kind: "rebut this claim, then that claim"."""
    gapped = _GAPPED.fullmatch(sentence.strip())
    return [f"{gapped['verb']} {gapped[name]}" for name in ("one", "other")] if gapped else []
