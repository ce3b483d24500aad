"""A running server and a browser for each file that needs them, and a debate for those that look at one.

A browser left open would keep an event loop from the tests after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.servers.serving import serving
from tests.servers.windows import WIDE

if TYPE_CHECKING:  # only the tests that use them wait for them
    from playwright.sync_api import Browser, Page

    from bot.turn.bot import Bot
    from bot.turn.reply import Reply

HOSTILE = '=HYPERLINK("https://evil.example") China is America\'s biggest rival | <b onclick=x>really</b>.'
TURNED = "China is no rival of America at all."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running `debate serve`, on a port of the system's choice."""
    with serving(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import expect, sync_playwright

    from tests.servers.browsing import FLAGS

    expect.set_options(timeout=15_000)  # a machine that is shared may take its time
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The chat in a window; afterwards, nothing was asked of another host and no script failed.

    The window is wide, unless a test is marked by one of `tests.servers.windows`.
    """
    from playwright.sync_api import expect

    width, height = getattr(request, "param", WIDE)
    context = browser.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    hosts: set[str] = set()
    broken: list[str] = []
    opened.on("request", lambda asked: hosts.add(urlsplit(asked.url).netloc))
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.on(
        "console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None
    )
    opened.goto(address)
    expect(opened.locator("#box textarea")).to_be_visible(timeout=30_000)
    expect(opened.locator("#starters button:visible").first).to_be_visible()
    yield opened
    assert hosts - {""} == {urlsplit(address).netloc}
    assert not broken
    context.close()


@pytest.fixture(scope="session")
def played(brief_bot: Bot) -> list[tuple[str, Reply]]:
    """A debate with a bit of everything."""
    from bot.debate.state import Debate

    debate, told = Debate("against"), []
    for text in (
        "China is America's biggest rival. Seoul's national revenue is falling.",
        TURNED,
        "You are stupid.",
        HOSTILE,
        "closing",
    ):
        reply = brief_bot.reply(text, "debate", debate=debate)
        debate = reply.debate or debate
        told.append((text, reply))
    return told
