"""What is the op-ed's is given as the op-ed's."""

from __future__ import annotations

import pytest

from knowledge.document import Document
from tests.bot.gate.judging import judge


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "Lee will go to Beijing: the op-ed says that Xi has invited Lee to the celebrations of "
            "Victory Day.",
            (35,),
        ),
        ("Lee lies: the op-ed says that Xi has invited Lee to the celebrations of Victory Day.", (35,)),
        (
            "Lee will resign, and the op-ed says that Xi has invited Lee to the celebrations of Victory Day.",
            (35,),
        ),
        ("In 2031, the op-ed says that Xi has invited Lee to the celebrations of Victory Day.", (35,)),
        ("Putin agrees, the op-ed says that Xi has invited Lee to the celebrations of Victory Day.", (35,)),
        ("If the deal fails, it claims that Xi has invited Lee to the celebrations of Victory Day.", (35,)),
        ("Although the op-ed says that Xi has invited Lee, Lee has refused.", (35,)),
        ("According to a poll, Xi has invited Lee to the celebrations of Victory Day.", (35,)),
    ],
)
def test_what_stands_before_the_op_ed_says_is_checked_too(
    brief: Document, text: str, cites: tuple[int, ...]
) -> None:
    assert not judge(brief, text, *cites).passed


@pytest.mark.parametrize(
    "text",
    [
        "Xi has invited Lee to the celebrations of Victory Day, the op-ed says.",
        "Xi, the op-ed notes, has invited Lee to the celebrations of Victory Day.",
        "According to the author, Xi has invited Lee to the celebrations of Victory Day.",
        "Xi has invited Lee to the celebrations of Victory Day, according to the op-ed.",
        "But the op-ed says that Xi has invited Lee to the celebrations of Victory Day.",
        "In short: the op-ed says that Xi has invited Lee to the celebrations of Victory Day.",
        "Granted, the op-ed says that Xi has invited Lee to the celebrations of Victory Day.",
    ],
)
def test_the_op_ed_may_be_named_anywhere_in_the_sentence(brief: Document, text: str) -> None:
    verdict = judge(brief, text, 35)
    assert verdict.passed, verdict
