"""A newspaper's site on this machine: many columns, each with a page of its own, which can be edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any

from bot.topics.public_address import public_addresses
from tests.servers.hosting import listening

HOUSE = "paper.example"
_PAGE = """<!doctype html><html><head><title>{title} | The Paper</title>
<meta property="og:title" content="{title}">
<meta name="author" content="Ada Park"><meta property="article:published_time" content="2026-03-05">
<link rel="canonical" href="http://{house}/columns/{number}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"""


def column(number: int, edition: int = 1) -> str:
    """Return the page of a column; another edition has another figure in it."""
    title = f"Ferry number {number} should sail at night"
    paragraphs = [
        f"The council should let ferry number {number} sail at night. It carries {number + 100} people "
        f"a day, and in edition {edition} of these figures {edition * 10} of them walk home for an hour.",
        f"Some say that the crew of ferry {number} would be too tired. But the crew asked for the shift, and "
        f"the harbor master of pier {number} has found berths for all of them.",
        f"A night ferry would cost ${number + 40} an hour. That is less than the bus that ferry {number} "
        "would replace, because the bus has to go round the whole bay.",
    ]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return _PAGE.format(house="{house}", title=title, number=number, paragraphs=body)


class Newspaper:
    """The site: what it was asked, how many editions each column has had, and a gate that can hold it up."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.unchanged = 0
        self.editions: dict[int, int] = {}
        self.open = Event()
        self.open.set()
        self.port = 0
        self.script = ""  # what stands at the end of each page

    def address(self, number: int) -> str:
        return f"http://{HOUSE}:{self.port}/columns/{number}"

    @property
    def origin(self) -> str:
        return f"http://{HOUSE}:{self.port}"

    async def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """Find the house on this machine, and everything else where it is."""
        return ("127.0.0.1",) if host == HOUSE else await public_addresses(host, port)

    def page(self, path: str) -> bytes | None:
        kind, _, number = path.strip("/").partition("/")
        if kind != "columns" or not number.isdigit():
            return None
        text = column(int(number), self.editions.get(int(number), 1))
        return (
            text.replace("{house}", f"{HOUSE}:{self.port}")
            .replace("</body>", f"{self.script}</body>")
            .encode()
        )


@contextmanager
def publishing() -> Iterator[Newspaper]:
    """The site, until it is closed."""
    paper = Newspaper()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # http.server calls it so
            path = self.path.partition("?")[0]
            paper.asked[path] += 1
            body = paper.page(path) or b""
            paper.open.wait(20)
            tag = f'"{sha256(body).hexdigest()[:16]}"'
            same = self.headers.get("If-None-Match") == tag
            paper.unchanged += same
            self.send_response(304 if same else 200 if body else 404)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(0 if same else len(body)))
            self.end_headers()
            if not same:
                self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    with listening(Handler) as port:
        paper.port = port
        yield paper
