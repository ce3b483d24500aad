"""Where Chroma is: in a folder of this machine, on a server of one's own, or in Chroma Cloud. Its telemetry is off in each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge import KnowledgeError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

CLOUD = "api.trychroma.com"


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server: `http://host:8000`, or with tenant and database behind it, `https://api.trychroma.com/TENANT/DATABASE`; a token where it asks for one."""

    url: str
    token: str = field(default="", repr=False)


def open_client(home: Path, server: Server | None = None) -> ClientAPI:
    """Chroma in the folder `home/chroma`, or the server. KnowledgeError where it cannot be opened."""
    with _without_trace_exporter():
        import chromadb
        from chromadb.config import Settings

    try:
        home.mkdir(parents=True, exist_ok=True)
        if server is None:
            return chromadb.PersistentClient(str(home / "chroma"), settings=Settings(anonymized_telemetry=False))
    except (OSError, ValueError, RuntimeError) as exc:
        raise KnowledgeError(f"cannot open the index folder {home}: {exc}; set DEBATE_HOME to a folder you can write to") from exc
    return _remote(server)


def _remote(server: Server) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(server.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise KnowledgeError(f"DEBATE_CHROMA_URL is {server.url!r}: give http://host:8000, or https://{CLOUD}/TENANT/DATABASE")
    tenant, _, database = parts.path.strip("/").partition("/")
    named = {"tenant": tenant, "database": database} if tenant and database else {}
    headers = {"x-chroma-token": server.token} if server.token else None
    try:
        return chromadb.HttpClient(
            host=parts.hostname, port=parts.port or (443 if parts.scheme == "https" else 8000), ssl=parts.scheme == "https", headers=headers,
            settings=Settings(anonymized_telemetry=False), **named,
        )  # fmt: skip
    except Exception as exc:  # whatever httpx and Chroma raise for a server that is not there, or will not have us
        raise KnowledgeError(
            f"the Chroma server at {parts.hostname} does not answer ({_first_line(exc)}); see DEBATE_CHROMA_URL and DEBATE_CHROMA_TOKEN"
        ) from exc


def _first_line(exc: Exception) -> str:
    return (str(exc).strip() or type(exc).__name__).splitlines()[0][:200]


@contextmanager
def _without_trace_exporter() -> Iterator[None]:
    """Chroma imports the gRPC exporter of its tracing even where tracing is off, as here: a twentieth of a short run."""
    name = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.__dict__["OTLPSpanExporter"] = None
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]
