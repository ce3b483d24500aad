"""Chats and feedback in one database: an SQLite file by default, PostgreSQL by its URL."""

from __future__ import annotations

from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.feedback import FeedbackStore


class Store:
    """What is kept, each part with its own questions to the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.conversations = Conversations(database)
        self.feedback = FeedbackStore(database)

    def close(self) -> None:
        """Let go of the connections."""
        self._database.close()
