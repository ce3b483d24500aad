"""What is kept of conversations, in real databases: SQLite, and PostgreSQL where it is installed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta

import pytest

from bot.debate.state import Debate
from bot.errors import BotError
from bot.output.schema import as_object
from bot.store.conversations import Conversations, UnknownConversation
from bot.store.database import Database
from bot.store.feedback import FeedbackStore
from bot.turn.bot import Bot
from tests.bot.store.conftest import Clock

VISITOR = "a-visitor-of-the-page-0123456789"
QUESTION = "How high is the levy on Korean goods?"


def test_a_conversation_comes_back_whole_from_another_process(
    kept: Conversations, url: str, brief_bot: Bot
) -> None:
    begun = kept.begin("us-korea-alliance", VISITOR)
    first = brief_bot.reply("China is America's biggest rival.", "debate", debate=Debate("against"))
    number = kept.ask(begun.id, "China is America's biggest rival.", "debate")
    kept.answer(begun.id, number, as_object(first), first.debate)
    other = Database(url)
    found = Conversations(other).get(begun.id)
    other.close()
    assert found.turns[0].reply == as_object(first)
    assert found.debate == first.debate
    assert found.exchanges == [first.exchange]
    assert found.title == "China is America's biggest rival."
    assert (found.created.tzinfo, found.changed > found.created) == (UTC, True)


def test_a_question_that_was_cut_off_is_there_and_one_that_failed_is_not(kept: Conversations) -> None:
    id = kept.begin("us-korea-alliance", VISITOR).id
    assert kept.ask(id, QUESTION, "ask") == 1
    assert kept.ask(id, "And since when?", "ask") == 2
    kept.withdraw(id, 2)
    (turn,) = kept.get(id).turns
    assert (turn.asked, turn.reply) == (QUESTION, None)
    assert kept.get(id).exchanges == []


def test_the_list_is_of_one_visitor_the_last_first_and_can_be_searched(
    kept: Conversations, brief_bot: Bot
) -> None:
    ids = []
    for question in (QUESTION, "Who invited Lee?", "100% of what?"):
        ids.append(kept.begin("us-korea-alliance", VISITOR).id)
        kept.answer(ids[-1], kept.ask(ids[-1], question, "ask"), as_object(brief_bot.reply(question)), None)
    kept.begin("us-korea-alliance", VISITOR)  # nothing was asked in it
    other = kept.begin("us-korea-alliance", "another-visitor-of-the-page").id
    kept.ask(other, QUESTION, "ask")
    assert [one.id for one in kept.of(VISITOR)] == ids[::-1]
    assert [one.id for one in kept.of(VISITOR, "korean LEVY")] == [ids[0]]
    assert [one.id for one in kept.of(VISITOR, "Victory")] == [ids[1]]  # the reply has it
    assert [one.id for one in kept.of(VISITOR, "100%")] == [ids[2]]
    assert kept.of(VISITOR, "nowhere") == []
    assert kept.of("") == []


def test_a_read_only_link_can_be_revoked_for_good(kept: Conversations) -> None:
    id = kept.begin("us-korea-alliance").id
    token = kept.share(id)
    assert kept.share(id) == token
    assert kept.shared(token).id == id
    kept.revoke(id)
    with pytest.raises(UnknownConversation):
        kept.shared(token)
    assert kept.share(id) != token


def test_deleting_takes_turns_and_feedback_along(
    kept: Conversations, database: Database, clock: Clock, brief_bot: Bot
) -> None:
    reply = as_object(brief_bot.reply(QUESTION))
    feedback = FeedbackStore(database, clock)
    ids = [kept.begin("us-korea-alliance", VISITOR).id for _ in range(3)]
    for id in ids:
        kept.answer(id, kept.ask(id, QUESTION, "ask"), reply, None)
        assert feedback.add("bad", QUESTION, "ask", reply, conversation=id)
    kept.delete(ids[0])
    with pytest.raises(UnknownConversation):
        kept.get(ids[0])
    with pytest.raises(UnknownConversation):
        kept.delete(ids[0])
    assert len(feedback.all()) == 2
    kept.answer(ids[0], 1, reply, None)  # a reply that comes after is dropped
    assert kept.delete_all_of(VISITOR) == 2
    assert feedback.all() == []
    assert feedback.add(
        "bad", QUESTION, "ask", reply, conversation=ids[0]
    )  # still said, of a chat that is gone


def test_what_is_older_than_its_time_goes(kept: Conversations, clock: Clock) -> None:
    old = kept.begin("us-korea-alliance").id
    clock.now += timedelta(days=20)
    young = kept.begin("us-korea-alliance").id
    clock.now += timedelta(days=15)
    assert kept.delete_older(30) == 1
    assert kept.get(young)
    with pytest.raises(UnknownConversation):
        kept.get(old)


def test_a_title_is_cut_and_can_be_changed(kept: Conversations) -> None:
    id = kept.begin("us-korea-alliance").id
    kept.ask(id, "word " * 100, "ask")
    assert len(kept.get(id).title) <= 80
    assert kept.rename(id, "  My   chat ").title == "My chat"
    with pytest.raises(BotError, match="needs a title"):
        kept.rename(id, "  ")


def test_questions_at_once_get_numbers_of_their_own(kept: Conversations) -> None:
    id = kept.begin("us-korea-alliance").id
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda number: kept.ask(id, f"Question {number}", "ask"), range(16)))
    assert sorted(numbers) == list(range(1, 17))
