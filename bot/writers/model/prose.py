"""A model's prose to its sentences, each as soon as it is whole, with the citation marks behind it.

A line in the tagged form, an item of a list, JSON and the like is left as one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.writers.model.tags import tag_of
from knowledge.sentences import sentence_spans

LONGEST = 2_000  # characters of a sentence or a line; a longer one is neither
SHORT_LINE = 40  # characters of a line that may be a sign-off or the name behind one
WRAPPED = 60  # characters from which a line without an end may only have been wrapped
PARAGRAPH, LINE = "\n", "\r"  # stand before what opens a paragraph, or a line within one

_MARKS = r"(?:\s*[\[【(]\s*(?:passages?\s*)?\d[\d\s,;&–-]*(?:†[^】\]]*)?[\]】)])+"
_STOP = r"[.!?…。！？]+[\"'”’»)]*"
# A sentence is whole once the next one has begun with a word of its own.
WHOLE = re.compile(rf"{_STOP}(?:{_MARKS})?\.?\s+[^\s\[【(]\S*\s|[。！？](?:{_MARKS})?\s*\S\S")
_BEGUN = re.compile(r"\s*[^\s\[【(]\S*\s|\s*[^\x00-\x7f]{2}")
_LATE = re.compile(rf"(?P<stop>{_STOP})(?P<marks>{_MARKS})(?=\s|$)")  # marks behind the stop
_MARKED = re.compile(_MARKS)
_OPENS = re.compile(r'(?<![^\s(\[—–])"')  # a straight quotation mark that opens
_SIGN = "\ue000"  # of nobody's text
_HIDDEN = re.compile(f" ?mark{_SIGN}(\\d+){_SIGN}")  # a sentence may begin behind the space
_ITEM = re.compile(r"^\s*(?:[-*•‣–—+]\s+|\(?\d{1,2}[.):]\s+)*")
# "1. **Costs.** The …": a label in bold, before what it labels
_LABEL = re.compile(rf"({_ITEM.pattern})\*\*([^*]{{1,60}}?)(?:[.:]\*\*:?|\*\*:)\s+(?=[^\s\[])")
_STOPS = re.compile(r"[.!?:,]\s*$")
_LINE_ENDS = re.compile(r"[.!?…:;。！？\]】)*\"'”’»|]\s*$")
LABELLED = re.compile(r"\s*[^\W\d_a-z][\w '’]{1,30}:\s")  # "Warrant: …" at the beginning of a line
LETTERED = re.compile(r"\s*(?:[-*•]\s+)?(?:\*\*)?(?P<letter>\(?[A-Ha-h][.)])(?:\*\*)?\s+")  # "B. …", "(b) …"
_IN_BOLD = re.compile(r"\s*\*\*[^*]*(?:\*{1,2}[:\s\[\]【】()\d,;&–-]*)?$")  # all of it, as far as it has come
_NO_PROSE = re.compile(r"^\s*(?:[{}<`|#>]|\[\s*[{\"]|\[\s*$|\]\s*,?\s*$)")


def as_sentences(pieces: Iterable[str | None]) -> Iterator[str | None]:
    """Yield sentences and lines of a text that comes in pieces; one that is too long is dropped.

    What opens a paragraph has PARAGRAPH before it, what opens a line within one LINE. A None among the pieces
    comes out again.
    """
    rest, dropping, opens, width = "", False, "", 0  # `width`: characters of the line so far
    held: tuple[str, str] | None = None  # a line that may go on with a name, "Yours,", and what it opens

    def out(sentences: Iterable[str]) -> Iterator[str]:
        nonlocal opens
        for sentence in sentences:
            yield opens + sentence
            opens = ""

    def let_go() -> Iterator[str]:
        nonlocal held, opens
        if held:
            yield held[1] + held[0]
            held, opens = None, opens or LINE

    def line(text: str) -> Iterator[str]:
        """Yield the sentences of a line that is whole, or hold it."""
        nonlocal held, opens
        if held and text.strip() and len(text.strip()) < SHORT_LINE and not _STOPS.search(text):
            text, opens, held = f"{held[0]} {text.strip()}", held[1], None
        yield from let_go()
        if text.rstrip().endswith(",") and len(text.strip()) < SHORT_LINE:
            held, opens = (text.strip(), opens), ""
        elif text.strip() and len(text) <= LONGEST:
            yield from out(parted(text))

    for piece in pieces:
        if piece is None:
            yield None
            continue
        first, *others = piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        rest = rest if dropping else rest + first
        width += len(first)
        for other in others:
            if not dropping:
                yield from line(rest)
            opens = _opened(opens, rest, width)
            rest, dropping, width = other, False, len(other)
        within = rest.count("(") > rest.count(")")  # what stands in brackets is told in one
        if WHOLE.search(rest) and not (within or _one_line(rest)):
            yield from let_go()
            whole, rest = _whole(rest)
            yield from out(whole)
        if len(rest) > LONGEST:
            rest, dropping = "", True
    if not dropping:
        yield from line(rest)
    yield from let_go()


def _opened(opens: str, line: str, width: int) -> str:
    """Return what the next line opens, behind one that is whole and so many characters long."""
    if width == 0 or not line.strip():
        return PARAGRAPH
    wrapped = width >= WRAPPED and not _LINE_ENDS.search(line)
    return opens or ("" if wrapped else LINE)


def _whole(text: str) -> tuple[list[str], str]:
    """Return the sentences that are whole, and the rest, before which marks may still come."""
    *whole, rest = parted(text)
    while whole and not _BEGUN.match(rest):
        rest = whole.pop() + rest
    return whole, rest


def parted(line: str) -> list[str]:
    """Return the sentences of a line of prose, each with its marks before its stop; others as they are."""
    return [line] if _one_line(line) else sentences_of(line)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, each with its marks before its stop."""
    marks: list[str] = []

    def hidden(found: re.Match[str]) -> str:
        marks.append(found.group())
        return f" mark{_SIGN}{len(marks) - 1}{_SIGN}"

    # to the splitter marks are words: it would end a sentence at "the U.S. [8]"
    text = _LABEL.sub(lambda label: f"{label[1]}{label[2]}{' –' if ':' in label[2] else ':'} ", text)
    text = _MARKED.sub(hidden, _LATE.sub(r"\g<marks>\g<stop>", text))
    spans = [(start, end) for start, end in sentence_spans(_quoted(text)) if start < len(text)]
    return [_HIDDEN.sub(lambda found: marks[int(found[1])], text[a:b]) for a, b in spans]


def _quoted(text: str) -> str:
    """Return a text with quotation marks that tell where they open and close, and all of them closed.

    To the splitter one that opens a sentence would else end the one before it.
    """
    told = _OPENS.sub("“", text).replace('"', "”")
    return told + "”" * (told.count("“") - told.count("”"))


def _one_line(line: str) -> bool:
    begins = (_NO_PROSE, LETTERED, _IN_BOLD)
    return any(one.match(line) for one in begins) or tag_of(_ITEM.sub("", line)) is not None
