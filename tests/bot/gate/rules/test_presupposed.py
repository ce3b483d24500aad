"""Nothing false is taken for granted."""

from __future__ import annotations

import pytest

from bot.statement import StatementKind
from knowledge.document import Document
from tests.bot.gate.judging import judge


@pytest.mark.parametrize(
    ("kind", "text", "cites"),
    [
        (
            "question",
            "Since South Korea cheats on trade, how likely is it that the demands would drive Lee "
            "closer to China?",
            (7,),
        ),
        (
            "question",
            "How likely is it that the demands would drive Lee closer to China, which has annexed Taiwan?",
            (7,),
        ),
        (
            "question",
            "South Korea cheats on trade: how likely is it that the demands would drive Lee closer to China?",
            (7,),
        ),
        (
            "question",
            "How likely is it (South Korea cheats on trade) that the demands would drive Lee closer to "
            "China?",
            (7,),
        ),
        (
            "question",
            "How likely is it that the demands would drive Lee closer to China because the tariff is "
            "illegal?",
            (7,),
        ),
        ("critique", "The op-ed does not mention that the tariff of 25 percent is illegal.", (4,)),
        ("critique", "The op-ed does not explain why the tariff of 25 percent is illegal.", (4,)),
        (
            "critique",
            "Although South Korea cheats on trade, the op-ed puts no figure on the decline in national "
            "revenue.",
            (22,),
        ),
        (
            "critique",
            "The op-ed puts no figure on the decline in national revenue — Congress has refused to "
            "ratify the treaty.",
            (22,),
        ),
        (
            "weighing",
            "Since Congress refused to ratify the treaty, whoever ranks the trade deficit above the "
            "security alliance would read this differently.",
            (21, 45),
        ),
        (
            "weighing",
            "Whoever ranks the trade deficit above the security alliance would read this differently; "
            "Lee has resigned.",
            (21, 45),
        ),
    ],
)
def test_nothing_is_smuggled_into_what_asks_criticises_or_weighs(
    brief: Document, kind: StatementKind, text: str, cites: tuple[int, ...]
) -> None:
    verdict = judge(brief, text, *cites, kind=kind)
    assert not verdict.passed


@pytest.mark.parametrize(
    ("kind", "text", "cites"),
    [
        (
            "question",
            "Since Xi has invited Lee to the celebrations of Victory Day, how likely is it that Lee accepts?",
            (35,),
        ),
        (
            "question",
            "If Lee makes every effort to meet the demands, who would call that a turn to China?",
            (7, 9),
        ),
        (
            "question",
            "How likely is it that the demands would drive Lee closer to China, and on what evidence?",
            (7,),
        ),
        (
            "critique",
            "Xi has invited Lee to the celebrations of Victory Day, and the op-ed puts no figure on "
            "what that would cost.",
            (35,),
        ),
        (
            "critique",
            "The op-ed does not explain why Lee would trade the security role of the U.S. for ties with "
            "its rival.",
            (10, 8),
        ),
    ],
)
def test_what_the_passages_carry_may_stand_in_a_question_or_a_critique(
    brief: Document, kind: StatementKind, text: str, cites: tuple[int, ...]
) -> None:
    verdict = judge(brief, text, *cites, kind=kind)
    assert verdict.passed, verdict
