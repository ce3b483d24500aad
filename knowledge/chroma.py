"""Where Chroma is: in a folder of this machine, on a server of one's own, or in Chroma Cloud.

Its telemetry is off in each.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from knowledge import IndexUnavailable, KnowledgeError
from knowledge.stubbed_imports import without

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

log = logging.getLogger(__name__)
CLOUD = "api.trychroma.com"
_WAITS = (0.1, 0.3, 1.0, 3.0)  # seconds, while another process makes or upgrades the same folder
_BUSY = ("locked", "already exists")  # another process is making the tables
_opening = Lock()  # Chroma's own table of open folders holds one that is not started yet
# SQLite's words for its errors 26 and 11
_DAMAGED = ("file is not a database", "database disk image is malformed")


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A Chroma server, with a token where it asks for one.

    `http://host:8000`, or with tenant and database behind it, `https://api.trychroma.com/TENANT/DATABASE`.
    """

    url: str
    token: str = field(default="", repr=False)


def _unchecked(method: Any) -> Any:
    return method


def open_client(home: Path, server: ChromaServer | None = None) -> ClientAPI:
    """Open Chroma in the folder `home/chroma`, or the server.

    Raises KnowledgeError where it cannot be opened.
    """
    # Its tracing is loaded even where it is off, and the command line of its HTTP client; and it would hold
    # its own signatures against each other.
    with (
        without("opentelemetry.exporter.otlp.proto.grpc.trace_exporter", OTLPSpanExporter=None),
        without("httpx._main", main=lambda: None),
        without("overrides", override=_unchecked, overrides=_unchecked, EnforceOverrides=object),
    ):
        import chromadb
        from chromadb.config import Settings

        if server is None:
            from knowledge.chroma_in_bounds import bound  # with what the client would load

            bound()

    if server is not None:
        return _remote(server)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise _closed(home, exc) from exc
    settings = Settings(anonymized_telemetry=False)
    with _opening:
        for wait in (*_WAITS, None):
            try:
                return chromadb.PersistentClient(str(home / "chroma"), settings=settings)
            except Exception as exc:  # Chroma's Rust part raises what it likes
                _forget(home)
                if any(sign in str(exc) for sign in _DAMAGED):
                    set_aside(home)
                elif wait is None or not any(sign in str(exc) for sign in _BUSY):
                    raise _closed(home, exc) from exc
                else:
                    time.sleep(wait)
        raise AssertionError


def is_damaged(home: Path) -> bool:
    """Return whether the database in `home/chroma` is broken, and not only busy, full or read-only."""
    file = home / "chroma" / "chroma.sqlite3"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            return file.exists() and opened.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok"
    except sqlite3.DatabaseError as exc:
        return exc.sqlite_errorcode in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def set_aside(home: Path) -> None:
    """Put a damaged folder out of the way. Nothing is lost by it: every index follows from the topics."""
    aside = home / "chroma.damaged"
    log.warning(
        "the index in %s is damaged: it is being rebuilt, and the old one is kept as %s",
        home / "chroma",
        aside,
    )
    _forget(home)
    shutil.rmtree(aside, ignore_errors=True)
    with suppress(FileNotFoundError):  # another process was quicker
        (home / "chroma").replace(aside)
    shutil.rmtree(home / "bm25", ignore_errors=True)


def _forget(home: Path) -> None:
    """Take the folder out of Chroma's table, so that the next client opens it again.

    One that did not start would stay there.
    """
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient._identifier_to_system.pop(str(home / "chroma"), None)  # it has no other way
    SharedSystemClient._identifier_to_refcount.pop(str(home / "chroma"), None)


def reopen_client(home: Path, server: ChromaServer | None = None) -> ClientAPI:
    """Open as `open_client` does, but never return one that is open already."""
    if server is None:
        with _opening:
            _forget(home)
    return open_client(home, server)


def _closed(home: Path, exc: Exception) -> IndexUnavailable:
    return IndexUnavailable(
        f"cannot open the index folder {home}: {first_line(exc)}; "
        "set DEBATE_HOME to a folder you can write to"
    )


def _remote(server: ChromaServer) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(server.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise KnowledgeError(
            f"DEBATE_CHROMA_URL is {server.url!r}: give http://host:8000, or https://{CLOUD}/TENANT/DATABASE"
        )
    tenant, _, database = parts.path.strip("/").partition("/")
    named = {"tenant": tenant, "database": database} if tenant and database else {}
    headers = {"x-chroma-token": server.token} if server.token else None
    try:
        return chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            headers=headers,
            settings=Settings(anonymized_telemetry=False),
            **named,
        )
    except Exception as exc:  # whatever httpx and Chroma raise for a server that is not there or refuses us
        raise IndexUnavailable(
            f"the Chroma server at {parts.hostname} is not responding ({first_line(exc)}); check "
            "DEBATE_CHROMA_URL and DEBATE_CHROMA_TOKEN"
        ) from exc


def cause_of(exc: Exception) -> str:
    """Return what Chroma or the system says of an error.

    Of any other its kind alone, since its words may be those of a question.
    """
    speaks = isinstance(exc, OSError) or type(exc).__module__.startswith("chromadb")
    return first_line(exc) if speaks else type(exc).__name__


def first_line(exc: Exception) -> str:
    """Return what an error says, short."""
    return (str(exc).strip() or type(exc).__name__).splitlines()[0][:200]
