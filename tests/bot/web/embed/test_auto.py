"""`data-topic="auto"`: the widget beside an article that nobody has indexed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect, sync_playwright

from bot.build import Bots, build
from bot.settings import Settings
from bot.topics.page_fetch import Fetcher
from tests.servers.browsing import FLAGS
from tests.servers.here import serving_here
from tests.servers.newspaper import HOUSE, Newspaper, publishing

if TYPE_CHECKING:
    from bot.web.app import Application

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
SLUG = "ferry-number-1-should-sail-at-night"


@pytest.fixture(scope="module")
def paper() -> Iterator[Newspaper]:
    with publishing() as found:
        yield found


@pytest.fixture(scope="module")
def bots(paper: Newspaper, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    opened = build(Settings(home=tmp_path_factory.mktemp("auto"), origins=paper.origin, auto_index=10))
    yield opened
    opened.close()


def asking(bots: Bots, paper: Newspaper, *paths: str) -> list[httpx.Response]:
    """Ask for the paths one after the other; None of the last ones' answers is waited for twice."""
    from bot.web.app import create_app

    async def ask() -> list[httpx.Response]:
        app = create_app(bots)
        app.service.fetcher = app.service.pages.fetcher = Fetcher(paper.resolve, ports=None)
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answers = [await client.get(path) for path in paths]
            await asyncio.gather(*app.service.pages._reading.values())
            return answers

    return asyncio.run(ask())


def embed(paper: Newspaper, page: str) -> str:
    return str(httpx.URL("/embed", params={"topic": "auto", "page": page, "origin": paper.origin}))


def state(page: str) -> str:
    return str(httpx.URL("/api/pages", params={"address": page}))


def test_the_widget_says_that_it_reads_and_then_is_the_chat_about_the_page(
    bots: Bots, paper: Newspaper
) -> None:
    reading, told = asking(bots, paper, embed(paper, paper.address(1)), state(paper.address(1)))
    assert "Reading the op-ed …" in reading.text
    assert told.json()["state"] == "reading"
    ready, told = asking(bots, paper, embed(paper, paper.address(1)), state(paper.address(1)))
    assert told.json() == {"state": "ready", "topic": SLUG, "error": ""}
    assert "Ask about “Ferry number 1 should sail at night”" in ready.text
    assert paper.asked["/columns/1"] == 1


def test_the_publisher_finds_the_article_to_review_and_lets_it_be_argued(
    bots: Bots, paper: Newspaper
) -> None:
    asking(bots, paper, state(paper.address(1)))
    shelf, claims = asking(bots, paper, "/api/library?search=ferry", f"/api/topics/{SLUG}/claims")
    assert [one["waiting"] > 0 for one in shelf.json()["topics"]] == [True]
    assert claims.json()["review_first"] is True


@pytest.mark.parametrize(
    "page", ["http://127.0.0.1/", "http://169.254.169.254/latest/", "https://other.example/"]
)
def test_a_page_of_another_site_is_not_read(bots: Bots, paper: Newspaper, page: str) -> None:
    (answer,) = asking(bots, paper, embed(paper, page))
    assert answer.status_code == 400
    assert "DEBATE_ORIGINS does not name it" in answer.json()["error"]


def test_a_loader_is_told_that_its_page_may_be_read(bots: Bots, paper: Newspaper) -> None:
    from bot.web.app import create_app

    async def loader(page: str) -> str:
        transport = httpx.ASGITransport(app=create_app(bots))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return (await client.get("/widget.js", headers={"Referer": page})).text

    assert '"auto":true' in asyncio.run(loader(paper.address(1)))
    assert '"auto":false' in asyncio.run(loader("https://other.example/"))


def _example(name: str) -> str:
    """The example of that name on the page about the widget."""
    text = Path("bot/web/README.md").read_text("utf-8")
    found = re.search(rf"<!-- auto: {name} -->\n```\w+\n(.*?)\n```", text, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_settings_of_the_example_are_ones_that_the_server_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in re.findall(r"DEBATE_\w+=\S+", _example("server")):
        name, _, value = setting.partition("=")
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert (settings.origins, settings.auto_index) == ("https://paper.example", 200)


def test_a_reader_opens_the_widget_waits_and_asks(chromium: str, bots: Bots, paper: Newspaper) -> None:
    def prepare(app: Application) -> None:
        app.service.pages.fetcher = Fetcher(paper.resolve, ports=None)

    with serving_here(bots, prepare) as server, sync_playwright() as playwright:
        paper.script = _example("page").replace("https://debate.example", server)
        rules = f"--host-resolver-rules=MAP {HOUSE} 127.0.0.1"
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, rules])
        page = browser.new_page()
        page.goto(paper.address(2))
        paper.open.clear()
        page.get_by_role("button", name="Ask the op-ed").click()
        frame = page.frame_locator("policy-debate iframe")
        expect(frame.locator("#reading")).to_have_text("Reading the op-ed …")
        paper.open.set()
        expect(frame.locator("h1")).to_have_text("Ferry number 2 should sail at night", timeout=60_000)
        frame.locator("#box").fill("How many people does the ferry carry a day?")
        frame.locator("#box").press("Enter")
        expect(frame.locator(".reply[aria-busy=false]")).to_contain_text("102 people", timeout=30_000)
        expect(frame.get_by_role("radio", name="Argue for")).to_have_count(0)
        frame.locator(".cite").first.click()
        page.wait_for_function("CSS.highlights.get('policy-debate')")  # in the article itself
        page.goto(f"{server}/library")  # where the publisher finds it
        page.fill("#search", "Ferry number 2")
        found = page.locator("#topics li").filter(has_text="Ferry number 2 should sail at night")
        expect(found).to_have_count(1)  # other articles of the paper may have the words as well
        found.get_by_role("link", name="claims to review").click()
        expect(page.get_by_label("Argue only after review")).to_be_checked()
        browser.close()
