"""What is said to be absent is absent from the whole document."""

from __future__ import annotations

from knowledge.document import Document
from tests.bot.gate.judging import judge


def test_an_absence_is_checked_against_the_whole_document(brief: Document) -> None:
    assert judge(
        brief,
        "The op-ed names no other measure against the trade deficit of $66 billion.",
        21,
        kind="critique",
    ).passed
    present = judge(brief, "The op-ed does not say when Victory Day is.", 4, kind="critique")
    assert not present.passed
    assert (
        judge(brief, "The op-ed gives no figure for the trade deficit.", 20, kind="critique").rule
        == "absence"
    )


def test_a_critique_never_says_that_the_op_ed_is_wrong(brief: Document) -> None:
    assert not judge(
        brief, "It is false that the demands drive Lee closer to China.", 7, kind="critique"
    ).passed
