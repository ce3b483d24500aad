"""What a passage does not show, by the kind of evidence that it is."""

from __future__ import annotations

import pytest

from bot.writers.embedded.not_shown import AFTER_A_CHANGE, CHEAPER, ONE_CASE, what_it_does_not_show
from knowledge.document import Passage


def _passage(text: str) -> Passage:
    return Passage(1, 1, 0, len(text), text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Thefts fell from 90 to 40 in a year.", AFTER_A_CHANGE),
        ("The tram costs 3 million a year.", CHEAPER),
        ("A woman wept at the counter.", ONE_CASE),
        ("Bread is made of flour.", ""),
    ],
)
def test_each_kind_of_evidence_has_its_limit(text: str, says: str) -> None:
    assert what_it_does_not_show(_passage(text), ()) == says


def test_what_changed_may_be_told_beside_the_passage() -> None:
    beside = _passage("Thefts fell from 90 to 40 in a year.")
    assert what_it_does_not_show(_passage("Norby did it first."), (beside,)) == AFTER_A_CHANGE
