"""Where the settings have chats, costs and shared topics kept.

SQLAlchemy loads only where a database is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.models.budget import Book
    from bot.store import Store
    from bot.store.topics import SharedTopics


def build_store(settings: Settings) -> Store:
    """Return where chats and readers' words on replies are kept.

    BotError where the database cannot be opened.
    """
    from bot.store import Store
    from bot.store.database import Database

    return Store(Database(settings.database or f"sqlite:///{settings.home.absolute() / 'chats.sqlite3'}"))


def build_shared_topics(settings: Settings) -> SharedTopics | None:
    """Return the topics in the database that servers share, where one is named."""
    if settings.database is None:
        return None
    from bot.store.database import Database
    from bot.store.topics import SharedTopics

    return SharedTopics(Database(settings.database), settings.home)


def build_book(settings: Settings) -> Book:
    """Return where costs are written down.

    With the chats where a database is named, so that all servers hold one budget; else in a file, which opens
    sooner.
    """
    from bot.models.budget import FileBook

    if settings.database is None:
        return FileBook(settings.home / "spent.sqlite3")
    from bot.store.database import Database
    from bot.store.spending import SharedBook

    return SharedBook(Database(settings.database))
