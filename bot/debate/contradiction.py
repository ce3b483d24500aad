"""Self-contradiction: two sentences of one side that cannot both hold.

The worst kind debaters call a double turn.

Told from the words, with the first signs of the typology of de Marneffe, Rafferty & Manning (2008): negation,
antonyms and numbers, in sentences that are about the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from bot.debate.state import Contradiction, Debate, Point
from bot.statement.attribution import unattributed
from knowledge.lexicon import polarity
from knowledge.sentence_analysis import Reading, Word, opposite_by_prefix, read, stem

SAME = 0.5  # share of the shorter sentence's words and names that the other one has, too
NEARLY = 0.75  # the same from which one denied word is enough
LEAST = 2  # of those in common
SHORT = 5  # words of content of two sentences that may be about nothing but their names
# Words between an antonym and a word that both sentences have; the second for words that oppose only what
# they stand beside.
REACH, CLOSE = 5, 2
_ASSERTS = (
    "claim",
    "defence",
)  # what asks, grants, or says what the op-ed leaves undone, contradicts nothing
_AMOUNTS = ("money", "percent", "number")
_NONE = frozenset(["nothing", "nobody", "none", "never", "neither", "nor"])
_IF = frozenset(["if", "unless", "whether"])
_PARTICLES = frozenset(["up", "down", "with"])  # parts of verbs more often than poles
_LOOSE = frozenset(
    [
        "more",
        "less",
        "cut",
        "back",
        "over",
        "under",
        "first",
        "last",
        "long",
        "now",
        "fewer",
        "keep",
        "keeps",
        "buy",
        "export",
    ]
)


def contradictions_of(debate: Debate, new: Sequence[Point]) -> tuple[Contradiction, ...]:
    """Find for each new point the first earlier one of the same side that it contradicts.

    What is granted is taken back openly and counts as none.
    """
    return tuple(_found(debate, new))


def _found(debate: Debate, new: Sequence[Point]) -> Iterator[Contradiction]:
    for place, point in enumerate(new):
        before = [*debate.of(point.by), *(one for one in new[:place] if one.by == point.by)]
        for old in before if point.act in _ASSERTS else ():
            reason = contradicts(_told(point), _told(old)) if old.act in _ASSERTS else None
            if reason:
                yield Contradiction(old.number, point.number, reason)
                break


def _told(point: Point) -> str:
    """Return what a point asserts: the bot's reports without the words that give them as the op-ed's."""
    return unattributed(point.text) if point.by == "bot" else point.text


@lru_cache(maxsize=4096)
def contradicts(text: str, other: str) -> str | None:
    """Return why two sentences of one speaker cannot both hold; None where they can."""
    new, old = read(text), read(other)
    pairs = [
        (mine, theirs)
        for mine in new.content
        for theirs in old.content
        if not mine.near.isdisjoint(theirs.near)
    ]
    names = len({mine.key for mine in new.names if any(mine.same(theirs) for theirs in old.names)})
    opposed = [(mine, theirs) for mine in new.words for theirs in old.words if _opposed(mine, theirs)]
    turned = [
        pair
        for pair in opposed
        if _same_place(*pair, pairs, names, (new, old)) and _same_thing(*pair, new, old)
    ]
    strangers = [
        any(mine.certain and not any(mine.same(theirs) for theirs in other.names) for mine in one.names)
        for one, other in ((new, old), (old, new))
    ]
    if all(strangers):
        return None  # each names somebody whom the other does not: they are about different things
    figures = sum(any(mine.kind == theirs.kind for theirs in old.figures) for mine in new.figures)
    common = len({mine.index for mine, _ in (*pairs, *turned)}) + figures
    size = min(len(reading.content) + len(reading.names) + len(reading.figures) for reading in (new, old))
    alike = (common + names) / max(1, size)
    if common == 0 or common + names < LEAST or alike < SAME:
        return None
    flips = [
        mine
        for mine, theirs in pairs
        if _denied(new, mine) != _denied(old, theirs) and not (_supposed(new, mine) or _supposed(old, theirs))
    ]
    even = {mine.index for mine, theirs in pairs if _denied(new, mine) == _denied(old, theirs)}
    only = {word.index for word in flips} - even
    if only and (alike >= NEARLY or (len(only) > len(even) / 2 and common >= LEAST)):
        return f"one of the two denies “{flips[0].text}”"
    if turned and not flips:
        mine, theirs = turned[0]
        if _denied(new, mine) == _denied(old, theirs):
            return f"the one says “{theirs.text}”, the other “{mine.text}”"
    return _numbers(new, old)


def _numbers(new: Reading, old: Reading) -> str | None:
    for mine in new.figures:
        alike = [theirs for theirs in old.figures if theirs.kind == mine.kind and mine.kind in _AMOUNTS]
        if alike and not any(mine.same(theirs) for theirs in alike):
            return f"the one says {alike[0].text}, the other {mine.text}"
    return None


def _denied(reading: Reading, word: Word) -> bool:
    """Tell whether the sentence denies the word.

    By a negator before it, or because nobody, nothing or never is said of it.
    """
    none = any(
        other.text.lower() in _NONE and other.segment == word.segment and other.index > word.index
        for other in reading.words
    )
    return word.negated != none


def _supposed(reading: Reading, word: Word) -> bool:
    """Tell whether the word stands in a condition, which asserts nothing."""
    return any(
        other.text.lower() in _IF and other.segment == word.segment and other.index < word.index
        for other in reading.words
    )


def _opposed(mine: Word, theirs: Word) -> bool:
    if mine.stem == theirs.stem or {mine.text.lower(), theirs.text.lower()} & _PARTICLES:
        return False
    ours = _poles().get(mine.stem, frozenset())
    return any(
        (pair, not up) in ours for pair, up in _poles().get(theirs.stem, frozenset())
    ) or opposite_by_prefix(mine, theirs)


def _same_place(
    mine: Word,
    theirs: Word,
    pairs: Sequence[tuple[Word, Word]],
    names: int,
    readings: tuple[Reading, Reading],
) -> bool:
    """Tell whether both words stand near one that the two sentences have in common.

    Or in sentences about the same two names.
    """
    loose = {mine.text.lower(), theirs.text.lower()} & _LOOSE
    if (
        names >= LEAST
        and max(len(reading.content) for reading in readings) <= SHORT
        and not (loose or pairs or mine.stop or theirs.stop)
    ):
        return True
    reach = CLOSE if loose else REACH
    if names and not loose and max(len(reading.content) for reading in readings) <= LEAST + 1 and not pairs:
        return True
    return any(
        0 < abs(one.index - mine.index) <= reach and 0 < abs(other.index - theirs.index) <= reach
        for one, other in pairs
    )


def _same_thing(mine: Word, theirs: Word, new: Reading, old: Reading) -> bool:
    """Tell whether two opposed words are said of the same.

    Of the word of content before each, or where there is none, the one behind.
    """

    def beside(reading: Reading, word: Word, *, before: bool) -> Word | None:
        near = [
            one for one in reading.content if (one.index < word.index if before else one.index > word.index)
        ]
        return (near[-1] if before else near[0]) if near else None

    for before in (True, False):
        one, other = beside(new, mine, before=before), beside(old, theirs, before=before)
        if one and other:
            return not one.near.isdisjoint(other.near) or (before and _opposed(one, other))
    return True


@cache
def _poles() -> dict[str, frozenset[tuple[int, bool]]]:
    """Return stem to the pairs of opposites that it is a pole of."""
    table: dict[str, set[tuple[int, bool]]] = {}
    for pair, poles in enumerate((*polarity().directions, *polarity().opposites)):
        for up, words in zip((True, False), poles, strict=True):
            for word in words:
                table.setdefault(stem(word), set()).add((pair, up))
    return {one: frozenset(places) for one, places in table.items()}
