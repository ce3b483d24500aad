"""Names in a sentence, in one comparable form: Paris, the French and France are one name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from knowledge.figures import is_month
from knowledge.lexicon import countries, stopwords
from knowledge.unicode_text import UPPER, WORD, folded

_TITLES = frozenset(
    (
        "president vice mr mrs ms dr sir senator minister prime chancellor king queen general secretary "
        "governor professor representative ambassador chairman chairwoman op-ed gi gis monday tuesday "
        "wednesday thursday friday saturday sunday i"
    ).split()
)
# scripts without capitals: in a text of another script, what is written in them is a name
_UNCASED = r"(?![ªº])\p{Lo}[\p{L}\p{M}]*"
_CAPITALISED = regex.compile(
    rf"(?<![\w'’])(?:{UPPER}[\w\p{{M}}-]*(?:\.{UPPER})*\.?|{_UNCASED})(?:\s(?:{UPPER}[\w\p{{M}}-]*|{_UNCASED}))*(?![\w])"
)
_KNOWN = regex.compile(rf"{WORD}[\w-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s+|[。！？]\s*)[\"“„«'‘(]*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its comparable form (`key`), its words and their place.

    `place` says that it is a country, else it is a person or thing.
    """

    key: str
    text: str
    start: int
    end: int
    place: bool = False
    certain: bool = True  # False for a capital that only opens a sentence

    @property
    def parts(self) -> frozenset[str]:
        """Return by what it is found: a country as a whole, another name by any of its words."""
        return frozenset([self.key] if self.place else self.key.split())

    def same(self, other: Name) -> bool:
        """Return whether the two can name the same.

        Equal, or one is a part of the other ("Attlee", "Clement Attlee").
        """
        return same_name(self.key, other.key)


def same_name(first: str, second: str) -> bool:
    """Return whether two name keys can name the same thing."""
    if first == second:
        return True
    own, theirs = set(first.split()), set(second.split())
    return first not in countries() and second not in countries() and (own <= theirs or theirs <= own)


def find_names(text: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Return the names of `text` in order.

    Capitals mark a name; in lower case only countries and the `known` keys (any of their words) are found.
    """
    names = [
        Name(key, match.group(), match.start(), match.end(), True) for match, key in _country_matches(text)
    ]
    taken = [(name.start, name.end) for name in names]
    for match in _CAPITALISED.finditer(text):
        names += _capitalised(text, match.group(), match.start(), taken)
    if known:
        names += _known(text, known, [(name.start, name.end) for name in names])
    return tuple(sorted(names, key=lambda name: name.start))


def _country_matches(text: str) -> list[tuple[re.Match[str], str]]:
    pattern, exact, keys = _country_table()
    matches = [
        (match, keys[match.group().lower()])
        for match in pattern.finditer(text)
        if not text.startswith(" War", match.end())
    ]
    return matches + [(match, keys[match.group()]) for match in exact.finditer(text)]


@cache
def _country_table() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    table = countries()
    keys = {form: country for country, forms in table.items() for form in (*forms.forms, *forms.exact)}
    loose = sorted((form for forms in table.values() for form in forms.forms), key=len, reverse=True)
    exact = [form for forms in table.values() for form in forms.exact]
    joined = "|".join(re.escape(form) for form in loose)
    return (
        re.compile(rf"(?<![\w])(?:{joined})(?![\w])", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(exact)})\b"),
        keys,
    )


def _capitalised(text: str, words: str, start: int, taken: list[tuple[int, int]]) -> list[Name]:
    """Return the names in one run of capitalised words.

    Without countries, titles, months and sentence openers.
    """
    names: list[Name] = []
    run: list[tuple[str, int]] = []
    position = start
    pieces = [*words.split(" "), ""]
    for piece in pieces:
        low = piece.lower().strip(".")
        inside = any(left <= position < right for left, right in taken)
        if piece and not inside and low not in _TITLES and not is_month(low) and low not in stopwords():
            run.append((piece.rstrip("."), position))
        elif run:
            names.append(_joined(text, run))
            run = []
        position += len(piece) + 1
    return names


def _joined(text: str, run: list[tuple[str, int]]) -> Name:
    start, (last, last_start) = run[0][1], run[-1]
    opens = bool(_SENTENCE_START.search(text[:start])) and len(run) == 1
    key = " ".join(folded(word) for word, _ in run)
    end = last_start + len(last)
    return Name(key, text[start:end], start, end, certain=not opens)


def _known(text: str, known: frozenset[str], taken: list[tuple[int, int]]) -> list[Name]:
    names = []
    for match in _KNOWN.finditer(text):
        word = folded(match.group())
        if len(word) < 2 or any(left <= match.start() < right for left, right in taken):
            continue
        owner = next((key for key in sorted(known) if word in key.split()), None)
        if owner:
            names.append(Name(owner, match.group(), match.start(), match.end()))
    return names
