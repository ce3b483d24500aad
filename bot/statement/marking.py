"""How sentences, their citations and their stops are put together.

For every front end, and with nothing of a sentence lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

import regex

from knowledge.sentences import ends_with_abbreviation

_FULL_STOP = regex.compile(r"(?<![.…])[.。｡．।۔።]$")  # one alone: "..." stays whole
REASONING = "[reasoning]"
_ENDED = regex.compile(r"[\p{Sentence_Terminal}…:,;][\"'\p{Pe}\p{Pf}]*$")


def marks(numbers: Iterable[int]) -> str:
    """Return citation marks: "[4][7]"."""
    return "".join(f"[{number}]" for number in numbers)


def marked(text: str, cites: Iterable[int], *, reasoning: bool = False, stops: bool = True) -> str:
    """Return the sentence with its citation marks before the full stop: "… 25 percent [4]."

    The bot's own reasoning is marked as such: "… has less to give [reasoning]."

    A stop that is part of a word stays with it: "… at 5 p.m. [4]."; "?", "!", "…" and what ends in quotation
    marks stay as they are: "… why? [4]" Without `stops` no stop is added: "12 a month [4]"
    """
    given = REASONING if reasoning else marks(cites)
    if not given:
        return text
    stop = _FULL_STOP.search(text)
    if stop and not ends_with_abbreviation(text):
        return f"{text[:-1]} {given}{stop.group()}"
    return f"{text} {given}" if not stops or (not stop and _ENDED.search(text)) else f"{text} {given}."


def stopped(text: str) -> str:
    """Return the text with a full stop, unless it ends in a stop of some kind already."""
    return text if _ENDED.search(text) else f"{text}."


def following(before: str, sentence: str) -> str:
    """Return what the sentence adds to the text before it.

    A space where the script wants one, and its words.
    """
    return (
        sentence
        if not before or before[-1] == "\n" or east_asian_width(before[-1]) in "WF"
        else f" {sentence}"
    )


def joined(sentences: Iterable[str]) -> str:
    """Return the sentences as one text."""
    text = ""
    for sentence in sentences:
        text += following(text, sentence)
    return text
