"""An answer that was prepared as a table: its heads, and rows with a sentence in each cell."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from knowledge.prepared_sentence import PreparedSentence, SentenceGroup, Sentences


class TableRow(SentenceGroup):
    """A row of a table: what it is about, and a cell for each column."""

    about: str = Field(min_length=1)
    cells: Sentences


class Table(SentenceGroup):
    """An answer as a table; `heads` names what its rows are about, and then its columns."""

    heads: Annotated[tuple[str, ...], Field(min_length=2)]
    rows: Annotated[tuple[TableRow, ...], Field(min_length=1)]

    @property
    def labels(self) -> tuple[PreparedSentence, ...]:
        """What stands over its columns and before its rows, which says nothing by itself."""
        words = (*self.heads, *(row.about for row in self.rows))
        return tuple(PreparedSentence(kind="link", text=text) for text in words)

    @model_validator(mode="after")
    def _has_a_cell_for_each_column(self) -> Table:
        for row in self.rows:
            if len(row.cells) != len(self.heads) - 1:
                raise ValueError(f"the row {row.about!r} has {len(row.cells)} cells for {self.heads[1:]}")
        return self
