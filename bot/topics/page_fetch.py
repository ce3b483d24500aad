"""Fetch a page that somebody names: the only place from which the program asks addresses of others' choice.

Each host is resolved once and its address checked; the connection goes to that checked address and to no
other, for the first address and again for each one that a redirect leads to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from bot.errors import BotError
from bot.topics.public_address import public_addresses

SECONDS = 20.0  # for all of it, redirects included
LARGEST = 5 * 1024 * 1024  # bytes, unpacked; the longest column's page is a fifth of it
REDIRECTS = 5
LONGEST_ADDRESS = 2_000  # characters
_PORTS = frozenset((80, 443))
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
_HEADERS = {"User-Agent": "policy-debate-bot", "Accept": ", ".join(_KINDS), "Accept-Encoding": "gzip"}
Resolve = Callable[[str, int], Awaitable[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site said by which it can tell later whether the page has changed."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the address after redirects, its content, and a file's name whose ending tells its kind."""

    address: str
    data: bytes
    name: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages.

    `resolve` gives the addresses of a host that may be connected to, or raises; `ports` are those allowed,
    None for all. Only tests, whose site is on this machine, give others than these.
    """

    resolve: Resolve = public_addresses
    ports: frozenset[int] | None = _PORTS
    seconds: float = SECONDS
    largest: int = LARGEST

    async def fetch(
        self,
        address: str,
        known: Validators | None = None,
        allowed: Callable[[str], bool] = lambda origin: True,
    ) -> Page | None:
        """Return the page; None where the site says that it is still the one that is `known`.

        `allowed` is asked of the origin of each address on the way. BotError in one line for what cannot be
        fetched.
        """
        try:
            async with asyncio.timeout(self.seconds):
                return await self._follow(checked_address(address), known, allowed)
        except TimeoutError as exc:
            raise BotError(
                f"{_host(address)} takes more than {self.seconds:g} seconds: try again later"
            ) from exc

    async def _follow(
        self, address: str, known: Validators | None, allowed: Callable[[str], bool]
    ) -> Page | None:
        # an environment's proxy would resolve the name anew, and connect to what was not checked
        async with httpx.AsyncClient(
            verify=_certificates(), trust_env=False, timeout=self.seconds / 2
        ) as client:
            for _ in range(REDIRECTS + 1):
                if not allowed(origin_of(address)):
                    raise BotError(f"{origin_of(address)} is not among the sites that pages are read from")
                response = await self._ask(client, address, known)
                try:
                    if not response.has_redirect_location:
                        return await self._read(response, address)
                    address = checked_address(urljoin(address, response.headers["location"]))
                finally:
                    await response.aclose()
        raise BotError(f"{_host(address)} redirects too many times: give the page's final address")

    async def _ask(self, client: httpx.AsyncClient, address: str, known: Validators | None) -> httpx.Response:
        """Send the request to the first checked address of its host that answers."""
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if self.ports is not None and port not in self.ports:
            raise BotError(f"{host}:{port} is not a usual port for a website: give a page on port 80 or 443")
        headers = {**_HEADERS, "Host": parts.netloc, **_conditions(known)}
        for place in await self.resolve(host, port):
            within = f"[{place}]" if ":" in place else place
            url = urlunsplit((parts.scheme, f"{within}:{port}", parts.path or "/", parts.query, ""))
            # the certificate is to be that of the name and not of the number
            request = client.build_request("GET", url, headers=headers, extensions={"sni_hostname": host})
            try:
                return await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
            except httpx.HTTPError as exc:
                raise BotError(f"{host} does not respond as a website should: try again later") from exc
        raise BotError(f"{host} cannot be reached: check the address, or try again later")

    async def _read(self, response: httpx.Response, address: str) -> Page | None:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return None
        if response.status_code != httpx.codes.OK:
            raise BotError(
                f"{_host(address)} returned {response.status_code} for this page: check the address"
            )
        kind = response.headers.get("content-type", "text/html").partition(";")[0].strip()
        ending = _KINDS.get(kind.lower())
        if ending is None:
            raise BotError(f"{_host(address)} returned {kind!r}, which is not a page with text")
        data = await self._body(response, address)
        if ending != ".pdf":
            data = _as_utf8(data, response.charset_encoding)
        headers = response.headers
        validators = Validators(headers.get("etag", "")[:200], headers.get("last-modified", "")[:200])
        return Page(address, data, _file_name(address, ending), validators)

    async def _body(self, response: httpx.Response, address: str) -> bytes:
        data = bytearray()
        try:
            async for part in response.aiter_bytes():
                data += part
                if len(data) > self.largest:
                    raise BotError(
                        f"the page at {_host(address)} is larger than {self.largest >> 20} MiB: "
                        "give only the op-ed"
                    )
        except httpx.HTTPError as exc:
            raise BotError(f"{_host(address)} broke off in the middle of the page: try again later") from exc
        return bytes(data)


@cache
def _certificates() -> SSLContext:
    """Return what a site's certificate is held to; to read it takes a tenth of a second."""
    return httpx.create_ssl_context(trust_env=False)


def is_address(text: str) -> bool:
    """Return whether the text is meant as an address of the web and not as a file."""
    return text.lower().startswith(("http://", "https://"))


def checked_address(address: str) -> str:
    """Return an address in its plain form, without fragment. BotError where it is none that is fetched."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as exc:  # UnicodeError is one, too
        raise BotError(
            "this is not the address of a web page: give one such as https://example.org/column"
        ) from exc
    if parts.scheme not in ("http", "https") or not host or len(address) > LONGEST_ADDRESS:
        raise BotError("this is not the address of a web page: give one such as https://example.org/column")
    if parts.username is not None or parts.password is not None:
        raise BotError("this address has a user name or password in it: remove that")
    within = f"[{host}]" if ":" in host else host
    usual = port is None or port == (443 if parts.scheme == "https" else 80)
    return urlunsplit(
        (parts.scheme, within if usual else f"{within}:{port}", parts.path or "/", parts.query, "")
    )


def origin_of(address: str) -> str:
    """Return scheme, host and port of an address, as DEBATE_ORIGINS writes them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _host(address: str) -> str:
    return urlsplit(address).hostname or "the site"


def _conditions(known: Validators | None) -> dict[str, str]:
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known else {}
    return {name: value for name, value in headers.items() if value}


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """Return text in UTF-8 where the site names its encoding; what it names wrongly is left to the reader."""
    if not charset or charset.lower().replace("_", "-") in ("utf-8", "utf8"):
        return data
    try:
        return data.decode(charset).encode()
    except (LookupError, UnicodeError):
        return data


def _file_name(address: str, ending: str) -> str:
    parts = urlsplit(address)
    path = f"{parts.hostname}{parts.path.rstrip('/')}"[:200]
    return path if path.lower().endswith(ending) else f"{path}{ending}"
