"""What models have cost: tokens and dollars of each turn, and the budgets that they are held to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Protocol

from bot.models.sqlite import open_store
from bot.models.usage import Usage

_TABLE = """
CREATE TABLE IF NOT EXISTS spent (
  day TEXT NOT NULL, conversation TEXT NOT NULL, tokens INTEGER NOT NULL, dollars REAL NOT NULL,
  PRIMARY KEY (day, conversation)
) WITHOUT ROWID"""


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound in tokens and one in dollars; None is none."""

    tokens: int | None = None
    dollars: float | None = None

    def reached(self, tokens: int, dollars: float) -> bool:
        """Tell whether so much is all of it, or more."""
        return (self.tokens is not None and tokens >= self.tokens) or (
            self.dollars is not None and dollars >= self.dollars
        )


@dataclass(frozen=True, slots=True)
class Budget:
    """Bounds for a turn, a conversation and a day (UTC).

    And the dollars for a million tokens read and written.
    """

    turn: Limit = Limit()
    conversation: Limit = Limit()
    day: Limit = Limit()
    price_in: float = 0.0
    price_out: float = 0.0

    def dollars(self, tokens_in: int, tokens_out: int) -> float:
        """Return what these cost."""
        return (tokens_in * self.price_in + tokens_out * self.price_out) / 1e6


class Book(Protocol):
    """Where it is written down what was spent; any number of processes may write."""

    def add(self, day: str, conversation: str, tokens: int, dollars: float) -> None:
        """Note what a call cost."""
        ...

    def of_day(self, day: str) -> tuple[int, float]:
        """Return tokens and dollars of a day."""
        ...

    def of_conversation(self, conversation: str) -> tuple[int, float]:
        """Return tokens and dollars of a conversation."""
        ...

    def close(self) -> None:
        """Let go of what it holds open."""
        ...


class Ledger:
    """Adds up what is spent, across processes, and holds it to the budget."""

    def __init__(self, book: Book, budget: Budget) -> None:
        self.budget = budget
        self._book = book

    def priced(self, budget: Budget) -> Ledger:
        """Return the same book held to another budget: that of a model with its own price."""
        return Ledger(self._book, budget)

    def used_up(self, conversation: str) -> str:
        """Return which budget is used up, "" where none is."""
        if self.budget.day != Limit() and self.budget.day.reached(*self.today()):
            return "day"
        if (
            conversation
            and self.budget.conversation != Limit()
            and self.budget.conversation.reached(*self._book.of_conversation(conversation))
        ):
            return "conversation"
        return ""

    def add(self, usage: Usage, conversation: str) -> None:
        """Note what a call cost."""
        self._book.add(_today(), conversation, usage.tokens, usage.dollars)

    def today(self) -> tuple[int, float]:
        """Return tokens and dollars since midnight, UTC."""
        return self._book.of_day(_today())

    def close(self) -> None:
        """Close the book."""
        self._book.close()


class FileBook:
    """A book in an SQLite file of this machine."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._file = open_store(path, _TABLE, "what the model costs")

    def add(self, day: str, conversation: str, tokens: int, dollars: float) -> None:
        """Note what a call cost."""
        with self._lock:
            self._file.execute(
                "INSERT INTO spent VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET tokens = tokens + "
                "excluded.tokens, dollars = dollars + excluded.dollars",
                (day, conversation, tokens, dollars),
            )

    def of_day(self, day: str) -> tuple[int, float]:
        """Return tokens and dollars of a day."""
        return self._sum("day = ?", day)

    def of_conversation(self, conversation: str) -> tuple[int, float]:
        """Return tokens and dollars of a conversation."""
        return self._sum("conversation = ?", conversation)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _sum(self, where: str, value: str) -> tuple[int, float]:
        with self._lock:
            row = self._file.execute(
                f"SELECT coalesce(sum(tokens), 0), coalesce(sum(dollars), 0) FROM spent WHERE {where}",  # noqa: S608
                (value,),
            ).fetchone()  # `where` is ours
        return int(row[0]), float(row[1])


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
