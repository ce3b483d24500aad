"""The speeches of the cases that ship, in the lengths and layouts that are asked for."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.gate import Stance, check
from bot.statement import Statement
from bot.writers.embedded.case_speech import NO_MORE, SpeechAct, speak
from bot.writers.embedded.speech_length import words_in
from bot.writers.embedded.speech_shape import Shape, about, seconds
from knowledge.argument_map import Side
from knowledge.playbook import Case
from knowledge.topic import Topic

AS_IT_IS = Shape()
SIDES: tuple[Side, ...] = ("for", "against")


def _case(topic: Topic, side: Side) -> Case:
    assert topic.playbook is not None
    case = topic.playbook.cases.of(side)
    assert case is not None
    return case


def _said(topic: Topic, act: SpeechAct, side: Side, shape: Shape = AS_IT_IS) -> list[Statement]:
    return [one for one in speak(act, _case(topic, side), shape) if isinstance(one, Statement)]


def _words(statements: list[Statement]) -> int:
    return sum(len(statement.text.split()) for statement in statements)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("time", [30, 45, 60, 75, 90, 120, 150, 180, 240])
def test_a_speech_takes_the_time_that_it_is_given(topic: Topic, side: Side, time: int) -> None:
    spoken = _words(_said(topic, "opening", side, Shape(words=seconds(time))))
    assert 0.95 * 2.3 * time <= spoken <= 1.05 * 2.6 * time


@pytest.mark.parametrize("side", SIDES)
def test_every_act_passes_the_gate_in_every_form(topic: Topic, side: Side) -> None:
    document, people = topic.document, topic.argument_map.names if topic.argument_map else ()
    shapes = (Shape(), Shape(points=2), Shape(sentences=3), Shape(words=about(80)), Shape(layout="bullets"))
    for act in get_args(SpeechAct):
        for shape in shapes:
            statements = _said(topic, act, side, shape)
            assert statements
            for one in statements:
                verdict = check(one, document.passages, document, Stance(side), people)
                assert verdict.passed, f"{one.text}: {verdict.reason}"


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("count", [1, 2, 4, 6])
def test_contentions_are_as_many_as_asked_for_each_under_its_title(
    topic: Topic, side: Side, count: int
) -> None:
    said = _said(topic, "contentions", side, Shape(points=count))
    titles = [one for one in said if one.layout == "title"]
    assert [one.number for one in titles] == list(range(1, count + 1))
    assert [one.text for one in titles] == [one.title for one in _case(topic, side).contentions[:count]]
    assert len(said) > 3 * count


def test_more_than_there_is_is_not_made_up(topic: Topic) -> None:
    said = speak("cross-examine", _case(topic, "for"), Shape(points=40))
    assert said[-1] is NO_MORE
    assert len(said) == len(_case(topic, "for").cross_examination) + 1


@pytest.mark.parametrize("side", SIDES)
def test_points_are_bullets_and_questions_a_numbered_list(topic: Topic, side: Side) -> None:
    bullets = _said(topic, "contentions", side, Shape(points=3, layout="bullets"))
    assert sum(one.layout == "bullet" for one in bullets) == 3
    questions = _said(topic, "cross-examine", side, Shape(points=5))
    assert [one.number for one in questions] == [1, 2, 3, 4, 5]
    assert all(one.text.endswith("?") for one in questions)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("act", ["case", "strongest", "closing", "overview"])
def test_sentences_are_at_most_as_many_as_asked_for(topic: Topic, act: SpeechAct, count: int) -> None:
    assert 0 < len(_said(topic, act, "for", Shape(sentences=count))) <= count


def test_a_case_without_a_form_is_one_minute_of_prose(topic: Topic) -> None:
    said = _said(topic, "case", "for")
    assert [one.layout for one in said] == ["paragraph"] + ["run on"] * (len(said) - 1)
    assert words_in(_case(topic, "for").opening[60]) == _words(said)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("words", [70, 120, 180])
def test_numbered_arguments_are_as_many_as_there_are_words_for(topic: Topic, side: Side, words: int) -> None:
    said = _said(topic, "contentions", side, Shape(words=about(words), layout="numbered"))
    assert _words(said) <= 1.15 * about(words)[1]  # one argument is cut as far as it still reads on
