"""Databases new, old, newer and away."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from bot.errors import BotError
from bot.store.conversations import Conversations
from bot.store.database import NEWEST, Database
from bot.store.tables import Base


@pytest.mark.slow
def test_servers_that_start_at_once_make_the_tables_once(url: str) -> None:
    code = (
        "import sys; from bot.store.database import Database; from bot.store.conversations import "
        "Conversations; Conversations(Database(sys.argv[1])).begin('t')"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, url], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in started] == [("", 0)] * 3


@pytest.mark.parametrize("older", [None, "0001", "0002", "0003"])
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
    with pytest.raises(BotError, match=r"someone:\*\*\*@127\.0\.0\.1:1/none is not responding") as raised:
        Conversations(missing).begin("us-korea-alliance")
    assert "secret" not in str(raised.value)
    with pytest.raises(BotError, match="DEBATE_DATABASE is invalid"):
        Database("chats.db")
