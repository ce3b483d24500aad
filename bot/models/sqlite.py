"""The SQLite files beside a model.

Opened so that other processes can read while one writes, and used by any thread.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.errors import BotError


def open_store(path: Path, table: str, keeps: str, remedy: str = "") -> sqlite3.Connection:
    """Open the file with its table, made where it is missing; each statement is committed by itself.

    BotError where it cannot be: it names what the file `keeps`, and what else than another folder is a
    `remedy`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = sqlite3.connect(path, timeout=5, check_same_thread=False, isolation_level=None)
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("PRAGMA synchronous=NORMAL")
        opened.execute(table)
    except (OSError, sqlite3.Error) as exc:
        raise BotError(
            f"cannot save {keeps} in {path} ({exc}); set DEBATE_HOME to a folder you can write to{remedy}"
        ) from exc
    return opened
