"""Who takes which side, as people say it: "I'll take con", "you defend the op-ed", "let's swap sides"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.request.patterns import load_patterns
from knowledge.argument_map import Side, other_side

Who = Literal["reader", "bot"]

_SIDES: tuple[Side, ...] = ("for", "against")
_PATTERNS = load_patterns("sides")
STOPS = re.compile(r"(?<=[.!?])\s+")  # also behind "con.", which elsewhere is short for something
_CALLED = 4  # words of "the side of the objectors", at most
_JOINED = re.compile(r"\b(?:and|but|so)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"^(?:the|a|an|any|some|those|its|his|her|their)\b.*?\b(?:who|that|which)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody's side of something: of `of`, or of what the op-ed recommends where that is "".

    `named` tells whether the words name who takes it; an order such as "take con" does not.
    """

    who: Who
    side: Side
    of: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class SidesSaid:
    """What a message says about the sides. `swap` and `bot_chooses` count where nobody's side is named."""

    takings: tuple[Taking, ...] = ()
    swap: bool = False
    bot_chooses: bool = False

    @property
    def taking(self) -> Taking | None:
        """Return what counts of several: what needs no reading further, what names somebody, the bot's."""
        order = sorted(self.takings, key=lambda one: (bool(one.of), not one.named, one.who != "bot"))
        return order[0] if order else None


def sides_said(text: str) -> SidesSaid:
    """Return what a message says about who takes which side."""
    plain = text.replace("’", "'")
    told = (
        sentence
        for sentence in STOPS.split(plain)
        if not (_PATTERNS["asks"].search(sentence) or _PATTERNS["pleads"].search(sentence))
    )
    return SidesSaid(
        tuple(taking for sentence in told for taking in _takings(sentence)),
        _PATTERNS["swap"].search(plain) is not None,
        _PATTERNS["bot chooses"].search(plain) is not None,
    )


def labelled(sentence: str) -> Side | None:
    """Return the side that a sentence names alone, as a title of what follows: "Con: it costs too much."."""
    return next((side for side in _SIDES if _PATTERNS[f"label {side}"].match(sentence)), None)


def untitled(sentence: str) -> str:
    """Return a sentence without the side that is named alone as its title."""
    title = next((found for side in _SIDES if (found := _PATTERNS[f"label {side}"].match(sentence))), None)
    return sentence[title.end() :].strip() if title else sentence


def _takings(text: str) -> Iterator[Taking]:
    """Yield a taking for each clause that has one. Where a clause names nobody, it is an order to the bot."""
    for clause in _PATTERNS["breaks"].split(text):
        who: Who | None = None
        for part in _JOINED.split(clause):
            words = _PATTERNS["relative"].sub(" ", part)
            found = _first(words)
            who = _subject(words[: found.start + 1] if found else words) or who
            if found:
                yield Taking(who or "bot", found.side, found.of, named=who is not None)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    side: Side
    of: str = ""


def _first(part: str) -> _Found | None:
    """Return the first words of a clause that take a side."""
    if devil := _PATTERNS["devil"].search(part):
        return _Found(devil.start(), "against")
    found = [
        (match.start(), match.end(), side, how)
        for side in _SIDES
        for how in ("speaks", "named")
        if (match := _PATTERNS[f"{how} {side}"].search(part)) is not None
    ]
    if not found:
        return None
    start, end, side, how = min(found, key=lambda one: (one[0], -one[1]))
    of = part[end:].strip() if how == "speaks" else ""
    if _PATTERNS["piece"].match(of):
        of = ""
    elif inner := _somebody(of):
        side, of = inner.side, inner.of
    turned = _PATTERNS["turns"].search(part[:start]) is not None
    return _Found(start, other_side(side) if turned else side, of)


def _somebody(of: str) -> _Found | None:
    """Return the side of people who are called by it: "the objectors", "a senator who opposes it"."""
    if clause := _SOMEBODY.match(of):
        return _first(of[clause.end() :])
    called = (_Found(0, side) for side in _SIDES if _PATTERNS[f"named {side}"].search(of))
    return next(called, None) if len(of.split()) <= _CALLED else None


def _subject(words: str) -> Who | None:
    """Return whom the words name last."""
    reader, bot = (
        max((match.start() for match in _PATTERNS[who].finditer(words)), default=-1)
        for who in ("reader", "bot")
    )
    if reader == bot:  # both are missing
        return None
    return "reader" if reader > bot else "bot"
