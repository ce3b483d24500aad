"""Where a sentence ends."""

from __future__ import annotations

import pytest

from knowledge.document import Document
from knowledge.loaders import load_bytes
from knowledge.sentences import LONGEST, sentence_spans

UNPUNCTUATED = (
    "the council should reopen the night bus because people need to get home after work and the taxi is dear "
)


def read(text: str) -> Document:
    return load_bytes(text.encode(), "a.txt")


@pytest.mark.parametrize(
    "text", [UNPUNCTUATED * 40, "가나다 " * 900, "x" * 5000, "one, two; " * 400, "a" + " " * 3000 + "b"]
)
def test_a_sentence_without_end_is_cut_and_nothing_is_lost(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(len(text[start:end].strip()) <= LONGEST for start, end in spans)


def test_a_long_sentence_is_cut_at_its_semicolons() -> None:
    parts = [
        f"the board of district {number} should keep its ferry, since people need it" for number in range(40)
    ]
    passages = read("; ".join(parts) + ".").passages
    assert len(passages) > 1
    assert all(passage.text.startswith("the board") for passage in passages)
    assert all(passage.text.endswith((";", ".")) for passage in passages)


def test_a_time_of_day_and_its_weekday_are_one_sentence() -> None:
    text = "The board sits at 9 p.m. Thursday in the annex. Bring a chair."
    said = [text[start:end].strip() for start, end in sentence_spans(text)]
    assert said[0] == "The board sits at 9 p.m. Thursday in the annex."
