from __future__ import annotations

import time
from dataclasses import replace

import pytest

import bot.gate as gate
from bot.gate import Verdict, check
from bot.statement import Statement
from bot.turn.bot import Bot
from knowledge.document import Document
from tests.bot.gate.judging import TRUE, judge


def test_a_sentence_that_its_passage_carries_is_shown(brief: Document) -> None:
    verdict = judge(brief, TRUE, 7)
    assert verdict == Verdict(True, "all", "supported by [7]")


@pytest.mark.parametrize(
    ("rule", "text", "cites"),
    [
        ("citation", "The op-ed says that China is the most formidable rival of the U.S.", ()),
        ("citation", "The op-ed says that China is the most formidable rival of the U.S.", (99,)),
        ("citation", "The op-ed says that China is the most formidable rival of the U.S.", (8, 0)),
        ("attribution", "The demands could unintentionally drive Lee closer to China.", (7,)),
        (
            "figure",
            "The op-ed says that Trump plans a tariff of 50 percent on goods imported from South Korea.",
            (4,),
        ),
        (
            "figure",
            "The op-ed says that Trump plans a tariff unless a favorable trade agreement is secured by "
            "August 11.",
            (4,),
        ),
        (
            "name",
            "The op-ed says that the demands could unintentionally drive Xi Jinping closer to China.",
            (7,),
        ),
        ("name", "The op-ed says that the demands could unintentionally drive Lee closer to Russia.", (7,)),
        ("role", "The op-ed says that Trump is the newly elected president of South Korea.", (7,)),
        ("role", "The op-ed says that Trump is a pragmatic and left-leaning president.", (28, 27)),
        ("hedge", "The op-ed says that the demands will drive Lee closer to China.", (7,)),
        (
            "hedge",
            "The op-ed says that the demands drive Lee closer to China and destabilize the government "
            "of South Korea.",
            (7,),
        ),
        ("negation", "The op-ed says that the demands could not drive Lee closer to China.", (7,)),
        ("direction", "The op-ed says that the demands could drive Lee away from China.", (7,)),
        (
            "direction",
            "The op-ed says that the deficit in goods trade reached $66 billion in 2024, a decrease of "
            "29.2 percent since 2023.",
            (21,),
        ),
        (
            "figure",
            "The op-ed says that in 2024 the U.S. deficit in goods trade with South Korea reached €66 "
            "billion, an increase of 29.2 percent since 2023.",
            (21,),
        ),
        ("scope", "The op-ed says that the ramifications are always minimal for now.", (9,)),
        (
            "cause",
            "The op-ed says that Lee makes every effort to meet the demands, because the arm-twisting "
            "has only minimal ramifications for now.",
            (9,),
        ),
        (
            "quotation",
            "The op-ed says that many Koreans chanted “Yankee stay here” in street protests.",
            (32,),
        ),
    ],
)
def test_a_corrupted_sentence_is_withheld_by_the_rule_that_says_why(
    brief: Document, rule: str, text: str, cites: tuple[int, ...]
) -> None:
    verdict = judge(brief, text, *cites)
    assert not verdict.passed
    assert verdict.rule == rule, verdict.reason
    assert verdict.reason
    assert "\n" not in verdict.reason


def test_what_breaks_the_check_is_not_shown(brief: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(case: object) -> str | None:
        raise RuntimeError("a bug")

    monkeypatch.setitem(gate.RULES, "report", (broken,))
    verdict = judge(brief, TRUE, 7)
    assert not verdict.passed
    assert verdict.rule == "gate"


def test_an_unknown_kind_is_not_shown(brief: Document) -> None:
    assert not check(replace(Statement("link", "Hello!"), kind="song"), brief.passages, brief).passed  # type: ignore[arg-type]


def test_everything_that_the_map_says_passes_on_both_documents(brief_bot: Bot, article_bot: Bot) -> None:
    for bot in (brief_bot, article_bot):
        argument_map, document = bot.topic.argument_map, bot.topic.document
        assert argument_map is not None
        said = [
            Statement("report", f"The op-ed says that {claim.says}.".replace("..", "."), claim.passages)
            for claim in argument_map.claims
        ]
        for line in argument_map.lines:
            said += [
                Statement("critique", f"{attack.says}.", argument_map.passages_of(attack.about))
                for attack in line.attacks
                if attack.says
            ]
            said += [
                Statement("question", question.asks, argument_map.passages_of(question.about))
                for question in line.questions
            ]
        said += [
            Statement("weighing", f"{weighing.says}.", argument_map.passages_of(weighing.about))
            for weighing in argument_map.weighings
        ]
        refused = [
            (one.text, verdict.reason)
            for one in said
            if not (verdict := check(one, document.passages, document)).passed
        ]
        assert not refused


def test_the_verdict_does_not_depend_on_the_order_of_checks(brief: Document) -> None:
    first = [judge(brief, TRUE, 7), judge(brief, TRUE, 8)]
    assert [judge(brief, TRUE, 8), judge(brief, TRUE, 7)] == first[::-1]


def test_a_very_long_statement_is_refused_in_no_time(brief: Document) -> None:
    started = time.monotonic()
    assert not judge(brief, "The op-ed says that " + "China and " * 5000 + "Japan agree.", 1).passed
    assert time.monotonic() - started < 30  # a guard against runaway patterns, not a measure of speed
