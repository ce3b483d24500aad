"""Words of the text's own structure are no claim about the world; what they count and cause still is."""

from __future__ import annotations

import pytest

from bot.gate import check
from bot.statement import Statement
from knowledge.document import Document, split
from knowledge.loaders.plain import from_text


@pytest.fixture(scope="module")
def pool() -> Document:
    return split(
        from_text(
            "# Save the Pool\n\nThe town should keep its pool open. Two things speak for it. "
            "The first is health. The second is company.\n\n"
            "Attendance fell last year. The pool had been repainted that spring."
        )
    )


def _passes(document: Document, says: str, *cites: int) -> bool:
    said = Statement("report", f"The op-ed argues that {says}.", cites)
    return check(said, document.passages, document).passed


@pytest.mark.parametrize(
    ("says", "cites"),
    [
        ("the second argument to keep it is company", 4),
        ("the second point is company", 4),
        ("a reason to keep it is health", 3),
    ],
)
def test_a_part_of_the_argument_may_be_called_one(pool: Document, says: str, cites: int) -> None:
    assert _passes(pool, says, cites)


@pytest.mark.parametrize(
    ("says", "cites"),
    [
        ("the third point is company", 4),
        ("the first argument is company", 4),
        ("the other reason for the fall of attendance was paint", 5),
        ("the reason that attendance fell is the paint", 5),
    ],
)
def test_what_is_counted_or_brought_about_has_to_stand_there(pool: Document, says: str, cites: int) -> None:
    assert not _passes(pool, says, cites)
