"""The language of a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.request.language import language_of
from bot.turn.bot import Bot
from bot.turn.turn import ENGLISH_CHECKED, ENGLISH_READ, READS_ENGLISH
from tests.servers.scripted_openai import Answer
from tests.servers.writing import FAULTS, RIVAL, served


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


def condensing(words: str, then: str) -> Answer:
    return lambda body: (200, words if "You read messages" in body["messages"][-1]["content"] else then)


def test_without_a_judge_for_it_another_language_is_answered_in_english_and_said_so(home: Path) -> None:
    with served(home, condensing("Which country is the rival of the U.S.?", RIVAL)) as (bot, server):
        reply = bot.reply("미국의 경쟁국은 어느 나라인가요?")
    assert reply.statements[0] == ENGLISH_CHECKED.statement
    assert reply.statements[1].cites == (8,)
    assert "Write in English." in server.asked[1]["messages"][-1]["content"]


def test_a_question_that_nobody_can_read_is_not_called_unanswered(home: Path) -> None:
    with served(home, lambda body: FAULTS["404"]()) as (bot, _):
        reply = bot.reply("미국의 경쟁국은 어느 나라인가요?")
    assert reply.statements[-1] == READS_ENGLISH["ko"].statement
    assert "does not say" not in reply.text


def test_the_built_in_writer_says_that_it_reads_english(brief_bot: Bot) -> None:
    asked = brief_bot.reply("¿Cuál es el principal rival de los Estados Unidos según el autor?")
    assert asked.statements == (ENGLISH_READ.statement,)


def test_a_korean_question_is_told_in_korean_what_works(brief_bot: Bot) -> None:
    (told,) = brief_bot.reply("미국의 경쟁국은 어느 나라인가요?").statements
    assert told == READS_ENGLISH["ko"].statement
    assert "영어" in told.text


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
