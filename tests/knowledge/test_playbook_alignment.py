"""The playbook, fitted to another version of its document."""

from __future__ import annotations

from bot.turn.bot import Bot
from knowledge.document import split
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders.plain import from_text
from knowledge.playbook_alignment import align_playbook
from knowledge.topic import Topic
from tests.knowledge.test_alignment import PLACES


def test_the_playbook_cites_the_passages_of_the_version_that_is_there(article_bot: Bot, topic: Topic) -> None:
    here, there = topic.playbook, article_bot.topic.playbook
    assert here is not None
    assert there is not None
    assert [answer.id for answer in there.answers] == [answer.id for answer in here.answers]
    for one, other in zip(here.sentences(), there.sentences(), strict=True):
        assert other.text == one.text
        assert other.cites == tuple(dict.fromkeys(PLACES[number] for number in one.cites))


def test_what_cites_a_passage_that_another_version_lacks_is_left_out(topic: Topic) -> None:
    playbook = topic.playbook
    assert playbook is not None
    lost = 42
    kept = " ".join(passage.text for passage in topic.document.passages if passage.id != lost)
    fitted = align_playbook(playbook, topic.document, split(from_text(kept)), SentenceEncoder())
    told = {answer.id: {*answer.short, *answer.full, *answer.plain} for answer in playbook.answers}
    assert {answer.id for answer in fitted.answers} == {
        name for name, sentences in told.items() if not any(lost in one.cites for one in sentences)
    }
    rows = {answer.id: len(answer.table.rows) for answer in playbook.answers if answer.table}
    fewer = [
        answer.id for answer in fitted.answers if answer.table and len(answer.table.rows) < rows[answer.id]
    ]
    assert fewer == [
        answer.id
        for answer in playbook.answers
        if answer.table and any(lost in row.cites for row in answer.table.rows)
    ]
    contentions = fitted.cases.for_.contentions if fitted.cases.for_ else ()
    assert [one.title for one in contentions] == [
        one.title
        for one in (playbook.cases.for_.contentions if playbook.cases.for_ else ())
        if lost not in one.cites
    ]
