"""What is kept of conversations, in real databases: SQLite, and PostgreSQL where it is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from bot.debate.state import Debate
from bot.errors import BotError
from bot.models.budget import Budget, Ledger, Limit
from bot.models.usage import Usage
from bot.output.schema import as_object
from bot.store.conversations import Conversations, UnknownConversation
from bot.store.database import NEWEST, Database
from bot.store.feedback import FeedbackStore
from bot.store.spending import SharedBook
from bot.store.tables import Base
from bot.turn.bot import Bot
from tests.servers.postgres import running_postgres

VISITOR = "a-visitor-of-the-page-0123456789"
QUESTION = "How high is the levy on Korean goods?"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server.url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'chats.sqlite3'}"
    server: str = request.getfixturevalue("postgres")
    name = f"t{abs(hash(tmp_path)):x}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def kept(database: Database, clock: Clock) -> Conversations:
    return Conversations(database, clock)


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


def test_servers_that_share_a_database_share_a_budget(url: str) -> None:
    databases = [Database(url), Database(url)]
    budget = Budget(conversation=Limit(tokens=1_000), day=Limit(dollars=5.0))
    one, two = (Ledger(SharedBook(database), budget) for database in databases)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda ledger: ledger.add(Usage("m", 100, 20, 0.5), "chat"), [one, two] * 4))
    assert one.today() == two.today() == (960, 4.0)
    assert two.used_up("chat") == ""
    two.add(Usage("m", 100, 20, 0.5), "chat")
    assert one.used_up("chat") == "conversation"
    assert one.used_up("another") == ""
    one.add(Usage("m", 10, 2, 0.6), "x" * 300)  # a caller of the API may name it as it likes
    assert two.used_up("another") == "day"
    for database in databases:
        database.close()


def test_servers_that_start_at_once_make_the_tables_once(url: str) -> None:
    code = "import sys; from bot.store.database import Database; from bot.store.conversations import Conversations; Conversations(Database(sys.argv[1])).begin('t')"
    started = [
        subprocess.Popen([sys.executable, "-c", code, url], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in started] == [("", 0)] * 3


@pytest.mark.parametrize("older", [None, "0001", "0002"])
def test_a_new_database_and_an_older_one_get_what_the_tables_say(older: str | None, url: str) -> None:
    migrations = Config()
    migrations.set_main_option("script_location", "bot.store:migrations")
    assert ScriptDirectory.from_config(migrations).get_current_head() == NEWEST
    engine = create_engine(url)
    if older:
        with engine.connect() as connection:
            migrations.attributes["connection"] = connection
            command.upgrade(migrations, older)
    database = Database(url)
    id = Conversations(database).begin("us-korea-alliance").id
    with engine.connect() as connection:
        made = MigrationContext.configure(connection)
        assert compare_metadata(made, Base.metadata) == []
        assert made.get_current_revision() == NEWEST
    database.close()
    again = Database(url)
    assert Conversations(again).get(id).topic == "us-korea-alliance"
    again.close()
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_as_it_is(kept: Conversations, url: str) -> None:
    id = kept.begin("us-korea-alliance").id
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    again = Database(url)
    with pytest.raises(BotError, match="made by a newer version"):
        Conversations(again).get(id)
    again.close()
    engine.dispose()


def test_a_database_that_is_not_there_is_named_without_its_password() -> None:
    missing = Database("postgresql://someone:secret@127.0.0.1:1/none")
    with pytest.raises(BotError, match=r"someone:\*\*\*@127\.0\.0\.1:1/none does not answer") as raised:
        Conversations(missing).begin("us-korea-alliance")
    assert "secret" not in str(raised.value)
    with pytest.raises(BotError, match="DEBATE_DATABASE is off"):
        Database("chats.db")
