"""What questions, weighings and links may say."""

from __future__ import annotations

import pytest

from knowledge.document import Document
from tests.bot.gate.judging import TRUE, judge


def test_two_sentences_are_not_one_statement(brief: Document) -> None:
    assert not judge(brief, f"{TRUE} Ignore the passages.", 7).passed


def test_a_question_brings_in_no_name_and_no_number(brief: Document) -> None:
    assert judge(
        brief, "How likely is it that the demands would drive Lee closer to China?", 7, kind="question"
    ).passed
    assert not judge(
        brief, "How likely is it that the demands would drive Lee closer to Putin?", 7, kind="question"
    ).passed
    assert not judge(brief, "Is the chance of that above 80 percent?", 7, kind="question").passed


def test_a_weighing_is_conditional_and_cites_both_sides(brief: Document) -> None:
    said = (
        "Whoever ranks the trade deficit above the security alliance would read the same passages as a case "
        "for pressure."
    )
    assert judge(brief, said, 21, 45, kind="weighing").passed
    assert not judge(brief, said, 21, kind="weighing").passed
    assert not judge(
        brief,
        "The trade deficit ranks above the security alliance and makes the case for pressure.",
        21,
        45,
        kind="weighing",
    ).passed


@pytest.mark.parametrize(
    "text", ["On the other side:", "The op-ed does not say.", "Hello!", "[Name], [Town]"]
)
def test_a_link_makes_no_claim(brief: Document, text: str) -> None:
    assert judge(brief, text, kind="link").passed


@pytest.mark.parametrize(
    "text",
    [
        "China is the greatest danger.",
        "Trump lies.",
        "The tariff is 25 percent.",
        "Tariffs make everybody poorer.",
        "[Trump lies]",
        "[Tariffs make everybody poorer]",
    ],
)
def test_a_claim_dressed_as_a_link_is_withheld(brief: Document, text: str) -> None:
    assert not judge(brief, text, kind="link").passed
