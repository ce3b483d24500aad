"""Follow-ups, by rules; languages; the bounds of a history."""

from __future__ import annotations

import pytest

from bot.request.follow_up import resolve
from bot.request.history import Exchange, as_told
from bot.request.language import language_of
from bot.request.question import ask
from bot.turn.bot import Bot
from knowledge.topic import Topic

TARIFF = Exchange(
    "How high is the tariff?", "The op-ed says that Trump plans a tariff of 25 percent.", "ask", None, (4,)
)


@pytest.mark.parametrize(
    ("before", "said", "understood"),
    [
        (
            Exchange("Who went to the celebrations in 2025?", "…"),
            "and in 2015?",
            "Who went to the celebrations in 2015?",
        ),
        (
            Exchange("Is Japan an essential ally?", "…"),
            "what about South Korea?",
            "Is South Korea an essential ally?",
        ),
        (
            Exchange("What does Lee want?", "The op-ed says that Lee hopes for a deal."),
            "Is he popular?",
            "Is Lee Jae-myung popular?",
        ),
        (TARIFF, "When does it start?", "When does it start: How high is the tariff?"),
        (TARIFF, "why?", "Why: How high is the tariff?"),
        (TARIFF, "tell me more", "How high is the tariff?"),
        (TARIFF, "and who demands it?", "who demands it? How high is the tariff?"),
        (TARIFF, "What is the deficit?", "What is the deficit?"),
        (TARIFF, "Is it true that Japan left the alliance?", "Is it true that Japan left the alliance?"),
        (TARIFF, "hello", "hello"),
    ],
)
def test_what_a_question_leaves_out_is_put_in(
    topic: Topic, before: Exchange, said: str, understood: str
) -> None:
    assert topic.argument_map is not None
    assert resolve(ask(said, "ask", topic.argument_map.names, (before,))).text == understood


@pytest.mark.parametrize(
    ("before", "said", "mode"),
    [
        (
            Exchange("Make the case for easing tariffs", "…", "ask", "for"),
            "argue the other side of that",
            "against",
        ),
        (Exchange("What would a trade hawk say?", "…", "against", "against"), "now for", "for"),
        (Exchange("Should the burdens be eased?", "…", "against", "against"), "and the opposite?", "for"),
    ],
)
def test_the_other_side_of_that_is_argued(before: Exchange, said: str, mode: str) -> None:
    assert resolve(ask(said, "ask", (), (before,))).mode == mode


def test_without_a_history_nothing_is_put_in() -> None:
    assert resolve(ask("and in 2015?")).text == "and in 2015?"


def test_why_and_more_tell_what_was_not_told_before(brief_bot: Bot) -> None:
    first = brief_bot.reply("How high is the tariff?")
    for said in ("why?", "tell me more"):
        again = brief_bot.reply(said, history=[first.exchange])
        assert not {statement.text for statement in again.statements if statement.kind == "report"} & {
            statement.text for statement in first.statements
        }


def test_a_whole_conversation_with_the_built_in_writer(brief_bot: Bot) -> None:
    history: list[Exchange] = []
    replies = []
    for said in (
        "Make the case for easing the burdens",
        "argue the other side of that",
        "Who went to the celebrations in 2025?",
        "and in 2015?",
    ):
        replies.append(brief_bot.reply(said, history=history))
        history.append(replies[-1].exchange)
    assert [reply.plan.side for reply in replies] == ["for", "against", None, None]
    assert any(36 in statement.cites for statement in replies[-1].statements)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Why might tariffs push Seoul towards Beijing?", "en"),
        ("tariff 25 percent", "en"),
        ("why?", "en"),
        ("Make the case for easing tariffs on Seoul", "en"),
        ("한국에 대한 관세는 얼마인가요?", "ko"),
        ("Wie hoch ist der Zoll auf koreanische Waren?", "de"),
        ("¿Qué dice el artículo sobre China?", "es"),
        ("Pourquoi Séoul se tournerait vers Pékin ?", "fr"),
        ("日本は同盟国ですか？", "ja"),
        ("Сколько составляет пошлина?", "ru"),
        ("25%?", "en"),
    ],
)
def test_the_language_of_a_question(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_history_is_told_in_full_at_its_end_and_in_short_before() -> None:
    history = [Exchange(f"Question {number}?", f"First {number}. Second {number}.") for number in range(30)]
    told = as_told(history, tokens=60)
    assert "Reader: Question 29?\nReply: First 29. Second 29." in told
    assert "Question 20? The reply began: First 20." in told
    assert "Second 20" not in told
    assert "Question 3?" not in told
    assert as_told([]) == "(none)"
