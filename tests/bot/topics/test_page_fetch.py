"""A page is fetched from where it may be, to the end, and within limits.

The site of these tests is on this machine, so that they hand the fetcher another way to find addresses; there
is no setting that does.
"""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from bot.errors import BotError
from bot.topics.page_fetch import Fetcher, Page, Validators, checked_address
from bot.topics.public_address import public_addresses
from tests.servers.hosting import listening

HOUSE = "paper.example"
ETAG = '"one"'


class Site(BaseHTTPRequestHandler):
    """Redirects, sizes, encodings and slowness, each under its own path."""

    def do_GET(self) -> None:  # http.server calls it so
        asked = self.path.partition("?")[0]
        if asked == "/same" and self.headers.get("If-None-Match") == ETAG:
            self.answer(304)
        elif asked == "/on":
            self.answer(302, headers={"Location": "/on"})
        elif asked == "/to/":
            self.answer(302, headers={"Location": self.path.partition("?")[2]})
        elif asked == "/large":
            self.answer(200, b"<p>" + b"long " * 400_000)
        elif asked == "/bomb":
            self.answer(200, gzip.compress(b"<p>" + b"x" * 30_000_000), {"Content-Encoding": "gzip"})
        elif asked == "/slow":
            self.send_response(200)
            for _ in range(100):
                self.wfile.write(b"X-Drip: 1\r\n")
                self.wfile.flush()
                time.sleep(0.05)
        elif asked == "/picture":
            self.answer(200, b"\x89PNG", {"Content-Type": "image/png"})
        elif asked == "/latin":
            self.answer(200, "<p>café".encode("latin-1"), {"Content-Type": "text/html; charset=iso-8859-1"})
        elif asked in ("/same", "/column"):
            self.answer(200, f"<p>{self.headers['Host']}".encode(), {"ETag": ETAG})
        else:
            self.answer(404)

    def answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):  # whoever asked has had enough
            self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with listening(Site) as found:
        yield found


async def here(host: str, port: int) -> tuple[str, ...]:
    """Find the house on this machine, and everything else where it is."""
    return ("127.0.0.1",) if host == HOUSE else await public_addresses(host, port)


def fetch(address: str, known: Validators | None = None, **limits: Any) -> Page | None:
    return asyncio.run(Fetcher(here, ports=None, **limits).fetch(address, known))


def test_a_page_is_fetched_by_its_own_name(port: int) -> None:
    page = fetch(f"http://{HOUSE}:{port}/column?page=1#top")
    assert page is not None
    assert page.data == f"<p>{HOUSE}:{port}".encode()
    assert page.address == f"http://{HOUSE}:{port}/column?page=1"
    assert page.name == f"{HOUSE}/column.html"


def test_a_page_that_is_as_it_was_is_not_sent_again(port: int) -> None:
    page = fetch(f"http://{HOUSE}:{port}/same")
    assert page is not None
    assert fetch(f"http://{HOUSE}:{port}/same", page.validators) is None


def test_an_encoding_that_the_site_names_is_heard(port: int) -> None:
    page = fetch(f"http://{HOUSE}:{port}/latin")
    assert page is not None
    assert page.data.decode() == "<p>café"


def test_a_redirect_within_the_internet_is_followed(port: int) -> None:
    page = fetch(f"http://{HOUSE}:{port}/to/?/column")
    assert page is not None
    assert page.address == f"http://{HOUSE}:{port}/column"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/to/?http://127.0.0.1:{port}/column", "127.0.0.1 is not on the public internet"),
        ("/to/?http://[::ffff:127.0.0.1]:{port}/column", "is not on the public internet"),
        ("/to/?http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not on the public internet"),
        ("/to/?http://localhost:{port}/column", "localhost is not on the public internet"),
        ("/to/?file:///etc/passwd", "not the address of a web page"),
        ("/to/?http://me:secret@{house}:{port}/column", "name or password"),
        ("/on", "redirects too many times"),
        ("/picture", "'image/png'"),
        ("/gone", "returned 404"),
    ],
)
def test_what_a_site_may_not_lead_to_is_one_line(port: int, path: str, told: str) -> None:
    path = path.format(port=port, house=HOUSE)
    with pytest.raises(BotError) as caught:
        fetch(f"http://{HOUSE}:{port}{path}")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_page_of_this_machine_is_refused_by_default(port: int) -> None:
    with pytest.raises(BotError, match="port 80 or 443"):
        asyncio.run(Fetcher().fetch(f"http://127.0.0.1:{port}/column"))
    with pytest.raises(BotError, match="not on the public internet"):
        asyncio.run(Fetcher(ports=None).fetch(f"http://127.0.0.1:{port}/column"))


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_a_page_without_end_is_given_up(port: int, path: str) -> None:
    with pytest.raises(BotError, match="is larger than 1 MiB"):
        fetch(f"http://{HOUSE}:{port}{path}", largest=1 << 20)


def test_a_site_that_drips_is_given_up(port: int) -> None:
    began = time.perf_counter()
    with pytest.raises(BotError, match=r"takes more than 0.5 seconds"):
        fetch(f"http://{HOUSE}:{port}/slow", seconds=0.5)
    assert time.perf_counter() - began < 3


def test_only_sites_that_are_allowed_are_asked(port: int) -> None:
    asking = Fetcher(here, ports=None).fetch(f"http://{HOUSE}:{port}/column", allowed=lambda origin: False)
    with pytest.raises(BotError, match="not among the sites"):
        asyncio.run(asking)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://paper.example/",
        "https://",
        "http://paper.example:99999/",
        "javascript:alert(1)",
        "https://" + "a" * 3000,
    ],
)
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(BotError, match="not the address of a web page"):
        checked_address(address)


def test_a_foreign_name_is_asked_for_in_its_ascii_form() -> None:
    assert checked_address("https://Bücher.example:443/a#b") == "https://xn--bcher-kva.example/a"
