from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.document import Document, split
from knowledge.loaders.plain import from_text
from knowledge.sentences import sentence_spans

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400) | st.lists(
    st.sampled_from(
        [
            "The U.S. waits. ",
            "He said “no.” ",
            "Mr. Lee, e.g., asked?! ",
            "\n\n",
            "\n",
            " ",
            "25.5 percent… ",
            "\u2028",
            "\r\n",
            "😀 ",
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.slow
@given(TEXTS)
@settings(deadline=None)
def test_sentence_spans_cover_the_text_without_a_gap(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(spans))


@pytest.mark.slow
@given(TEXTS)
@settings(deadline=None)
def test_splitting_a_document_loses_no_character(text: str) -> None:
    source = from_text(text)
    document = split(source)
    assert document.text == source.text
    assert all(passage.text == document.text[passage.start : passage.end] for passage in document.passages)
    inside = "".join(passage.text for passage in document.passages)
    if source.meta == from_text("One line.").meta:  # no byline was taken out
        assert "".join((source.title + inside).split()) == "".join(source.text.split())
    assert [passage.id for passage in document.passages] == list(range(1, len(document.passages) + 1))


def test_a_line_break_within_a_paragraph_ends_no_sentence() -> None:
    document = split(from_text("The U.S. waits\nfor Seoul. Seoul\nwaits too.\n\nA second paragraph."))
    assert [" ".join(passage.text.split()) for passage in document.passages] == [
        "The U.S. waits for Seoul.",
        "Seoul waits too.",
        "A second paragraph.",
    ]
    assert [passage.paragraph for passage in document.passages] == [1, 1, 2]


def test_the_brief_has_its_sections(brief: Document) -> None:
    assert len(brief.passages) == 45
    assert {passage.section for passage in brief.passages} >= {"What is at stake", "What the op-ed asks for"}
