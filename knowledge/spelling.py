"""What somebody meant to type: words that nobody knows, put right by the words of a topic and of English.

A reader of word pieces takes "tarif" for "tar" and "if". Only words that neither the topic nor English has
are changed, to one that differs in a letter; and initials of a name in the topic to that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.lexicon import countries
from knowledge.unicode_text import folded

SHORTEST = 4  # letters of a word that is put right
ENGLISH_FROM = 5  # letters from which a word of English outside the topic may be meant
COMMON = 5_000  # of the words of English: what is among them stands for itself, and for no name
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_DOUBLED = re.compile(r"(.)\1+")
_UNMARKED = {
    f"{verb}nt": f"{verb}n't"
    for verb in "is are was were do does did has have had could would should must need".split()
} | {"cant": "can't", "wont": "won't"}
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "nt", "ve", "ll", "re", "er", "ers")


class Spelling:
    """Puts right what was typed about one topic."""

    def __init__(self, topic: Iterable[str], names: Iterable[str], english: Sequence[str]) -> None:
        """Take the words of the topic, its names as they are written, and English, the commonest first."""
        own = {folded(word) for text in topic for word in _WORD.findall(text)}
        self._own, self._general = own, _general(tuple(english))
        self._topic = _by_shape(sorted(own))
        by_initials = {_initials(name): name for name in sorted(names) if " " in name}
        by_country = {
            short.lower(): country.title() for country, forms in countries().items() for short in forms.exact
        }
        common = own | set(english[:COMMON])
        self._short = {
            short: name for short, name in (by_initials | by_country).items() if short not in common
        }

    def right(self, text: str) -> str:
        """Return the text with unknown words put right."""
        return _WORD.sub(lambda word: self._right(word.group()), text)

    def _right(self, word: str) -> str:
        plain = folded(word).replace("’", "'")
        if plain in _UNMARKED:
            return _UNMARKED[plain]
        name = self._short.get(plain.removesuffix("'s"))
        if name:
            return f"{name}'s" if plain.endswith("'s") else name
        if len(plain) < SHORTEST or not plain.isalpha() or self._knows(plain):
            return word
        if word[0].isupper() and len(plain) <= ENGLISH_FROM:
            return word  # a name, more likely than not
        return self._meant(plain) or word

    def _knows(self, word: str) -> bool:
        """Tell whether a word is known, or a known one has an ending in it."""
        stems = [word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))]
        return any(
            whole in self._own or whole in self._general.words
            for stem in stems
            if len(stem) > 1
            for whole in (stem, f"{stem}e")
        )

    def _meant(self, word: str) -> str:
        """Return the word that was meant, of the topic or else of English; "" where none is near enough."""
        found = _nearest(word, self._topic)
        return found or (_nearest(word, self._general.shapes, _slip) if len(word) >= ENGLISH_FROM else "")


Shapes = dict[tuple[str, int], list[tuple[int, str]]]


@dataclass(frozen=True)
class _General:
    """The words of English, as all topics share them: there are twenty thousand."""

    words: frozenset[str]
    shapes: Shapes


@cache
def _general(english: tuple[str, ...]) -> _General:
    return _General(frozenset(english), _by_shape(english))


def _by_shape(words: Iterable[str]) -> Shapes:
    """Group words by their first letter and length, each with its place."""
    shapes: Shapes = {}
    for place, word in enumerate(words):
        if word.isalpha() and len(word) >= SHORTEST:
            shapes.setdefault((word[0], len(word)), []).append((place, word))
    return shapes


def _nearest(word: str, shapes: Shapes, change: Callable[[str, str], bool] | None = None) -> str:
    """Return the commonest word with one change that begins alike; "" where there is none.

    A word with an ending is another form of it, and not what was meant.
    """
    near = (
        place_and_word
        for length in (len(word), len(word) + 1, len(word) - 1)
        for place_and_word in shapes.get((word[0], length), ())
        if not _forms(word, place_and_word[1]) and (change or _one_change)(word, place_and_word[1])
    )
    return min(near, default=(0, ""))[1]


def _forms(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in ("s", "d", "e", "y", "r")


def _one_change(one: str, other: str) -> bool:
    """Tell whether one letter is changed, left out or put in, or two are swapped (Damerau 1964).

    Letters doubled in the wrong place, as in "tarrif", are one change, too.
    """
    if _undoubled(one) == _undoubled(other):
        return True
    place = next(
        (n for n, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
    left, right = one[place:], other[place:]
    if len(left) != len(right):
        return left[1:] == right if len(left) > len(right) else left == right[1:]
    return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])


def _slip(one: str, other: str) -> bool:
    """Tell whether a letter is left out, put in or swapped: with another in its place it is another word.

    That is told of words outside the topic, where "pivot" is no "pilot".
    """
    return _one_change(one, other) and (len(one) != len(other) or sorted(one) == sorted(other))


def _undoubled(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _initials(name: str) -> str:
    return "".join(re.findall(r"\b[^\W\d_]", name)).lower()
