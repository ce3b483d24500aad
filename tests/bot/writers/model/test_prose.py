"""Prose as it streams: each sentence comes as soon as it is whole, with the marks behind it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.writers.model.line_form import read_statements
from bot.writers.model.prose import as_sentences

PROSE = (
    'The op-ed warns of a cost. It says that the demands "could" drive Lee toward China [7], the rival of '
    "the U.S. [8]. Mr. Lee, it adds, sent staff. [10] In the U.S. market things differ [3, 4].\n\n"
    "Why does that matter? [25] Because of the U.S. Treasury.\n"
    "- report [4]: One line. It stays whole.\n"
)
SENTENCES = [
    "The op-ed warns of a cost.",
    'It says that the demands "could" drive Lee toward China [7], the rival of the U.S. [8].',
    "Mr. Lee, it adds, sent staff [10].",
    "In the U.S. market things differ [3, 4].",
    "Why does that matter [25]?",
    "Because of the U.S. Treasury.",
    "- report [4]: One line. It stays whole.",
]


def cut(text: str, size: int) -> list[str]:
    return [text[n : n + size] for n in range(0, len(text), size)]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 4000])
def test_however_it_is_cut_the_sentences_are_the_same(size: int) -> None:
    assert [one.strip() for one in as_sentences(cut(PROSE, size)) if one] == SENTENCES


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 4000])
def test_a_sentence_may_begin_with_a_quotation(size: int) -> None:
    text = 'It held for over a decade [40]. "A hold" was too hard a word. So it went.'
    assert [one.strip() for one in as_sentences(cut(text, size)) if one] == [
        "It held for over a decade [40].",
        '"A hold" was too hard a word.',
        "So it went.",
    ]


def test_a_sentence_comes_as_soon_as_the_next_has_begun() -> None:
    pieces = ["It is not cheap", " [3]. And", " it", None, " goes on"]
    assert [one.strip() if one else one for one in as_sentences(pieces)] == [
        "It is not cheap [3].",
        None,
        "And it goes on",
    ]


def test_each_sentence_keeps_its_own_passages_and_a_paragraph_is_told() -> None:
    lines = [line for line in read_statements(cut(PROSE, 7)) if line]
    assert [line.statement.cites for line in lines][:6] == [(), (7, 8), (10,), (3, 4), (25,), ()]
    assert [line.layout for line in lines][:6] == [*["run on"] * 4, "paragraph", "run on"]
    assert lines[4].statement.kind == "question"


@given(st.text(alphabet="Ab .?![]12\n\"'", max_size=80), st.integers(1, 9))
@example("?[1]1", 1)
def test_no_word_is_lost(text: str, size: int) -> None:
    words = "".join(one for one in as_sentences(cut(text, size)) if one)
    assert sorted(filter(str.isalpha, words)) == sorted(filter(str.isalpha, text))
