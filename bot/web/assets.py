"""The files that browsers load beside pages: read once, kept gzipped, named by the hash of their content."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.output.templating import page

STATIC = files("bot.web") / "static"
TYPES = {
    "js": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "html": "text/html",
    "json": "application/json",
}
STRICT = (  # for pages without inline scripts and styles
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_LONG = "public, max-age=31536000, immutable"  # an address with the hash in it never means anything else
_SHORT = "public, max-age=600"


def text_of(name: str) -> str:
    """Return a file's text."""
    return (STATIC / name).read_text("utf-8")


@cache
def version() -> str:
    """Return a hash of all files, for their addresses."""
    return sha256(b"".join(file.read_bytes() for file in _files(STATIC))).hexdigest()[:12]


def base_of(request: Request) -> str:
    """Return the path under which a reverse proxy shows the server; "" for none."""
    return str(request.scope.get("root_path", ""))


@dataclass(frozen=True, slots=True)
class PackedText:
    """A text as it is sent: as it stands and gzipped, with the tag by which a browser asks for changes."""

    body: bytes
    gzipped: bytes
    tag: str

    @classmethod
    def of(cls, text: str) -> PackedText:
        """Pack a text."""
        body = text.encode()
        return cls(body, gzip.compress(body, 9, mtime=0), f'"{sha256(body).hexdigest()[:20]}"')


def served(request: Request, name: str) -> Response:
    """Return a file as an answer."""
    cached = _LONG if version() in request.url.query else _SHORT
    return _answer(request, _packed_file(name), TYPES[name.rpartition(".")[2]], {"Cache-Control": cached})


def page_answered(request: Request, template: str, *, policy: str = STRICT, **values: Any) -> Response:
    """Return a page as an answer; every template is also told the base path and the version of the files."""
    text = page("bot.web", template).render(**values, base=base_of(request), version=version())
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": policy}
    return answered(request, text, "text/html", headers)


def answered(request: Request, text: str, kind: str, headers: dict[str, str]) -> Response:
    """Return a text as an answer: gzipped for those that take it, empty for those that have it."""
    return _answer(request, PackedText.of(text), kind, headers)


def _answer(request: Request, packed: PackedText, kind: str, headers: dict[str, str]) -> Response:
    headers = {"ETag": packed.tag, "Vary": "Accept-Encoding"} | headers
    media_type = f"{kind}; charset=utf-8"
    if request.headers.get("if-none-match") == packed.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed.gzipped, 200, headers | {"Content-Encoding": "gzip"}, media_type)
    return Response(packed.body, 200, headers, media_type)


@cache
def _packed_file(name: str) -> PackedText:
    return PackedText.of(text_of(name))


def _files(folder: Traversable) -> list[Traversable]:
    listed: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        listed += _files(entry) if entry.is_dir() else [entry]
    return listed
