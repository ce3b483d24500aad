"""What words name: something of the piece, the document itself, or anything at all."""

from __future__ import annotations

from bot.request.leaning import own_words
from bot.request.patterns import load_patterns
from knowledge.coverage import index_of
from knowledge.document import Document
from knowledge.names import find_names, same_name
from knowledge.sentence_analysis import read

_TELLING = ("day", "month", "year", "money", "percent")  # kinds of figures that name something
_PATTERNS = load_patterns("reading")


def knows(text: str, document: Document) -> bool:
    """Tell whether the document has any of the words that name something, or any of the dates and figures."""
    there = index_of(document)
    names = [name for name in find_names(text) if name.certain]
    return (
        any(same_name(name.key, key) for name in names for key in there.names)
        or any(there.has(word) for word in own_words(text))
        or any(
            figure.same(other)
            for figure in read(text).figures
            for reading in there.readings
            for other in reading.figures
        )
    )


def tells_figure(text: str) -> bool:
    """Tell whether words have a date, a sum or a share, which is about something by itself."""
    return any(figure.kind in _TELLING for figure in read(text).figures)


def speaks_of_document(text: str) -> bool:
    """Tell whether words name the document: the op-ed, its author, what was written."""
    return _PATTERNS["document"].search(text) is not None


def names_something(text: str) -> bool:
    """Tell whether words name anything beside the document and what is wanted of it."""
    return bool(own_words(text)) or any(name.certain for name in find_names(text))
