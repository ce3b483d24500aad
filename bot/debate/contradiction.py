"""Self-contradiction: two sentences of one side that cannot both hold.

The worst kind debaters call a double turn.

Told from the words, with the first signs of the typology of de Marneffe, Rafferty & Manning (2008): negation,
antonyms and numbers, in sentences that are about the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from knowledge.lexicon import polarity
from knowledge.sentence_analysis import Reading, Word, opposite_by_prefix, read, stem

SAME = 0.5  # share of the shorter sentence's words and names that the other one has, too
NEARLY = 0.75  # the same from which one denied word is enough
LEAST = 2  # of those in common
SHORT = 5  # words of content of two sentences that may be about nothing but their names
# Words between an antonym and a word that both sentences have; the second for words that oppose only what
# they stand beside.
REACH, CLOSE = 5, 2
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


@lru_cache(maxsize=4096)
def contradicts(text: str, other: str) -> str | None:
    """Return why two sentences of one speaker cannot both hold; None where they can."""
    new, old = read(text), read(other)
    pairs = [
        (new_word, old_word)
        for new_word in new.content
        for old_word in old.content
        if not new_word.near.isdisjoint(old_word.near)
    ]
    names = len(
        {new_name.key for new_name in new.names if any(new_name.same(old_name) for old_name in old.names)}
    )
    opposed = [
        (new_word, old_word)
        for new_word in new.words
        for old_word in old.words
        if are_opposed(new_word, old_word)
    ]
    turned = [
        pair
        for pair in opposed
        if _same_place(*pair, pairs, names, (new, old)) and _same_thing(*pair, new, old)
    ]
    strangers = [
        any(
            name.certain and not any(name.same(other_name) for other_name in other.names)
            for name in reading.names
        )
        for reading, other in ((new, old), (old, new))
    ]
    if all(strangers):
        return None  # each names somebody whom the other does not: they are about different things
    figures = sum(
        any(new_figure.kind == old_figure.kind for old_figure in old.figures) for new_figure in new.figures
    )
    common = len({new_word.index for new_word, _ in (*pairs, *turned)}) + figures
    size = min(len(reading.content) + len(reading.names) + len(reading.figures) for reading in (new, old))
    alike = (common + names) / max(1, size)
    if common == 0 or common + names < LEAST or alike < SAME:
        return None
    flips = [
        new_word
        for new_word, old_word in pairs
        if _denied(new, new_word) != _denied(old, old_word)
        and not (_supposed(new, new_word) or _supposed(old, old_word))
    ]
    even = {
        new_word.index for new_word, old_word in pairs if _denied(new, new_word) == _denied(old, old_word)
    }
    only = {word.index for word in flips} - even
    if only and (alike >= NEARLY or (len(only) > len(even) / 2 and common >= LEAST)):
        return f"one of the two denies “{flips[0].text}”"
    if turned and not flips:
        new_word, old_word = turned[0]
        if _denied(new, new_word) == _denied(old, old_word):
            return f"one says “{old_word.text}”, the other “{new_word.text}”"
    return _numbers(new, old)


def _numbers(new: Reading, old: Reading) -> str | None:
    for new_figure in new.figures:
        alike = [
            old_figure
            for old_figure in old.figures
            if old_figure.kind == new_figure.kind and new_figure.kind in _AMOUNTS
        ]
        if alike and not any(
            new_figure.rounds(old_figure) or old_figure.rounds(new_figure) for old_figure in alike
        ):
            return f"one says {alike[0].text}, the other {new_figure.text}"
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


def are_opposed(new_word: Word, old_word: Word) -> bool:
    """Tell whether two words are opposites."""
    if new_word.stem == old_word.stem or {new_word.text.lower(), old_word.text.lower()} & _PARTICLES:
        return False
    new_poles = _poles().get(new_word.stem, frozenset())
    return any(
        (pair, not up) in new_poles for pair, up in _poles().get(old_word.stem, frozenset())
    ) or opposite_by_prefix(new_word, old_word)


def _same_place(
    new_word: Word,
    old_word: Word,
    pairs: Sequence[tuple[Word, Word]],
    names: int,
    readings: tuple[Reading, Reading],
) -> bool:
    """Tell whether both words stand near one that the two sentences have in common.

    Or in sentences about the same two names.
    """
    loose = {new_word.text.lower(), old_word.text.lower()} & _LOOSE
    if (
        names >= LEAST
        and max(len(reading.content) for reading in readings) <= SHORT
        and not (loose or pairs or new_word.stop or old_word.stop)
    ):
        return True
    reach = CLOSE if loose else REACH
    if names and not loose and max(len(reading.content) for reading in readings) <= LEAST + 1 and not pairs:
        return True
    return any(
        0 < abs(new_common.index - new_word.index) <= reach
        and 0 < abs(old_common.index - old_word.index) <= reach
        for new_common, old_common in pairs
    )


def _same_thing(new_word: Word, old_word: Word, new: Reading, old: Reading) -> bool:
    """Tell whether two opposed words are said of the same.

    Of the word of content before each, or where there is none, the one behind.
    """

    def beside(reading: Reading, word: Word, *, before: bool) -> Word | None:
        near = [
            neighbour
            for neighbour in reading.content
            if (neighbour.index < word.index if before else neighbour.index > word.index)
        ]
        return (near[-1] if before else near[0]) if near else None

    for before in (True, False):
        new_beside, old_beside = beside(new, new_word, before=before), beside(old, old_word, before=before)
        if new_beside and old_beside:
            return not new_beside.near.isdisjoint(old_beside.near) or (
                before and are_opposed(new_beside, old_beside)
            )
    return True


@cache
def _poles() -> dict[str, frozenset[tuple[int, bool]]]:
    """Return stem to the pairs of opposites that it is a pole of."""
    table: dict[str, set[tuple[int, bool]]] = {}
    for pair, poles in enumerate((*polarity().directions, *polarity().opposites)):
        for up, words in zip((True, False), poles, strict=True):
            for word in words:
                table.setdefault(stem(word), set()).add((pair, up))
    return {word_stem: frozenset(places) for word_stem, places in table.items()}
