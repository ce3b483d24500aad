"""Each rule by itself: what it refuses, and what is close to that and passes."""

from __future__ import annotations

import pytest

from bot.gate import RULES
from bot.gate.verdict import CheckedStatement
from bot.statement import Statement, StatementKind
from knowledge.document import Document

REPORTS = {  # rule: what it refuses, what it lets pass, the passages of both
    "exchange": (
        "Xi has invited Xi to celebrate Victory Day.",
        "Xi has invited Lee to celebrate Victory Day.",
        (35,),
    ),
    "order": (
        "China has had a trade deficit with South Korea since 2023.",
        "South Korea has had a trade deficit with China since 2023.",
        (17,),
    ),
    "loan": ("Xi attended the 70th anniversary in 2015.", "Xi invited Lee to Victory Day.", (35, 36)),
    "coordinated": (
        "a trilateral security alliance with Japan and China is of strategic importance to counter China.",
        "a trilateral security alliance with Japan and the U.S. is of strategic importance to counter China.",
        (1,),
    ),
    "figure_place": (
        "Park attended the event for the 70th anniversary in 2024.",
        "Park attended the event for the 70th anniversary in 2015.",
        (36,),
    ),
    "given_too_often": (
        "the deficit reached $66 billion, after $66 billion in 2023.",
        "the deficit reached $66 billion in 2024.",
        (21,),
    ),
    "name_place": (
        "the demands could unintentionally drive Trump closer to China.",
        "the demands could unintentionally drive Lee closer to China.",
        (7,),
    ),
    "named_too_often": (
        "the U.S. is the most formidable rival of the U.S.",
        "China is the most formidable rival of the U.S.",
        (8,),
    ),
    "support": (
        "the alliance has already cost taxpayers a fortune.",
        "China is the most formidable rival of the U.S.",
        (8,),
    ),
    "invention": (
        "China, a voracious neighborhood bully, is the most formidable rival of the U.S.",
        "China is the most formidable rival of the U.S.",
        (8,),
    ),
    "misplaced": (
        "the demands could unintentionally drive Lee closer to China.",
        "China is the most formidable rival of the U.S.",
        (8,),
    ),
    "by_the_way": (
        "China is the most formidable rival of the U.S. (Lee dislikes tariffs).",
        "China is the most formidable rival of the U.S.",
        (8,),
    ),
    "done": (
        "Trump has imposed a tariff of 25 percent on goods imported from South Korea.",
        "Trump plans to impose a tariff of 25 percent on goods imported from South Korea.",
        (4,),
    ),
    "condition": (
        "the world will likely speculate that Washington is losing a key Asian ally to China.",
        "if Lee celebrates in Beijing, the world will likely speculate that Washington is losing an ally.",
        (38,),
    ),
    "quantity": (
        "most Koreans then chanted “Yankee go home” in street protests.",
        "many Koreans then chanted “Yankee go home” in street protests.",
        (32,),
    ),
    "link": (
        "easing trade tensions would align better with U.S. national interests than an alliance.",
        "easing trade tensions would align better with U.S. national interests.",
        (45,),
    ),
    "manner": (
        "Lee has reluctantly dispatched all of his top staff to negotiate.",
        "Lee has dispatched all of his top staff to negotiate.",
        (10,),
    ),
    "crossed": (
        "South Korea already persuaded Trump to reduce economic engagement with China.",
        "Trump already persuaded South Korea to reduce economic engagement with China.",
        (12,),
    ),
    "swapped": (
        "Seoul has since the late 2010s hidden a substantial amount of profit from trade with China.",
        "Seoul has since the late 2010s sacrificed a substantial amount of profit from trade with China.",
        (19,),
    ),
}
OTHERS: dict[str, tuple[StatementKind, str, str, tuple[int, ...]]] = {
    "asks": (
        "question",
        "The demands could drive Lee closer to China.",
        "How likely is it that the demands drive Lee closer to China?",
        (7,),
    ),
    "on_topic": ("question", "Which recipe is best?", "Which demands drive Lee closer to China?", (7,)),
    "weighs": (
        "weighing",
        "The deficit is above the alliance.",
        "Whoever ranks the deficit above the alliance will read this differently.",
        (18, 37),
    ),
    "empty": ("link", "Trump plans a tariff.", "On the other side:", ()),
}
# These have their examples in test_gate.py, or in a file of their own name.
ELSEWHERE = {
    *(
        "absence",
        "attached",
        "attribution",
        "cause",
        "citation",
        "direction",
        "figure",
        "hedge",
        "idle_citation",
    ),
    *(
        "known_names",
        "name",
        "negation",
        "plain",
        "presupposed",
        "quotation",
        "reasons",
        "role",
        "scope",
        "script",
        "side",
    ),
    "single",
}


def reason_of(
    rule: str, kind: StatementKind, text: str, cites: tuple[int, ...], brief: Document
) -> str | None:
    """What the rule says, whatever others would."""
    passages = tuple(brief.passage(number) for number in cites)
    (spoken,) = (each for each in RULES[kind] if each.__name__ == rule)
    return spoken(CheckedStatement(Statement(kind, text, cites), passages, brief))


@pytest.mark.parametrize("rule", REPORTS)
def test_a_report_is_refused_and_its_true_twin_passes(rule: str, brief: Document) -> None:
    false, true, cites = REPORTS[rule]
    assert reason_of(rule, "report", f"The op-ed says that {false}", cites, brief)
    assert reason_of(rule, "report", f"The op-ed says that {true}", cites, brief) is None


@pytest.mark.parametrize("rule", OTHERS)
def test_a_question_weighing_or_link_is_refused_and_its_twin_passes(rule: str, brief: Document) -> None:
    kind, false, true, cites = OTHERS[rule]
    assert reason_of(rule, kind, false, cites, brief)
    assert reason_of(rule, kind, true, cites, brief) is None


def test_every_rule_has_an_example_that_it_refuses() -> None:
    rules = {rule.__name__ for rules in RULES.values() for rule in rules}
    assert rules == {*REPORTS, *OTHERS, *ELSEWHERE}
