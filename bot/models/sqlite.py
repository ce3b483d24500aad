"""The SQLite files beside a model.

Opened so that other processes can read while one writes, and used by any thread.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


def open_store(path: Path, table: str) -> sqlite3.Connection:
    """Open the file with its table, made where it is missing.

    OSError or sqlite3.Error where it cannot be; each statement is committed by itself.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = sqlite3.connect(path, timeout=5, check_same_thread=False, isolation_level=None)
    opened.execute("PRAGMA journal_mode=WAL")
    opened.execute("PRAGMA synchronous=NORMAL")
    opened.execute(table)
    return opened
