"""What a class or a cross-examination needs, through the topic that ships."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.request.form import form_of
from bot.request.request import Request
from bot.statement import Fixed
from bot.turn.bot import Bot
from bot.writers.embedded.exchanges import WE_ANSWER
from bot.writers.embedded.genres import KEY
from bot.writers.embedded.study_sheets import ADMITS, NO_MORE, NO_OPTIONS, sheet, spread
from knowledge.study import Study
from knowledge.topic import Topic


@pytest.mark.parametrize(
    ("text", "study", "points"),
    [
        ("Could I have six multiple-choice questions and the solutions below?", "multiple choice", 6),
        ("a 3-question MCQ on the piece", "multiple choice", 3),
        ("Make a test with four answer options, please", "multiple choice", None),
        ("What options does Lee have?", None, None),
        ("Draw up a chronology of it", "timeline", None),
        ("I need a chronology of the piece", "timeline", None),
        ("Sort the events by date", "timeline", None),
        ("Show me three events in chronological order", "timeline", 3),
        ("How realistic is the timeline?", None, None),
        ("Prepare 5 yes/no questions for them, with the admission I get", "admissions", 5),
        ("Three leading questions to ask the other side", "yes-no questions", 3),
        ("Is it a yes or no question?", None, None),
        ("four questions for a seminar, the hardest at the end", "discussion", 4),
        ("Some book club questions about it", "discussion", None),
        ("How many questions does the author discuss?", None, None),
    ],
)
def test_what_is_wanted_for_a_class_is_known_by_its_name(
    text: str, study: str | None, points: int | None
) -> None:
    form = form_of(text)
    assert form.study == study
    if study:
        assert form.points == points


@pytest.mark.parametrize("count", [2, 5, 10])
def test_a_quiz_has_lettered_options_and_its_key_at_the_end(brief_bot: Bot, count: int) -> None:
    reply = brief_bot.reply(f"Please make {count} multiple choice questions with a key.")
    told = [one.text for one in reply.statements]
    assert not reply.withheld
    before, after = told[: told.index(KEY.text)], told[told.index(KEY.text) + 1 :]
    assert sum(one.endswith("?") for one in before) == len(after) == count
    assert [one[:2] for one in before if not one.endswith("?")] == ["A)", "B)", "C)", "D)"] * count
    assert all(re.match(r"[A-D]\) ", one) for one in after)
    assert all(one.cites for one in reply.statements if one.text in after), "the passage that decides"


def test_what_is_prepared_is_said_to_be_all(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Write 20 multiple choice questions about it")
    assert reply.statements[-1].text == NO_MORE.text


def test_a_topic_without_prepared_options_gets_open_questions(topic: Topic) -> None:
    assert topic.playbook is not None
    bare = replace(topic)
    vars(bare)["playbook"] = topic.playbook.model_copy(update={"study": Study()})
    said = sheet(bare, Request(form=form_of("three multiple choice questions")))
    assert said[0] == NO_OPTIONS
    assert len([one for one in said if not isinstance(one, Fixed) and one.kind == "question"]) == 3
    assert sheet(bare, Request(form=form_of("I need a timeline"))) == ()


def test_a_timeline_is_one_event_a_line(brief_bot: Bot) -> None:
    reply = brief_bot.reply("I'd like a timeline of it, one line for each event.")
    assert {one.layout for one in reply.statements} == {"bullet"}
    heads = [one.text.partition(":")[0] for one in reply.statements]
    assert len(heads) >= 8
    assert heads[-2:] == ["August 1 (upcoming)", "September 3 (upcoming)"]


def test_a_timeline_is_numbered_where_it_is_to_be(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Arrange four events in chronological order, as a numbered list")
    assert [one.number for one in reply.statements] == [1, 2, 3, 4]


@pytest.mark.parametrize("mode", ["for", "against"])
def test_each_question_stands_with_the_admission_that_it_gets(brief_bot: Bot, mode: str) -> None:
    reply = brief_bot.reply("Three yes/no questions for them, each with the concession it wins", mode)
    told = [one.text for one in reply.statements]
    assert sum(one.endswith("?") for one in told) == sum(one.startswith("Yes,") for one in told) == 3
    assert [one.text for one in ADMITS[:3]] == [one for one in told if one.endswith(":")]


def test_questions_alone_come_without_the_admissions(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Two closed questions for my opponents", "against")
    assert [one.text.endswith("?") for one in reply.statements] == [True, True]


@pytest.mark.parametrize("count", [2, 4, 8])
def test_a_discussion_ends_on_what_challenges_the_author(brief_bot: Bot, count: int) -> None:
    study = brief_bot.topic.playbook.study  # type: ignore[union-attr]
    reply = brief_bot.reply(f"{count} questions for class discussion, the hardest at the end")
    told = [one.text for one in reply.statements]
    assert len(told) == count
    assert (told[0], told[-1]) == (study.discussion[0].text, study.discussion[-1].text)
    places = [[one.text for one in study.discussion].index(text) for text in told]
    assert places == sorted(places)


@pytest.mark.parametrize("mode", ["for", "against"])
def test_what_opponents_say_is_met_in_plain_words(brief_bot: Bot, mode: str) -> None:
    reply = brief_bot.reply(
        "Which points will the opposition raise and how should I respond? Bullets, in simple words.", mode
    )
    told = [one.text for one in reply.statements]
    assert not reply.withheld
    assert sum(one.layout == "bullet" for one in reply.statements) == 4
    assert [one.text for one in WE_ANSWER[:4]] == [one for one in told if one.endswith(":")]
    assert max(len(one.split()) for one in told) <= 25


def test_a_few_come_from_all_over_a_row() -> None:
    assert spread("abcdefgh", 3) == ["a", "e", "h"]
    assert spread("abc", 7) == ["a", "b", "c"]
    assert spread("abc", 1) == ["a"]


def test_nothing_else_leaves_out_what_is_told_beside(brief_bot: Bot) -> None:
    whole = brief_bot.reply("How has Seoul answered so far?")
    alone = brief_bot.reply("How has Seoul answered so far? Just that one, nothing more.")
    assert len(alone.statements) < len(whole.statements)


@pytest.mark.parametrize(
    "text",
    [
        "One word-for-word sentence on the goods deficit, with the author's name and title.",
        "A direct quote about the goods deficit and the author, so I can attribute it.",
    ],
)
def test_one_quotation_is_one_and_stands_with_title_and_author(brief_bot: Bot, text: str) -> None:
    told = [one.text for one in brief_bot.reply(text).statements]
    assert sum("“" in one and len(one) > 60 for one in told) == 1
    assert any(brief_bot.topic.document.title in one for one in told)
    assert any("does not name its author" in one for one in told)
