"""Two names keep their places in a sentence: told by what each of them does, has, or has done to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from bot.gate.verdict import CheckedStatement
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, Word

_SURELY = 1.5  # words by which the exchanged names must fit better
_NAMES = 16  # of a statement that are compared; no sentence of people has more
_OWNED = 3  # words behind a name that may hang on it
_ARTICLES = frozenset("the a an s also then even only".split())
_BEING = frozenset("is are was were be been being".split())
_AUXILIARY = _BEING | frozenset("has have had will would may might could can should did does likely".split())
_LEADS = frozenset("of by to with in on from at against for toward towards into between".split())
_PRONOUNS = frozenset("it he she they him them".split())
_EITHER = re.compile(
    r"\b(?:together|both|each|partners?|between)\b", re.IGNORECASE
)  # what is said of two names alike


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands.

    The words for what it does or has, and those for what is done to it or what leads to it.
    """

    has: tuple[Word, ...]
    meets: tuple[Word, ...]

    def alike(self, other: Place) -> int:
        """Return how many words of this place stand in the other."""
        return sum(
            any(word.carries(there) for there in others)
            for own, others in ((self.has, other.has), (self.meets, other.meets))
            for word in own
        )


def exchange(case: CheckedStatement) -> str | None:
    """Check that no two names stand each in the other's place, and none does what was done to it."""
    if _EITHER.search(case.body.text):
        return None
    names = [name for name in case.body.names if name.certain][:_NAMES]
    for first, second in combinations(names, 2):
        if first.same(second):
            continue
        stated = place(case.body, first), place(case.body, second)
        for reading in case.cited:
            ones = [place(reading, name) for name in reading.names if name.same(first)]
            others = [place(reading, name) for name in reading.names if name.same(second)]
            if not ones or not others:
                continue
            straight = max(stated[0].alike(there) for there in ones) + max(
                stated[1].alike(there) for there in others
            )
            crossed = [
                max(stated[0].alike(there) for there in others),
                max(stated[1].alike(there) for there in ones),
            ]
            if min(crossed) and sum(crossed) >= straight + _SURELY:
                return f"compared with the passages, {first.text} and {second.text} have been swapped"
    return next((fault for name in names if (fault := _turned(case, name) or _done_to(case, name))), None)


def _turned(case: CheckedStatement, name: Name) -> str | None:
    """Say where the name meets what in the passage is its own, and what somebody else meets there.

    As "outreach to Lee" for "Lee's outreach to China".
    """
    stated = place(case.body, name)
    for reading in case.cited:
        own = [place(reading, other) for other in reading.names if other.same(name)]
        for word in stated.meets:
            if not any(word.carries(there) for cited in own for there in cited.has) or any(
                word.carries(there) for cited in own for there in cited.meets
            ):
                continue
            for other in reading.names:
                if not other.same(name) and any(word.carries(there) for there in place(reading, other).meets):
                    return f"the passage has {other.text} in place of {name.text}"
    return None


def _done_to(case: CheckedStatement, name: Name) -> str | None:
    """Say where the name does what the passage says is done to it.

    "It hosts the base of X" is not said of X (principle C, Chomsky 1981).
    """
    verb = next(iter(place(case.body, name).has), None)
    if (
        verb is None
        or verb.start < name.end
        or case.body.text[name.end :].startswith(("'", "’"))
        or _is_passive(case.body, verb)
    ):
        return None
    for reading in case.cited:
        there = [other for other in reading.names if other.same(name) and not _part_of_name(reading, other)]
        for word in reading.words:
            if (
                not there
                or not verb.carries(word)
                or min(other.start for other in there) < word.start
                or _is_passive(reading, word)
            ):
                continue
            led = [
                other.text.lower()
                for other in reading.words
                if other.index < word.index and other.text.lower() not in _ARTICLES | _AUXILIARY
            ][-1:]
            if led and led[0] in _PRONOUNS:
                return f"the passage says this of someone other than {name.text}"
    return None


@lru_cache(maxsize=512)  # each holds a reading
def place(reading: Reading, name: Name) -> Place:
    """Return the place of a name in a sentence."""
    has: list[Word] = []
    meets: list[Word] = []
    words = [word for word in reading.words if word.start >= name.end]
    passive = False
    for word in words[: _OWNED + 3]:
        lower = word.text.lower()
        if any(mark in reading.text[name.end : word.start] for mark in ",;:") or _in_name(reading, word):
            break
        if lower in _AUXILIARY or lower in _ARTICLES & {"s", "also", "then", "even", "only"}:
            passive = passive or lower in _BEING
            continue
        if word.stop or len(has) == _OWNED:
            break
        if passive:
            meets.append(word)
            break
        has.append(word)
    leads = ""
    for word in [word for word in reading.words if word.start < name.start][::-1]:
        lower = word.text.lower()
        if any(mark in reading.text[word.start : name.start] for mark in ",;:") or _in_name(reading, word):
            break
        if lower in _LEADS | _ARTICLES:
            leads = leads or (lower if lower in _LEADS else "")
            continue
        if not word.stop:
            (has if leads in ("of", "by") else meets).append(word)
        break
    return Place(tuple(has), tuple(meets))


def _is_passive(reading: Reading, verb: Word) -> bool:
    before = [
        word.text.lower()
        for word in reading.words
        if word.index < verb.index and word.text.lower() not in _ARTICLES
    ][-1:]
    return bool(before) and before[0] in _BEING


def _in_name(reading: Reading, word: Word) -> bool:
    return any(name.start <= word.start < name.end for name in reading.names)


def _part_of_name(reading: Reading, name: Name) -> bool:
    """Tell whether it belongs to a longer name: "Jersey" in "New Jersey Transit"."""
    return any(
        other is not name and (0 <= name.start - other.end <= 1 or 0 <= other.start - name.end <= 1)
        for other in reading.names
    )
