"""Answers that were given before: exactly the same messages to the same model are not paid for twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from bot.models.sqlite import open_store
from prompts import Message

_MOST = 20_000  # answers; the oldest go


class Cache:
    """Whole answers by the hash of model and messages.

    These hold the prompt, the evidence, the history and the question.
    """

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._file = open_store(
            path,
            "CREATE TABLE IF NOT EXISTS answers (number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT "
            "NULL, answer TEXT NOT NULL)",
            "answers",
            ", or DEBATE_CACHE to false",
        )

    def find(self, model: str, messages: Sequence[Message]) -> str | None:
        """Return the answer, where there is one."""
        with self._lock:
            row = self._file.execute(
                "SELECT answer FROM answers WHERE key = ?", (_key(model, messages),)
            ).fetchone()
        return str(row[0]) if row else None

    def keep(self, model: str, messages: Sequence[Message], answer: str) -> None:
        """Keep a whole answer."""
        with self._lock:
            self._file.execute(
                "INSERT OR IGNORE INTO answers (key, answer) VALUES (?, ?)", (_key(model, messages), answer)
            )
            self._file.execute(
                "DELETE FROM answers WHERE number <= (SELECT max(number) FROM answers) - ?", (_MOST,)
            )

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _key(model: str, messages: Sequence[Message]) -> str:
    return hashlib.sha256(
        json.dumps([model, *((one.role, one.text) for one in messages)]).encode("utf-8", "surrogatepass")
    ).hexdigest()
