"""What is fuzzed: functions that take what strangers write, each with what must hold whatever that is."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from docx import Document as Word
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from bot.gate import check, find_citations
from bot.statement import Statement, StatementKind
from bot.web.api.protocol import citations
from bot.writers.model.line_form import read_statements
from bot.writers.model.prose import LONGEST
from knowledge import KnowledgeError
from knowledge.argument_map import parse_argument_map
from knowledge.document import split
from knowledge.loaders import LOADERS, load_bytes
from knowledge.loaders.plain import from_text
from knowledge.topic import Topic, shipped_topic

KINDS: tuple[StatementKind, ...] = ("report", "critique", "question", "weighing", "link")


@dataclass(frozen=True)
class Target:
    """A function of some bytes, and what they are drawn from."""

    name: str
    act: Callable[[bytes], None]
    drawn: st.SearchStrategy[bytes]


@cache
def _topic() -> Topic:
    return shipped_topic("us-korea-alliance")


@cache
def _sentences() -> list[str]:
    argument_map = _topic().argument_map
    assert argument_map is not None
    return [passage.text for passage in _topic().document.passages] + [
        f"The op-ed says that {claim.says}." for claim in argument_map.claims
    ]


_SIGNS = [
    "[4]",
    "[1][2]",
    "[9999]",
    "【4†source】",
    "(passage 4)",
    "report [4]: ",
    "critique: ",
    '{"kind": "report", "cites": [4], "text": "',
    '"}',
    "```json\n",
    "<think>",
    "</think>",
    "<script>alert(1)</script>",
    "![x](http://evil.example/a.png)",
    "[a](javascript:alert(1))",
    "http://evil.example",
    "“",
    "”",
    '"',
    "'",
    "’",
    "...",
    "…",
    "U.S.",
    "Mr.",
    "e.g.",
    "$66 billion",
    "25 percent",
    "2015",
    "1,000,000",
    "½",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\x00",
    "\x1b[31m",
    "\r\n",
    "\n\n",
    "\t",
    "—",
    "- ",
    "* ",
    "1. ",
    "&amp;",
    "&#x3c;",
    "\U0001f600",
    "ﬁ",
    "e\u0301",
    "\ud7ff",
    "not ",
    "never ",
    "may ",
    "could ",
    "because ",
    "Lee",
    "Trump",
    "Seoul",
    "a" * 400,
]
_texts = st.lists(
    st.one_of(
        st.deferred(lambda: st.sampled_from(_sentences())),
        st.sampled_from(_SIGNS),
        st.text(max_size=60),
        st.just(" "),
    ),
    max_size=14,
).map("".join)
_bytes = _texts.map(lambda text: text.encode("utf-8", "surrogatepass"))


def _is_one_line(exc: KnowledgeError) -> None:
    assert "\n" not in str(exc), f"this error is not one line: {exc}"


def _said(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _splits(data: bytes) -> None:
    try:
        source = from_text(_said(data))
    except KnowledgeError:
        return
    document = split(source)
    told = "".join(passage.text for passage in document.passages)
    inside = "".join(source.text[one.start : one.end] for one in source.paragraphs)
    assert "".join(told.split()) == "".join(inside.split()), "a character is lost or told twice"
    assert all(document.text[one.start : one.end] == one.text for one in document.passages)


def _loads(data: bytes) -> None:
    ending = sorted(LOADERS)[data[0] % len(LOADERS)] if data else ".txt"
    try:
        document = load_bytes(data[1:], f"a{ending}")
    except KnowledgeError as exc:
        _is_one_line(exc)
        return
    assert document.passages


def _reads(data: bytes) -> None:
    text = _said(data)
    pieces = [text[first : first + 7] for first in range(0, len(text), 7)]
    for line in read_statements(pieces):
        if line is not None:
            assert line.statement.kind in KINDS
            assert 0 < len(line.statement.text) <= 2 * LONGEST
            assert "\n" not in line.statement.text


def _checks(data: bytes) -> None:
    document = _topic().document
    text = _said(data)
    chance = random.Random(text)
    cites = tuple(chance.sample(range(1, len(document.passages) + 1), chance.randint(0, 3)))
    cited = [document.passage(number) for number in cites]
    verdict = check(Statement(KINDS[len(text) % len(KINDS)], text, cites), cited, document)
    assert verdict.rule != "gate", "the check itself broke"
    if verdict.passed:
        assert not any(sign in text for sign in ("<script", "http://", "](", "\x1b", "\x00", "\u202e")), (
            "markup has passed"
        )


def _marks(data: bytes) -> None:
    text = _said(data)
    for one in citations(text, "http://here"):
        told = one["url_citation"]
        assert text[told["start_index"]] == "["
        assert text[told["end_index"] - 1] == "]"
    document = _topic().document
    assert all(
        document.has(number) for number in find_citations(Statement("report", text[:2000]), document).cites
    )


def _maps(data: bytes) -> None:
    try:
        parse_argument_map(_said(data), "a.yaml")
    except KnowledgeError as exc:
        _is_one_line(exc)


@cache
def _files() -> list[bytes]:
    """A sound file of each kind, its place among the endings in front."""
    text = "\n\n".join(_sentences()[:12])
    word, page = io.BytesIO(), io.BytesIO()
    made = Word()
    for part in text.split("\n\n"):
        made.add_paragraph(part)
    made.save(word)
    canvas = Canvas(page)
    for place, part in enumerate(text.split("\n\n")):
        canvas.drawString(50, 750 - 20 * place, part[:90])
    canvas.save()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b"<w:p>" * 50_000)
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    html = f"<html><body><article><h1>A</h1>{paragraphs}</article></body></html>".encode()
    by_ending = {
        ".txt": [text.encode()],
        ".md": [f"---\ntitle: A\n---\n# A\n\n{text}".encode()],
        ".html": [html],
        ".pdf": [page.getvalue()],
        ".docx": [word.getvalue(), packed.getvalue()],
    }
    endings = sorted(LOADERS)
    return [bytes([endings.index(ending)]) + data for ending, given in by_ending.items() for data in given]


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(_files())))
    for _ in range(draw(st.integers(0, 12))):
        place = draw(st.integers(1, len(data) - 1))
        how = draw(st.integers(0, 3))
        if how == 0:
            data[place] = draw(st.integers(0, 255))
        elif how == 1:
            del data[place : place + draw(st.integers(1, 2_000))]
        elif how == 2:
            data[place:place] = draw(st.binary(max_size=60))
        else:
            data[place:place] = data[place : place + draw(st.integers(1, 4_000))]
        if len(data) < 3:
            break
    return bytes(data)


TARGETS = {
    one.name: one
    for one in (
        Target("splitter", _splits, _bytes),
        Target(
            "loaders",
            _loads,
            st.one_of(
                _mutated(), st.tuples(st.integers(0, 7), _bytes).map(lambda pair: bytes([pair[0]]) + pair[1])
            ),
        ),
        Target("lines", _reads, _bytes),
        Target("gate", _checks, _bytes),
        Target("citations", _marks, _bytes),
        Target("maps", _maps, _bytes),
    )
}
