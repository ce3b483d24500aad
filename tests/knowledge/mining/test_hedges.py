"""Words by which a sentence limits its own certainty."""

from __future__ import annotations

import pytest

from knowledge.mining.hedges import hedges_of


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("The fee may drive boats away.", ("may",)),
        ("It will probably rain in May, and in March it seems likely.", ("probably", "seems", "likely")),
        ("The fee could have been lower, and nobody could tell.", ()),
        ("It would cost $40.", ()),
        ("The military might of Rome fell.", ()),
        ("Anyone may decline.", ()),
        ("That is more or less what Norway does.", ("more or less",)),
    ],
)
def test_hedges_are_words_by_which_the_op_ed_limits_its_certainty(text: str, hedges: tuple[str, ...]) -> None:
    assert hedges_of(text) == hedges
