from __future__ import annotations

from bot.evidence.another_thing import asks_for_another, leads_rightly, naming, strange_words
from bot.request.question import ask
from knowledge.playbook import Answer
from knowledge.search import Scored
from knowledge.topic import Topic
from knowledge.wordings import Match


def _answer(topic: Topic, name: str) -> Answer:
    assert topic.playbook is not None
    return next(answer for answer in topic.playbook.answers if answer.id == name)


def test_the_finance_minister_is_not_the_president(topic: Topic) -> None:
    match = Match(_answer(topic, "lee"), 0.96, tells=lambda: 0.45)
    assert asks_for_another(ask("Who is the South Korean finance minister?"), "identify", match, topic)
    assert not asks_for_another(ask("Who is the South Korean president?"), "identify", match, topic)


def test_a_word_that_nobody_uses_on_the_topic_asks_for_another_thing(topic: Topic) -> None:
    question = ask("What is the fertility rate in South Korea?")
    assert strange_words(question, topic) == ["fertility"]
    assert asks_for_another(question, "fact", Match(_answer(topic, "tariff"), 0.7, tells=lambda: 0.1), topic)
    assert not asks_for_another(
        question, "reason", Match(_answer(topic, "tariff"), 0.7, tells=lambda: 0.1), topic
    )


def test_a_bare_yes_stands_only_before_the_answer_to_a_question_that_was_foreseen(topic: Topic) -> None:
    assert leads_rightly(Match(_answer(topic, "fta"), 1.0, verbatim=True))
    assert not leads_rightly(Match(_answer(topic, "fta"), 0.98, tells=lambda: 0.75))


def test_a_keyword_brings_the_claims_that_have_it(topic: Topic) -> None:
    assert topic.argument_map is not None
    claims = [(claim, Scored(claim.id, 0.01, 0.3)) for claim in topic.argument_map.claims]
    assert [claim.passages for claim in naming(ask("dollar"), claims, 3)] == [(28,)]
    assert not naming(ask("what about the dollar?"), claims, 3)
