"""Rulings that were given before, in an SQLite file."""

from __future__ import annotations

import json
import logging
import sqlite3
from pathlib import Path
from threading import Lock

from bot.judge.ruling import Ruling
from bot.models.sqlite import open_store

log = logging.getLogger(__name__)
_MOST = 50_000  # rulings; the oldest go
_TABLE = (
    "CREATE TABLE IF NOT EXISTS rulings (number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, ruling TEXT)"
)


class KeptRulings:
    """Rulings by judge, form, sentence and passages; a file that fails is as one that holds nothing."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._file = open_store(path, _TABLE, "the rulings")

    def find(self, key: str) -> Ruling | None:
        """Return the ruling of that key, where there is one."""
        try:
            with self._lock:
                row = self._file.execute("SELECT ruling FROM rulings WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            log.warning("the rulings cannot be read", exc_info=True)
            return None
        if row is None:
            return None
        supported, reason, kind, rests_on = json.loads(row[0])
        return Ruling(supported, reason, kind, tuple(rests_on))

    def keep(self, key: str, ruling: Ruling) -> None:
        """Keep a ruling."""
        data = json.dumps([ruling.supported, ruling.reason, ruling.kind, ruling.rests_on])
        try:
            with self._lock:
                self._file.execute("INSERT OR IGNORE INTO rulings (key, ruling) VALUES (?, ?)", (key, data))
                self._file.execute(
                    "DELETE FROM rulings WHERE number <= (SELECT max(number) FROM rulings) - ?", (_MOST,)
                )
        except sqlite3.Error:
            log.warning("the rulings cannot be written", exc_info=True)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
