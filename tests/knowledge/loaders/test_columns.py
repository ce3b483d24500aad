"""PDFs in columns: the words of a line stay in order, and the lines of a column together."""

from __future__ import annotations

import pytest

from knowledge.loaders.pdf import from_pdf
from tests.benchmarks.columns import LONG, Setting, in_order, set_pdf

TEXT = LONG * 2 + " ".join(
    f"The harbor board should reopen gate {number}, since the fishermen of pier {number} have to go "
    "around it, and a "
    f"footbridge would cost ${number},000." for number in range(11, 71)
) + " " + LONG  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("justified", [True, False], ids=["justified", "ragged"])
@pytest.mark.parametrize("by_row", [True, False], ids=["by row", "by column"])
@pytest.mark.parametrize("staggered", [True, False], ids=["staggered", "level"])
def test_words_are_in_order(columns: int, justified: bool, by_row: bool, staggered: bool) -> None:
    how = Setting(columns, justified, 9.5, 14, by_row, staggered)
    assert in_order(TEXT, from_pdf(set_pdf(TEXT, how)).text) == 1.0


def test_title_note_and_page_number_are_no_part_of_a_column() -> None:
    source = from_pdf(set_pdf(TEXT, Setting(2, True, 9.5, 14)))
    assert source.title == "A title that runs over all of the columns"
    assert source.text.startswith("Notwithstanding")
    assert "A note at the foot" not in source.text
