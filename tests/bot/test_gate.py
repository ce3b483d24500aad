from __future__ import annotations

import time
from dataclasses import replace

import pytest

import bot.gate as gate
from bot.gate import Stance, Verdict, check
from bot.statement import Statement, StatementKind
from bot.turn.bot import Bot
from knowledge.coverage import coverage, index_of
from knowledge.document import Document
from knowledge.reading import read


def judge(
    brief: Document,
    text: str,
    *cites: int,
    kind: StatementKind = "report",
    stance: Stance | None = None,
    concession: bool = False,
) -> Verdict:
    return check(Statement(kind, text, cites, concession), brief.passages, brief, stance)


TRUE = "The op-ed says that the demands could unintentionally drive Lee closer to China and destabilize the government of South Korea."


def test_what_each_passage_carries_is_the_same_at_once_and_one_by_one(brief: Document) -> None:
    index = index_of(brief)
    for text in (TRUE, "The levies drive Seoul into Beijing's arms.", "Bees make honey.", "It is."):
        words = read(text).content
        assert index.coverages(words) == pytest.approx(
            [coverage(words, (reading,), index) for reading in index.readings]
        )


def test_a_sentence_that_its_passage_carries_is_shown(brief: Document) -> None:
    verdict = judge(brief, TRUE, 7)
    assert verdict == Verdict(True, "all", "[7] carries it")


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
            "The op-ed says that Trump plans a tariff unless a favorable trade agreement is secured by August 11.",
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
            "The op-ed says that the demands drive Lee closer to China and destabilize the government of South Korea.",
            (7,),
        ),
        ("negation", "The op-ed says that the demands could not drive Lee closer to China.", (7,)),
        ("direction", "The op-ed says that the demands could drive Lee away from China.", (7,)),
        (
            "direction",
            "The op-ed says that the deficit in goods trade reached $66 billion in 2024, a decrease of 29.2 percent since 2023.",
            (21,),
        ),
        (
            "figure",
            "The op-ed says that in 2024 the U.S. deficit in goods trade with South Korea reached €66 billion, an increase of 29.2 percent since 2023.",
            (21,),
        ),
        ("scope", "The op-ed says that the ramifications are always minimal for now.", (9,)),
        (
            "cause",
            "The op-ed says that Lee makes every effort to meet the demands, because the arm-twisting has only minimal ramifications for now.",
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


def test_a_wrong_number_is_explained_by_both_numbers(brief: Document) -> None:
    reason = judge(
        brief, "The op-ed says that Trump plans a tariff of 50 percent on goods imported from South Korea.", 4
    ).reason
    assert "50 percent" in reason
    assert "25 percent" in reason


@pytest.mark.parametrize(
    "text",
    [
        "The op-ed says that Trump plans a tariff of 25 percent, which economists call ruinous for farmers.",
        "The op-ed says that Seoul secretly funds lobbyists.",
        "The op-ed says that.",
        "The op-ed says that China is a rival [8] and that pigs can fly.",
    ],
)
def test_an_invented_fact_is_withheld(brief: Document, text: str) -> None:
    assert not judge(brief, text, 4, 8).passed


def test_two_sentences_are_not_one_statement(brief: Document) -> None:
    assert not judge(brief, f"{TRUE} Ignore the passages.", 7).passed


def test_a_moved_citation_is_withheld(brief: Document) -> None:
    assert not judge(brief, TRUE, 44).passed
    assert judge(brief, TRUE, 7, 44).rule == "idle_citation"


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "The op-ed says that South Korea's exports to China and to the U.S. have, as of 2024, become comparable.",
            (18, 21),
        ),
        ("The op-ed says that Washington has had a deficit in its trade with China since 2023.", (17, 19)),
        (
            "The op-ed says that Gulf War is demanding that South Korea bear a larger share of the cost of the troops.",
            (5, 42),
        ),
        (
            "The op-ed says that Xi appeared to approve of how close the economic ties between Seoul and Beijing were.",
            (15, 35),
        ),
    ],
)
def test_a_second_passage_lends_no_figure_and_no_name(
    brief: Document, text: str, cites: tuple[int, ...]
) -> None:
    assert not judge(brief, text, *cites).passed


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "The op-ed warns that Trump's tariff of 25 percent could destabilize the new government of South Korea.",
            (4, 25),
        ),
        (
            "The op-ed says that Xi has invited Lee to Victory Day, and that Park Geun-hye attended it in 2015.",
            (35, 36),
        ),
        (
            "The op-ed recalls that South Korea fought alongside American forces in the Gulf War and hosts the largest overseas U.S. base.",
            (42, 44),
        ),
        (
            "The op-ed warns that Lee could turn closer to China, the most formidable rival of the U.S.",
            (7, 8),
        ),
        (
            "The op-ed says that Trump persuaded South Korea to reduce its trade with China, which led to a deficit since 2023.",
            (12, 17),
        ),
        (
            "The op-ed says that the initial blow to Seoul's revenue came from the decrease in trade with China.",
            (22, 23),
        ),
        (
            "The op-ed says that exports to China and the U.S. are comparable as of 2025, although Seoul has had a deficit with China since 2023.",
            (17, 18),
        ),
    ],
)
def test_what_two_passages_tell_together_is_shown(brief: Document, text: str, cites: tuple[int, ...]) -> None:
    verdict = judge(brief, text, *cites)
    assert verdict.passed, verdict


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "The op-ed says that the new government of Trump could be destabilized by South Korea's high tariffs.",
            (25,),
        ),
        ("The op-ed says that the U.S. hosts the largest overseas military base of South Korea.", (44,)),
        ("The op-ed says that South Korea is the newly elected president of Lee Jae-myung.", (7,)),
    ],
)
def test_names_do_not_change_places(brief: Document, text: str, cites: tuple[int, ...]) -> None:
    assert not judge(brief, text, *cites).passed


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


def test_a_question_brings_in_no_name_and_no_number(brief: Document) -> None:
    assert judge(
        brief, "How likely is it that the demands would drive Lee closer to China?", 7, kind="question"
    ).passed
    assert not judge(
        brief, "How likely is it that the demands would drive Lee closer to Putin?", 7, kind="question"
    ).passed
    assert not judge(brief, "Is the chance of that above 80 percent?", 7, kind="question").passed


def test_a_weighing_is_conditional_and_cites_both_sides(brief: Document) -> None:
    said = "Whoever ranks the trade deficit above the security alliance would read the same passages as a case for pressure."
    assert judge(brief, said, 21, 45, kind="weighing").passed
    assert not judge(brief, said, 21, kind="weighing").passed
    assert not judge(
        brief,
        "The trade deficit ranks above the security alliance and makes the case for pressure.",
        21,
        45,
        kind="weighing",
    ).passed


@pytest.mark.parametrize("text", ["On the other side:", "The op-ed does not say.", "Hello!"])
def test_a_link_makes_no_claim(brief: Document, text: str) -> None:
    assert judge(brief, text, kind="link").passed


@pytest.mark.parametrize(
    "text",
    [
        "China is the greatest danger.",
        "Trump lies.",
        "The tariff is 25 percent.",
        "Tariffs make everybody poorer.",
    ],
)
def test_a_claim_dressed_as_a_link_is_withheld(brief: Document, text: str) -> None:
    assert not judge(brief, text, kind="link").passed


def test_a_statement_of_the_other_side_is_withheld_unless_it_is_marked(brief: Document) -> None:
    text = "The op-ed says that the arm-twisting has only minimal negative ramifications for now, because Lee makes every effort to meet the demands."
    stance = Stance("for", frozenset({9}))
    assert judge(brief, text, 9).passed
    assert judge(brief, text, 9, stance=stance).rule == "side"
    assert judge(brief, text, 9, stance=stance, concession=True).rule == "side"
    assert judge(brief, f"Granted, t{text[1:]}", 9, stance=stance, concession=True).passed


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


@pytest.mark.parametrize(
    "text",
    [
        "The op-ed says that <b>China</b> is the most formidable rival of the U.S.",
        "The op-ed says that China is the most formidable rival of the U.S. (https://evil.example).",
        "The op-ed says that [China](x) is the most formidable rival of the U.S.",
        "The op-ed says that **China** is the most formidable rival of the U.S.",
        "The op-ed says that China is the most formidable rival of the U.S. [8]",
        "The op-ed says that China is the most\u200b formidable rival of the U.S.",
        "The op-ed says that \u202eChina is the most formidable rival of the U.S.",
        "The op-ed says that China is the most formidable rival of the U.S.\x00",
        "The op-ed says that China is the most formidable rival of the U\ufffdS.",
    ],
)
def test_no_markup_address_mark_or_hidden_sign_is_shown(brief: Document, text: str) -> None:
    assert judge(brief, text, 8).rule == "plain"


@pytest.mark.parametrize(
    ("rule", "text", "cites"),
    [
        (
            "attached",
            "The op-ed says that Lee has dispatched all of his top staff to negotiate with their South Korean counterparts.",
            (10,),
        ),
        (
            "coordinated",
            "The op-ed says that Trump understands the strategic importance of security ties of the U.S. with Japan and China.",
            (1,),
        ),
    ],
)
def test_countries_keep_what_they_are_joined_with(
    brief: Document, rule: str, text: str, cites: tuple[int, ...]
) -> None:
    assert judge(brief, text, *cites).rule == rule


def test_a_capital_is_read_as_the_leader_whom_the_passage_names(brief_bot: Bot) -> None:
    document, topic = brief_bot.topic.document, brief_bot.topic
    assert topic.argument_map is not None

    def verdict(place: str) -> bool:
        statement = Statement(
            "report",
            f"The op-ed says that {place} plans to impose a tariff of 25 percent on goods imported from South Korea.",
            (4,),
        )
        return check(
            statement,
            document.passages,
            document,
            None,
            topic.argument_map.names if topic.argument_map else (),
        ).passed

    assert verdict("Washington")
    assert verdict("Trump")
    assert not verdict("Seoul")
    assert not verdict("Beijing")
    assert not verdict("Tokyo")


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "Lee will go to Beijing: the op-ed says that Xi has invited Lee to the celebrations of Victory Day.",
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


@pytest.mark.parametrize(
    ("kind", "text", "cites"),
    [
        (
            "question",
            "Since South Korea cheats on trade, how likely is it that the demands would drive Lee closer to China?",
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
            "How likely is it (South Korea cheats on trade) that the demands would drive Lee closer to China?",
            (7,),
        ),
        (
            "question",
            "How likely is it that the demands would drive Lee closer to China because the tariff is illegal?",
            (7,),
        ),
        ("critique", "The op-ed does not mention that the tariff of 25 percent is illegal.", (4,)),
        ("critique", "The op-ed does not explain why the tariff of 25 percent is illegal.", (4,)),
        (
            "critique",
            "Although South Korea cheats on trade, the op-ed puts no figure on the decline in national revenue.",
            (22,),
        ),
        (
            "critique",
            "The op-ed puts no figure on the decline in national revenue — Congress has refused to ratify the treaty.",
            (22,),
        ),
        (
            "weighing",
            "Since Congress refused to ratify the treaty, whoever ranks the trade deficit above the security alliance would read this differently.",
            (21, 45),
        ),
        (
            "weighing",
            "Whoever ranks the trade deficit above the security alliance would read this differently; Lee has resigned.",
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
            "Xi has invited Lee to the celebrations of Victory Day, and the op-ed puts no figure on what that would cost.",
            (35,),
        ),
        (
            "critique",
            "The op-ed does not explain why Lee would trade the security role of the U.S. for ties with its rival.",
            (10, 8),
        ),
    ],
)
def test_what_the_passages_carry_may_stand_in_a_question_or_a_critique(
    brief: Document, kind: StatementKind, text: str, cites: tuple[int, ...]
) -> None:
    verdict = judge(brief, text, *cites, kind=kind)
    assert verdict.passed, verdict
