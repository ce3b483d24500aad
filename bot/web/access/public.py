"""`debate serve --public`: what must hold before strangers on the internet are let in.

And what they are not shown.
"""

from __future__ import annotations

import os
import stat
from base64 import b64decode
from collections.abc import Iterator
from hmac import compare_digest
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import BotError
from bot.settings import Settings, tracing
from bot.web.access.hosts import is_loopback
from bot.web.access.paths import path_within

# pages for whoever runs the server: figures of use, evaluations, the API's own page
ADMIN = ("/metrics", "/evaluations", "/api/docs", "/api/openapi.json")
REVIEW = "/library/"
SHORTEST = 16  # characters: what is shorter can be guessed


class Inner:
    """Shows the pages for whoever runs the server to who has the admin key.

    Where there is none, they are not there.
    """

    def __init__(self, app: ASGIApp, key: str = "", *, review: bool = False) -> None:
        self._app, self._key = app, key
        self._pages = ADMIN if review else (*ADMIN, REVIEW)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is for everybody."""
        path = path_within(scope)
        if scope["type"] != "http" or not any(
            path == page or path.startswith(page if page.endswith("/") else f"{page}/")
            for page in self._pages
        ):
            await self._app(scope, receive, send)
        elif not self._key:
            await JSONResponse({"error": "There is nothing here."}, 404)(scope, receive, send)
        elif compare_digest(_borne(Headers(scope=scope).get("authorization", "")), self._key.encode()):
            await self._app(scope, receive, send)
        else:
            text = "This needs the server's admin key: enter it as the password, with any user name."
            await JSONResponse({"error": text}, 401, {"WWW-Authenticate": 'Basic realm="policy-debate-bot"'})(
                scope, receive, send
            )


def _borne(authorization: str) -> bytes:
    """Return the key that a request bears, as a bearer's token or, from a browser, as a password."""
    scheme, _, credentials = authorization.partition(" ")
    if scheme.lower() != "basic":
        return credentials.strip().encode()
    try:
        return b64decode(credentials, validate=True).partition(b":")[2]
    except ValueError:
        return b""


def require_long(key: str) -> None:
    """Raise BotError for an admin key that can be guessed."""
    if key and len(key) < SHORTEST:
        raise BotError(f"DEBATE_ADMIN_KEY has fewer than {SHORTEST} characters: use a longer one")


def require_safe(settings: Settings, host: str) -> None:
    """Raise BotError that names everything that is not safe to show, and what to do about it."""
    if unsafe := list(_unsafe(settings, host)):
        raise BotError(f"cannot start with --public: {'; '.join(unsafe)}")


def _unsafe(settings: Settings, host: str) -> Iterator[str]:
    caps = {
        "DEBATE_CAP_VISITOR": settings.cap_visitor,
        "DEBATE_CAP_ADDRESS": settings.cap_address,
        "DEBATE_CAP_ORIGIN": settings.cap_origin,
    }
    for name, cap in caps.items():
        if not cap:
            yield f"{name} is invalid: give a cap, for example 30/minute"
    for origin in settings.origins.replace(",", " ").split():
        if urlsplit(origin.rpartition("=")[2]).scheme != "https":
            yield (
                f"DEBATE_ORIGINS contains {origin}, whose traffic anyone along the way can alter: use "
                "https://"
            )
    if settings.model and settings.tokens_per_day is None and settings.dollars_per_day is None:
        yield "a model writes without a budget: set DEBATE_TOKENS_PER_DAY or DEBATE_DOLLARS_PER_DAY"
    if settings.model and not settings.api_keys:
        yield "a model writes for anyone who calls /v1: set DEBATE_API_KEYS"
    for name, address in (
        ("OPENAI_BASE_URL", settings.openai_base_url),
        ("DEBATE_CHROMA_URL", settings.chroma_url),
    ):
        if address and urlsplit(address).scheme == "http" and not _private(urlsplit(address).hostname or ""):
            yield f"{name} goes over the internet in the clear: use https://"
    if tracing(os.environ):
        yield "LangSmith tracing sends what readers write to its server: unset LANGSMITH_TRACING"
    if settings.login_header and not is_loopback(host) and "proxies" not in settings.model_fields_set:
        yield (
            f"anyone who reaches {host} can send {settings.login_header} themselves: listen on "
            "127.0.0.1, behind the proxy that sets it, or name that proxy's address in "
            "FORWARDED_ALLOW_IPS"
        )
    if "*" in settings.proxies:
        yield (
            "FORWARDED_ALLOW_IPS=* lets anyone choose the address they are counted by: name your "
            "proxy's address or network"
        )
    if settings.log_level == "info" and settings.login_header:
        yield "DEBATE_LOG_LEVEL=info records who read what: set it to warning"
    for path in (settings.home, Path(".env")):
        if path.exists() and path.stat().st_mode & (
            stat.S_IWOTH if path.is_dir() else stat.S_IROTH | stat.S_IWOTH
        ):
            can = "write in" if path.is_dir() else "read"
            yield f"other users of this machine can {can} {path}: chmod o-rwx {path}"
    if hasattr(os, "geteuid") and os.geteuid() == 0 and not os.environ.get("DEBATE_AS_ROOT"):
        yield (
            "it is running as root: start it under its own user account, as "
            "bot/deploy/debate.service does, or set DEBATE_AS_ROOT=1 in a container"
        )


def _private(host: str) -> bool:
    """Return whether a host is this machine, or a name or address within a network of one's own."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".internal", ".local", ".localhost"))
    return address.is_loopback or (address.is_private and not address.is_unspecified)
