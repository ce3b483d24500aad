"""Messages that ask for several things, through the topic that ships."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot
from bot.writers.embedded.part_labels import LABELS
from bot.writers.embedded.writer import OPEN


def _told(bot: Bot, text: str, mode: str = "ask") -> list[str]:
    return [statement.text for statement in bot.reply(text, mode).statements]


@pytest.mark.parametrize(
    ("text", "answered", "place"),
    [
        ("When is Victory Day? And what's the weather like there then?", "September 3", 2),
        ("How long is the flight to Seoul? And when is Victory Day?", "September 3", 1),
    ],
)
def test_a_part_that_has_no_answer_is_said_to_be_open_in_one_sentence(
    brief_bot: Bot, text: str, answered: str, place: int
) -> None:
    told = _told(brief_bot, text)
    assert any(answered in sentence for sentence in told)
    assert told.count(OPEN[place - 1].text) == 1
    assert not set(told) & {one.text for one in OPEN if one is not OPEN[place - 1]}


@pytest.mark.parametrize(
    "text",
    [
        "what is the deadline and what happens if it's missed?",
        "When is Victory Day, and who invited Lee?",
        "Who wrote this? need a cite",
    ],
)
def test_what_an_answer_has_told_is_not_said_to_be_open(brief_bot: Bot, text: str) -> None:
    assert not set(_told(brief_bot, text)) & {one.text for one in OPEN}


def test_what_surely_has_answers_of_its_own_is_told_part_by_part(brief_bot: Bot) -> None:
    text = "How much does Korea pay now for the troops, and how much does Trump want?"
    told = set(_told(brief_bot, text))
    assert brief_bot.topic.playbook is not None
    answers = {one.id: one for one in brief_bot.topic.playbook.answers}
    for name in ("pays-already", "troop-costs"):
        assert told & {sentence.text for sentence in answers[name].sentences()}


def test_who_wrote_it_is_told_once(brief_bot: Bot) -> None:
    told = _told(brief_bot, "Who wrote this? need a cite")
    assert len(told) == len(set(told))
    assert sum("gives no name" in sentence for sentence in told) == 1


def test_what_names_a_date_of_the_op_ed_is_never_said_to_be_missing(brief_bot: Bot) -> None:
    reply = brief_bot.reply("What exactly does the op-ed claim will happen around September 3?")
    assert not reply.abstained
    assert 33 in {number for statement in reply.statements for number in statement.cites}


@pytest.mark.parametrize("mode", ["ask", "against"])
def test_each_of_several_wishes_is_met_under_its_label(brief_bot: Bot, mode: str) -> None:
    told = _told(brief_bot, "I need a one-line recap, the best evidence and the weakest spot", mode)
    for name in ("summary", "best evidence", "weakness"):
        assert LABELS[name].text in told
    assert not set(told) & {one.text for one in OPEN}


def test_a_wish_that_has_no_answer_is_said_to_be_open_in_its_place(brief_bot: Bot) -> None:
    told = _told(brief_bot, "1) when is Victory Day 2) how do I cook rice 3) who invited Lee")
    assert told.count(OPEN[1].text) == 1
    assert any("September 3" in sentence for sentence in told)


def test_so_many_points_as_wishes_are_one_for_each(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Two bullets, please. What's the thesis, what's the recommendation?")
    assert [statement.layout for statement in reply.statements].count("bullet") == 2


def test_what_is_to_be_mentioned_is(brief_bot: Bot) -> None:
    reply = brief_bot.reply("I have to write a summary. Do it in 100 words, and mention Xi.")
    assert "Xi" in reply.text
    assert 75 <= sum(len(statement.text.split()) for statement in reply.statements) <= 115


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        (
            "They sell and sell!! and we should just smile at them? Write two lines that I can text my uncle",
            "against",
        ),
        ("So we drop all leverage for a thank-you card?! Give me the best reply to that", "for"),
        ("Would you be so kind as to set it all out for me, and say who invited Lee?", "ask"),
    ],
)
def test_an_exclamation_or_an_order_is_never_said_to_be_open(brief_bot: Bot, text: str, mode: str) -> None:
    assert not set(_told(brief_bot, text, mode)) & {one.text for one in OPEN}


def test_what_goes_on_about_a_thing_is_not_answered_of_another(brief_bot: Bot) -> None:
    reply = brief_bot.reply("How large is the deficit, and has it grown?")
    assert {number for statement in reply.statements for number in statement.cites} <= {20, 21}


def test_each_of_two_words_is_explained(brief_bot: Bot) -> None:
    told = _told(brief_bot, 'What is "arm-twisting"? And what is meant by "minimal negative ramifications"?')
    assert any("figure of speech" in one or "pushing" in one for one in told)
    assert any("hardly any bad effects" in one for one in told)


def test_the_whole_is_not_told_beside_what_answers(brief_bot: Bot) -> None:
    told = _told(brief_bot, "When is Victory Day? I mix up these days, so which is which?")
    assert sum("advice" in one or "better course" in one for one in told) == 0


def test_a_question_behind_words_that_say_whose_it_is_is_no_cross_examination(brief_bot: Bot) -> None:
    reply = brief_bot.reply("A question for our panel: what does the op-ed want? And who invited Lee?")
    assert not any(statement.text.endswith("?") for statement in reply.statements)
    assert {39, 35} & {number for statement in reply.statements for number in statement.cites} == {39, 35}


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "There's a contradiction here: Lee obeys Trump in everything, and still he is said to turn to "
            "China. How does the article explain that?",
            "don't contradict each other",
        ),
        (
            "I work the line at a car plant and nobody writes about us. "
            "Does this author even mention what tariffs do to jobs here?",
            "doesn't mention jobs",
        ),
    ],
)
def test_what_is_told_beside_a_question_says_what_it_is_about(
    brief_bot: Bot, message: str, told: str
) -> None:
    assert told in brief_bot.reply(message).text


def test_each_of_three_questions_behind_a_colon_is_answered_in_order(brief_bot: Bot) -> None:
    told = " ".join(
        _told(
            brief_bot,
            "My boss wants this now. In bullets: what Washington wants from Seoul, what Seoul has done so "
            "far, what the author recommends.",
        )
    )
    wants, recommends = told.find("military spending"), told.find("excessive burdens")
    assert 0 <= wants < recommends
