"""The files that browsers load beside pages: read once, kept gzipped, named by the hash of their content."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response

STATIC = files("bot.web") / "static"
TYPES = {
    "js": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "html": "text/html",
    "json": "application/json",
}
STRICT = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"  # for pages without inline scripts and styles
_LONG = "public, max-age=31536000, immutable"  # an address with the hash in it never means anything else
_SHORT = "public, max-age=600"


def text_of(name: str) -> str:
    """A file's text."""
    return (STATIC / name).read_text("utf-8")


@cache
def version() -> str:
    """A hash of all files, for their addresses."""
    return sha256(b"".join(one.read_bytes() for one in _files(STATIC))).hexdigest()[:12]


def base_of(request: Request) -> str:
    """The path under which a reverse proxy shows the server; "" for none."""
    return str(request.scope.get("root_path", ""))


def served(request: Request, name: str) -> Response:
    """A file as an answer."""
    cached = _LONG if version() in request.url.query else _SHORT
    return answered(request, text_of(name), TYPES[name.rpartition(".")[2]], {"Cache-Control": cached})


def answered(request: Request, text: str, kind: str, headers: dict[str, str], status: int = 200) -> Response:
    """A text as an answer: gzipped for those that take it, empty for those that have it."""
    body, packed, tag = _packed(text)
    headers = {"ETag": tag, "Vary": "Accept-Encoding"} | headers
    if request.headers.get("if-none-match") == tag and status == 200:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, status, headers | {"Content-Encoding": "gzip"}, f"{kind}; charset=utf-8")
    return Response(body, status, headers, f"{kind}; charset=utf-8")


def _packed(text: str) -> tuple[bytes, bytes, str]:
    body = text.encode()
    return body, gzip.compress(body, 9, mtime=0), f'"{sha256(body).hexdigest()[:20]}"'


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        found += _files(one) if one.is_dir() else [one]
    return found
