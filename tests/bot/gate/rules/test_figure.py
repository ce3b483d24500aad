"""Figures stand in the passage."""

from __future__ import annotations

from knowledge.document import Document
from tests.bot.gate.judging import judge


def test_a_wrong_number_is_explained_by_both_numbers(brief: Document) -> None:
    reason = judge(
        brief, "The op-ed says that Trump plans a tariff of 50 percent on goods imported from South Korea.", 4
    ).reason
    assert "50 percent" in reason
    assert "25 percent" in reason
