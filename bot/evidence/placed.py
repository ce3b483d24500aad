"""Questions of how an op-ed opens or ends, and of its author's own life: where a passage stands tells it."""

from __future__ import annotations

import re

from bot.request.question import Question
from knowledge.document import Document, Passage

LAST = 3  # sentences that are the end of a piece
EARLY = 0.25  # share of a piece in which it tells why it opens as it does
_ITS = r"\b(?:he|she|they|it|author|writer|columnist|op-ed|piece|article|column|essay)\b (?:\w+ ){0,2}"
_ENDS = re.compile(
    r"\b(?:last|final|closing) (?:lines?|sentences?|words?|paragraph)\b"
    rf"|\bthe ending\b|{_ITS}(?:ends?|ended|finish(?:es|ed)?|closes?|closed)\b"
    r" (?:\w+ ){0,2}(?:with|on|by|like)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:first|opening) (?:lines?|sentences?|words?|paragraph|scene|story|image|anecdote)\b"
    rf"|{_ITS}(?:opens?|opened|starts?|started|begins?|began)\b (?:\w+ ){{0,2}}(?:with|on|by|like)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bwhy\b|\bwhat for\b", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:do|does|did) (?:he|she|they|the (?:author|writer|columnist)) do (?:for|as) a (?:living|job)\b"
    r"|\b(?:his|her|the (?:author|writer|columnist)'s) (?:own )?(?:job|profession|occupation|career|trade)\b",
    re.IGNORECASE,
)
_OF_MYSELF = re.compile(
    r"\bI(?:(?:'m|'ve been| am| was| have been)\b(?! \w+ing\b)(?! (?:not|never) )| (?:work|worked|used to)\b)"
)


def asks_of_a_place(question: Question) -> bool:
    """Tell whether a question is about the end or the opening of a piece, and not about all of it."""
    return any(place.search(question.text) for place in (_ENDS, _OPENS))


def ending(question: Question, document: Document) -> tuple[Passage, ...]:
    """Return the last sentences of a piece where a question is about its end; else none."""
    return document.passages[-LAST:] if _ENDS.search(question.text) else ()


def opening(question: Question, document: Document) -> tuple[Passage, ...]:
    """Return the first paragraph where a question is about it; of a "why" what follows it; else none."""
    if not _OPENS.search(question.text):
        return ()
    first = tuple(one for one in document.passages if one.paragraph == document.passages[0].paragraph)
    early = document.passages[len(first) : max(len(first) + LAST, round(EARLY * len(document.passages)))]
    return early if _WHY.search(question.text) and early else first


def of_the_author(question: Question, document: Document) -> tuple[Passage, ...]:
    """Return what authors say they are or were, where a question is about what they do for a living."""
    if not _LIVES.search(question.text.replace("’", "'")):
        return ()
    said = (one.text.replace("’", "'") for one in document.passages)
    return tuple(one for one, text in zip(document.passages, said, strict=True) if _OF_MYSELF.search(text))
