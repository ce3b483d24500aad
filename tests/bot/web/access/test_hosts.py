"""The names by which a server is asked, over real sockets.

No other site can have its own name mean this server.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import sync_playwright

from bot.errors import BotError
from bot.web.access.hosts import Hosts
from tests.servers.browsing import FLAGS
from tests.servers.serving import serving

SLUG = "us-korea-alliance"
ROUTES = [
    "/",
    "/config",
    "/gradio_api/info",
    "/gradio_api/queue/data?session_hash=x",
    "/api/topics",
    f"/api/topics/{SLUG}/passages",
    "/api/library",
    "/api/docs",
    "/api/openapi.json",
    "/metrics",
    "/evaluations",
    f"/documents/{SLUG}",
    f"/maps/{SLUG}",
    "/library",
    "/embed",
    "/widget.js",
    "/v1/models",
    "/healthz",
    "/readyz",
    "/nothing",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("hosts"), DEBATE_HOSTS="debate.example *.paper.example") as found:
        yield found


def sent(address: str, *lines: str, version: str = "1.1") -> int:
    """The status of what is sent as it stands."""
    parts = urlsplit(address)
    head = "\r\n".join((f"GET /api/topics HTTP/{version}", *lines, "Connection: close", "", ""))
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=30) as connection:
        connection.sendall(head.encode("latin-1"))
        return int(connection.makefile("rb").readline().split()[1])


@pytest.mark.slow
@pytest.mark.parametrize("path", ROUTES)
def test_a_page_whose_name_was_made_to_mean_this_machine_reads_nothing(address: str, path: str) -> None:
    for method in ("GET", "POST"):
        answer = httpx.request(
            method,
            address + path,
            headers={"Host": "rebound.example:7860", "Origin": "http://rebound.example:7860"},
        )
        assert answer.status_code == 403
        assert answer.json()["error"].startswith(
            "This server is not “rebound.example”: open it by its own name"
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.slow
def test_no_socket_is_opened_for_such_a_page(address: str) -> None:
    upgrade = (
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    )
    assert sent(address, "Host: rebound.example", *upgrade) == 403


@pytest.mark.slow
@pytest.mark.parametrize(
    "host",
    [
        "rebound.example",
        "evil@127.0.0.1",
        "127.0.0.1@evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1 evil",
        "evil.example:127.0.0.1",
        "127.0.0.1:7860:80",
        "[::1].evil.example",
        "[::1",
        "::1",
        "127.0.0.1/x",
        "debate.example.evil.example",
        "xdebate.example",
        "paper.example",
        "",
        ":7860",
        ".",
        "0x7f.1",
        "127.0.0.1,evil.example",
        "127.0.0.1:port",
        "*",
        "*.paper.example",
        "debate.example..",
    ],
)
def test_what_only_looks_like_its_name_is_refused(address: str, host: str) -> None:
    assert sent(address, f"Host: {host}") in (400, 403)


@pytest.mark.slow
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:7860",
        "localhost",
        "LOCALHOST:1",
        "localhost.",
        "127.9.9.9",
        "[::1]",
        "[::1]:7860",
        "10.0.0.7:80",
        "[fd00::7]",
        "me.localhost",
        "debate.example",
        "Debate.Example:443",
        "debate.example.",
        "news.paper.example",
        "a.b.paper.example:8443",
    ],
)
def test_its_own_names_and_addresses_are_answered(address: str, host: str) -> None:
    assert sent(address, f"Host: {host}") == 200


@pytest.mark.slow
def test_a_host_that_is_doubled_or_left_out_is_refused(address: str) -> None:
    assert sent(address, "Host: 127.0.0.1", "Host: 127.0.0.1") == 400
    assert sent(address, "Host: 127.0.0.1", "Host: rebound.example") == 400
    assert sent(address, version="1.0") == 400


def test_in_a_browser_a_rebound_name_reads_no_passage(address: str, chromium: str) -> None:
    port = urlsplit(address).port
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, "--host-resolver-rules=MAP rebound.example 127.0.0.1"]
        )
        page = browser.new_page()
        page.goto(f"http://rebound.example:{port}/")
        read = f"async () => (await fetch('/api/topics/{SLUG}/passages')).json()"
        assert list(page.evaluate(read)) == ["error"]
        page.goto(address)
        assert page.evaluate(read)["passages"]
        browser.close()


def test_a_setting_that_is_no_name_says_so(tmp_path: Path) -> None:
    for wrong in (
        "https://debate.example",
        "debate.example:443",
        "*",
        "*.",
        "a@b",
        "debate.example/x",
        "[::1]",
    ):
        with pytest.raises(BotError, match="DEBATE_HOSTS contains"):
            Hosts.of(wrong)
    assert Hosts.of("").has("localhost")


@pytest.mark.slow
def test_by_a_name_of_the_settings_nobody_sits_at_the_machine(address: str) -> None:
    file = {"file": ("a.txt", b"A dam should go.")}
    refused = httpx.post(f"{address}/api/topics", files=file, headers={"Host": "debate.example"})
    assert (
        refused.status_code,
        "topics can be changed only on the server itself" in refused.json()["error"].lower(),
    ) == (403, True)
