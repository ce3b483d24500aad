"""A running server and a browser, for each file that needs them: a browser left open would keep an event loop from the tests behind it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.servers.browsing import FLAGS


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running `debate serve`, on a port of the system's choice."""
    home = tmp_path_factory.mktemp("home")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DEBATE_", "OPENAI_"))} | {"DEBATE_HOME": str(home)}
    command = [sys.executable, "-u", "-c", "from bot.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as serving:
        assert serving.stdout is not None
        found = None
        for line in serving.stdout:
            found = re.search(r"http://[\d.:]+", line)
            if found:
                break
        assert found, "debate serve ended"
        try:
            yield found.group()
        finally:
            serving.terminate()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The chat in a window; afterwards, nothing was asked of another host and no script failed."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    hosts: set[str] = set()
    broken: list[str] = []
    opened.on("request", lambda asked: hosts.add(urlsplit(asked.url).netloc))
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
    opened.goto(address)
    expect(opened.locator("#box textarea")).to_be_visible(timeout=30_000)
    expect(opened.locator("#starters button:visible").first).to_be_visible()
    yield opened
    assert hosts - {""} == {urlsplit(address).netloc}
    assert not broken
    context.close()
