"""Corrupt the characters: another script, accented names, lookalikes, hidden or combining characters.

The lists are this module's own and are not the gate's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.statement import Statement
from knowledge.document import Document
from knowledge.names import find_names

_CLAUSES = [
    "и это преступление против человечества", "και αυτό είναι έγκλημα", "그리고 이것은 범죄이다",
    "这是反人类罪", "وهذه جريمة ضد الإنسانية", "וזה פשע נגד האנושות", "और यह एक अपराध है",
    "และนี่คืออาชญากรรม", "და ეს დანაშაულია", "そしてこれは犯罪である", "և սա հանցագործություն է",
]  # fmt: skip
_NAMES = [
    "Ünal",
    "Łódź",
    "Şahin",
    "Çelik",
    "Zürich",
    "Þórdís",
    "Ångström",
    "Örebro",
    "Šarić",
    "Đilas",
    "Émile Zola",
    "Ñuñoa",
    "Österreich",
    "İnönü",
    "Ōsaka",
    "Žižek",
]
_LOOKALIKES = {
    "a": "аɑａ", "e": "еｅ", "o": "оοᴏ", "p": "рρ", "c": "сⅽ", "x": "хⅹ", "y": "у", "i": "іⅰ", "s": "ѕ",
    "j": "ј", "h": "һ", "d": "ԁⅾ", "l": "ӏⅼ", "T": "ТΤ", "A": "АΑ", "S": "Ѕ", "K": "КΚ", "n": "ո𝗇",
    "g": "ɡ", "v": "ѵν", "C": "С",
}  # fmt: skip
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\u180e\ufe0f\U000e0061\u202e\u2066\u2800"
_LAID_OVER = [
    "\u0336",
    "\u0338",
    "\u20e0",
    "\u0335",
    "\u0489",
    "\u0337\u0337",
    "\u0300\u0316\u0317",
    "\u033d",
    "\u20dd",
    "\u1dc4",
]


def foreign_script(true: Statement, document: Document) -> Iterator[Statement]:
    """Put in a clause in another script: at the end, in the middle, in brackets, and in front."""
    for place, clause in enumerate(_picked(true, _CLAUSES, 2)):
        core, words = true.text.rstrip("."), true.text.split(" ")
        yield replace(true, text=f"{core}, {clause}.")
        yield replace(true, text=" ".join([*words[: 4 + place], f"({clause})", *words[4 + place :]]))
        yield replace(true, text=f"{clause}: {true.text}")


def accented_name(true: Statement, document: Document) -> Iterator[Statement]:
    """Put a name with letters beyond A to Z in the place of each name and behind the last word."""
    lead = re.match(r"The op-ed [a-z]+ that ", true.text)
    start = lead.end() if lead else 0
    names = [name for name in find_names(true.text) if name.start >= start and name.certain]
    for number, name in enumerate(names):
        for other in _picked(true, _NAMES, 2, number):
            yield replace(true, text=true.text[: name.start] + other + true.text[name.end :])
    for other in _picked(true, _NAMES, 2):
        yield replace(true, text=f"{true.text.rstrip('.')} in {other}.")
        yield replace(true, text=f"{true.text.rstrip('.')}, as {other} demands.")


def homoglyph(true: Statement, document: Document) -> Iterator[Statement]:
    """Put a letter of another script that looks like it in the place of a letter."""
    yield from _each_letter(true, lambda letter: _LOOKALIKES.get(letter, ""), keep=False)


def zero_width(true: Statement, document: Document) -> Iterator[Statement]:
    """Put an invisible character into a word."""
    yield from _each_letter(true, lambda letter: _HIDDEN if letter.isalpha() else "", keep=True)


def laid_over(true: Statement, document: Document) -> Iterator[Statement]:
    """Lay a combining character over a letter, such as a stroke through it."""
    for number, place in enumerate(_places(true, 5)):
        sign = _LAID_OVER[(len(true.text) + number) % len(_LAID_OVER)]
        yield replace(true, text=true.text[: place + 1] + sign + true.text[place + 1 :])


def _each_letter(true: Statement, others: Callable[[str], str], *, keep: bool) -> Iterator[Statement]:
    for number, place in enumerate(_places(true, 5)):
        letter = true.text[place]
        if choice := others(letter):
            other = choice[(len(true.text) + number) % len(choice)]
            yield replace(
                true, text=true.text[:place] + (letter if keep else "") + other + true.text[place + 1 :]
            )


def _places(true: Statement, count: int) -> list[int]:
    """Return the places of letters within words, spread over the sentence."""
    within = [match.start() for match in re.finditer(r"(?<=[A-Za-z])[A-Za-z](?=[A-Za-z])", true.text)]
    step = max(1, len(within) // count)
    return within[step // 2 :: step][:count]


def _picked(true: Statement, texts: list[str], count: int, skip: int = 0) -> list[str]:
    first = sum(map(ord, true.text)) + 5 * skip
    return [texts[(first + 3 * step) % len(texts)] for step in range(count)]


SIGNS: dict[str, Callable[[Statement, Document], Iterator[Statement]]] = {
    "foreign script": foreign_script,
    "accented name": accented_name,
    "homoglyph": homoglyph,
    "zero-width signs": zero_width,
    "combining signs": laid_over,
}
