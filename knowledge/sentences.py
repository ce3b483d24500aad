"""Text to sentences, losing nothing: the spans joined again are the text."""

from __future__ import annotations

from sentencex.sentencex import segment  # the compiled module: the package re-exports it untyped

Span = tuple[int, int]


def sentence_spans(text: str, language: str = "en") -> list[Span]:
    """Offsets `(start, end)` in characters of the sentences of `text`, in order; together they cover all of it.

    White space between two sentences belongs to the one before it.
    """
    spans: list[Span] = []
    position = 0
    for sentence in segment(language, text):
        start = text.find(sentence, position)
        if start < 0:  # the splitter changed a character: keep the rest whole rather than lose any
            break
        end = start + len(sentence)
        if end > position:
            spans.append((position, end))
            position = end
    if position < len(text):
        spans.append((position, len(text)))
    return spans
