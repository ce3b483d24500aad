"""Whether a reader wants done what an op-ed recommends, or the contrary of it: less of a thing, or no less.

"Stop the night flights" and "the night flights should stay" are about one thing, as the encoder tells, and
turn opposite ways, as the grammar tells. Where either side of the comparison has no verb that says which way,
nothing is told: whether "allow" and "decline" are opposites no rule here knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.request.agreeing import own_clauses
from bot.request.patterns import load_patterns
from knowledge.argument_map import Side
from knowledge.encoders import Encodes
from knowledge.rounding import settled
from knowledge.sentences import sentences_of
from knowledge.unicode_text import straight

# Likeness of two things from which they are one. Of 76 wishes about six op-eds 39 told their side from here
# on, all rightly, and of 33 sentences about something else none told one; at 0.5 it was 46, and two of the
# others.
ONE_THING = 0.6
LONGEST = 6  # words of who should do something
_PATTERNS = load_patterns("wishes")
_QUOTES = re.compile(r"[\"“”«»?]")


@dataclass(frozen=True, slots=True)
class Wish:
    """That somebody, or anybody where `who` is "", does no less of a thing, or less of it."""

    who: str
    less: bool
    of: str


class Wishes:
    """Tells the side of readers who want what an op-ed recommends, or who want the contrary."""

    def __init__(self, thesis: str, title: str, encoder: Encodes) -> None:
        # a title such as "Ending the night flights" says what is wanted, too
        self._wanted, self._encoder = (*sentences_of(thesis), f"One should {title}"), encoder

    def side_of(self, argument: str) -> Side | None:
        """Return the side of whoever wants this; None where it wants nothing of the kind, or both."""
        clauses = [clause for sentence in sentences_of(argument) for clause in own_clauses(sentence)]
        told = {self._side(wish) for clause in clauses if (wish := wish_in(clause))} - {None}
        return told.pop() if len(told) == 1 else None

    @cached_property
    def _recommended(self) -> list[Wish]:
        return [wish for text in self._wanted if (wish := wish_in(text))]

    def _side(self, wish: Wish) -> Side | None:
        if not self._recommended:
            return None
        likeness = self._likeness(wish.of, [other.of for other in self._recommended])
        best = max(range(len(likeness)), key=lambda place: likeness[place])
        nearest = self._recommended[best]
        if likeness[best] < ONE_THING or not self._may_do_it(wish.who, nearest):
            return None
        return "for" if wish.less == nearest.less else "against"

    def _may_do_it(self, who: str, nearest: Wish) -> bool:
        """Tell whether somebody is more like whoever should do what is recommended than like its object."""
        if not who:
            return True
        doer, thing = self._likeness(who, [nearest.who or "we", nearest.of])
        return doer >= thing

    def _likeness(self, text: str, others: Sequence[str]) -> list[float]:
        rows = self._encoder.encode([text, *others])
        return [settled(float(value)) for value in rows[1:] @ rows[0]]


def wish_in(clause: str) -> Wish | None:
    """Return what a clause wants less of, or no less; None where it wants nothing that can be told so."""
    words = " ".join(straight(clause).split())
    if _QUOTES.search(words):
        return None
    less = False
    if needless := _PATTERNS["no reason"].match(words):
        less, words = True, words[needless.end() :].strip()
    while lead := _PATTERNS["lead"].match(words):
        words = words[lead.end() :].strip()
    order = _PATTERNS["order"].match(words)
    found = _thing(words[order.end() if order else 0 :])
    if found and found[1] and (order or needless or not words.split()[0].lower().endswith("ing")):
        return Wish("", (less != (order is not None)) != found[0], found[1])
    return _obliged(words, less=less)


def _obliged(words: str, *, less: bool) -> Wish | None:
    """Return the wish of a clause that says who should do something, or what should be done to a thing."""
    ought = _PATTERNS["ought"].search(words)
    who = words[: ought.start()].strip(" ,") if ought else ""
    if ought is None or len(who.split()) > LONGEST or _PATTERNS["others"].search(who):
        return None
    found = _thing(words[ought.end() :])
    if found is None:
        return None
    less = (less != (ought["not"] is not None)) != found[0]
    if not found[1]:  # "the flights should be stopped"
        return Wish("", less, who) if who else None
    return Wish("" if _PATTERNS["anybody"].match(who.lower()) else who, less, found[1])


def _thing(words: str) -> tuple[bool, str] | None:
    """Return whether verbs want less of what follows them, and what that is; None where no verb tells."""
    less, heads = False, 0
    while words := words.strip():
        fewer = _PATTERNS["less"].match(words)
        head = fewer or _PATTERNS["more"].match(words)
        passed = head or _PATTERNS["passes"].match(words)
        if passed is None:
            break
        less ^= fewer is not None
        heads += head is not None
        words = words[passed.end() :]
    end = _PATTERNS["ends"].search(words)
    return (less, words[: end.start() if end else len(words)].strip()) if heads else None
