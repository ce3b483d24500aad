"""A sentence of an op-ed as a clause that reads on after "The op-ed says that".

The words of the sentence, nothing added.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from knowledge.lexicon import joining
from knowledge.mining.capitals import opened_small

_SELF = re.compile(r"\b(?:I|me|my|mine|myself)\b|\bI['’]")
_THAT = re.compile(r"^That\s(?=(?:is|was|has|had|will|would|may|might|could|can|does|did|happened|\w+s)\b)")
_LET = re.compile(r"^let(?:['’]s| us)\s(?P<not>not\s)?(?P<rest>.+)$", re.IGNORECASE)
_DO_NOT = re.compile(r"^(?:do not|don['’]t)\s(?P<rest>.+)$", re.IGNORECASE)
_NEVER = re.compile(r"^never\s(?P<rest>.+)$", re.IGNORECASE)
_BEFORE_ORDER = re.compile(
    r"^(?:(?:if|when|until|unless|once|where|wherever|before|after)\b[^,]*|for now|meanwhile"
    r"|in the meantime),\s",
    re.IGNORECASE,
)
_TURNED_ROUND = re.compile(
    r"^(?:nor|neither|never|not only|only|hardly|seldom|rarely)\s(?:\w+\s)?(?:will|would|is|are|was|were|do"
    r"|does|did|can|could|has|have|had|should|must|may)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!…]+[\"”’)\]]*$")
_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'"})
LONGEST = 55  # words; a longer sentence is told in the op-ed's own words


@dataclass(frozen=True, slots=True)
class Clause:
    """`says` reads on after "that".

    `alone` where it needs no sentence before it to be understood; `quoted` where it is the op-ed's own words.
    """

    says: str
    alone: bool
    quoted: bool = False


def clause_of(sentence: str, *, order: bool = False, names: Collection[str] = ()) -> Clause | None:
    """Return the sentence as a clause; None for a question.

    `order` says that it is an imperative, `names` are capitalised words that stay so.
    """
    text = " ".join(sentence.split())
    if text.rstrip("”’\"')").endswith("?"):
        return None
    bare = _END.sub("", _without_opener(text)).rstrip(" ,;:—–-")
    if not bare or len(bare.split()) < 3:
        return None
    alone = not _leans(bare)
    if not order and not _LET.match(bare) and _only_whole(bare):
        return Clause(f"“{_whole(text)}”", alone, quoted=True)
    return Clause(_as_clause(bare, names, order=order), alone)


def _only_whole(text: str) -> bool:
    """Return whether the sentence cannot read on after "that".

    Its author speaks of himself, it is too long, it is turned round, or it is a part of a quotation.
    """
    return (
        bool(_SELF.search(text) or _TURNED_ROUND.match(text))
        or len(text.split()) > LONGEST
        or text.count("“") != text.count("”")
        or text[:1] in "“\"'‘("
    )


def _whole(text: str) -> str:
    return inner_quotes(_END.sub("", text))


def inner_quotes(text: str) -> str:
    """Return the text as it stands within quotation marks: its own become single ones."""
    return text.translate(_QUOTES)


def _as_clause(bare: str, names: Collection[str], *, order: bool) -> str:
    bare = _THAT.sub("This ", bare)  # no "that that"
    if match := _LET.match(bare):
        return f"we should {'not ' if match['not'] else ''}{match['rest']}"
    if order:
        if match := _BEFORE_ORDER.match(bare):
            return f"{opened_small(match.group(), names)}{_as_clause(bare[match.end() :], names, order=True)}"
        for pattern, says in ((_DO_NOT, "one should not"), (_NEVER, "one should never")):
            if match := pattern.match(bare):
                return f"{says} {match['rest']}"
        return f"one should {bare[:1].lower()}{bare[1:]}"  # a verb, whatever else has its capital
    return opened_small(bare, names)


def _without_opener(text: str) -> str:
    """Return the sentence without the words that only join it to the one before: "But", "To be sure," """
    while opener := _opener().match(text):
        rest = text[opener.end() :]
        if not rest:
            break
        text = rest[:1].upper() + rest[1:]
    return text


@cache
def _opener() -> re.Pattern[str]:
    words = sorted(joining().openers, key=len, reverse=True)
    bare = "but|and|yet|so|or|still"  # these need no comma behind them
    return re.compile(
        rf"(?:(?:{'|'.join(map(re.escape, words))})\s?[,:—–]\s?|(?:{bare})\s+(?!long\b|far\b|many\b|much\b))",
        re.IGNORECASE,
    )


@cache
def _leaning() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(joining().leaning)})\b(?!\s(?:is|was)\s(?:time|easy|hard|clear|true|possible|essential|wrong|right|better|no)\b)",
        re.IGNORECASE,
    )


def _leans(text: str) -> bool:
    return bool(_leaning().match(text))
