"""What models have cost, in the database that several servers share."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Database
from bot.store.tables import SpentRow

NAME = 100  # characters of a conversation's name: callers of the API may give any


class SharedBook:
    """The book of a ledger, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, day: str, conversation: str, tokens: int, dollars: float) -> None:
        """Note what a call cost."""
        values = {"day": day, "conversation": conversation[:NAME], "tokens": tokens, "dollars": dollars}
        with self._database.session(writes=True) as session:
            insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
            new = insert(SpentRow).values(values)
            sums = {
                "tokens": SpentRow.tokens + new.excluded.tokens,
                "dollars": SpentRow.dollars + new.excluded.dollars,
            }
            session.execute(new.on_conflict_do_update(index_elements=["day", "conversation"], set_=sums))

    def of_day(self, day: str) -> tuple[int, float]:
        """Return tokens and dollars of a day."""
        return self._sum(SpentRow.day == day)

    def of_conversation(self, conversation: str) -> tuple[int, float]:
        """Return tokens and dollars of a conversation."""
        return self._sum(SpentRow.conversation == conversation[:NAME])

    def close(self) -> None:
        """Close the connections."""
        self._database.close()

    def _sum(self, where: ColumnElement[bool]) -> tuple[int, float]:
        with self._database.session() as session:
            tokens, dollars = session.execute(
                select(
                    func.coalesce(func.sum(SpentRow.tokens), 0),
                    func.coalesce(func.sum(SpentRow.dollars), 0.0),
                ).where(where)
            ).one()
        return int(tokens), float(dollars)
