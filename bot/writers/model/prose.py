"""A model's prose to its sentences, each as soon as it is whole, with the citation marks behind it.

A line in the tagged form, an item of a list, JSON and the like is left as one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.writers.model.tags import tag_of
from knowledge.sentences import sentence_spans

LONGEST = 2_000  # characters of a sentence or a line; a longer one is neither
SHORT_LINE = 40  # characters of a line behind which another paragraph begins: "Dear Senator,"
PARAGRAPH = "\n"  # stands before what opens a paragraph

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
LABELLED = re.compile(r"\s*[^\W\d_a-z][\w '’]{1,30}:\s")  # "Warrant: …" at the beginning of a line
_NO_PROSE = re.compile(r"^\s*(?:[{}<`|#>]|\[\s*[{\"]|\[\s*$|\]\s*,?\s*$)")


def as_sentences(pieces: Iterable[str | None]) -> Iterator[str | None]:
    """Yield sentences and lines of a text that comes in pieces; one that is too long is dropped.

    What opens a paragraph has PARAGRAPH before it. A None among the pieces comes out again.
    """
    rest, dropping, opens, fresh = "", False, False, False  # `fresh`: nothing of this line is out yet
    held: tuple[str, bool] | None = None  # a line that may go on with a name, "Yours,", and whether it opens

    def out(sentences: Iterable[str]) -> Iterator[str]:
        nonlocal opens, fresh
        for sentence in sentences:
            yield (PARAGRAPH if opens or (fresh and LABELLED.match(sentence)) else "") + sentence
            opens = fresh = False

    def let_go() -> Iterator[str]:
        nonlocal held, opens
        if held:
            yield (PARAGRAPH if held[1] else "") + held[0]
            held, opens = None, True

    def line(text: str) -> Iterator[str]:
        """Yield the sentences of a line that is whole, or hold it."""
        nonlocal held, opens
        if held and text.strip() and len(text.strip()) < SHORT_LINE:
            text, opens, held = f"{held[0]} {text.strip()}", held[1], None
        yield from let_go()
        if text.rstrip().endswith(",") and len(text.strip()) < SHORT_LINE:
            held, opens = (text.strip(), opens), False
        elif text.strip() and len(text) <= LONGEST:
            yield from out(parted(text))

    for piece in pieces:
        if piece is None:
            yield None
            continue
        first, *others = piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        rest = rest if dropping else rest + first
        for other in others:
            if not dropping:
                yield from line(rest)
            short = len(rest.strip()) < SHORT_LINE and not dropping  # a blank one, or one that ends early
            opens, fresh, rest, dropping = opens or short, True, other, False
        if WHOLE.search(rest) and not _one_line(rest):
            yield from let_go()
            whole, rest = _whole(rest)
            yield from out(whole)
        if len(rest) > LONGEST:
            rest, dropping = "", True
    if not dropping:
        yield from line(rest)
    yield from let_go()


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
    text = _LABEL.sub(r"\1\2: ", text)
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
    return bool(_NO_PROSE.match(line) or tag_of(_ITEM.sub("", line)))
