"""Chats in the browser that outlast a reload, another device and a restart of the server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.servers.browsing import ask
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def _visit(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#box textarea")).to_be_visible(timeout=30_000)


def test_a_reload_keeps_the_chat_and_the_next_question_leans_on_it(page: Page) -> None:
    ask(page, QUESTION)
    expect(page).to_have_url(re.compile(r"chat=[\w-]{22}"))
    page.reload()
    expect(page.locator(".reply .copy")).to_have_count(1, timeout=30_000)
    expect(page.locator(".said")).to_have_text(QUESTION)
    ask(page, "Why?")
    expect(page.locator(".reply .made").last).to_contain_text("Understood as: Why: How high is the levy")
    page.get_by_role("button", name="Clear").click()
    expect(page).not_to_have_url(re.compile("chat="))
    page.reload()
    expect(page.locator("#box textarea")).to_be_visible(timeout=30_000)
    expect(page.locator(".reply")).to_have_count(0)


def test_what_is_asked_while_the_chat_is_still_fetched_waits_for_it(page: Page) -> None:
    ask(page, QUESTION)
    expect(page).to_have_url(re.compile("chat="))
    for done in (2, 3):
        page.reload(wait_until="commit")
        page.locator("#box textarea").wait_for()
        page.fill("#box textarea", "Who invited Lee?")
        page.press("#box textarea", "Enter")
        expect(page.locator(".reply .copy")).to_have_count(done, timeout=30_000)
        expect(page.locator(".said").first).to_have_text(QUESTION)


def test_a_debate_goes_on_after_a_reload_on_its_side(page: Page) -> None:
    page.locator("#mode label", has_text="Debate me").click()
    page.locator("#side label", has_text="I argue against").click()
    ask(page, "China is America's biggest rival.")
    page.reload()
    expect(page.locator("#flow-sheet caption")).to_have_text("Flow after round 1", timeout=30_000)
    expect(page.locator("#mode label.selected")).to_have_text("Debate me")
    ask(page, "Seoul's national revenue is falling.")
    expect(page.locator("#flow-sheet caption")).to_have_text("Flow after round 2")
    expect(page.locator("#flow-sheet")).to_contain_text("Bot, for")


def test_another_device_with_the_link_sees_the_chat_and_a_wrong_link_says_so(page: Page, browser: Browser, address: str) -> None:
    ask(page, QUESTION)
    expect(page).to_have_url(re.compile("chat="))
    other = browser.new_page()
    _visit(other, page.url)
    expect(other.locator(".said")).to_have_text(QUESTION)
    _visit(other, f"{address}/?chat=nosuchconversation")
    expect(other.locator(".notice")).to_have_text("There is no such conversation: its link is wrong, or it was deleted.")
    ask(other, QUESTION)
    other.close()


def test_a_restart_of_the_server_keeps_the_chat(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    with serving(tmp_path) as address:
        _visit(page, address)
        ask(page, QUESTION)
        expect(page).to_have_url(re.compile("chat="))
        link = page.url
    with serving(tmp_path, port=int(address.rsplit(":", 1)[1])):
        _visit(page, link)
        expect(page.locator(".said")).to_have_text(QUESTION)
        ask(page, "Why?")
        expect(page.locator(".reply .copy")).to_have_count(2)
    page.close()
