"""The database: opened by its URL, brought up to date by its migrations, asked in transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import BotError, UnavailableError
from bot.store.tables import Base

NEWEST = "0004"  # the last migration
_UPGRADE_LOCK = 7_860_316  # any number that no other program takes for a lock in the same PostgreSQL database


class Database:
    """A database by its URL; its tables are made or brought up to date before it is first asked."""

    def __init__(self, url: str) -> None:
        try:
            self._engine = _engine(url)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as exc:
            raise BotError(
                "DEBATE_DATABASE is invalid: give sqlite:////folder/chats.sqlite3, "
                "or postgresql+psycopg://user:password@host/name with the extra [postgresql]"
            ) from exc
        self.name = self._engine.url.render_as_string(hide_password=True)
        self._lock = Lock()
        self._ready = False

    @contextmanager
    def session(self, *, writes: bool = False) -> Iterator[Session]:
        """Open one transaction: committed at its end, undone by an error.

        With `writes` it waits for other writers before its first question, since SQLite lets nobody become a
        writer later. UnavailableError where the database does not do its part.
        """
        try:
            self._prepare()
            with (
                Session(self._engine.execution_options(writes=writes), expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
        except (SQLAlchemyError, OSError) as exc:
            raise UnavailableError(
                f"the database {self.name} is not responding ({_first_line(exc)}); check "
                "DEBATE_DATABASE and DEBATE_HOME"
            ) from exc

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _prepare(self) -> None:
        with self._lock:
            if not self._ready:
                self._upgrade()
                self._ready = True

    def _upgrade(self) -> None:
        """Run the migrations that it lacks; of several programs that start at once, one does."""
        file = self._engine.url.database if self._engine.dialect.name == "sqlite" else None
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{file}.lock"), self._engine.connect() as connection:
                self._migrate(connection)
            return
        with self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _UPGRADE_LOCK})
            try:
                self._migrate(connection)
            finally:
                connection.rollback()
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _UPGRADE_LOCK})

    def _migrate(self, connection: Connection) -> None:
        tables = inspect(connection).get_table_names()
        if not tables:
            Base.metadata.create_all(connection)
            connection.execute(
                text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            )
            connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": NEWEST})
            connection.commit()
            return
        versions = text("SELECT version_num FROM alembic_version")
        if "alembic_version" in tables and connection.scalars(versions).all() == [NEWEST]:
            return
        # its templates and scripts take a fifth of a second and 12 MiB, which only an older database needs
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", "bot.store:migrations")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as exc:
            raise BotError(
                f"the database {self.name} was made by a newer version of this program; "
                "install that, or name another in DEBATE_DATABASE"
            ) from exc


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    is_sqlite = address.get_backend_name() == "sqlite"
    engine = create_engine(address, hide_parameters=True, pool_pre_ping=not is_sqlite)
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_on_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    """Set what holds for a connection's whole life."""
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, not at the first change
    for pragma in (
        "journal_mode=WAL",  # readers do not wait for writers
        "synchronous=NORMAL",
        "busy_timeout=5000",
        "foreign_keys=ON",  # what belongs together is deleted together
        "secure_delete=ON",  # what is deleted is overwritten
        "cache_size=-512",  # half a megabyte of pages a connection
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_on_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )


def _first_line(exc: Any) -> str:
    return str(getattr(exc, "orig", None) or exc).strip().splitlines()[0]
