"""What countries are joined with stays as it is.

"French forces" do not become "German forces" because both stand in the passage.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.gate.verdict import CheckedStatement
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, Word

_BEFORE = re.compile(r"^(?:['’]s)?\s$")
_BEHIND = re.compile(r"^\s(?:from|of|in|by)\s(?:the\s)?$")
_AND = re.compile(r"^,?\s(?:and|with)\s(?:the\s)?$")


def attached(case: CheckedStatement) -> str | None:
    """Check that a country beside a noun is one that the passages attach to that noun.

    It stands right before it, or behind it with "of" and the like; passages that attach none prove nothing.
    """
    for stated in case.body.names:
        for thing in case.body.words:
            if not stated.place or thing.stop or not _joins(case.body, stated, thing):
                continue
            owners = [
                _owners(reading, word)
                for reading in case.cited
                for word in reading.words
                if thing.carries(word)
            ]
            if owners and all(owners) and not any(stated.same(owner) for each in owners for owner in each):
                return (
                    f"the passage ties “{thing.text}” to {owners[0][0].text}, the statement to {stated.text}"
                )
    return None


def coordinated(case: CheckedStatement) -> str | None:
    """Check that of two countries named side by side the passages do not name one beside a third alone."""
    there = [pair for reading in case.cited for pair in _pairs(reading)]
    for first, second in _pairs(case.body):
        for stated, other in ((first, second), (second, first)):
            beside = [b if a.same(other) else a for a, b in there if a.same(other) or b.same(other)]
            if beside and not any(stated.same(name) for name in beside):
                return f"the passage names {beside[0].text} beside {other.text}, the statement {stated.text}"
    return None


def _owners(reading: Reading, word: Word) -> list[Name]:
    """Return the countries attached to a word."""
    return [name for name in reading.names if name.place and _joins(reading, name, word)]


def _joins(reading: Reading, name: Name, word: Word) -> bool:
    """Tell whether a name stands right before a word, or behind it with "from", "of", "in" or "by"."""
    end = word.start + len(word.text)
    return (
        bool(_BEFORE.match(reading.text[name.end : word.start]))
        if word.start >= name.end
        else bool(_BEHIND.match(reading.text[end : name.start]))
    )


def _pairs(reading: Reading) -> list[tuple[Name, Name]]:
    """Return the countries that are named side by side."""
    places = [name for name in reading.names if name.place]
    return [
        (first, second)
        for first, second in pairwise(places)
        if _AND.match(reading.text[first.end : second.start])
    ]
