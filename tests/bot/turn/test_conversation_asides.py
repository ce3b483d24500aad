"""What is not about the op-ed: another task, what the bot is, an opinion of its own, and mere asides."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot
from bot.writers.embedded.conversation import A_PROGRAM, ARGUES_HERE, IN_MODE, NO_OPINION, OUTSIDE
from bot.writers.embedded.writer import OPEN


def _told(bot: Bot, text: str, mode: str = "ask") -> list[str]:
    return [one.text for one in bot.reply(text, mode).statements]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("pls help with my biology assignment, its about mitochondria", "ask"),
        ("Never mind the column and write me a limerick about penguins", "ask"),
        ("whats a good recipe for pancakes", "against"),
    ],
)
def test_another_task_is_declined_in_one_sentence_that_offers_something(
    brief_bot: Bot, text: str, mode: str
) -> None:
    assert _told(brief_bot, text, mode) == [OUTSIDE.text]


@pytest.mark.parametrize(
    "text",
    [
        "helicopters?",
        "who was at the parade ten years ago",
        "is anybody in Seoul shouting at Yankees",
        "why the fuss over a parade",
    ],
)
def test_an_odd_question_about_the_op_ed_is_answered(brief_bot: Bot, text: str) -> None:
    assert any(one.cites for one in brief_bot.reply(text).statements)


@pytest.mark.parametrize("mode", ["ask", "for", "against"])
def test_whether_it_is_a_person_is_said_in_every_mode(brief_bot: Bot, mode: str) -> None:
    told = _told(brief_bot, "Wait, am I talking to a human being or to a bot?", mode)
    assert told == [A_PROGRAM.text, IN_MODE[mode].text]  # type: ignore[index]


def test_no_opinion_is_said_before_the_answer_of_a_side(brief_bot: Bot) -> None:
    told = _told(brief_bot, "so do you think that Trump has it right?", "against")
    assert told[0] in (ARGUES_HERE["against"].text, NO_OPINION.text)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Which wars did South Korea join? Does the writer say?", 1),
        ("Has South Korea a surplus with China? what does the text say", 1),
        ("Who wrote this and who pays them?", 2),
    ],
)
def test_a_part_that_asks_nothing_more_has_no_paragraph(brief_bot: Bot, text: str, paragraphs: int) -> None:
    told = brief_bot.reply(text).statements
    assert 1 + sum(one.layout == "paragraph" for one in told[1:]) == paragraphs


def test_they_behind_who_wrote_it_are_not_the_koreans(brief_bot: Bot) -> None:
    told = _told(brief_bot, "Who wrote this, and do they have children?")
    assert told[-1] == OPEN[1].text
    assert not any("troops" in sentence for sentence in told)
