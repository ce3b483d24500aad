"""By which names this server is asked: those of its own machine, addresses, and those of the settings.

A page can have its own site's name point at this machine after it was loaded, and then reads from here as
from its own site. It cannot change the name that the browser sends: what is asked for by a name that nobody
gave this server is refused.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import BotError

_FORM = re.compile(
    r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9_-][a-z0-9_.-]*?)\.?)(?::\d{1,5})?", re.IGNORECASE
)
_RULE = re.compile(r"(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.IGNORECASE)


def asked_name(headers: Headers) -> str:
    """Return the name or address that a request was sent to, in lower case and without a port.

    "" for none, several or no such thing.
    """
    hosts = headers.getlist("host")
    host = _FORM.fullmatch(hosts[0]) if len(hosts) == 1 else None
    return (host["six"] or host["name"]).lower() if host else ""


def is_loopback(name: str) -> bool:
    """Return whether the name or address means this machine wherever it is looked up."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


@dataclass(frozen=True)
class Hosts:
    """The names that the settings give this server; `*.host` stands for every name below a host."""

    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, setting: str) -> Hosts:
        """Read names separated by spaces or commas. BotError for what is no name."""
        names = [part for part in re.split(r"[\s,]+", setting.strip()) if part]
        for name in names:
            if not _RULE.fullmatch(name):
                raise BotError(
                    f"DEBATE_HOSTS contains {name!r}: give only names, for example debate.example "
                    "or *.paper.example"
                )
        return cls(tuple(name.lower() for name in names))

    def has(self, name: str) -> bool:
        """Return whether this server answers to the name.

        It does to any address, since no site can have an address as its own name.
        """
        if is_loopback(name):
            return True
        try:
            return bool(ipaddress.ip_address(name))
        except ValueError:
            return any(name.endswith(own[1:]) if own.startswith("*") else name == own for own in self.names)


class Doorman:
    """Lets in what asks for this server by its own name."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        name = asked_name(Headers(scope=scope)) if scope["type"] in ("http", "websocket") else "localhost"
        if name and self._hosts.has(name):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif name:
            remedy = "open it by its own name, or add this one to DEBATE_HOSTS"
            text = f"This server is not “{name[:253]}”: {remedy}."
            await JSONResponse({"error": text}, 403)(scope, receive, send)
        else:
            text = "This request names no host, or more than one: send exactly one Host header."
            await JSONResponse({"error": text}, 400)(scope, receive, send)
