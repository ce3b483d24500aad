"""A statement helps the side that it is for."""

from __future__ import annotations

from bot.gate import Stance
from knowledge.document import Document
from tests.bot.gate.judging import judge


def test_a_statement_of_the_other_side_is_withheld_unless_it_is_marked(brief: Document) -> None:
    text = (
        "The op-ed says that the arm-twisting has only minimal negative ramifications for now, because Lee "
        "makes every effort to meet the demands."
    )
    stance = Stance("for", frozenset({9}))
    assert judge(brief, text, 9).passed
    assert judge(brief, text, 9, stance=stance).rule == "side"
    assert judge(brief, text, 9, stance=stance, concession=True).rule == "side"
    assert judge(brief, f"Granted, t{text[1:]}", 9, stance=stance, concession=True).passed
