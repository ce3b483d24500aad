"""Text to sentences, losing nothing: the spans joined again are the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex
from sentencex.sentencex import segment  # the compiled module: the package re-exports it untyped

from knowledge.lexicon import stopwords

Span = tuple[int, int]
# characters of a sentence, some 170 words: what compares words with words takes more than twice as long for
# twice as many
LONGEST = 1_000

# White space of more than a byte, over which the splitter stumbles behind an initial
_WIDE = re.compile(r"[^\S\x00-\x7f]")

_LAST_WORD = regex.compile(r"(?<![\p{L}.])(?P<parts>(?:\p{L}+\.)*)(?P<word>\p{L}+)\.$")

# Titles and the like, behind which the splitter may end a sentence and a name or figure goes on with it.
_NO_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Rev|Hon|Capt|Cpl|Sgt|Lt|Col|Cmdr|Maj|Gen|Adm|Sen|Rep|Gov|Supt|Amb|Prof"
    r"|approx)\.[ \t]*\n?[ \t]*$"
)

# A time of day, behind which the splitter ends a sentence though the day goes on with it
_TIME = re.compile(r"\b[ap]\.m\.[ \t]*\n?[ \t]*$")
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b(?! (?:is|was|will|would|has|had|came|went)\b)"
)

# The number of an item, at the beginning of a paragraph: "2.", "(b)", "iv)", "1.2."
_ITEM = re.compile(
    r"\A\s*(?:\((?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\)|(?:\d{1,2}\.)*\d{1,2}[.)]|[A-Za-z]\)|(?:[a-z]|[ivx]{1,4})\.|[ivx]{1,4}\)"
    r"|[IVX]{2,4}[.)])(?:\s+|$)"
)


def sentence_spans(text: str, language: str = "en") -> list[Span]:
    """Return offsets `(start, end)` in characters of the sentences of `text`, in order.

    Together they cover all of it. White space between two sentences belongs to the one before it.
    """
    spans: list[Span] = []
    position = 0
    plain = _WIDE.sub(" ", text)  # as long as the text: offsets hold for both
    for sentence in _segments(plain, language):
        start = plain.find(sentence, position)
        if start < 0:  # the splitter changed a character: keep the rest whole rather than lose any
            break
        end = start + len(sentence)
        if end > position:
            opened = spans.pop()[0] if spans and _goes_on(text, spans) else position
            spans.append((opened, end))
            position = end
    if position < len(text):
        spans.append((position, len(text)))
    return [part for span in spans for part in _cut(text, span)]


def sentences_of(text: str, language: str = "en") -> list[str]:
    """Return the sentences of `text` themselves, without the white space around them."""
    return [text[start:end].strip() for start, end in sentence_spans(text, language)]


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Yield the span in parts of at most LONGEST.

    Cut behind a semicolon or a dash, else a comma, else between words.
    """
    start, end = span
    while end - start > LONGEST:
        part = text[start : start + LONGEST]
        marks = (max(part.rfind(mark) for mark in marks) for marks in (";:—–", ",", " \n"))
        place = next((candidate for candidate in marks if candidate > LONGEST // 2), LONGEST - 1)
        gap = re.compile(r"\s*").match(text, start + place + 1)
        cut = gap.end() if gap else start + place + 1
        yield start, min(cut, end)
        start = min(cut, end)
    if start < end:
        yield start, end


def unnumbered(sentence: str) -> str:
    """Return the sentence without the number that it has as an item of a list."""
    return _ITEM.sub("", sentence)


def _goes_on(text: str, spans: list[Span]) -> bool:
    """Return whether the last span ends in a title or a time of day, or is the number of a list's item."""
    start, end = spans[-1]
    if _TIME.search(text, start, end) and _DAY.match(text, end):
        return True
    return bool(_NO_END.search(text, start, end) or (len(spans) == 1 and _ITEM.fullmatch(text[start:end])))


def ends_with_abbreviation(text: str) -> bool:
    """Return whether the full stop at the end belongs to the last word ("p.m.", "Inc.", "J.").

    Then the sentence has none of its own yet.
    """
    last = _LAST_WORD.search(text)
    if last is None:
        return False
    if last["parts"]:
        return True
    return last["word"].lower() not in stopwords() and (
        len(last["word"]) == 1 or len(sentence_spans(f"the {last.group()} Nobody knew.")) == 1
    )


def _segments(text: str, language: str) -> list[str]:
    try:
        return list(segment(language, text))
    except BaseException as exc:  # a panic of its Rust is no Exception
        if type(exc).__name__ != "PanicException":
            raise
        return []
