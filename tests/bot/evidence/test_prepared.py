from __future__ import annotations

from dataclasses import replace

import pytest

from bot.evidence.prepared import prepared_match
from bot.request.form import without_form
from bot.request.plan import Plan
from bot.request.question import ask
from bot.request.request import Request
from knowledge.playbook import Answer
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic
from knowledge.wordings import NEAR, Match
from tests.bot.evidence.finding import Finds


def _plan(text: str, mode: str = "ask", known: frozenset[int] = frozenset()) -> Plan:
    question = replace(ask(text, mode), known=known)
    return Plan(question, "answer", question.mode, request=Request(text=without_form(text)))


@pytest.fixture
def wars(topic: Topic) -> Answer:
    assert topic.playbook is not None
    return next(answer for answer in topic.playbook.answers if answer.id == "wars")


def test_what_is_surely_meant_is_the_answer(wars: Answer, topic: Topic) -> None:
    assert prepared_match(_plan("did korea fight in vietnam"), Finds(wars), topic.document) == Match(
        wars, 1.0, tells=lambda: 0.2
    )


def test_what_is_not_near_is_left_to_the_passages(wars: Answer, topic: Topic) -> None:
    assert (
        prepared_match(_plan("did korea fight in vietnam"), Finds(wars, NEAR - 0.01), topic.document) is None
    )
    assert prepared_match(_plan("did korea fight in vietnam"), None, topic.document) is None


def test_a_turn_of_a_debate_is_no_answer(wars: Answer, topic: Topic) -> None:
    assert prepared_match(_plan("did korea fight in vietnam", "debate"), Finds(wars), topic.document) is None


def test_another_language_is_not_compared_with_english_wordings(wars: Answer, topic: Topic) -> None:
    assert (
        prepared_match(
            _plan("Warum ist der Zoll so hoch und wer muss ihn zahlen?"), Finds(wars), topic.document
        )
        is None
    )


def test_the_words_for_a_form_are_not_what_is_asked(wars: Answer, topic: Topic) -> None:
    finds = Finds(wars)
    prepared_match(_plan("In one sentence: did korea fight in vietnam?"), finds, topic.document)
    assert finds.asked == ["did korea fight in vietnam?"]


def test_what_was_told_before_is_no_answer_to_why_or_more(wars: Answer, topic: Topic) -> None:
    told = _plan("did korea fight in vietnam", known=wars.cites)
    assert prepared_match(told, Finds(wars), topic.document) is None


@pytest.mark.parametrize(
    "text",
    [
        "did korea fight in Somalia",  # a name that the answer does not know
        "did korea fight in Vietnam in 1968?",  # nor a year
    ],
)
def test_an_answer_knows_the_names_and_figures_of_its_question(wars: Answer, topic: Topic, text: str) -> None:
    assert prepared_match(_plan(text), Finds(wars), topic.document) is None


def test_who_wants_a_number_gets_one_or_hears_that_there_is_none(wars: Answer, topic: Topic) -> None:
    question = _plan("how many soldiers did korea send to the Gulf War?")
    for full, said in (
        ("They fought in the Gulf War [42].", False),
        ("They sent 300,000 to the Gulf War [42].", True),
        ("Of the Gulf War it doesn't say [42].", True),
    ):
        sentences = (PreparedSentence.model_validate(full),)
        answer = wars.model_copy(update=dict.fromkeys(("short", "full", "plain"), sentences))
        assert (prepared_match(question, Finds(answer), topic.document) is not None) == said


def test_a_name_that_nobody_knows_does_not_count_where_the_words_answer(wars: Answer, topic: Topic) -> None:
    question = _plan("did Sakha fight in the Gulf War?")
    assert prepared_match(question, Finds(wars, told=0.1), topic.document) is None
    assert prepared_match(question, Finds(wars, told=0.6), topic.document) is not None


def test_who_asks_for_the_whole_may_name_anything(wars: Answer, topic: Topic) -> None:
    question = _plan("short version please, my English is not good, I am 14")
    assert prepared_match(question, Finds(wars, told=0.1), topic.document) is None
    assert prepared_match(question, Finds(wars, told=0.1, whole=True), topic.document) is not None
