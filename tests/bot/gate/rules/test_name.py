"""Names stand in the passage, in their places."""

from __future__ import annotations

import pytest

from knowledge.document import Document
from tests.bot.gate.judging import judge


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "The op-ed says that South Korea's exports to China and to the U.S. have, as of 2024, "
            "become comparable.",
            (18, 21),
        ),
        ("The op-ed says that Washington has had a deficit in its trade with China since 2023.", (17, 19)),
        (
            "The op-ed says that Gulf War is demanding that South Korea bear a larger share of the cost "
            "of the troops.",
            (5, 42),
        ),
        (
            "The op-ed says that Xi appeared to approve of how close the economic ties between Seoul "
            "and Beijing were.",
            (15, 35),
        ),
    ],
)
def test_a_second_passage_lends_no_figure_and_no_name(
    brief: Document, text: str, cites: tuple[int, ...]
) -> None:
    assert not judge(brief, text, *cites).passed


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "The op-ed says that the new government of Trump could be destabilized by South Korea's "
            "high tariffs.",
            (25,),
        ),
        ("The op-ed says that the U.S. hosts the largest overseas military base of South Korea.", (44,)),
        ("The op-ed says that South Korea is the newly elected president of Lee Jae-myung.", (7,)),
    ],
)
def test_names_do_not_change_places(brief: Document, text: str, cites: tuple[int, ...]) -> None:
    assert not judge(brief, text, *cites).passed
