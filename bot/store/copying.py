"""All rows of one database into another, as of one moment.

For a backup, and for a move from SQLite to PostgreSQL or back.
"""

from __future__ import annotations

from sqlalchemy import func, insert, select, text

from bot.store.database import Database
from bot.store.tables import Base, ConversationRow

_BATCH = 500  # rows


def copy_all(source: Database, target: Database) -> int:
    """Copy every table into an empty database; return how many conversations that were.

    BotError leaves the target as it was.
    """
    with source.session() as reading, target.session(writes=True) as writing:
        if reading.get_bind().dialect.name == "postgresql":
            reading.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))  # SQLite reads so anyway
        for table in Base.metadata.sorted_tables:  # what others refer to comes first
            # a number that the database counts up itself is assigned again, so that it goes on from there
            columns = [column for column in table.columns if column is not table.autoincrement_column]
            rows = reading.execute(select(*columns)).mappings()
            while batch := rows.fetchmany(_BATCH):
                writing.execute(insert(table), [dict(row) for row in batch])
        return writing.scalar(select(func.count()).select_from(ConversationRow)) or 0


def rows_in(database: Database) -> int:
    """Count the rows of all tables."""
    with database.session() as session:
        return sum(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        )
