"""Chats in the browser that outlast a reload, another device and a restart of the server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.servers.browsing import ask
from tests.servers.serving import serving
from tests.servers.windows import on_both

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
    page.get_by_role("button", name="New chat").click()
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
    page.locator("#side label", has_text="Attack it").click()
    ask(page, "China is America's biggest rival.")
    page.reload()
    expect(page.locator("#flow-sheet caption")).to_have_text("Flow after round 1", timeout=30_000)
    expect(page.locator("#mode label.selected")).to_have_text("Debate me")
    ask(page, "Seoul's national revenue is falling.")
    expect(page.locator("#flow-sheet caption")).to_have_text("Flow after round 2")
    expect(page.locator("#flow-sheet")).to_contain_text("Bot, for")


def test_another_device_with_the_link_sees_the_chat_and_a_wrong_link_says_so(
    page: Page, browser: Browser, address: str
) -> None:
    ask(page, QUESTION)
    expect(page).to_have_url(re.compile("chat="))
    other = browser.new_page()
    _visit(other, page.url)
    expect(other.locator(".said")).to_have_text(QUESTION)
    _visit(other, f"{address}/?chat=nosuchconversation")
    expect(other.locator(".notice")).to_have_text(
        "There is no such conversation: its link is wrong, or it was deleted."
    )
    ask(other, QUESTION)
    other.close()


def test_a_restart_of_the_server_keeps_the_chat(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    with serving(tmp_path) as address:
        _visit(page, address)
        ask(page, QUESTION)
        expect(page).to_have_url(re.compile("chat="))
    for typed in ("Why?", "Why is that so?"):
        page.fill("#box textarea", "Why?")
        page.press("#box textarea", "Enter")
        # asked if the page didn't know yet, left in the box if it did: what follows holds of both
        expect(page.get_by_text("Connection to the server was lost")).to_be_visible()
        if typed != "Why?":
            page.fill("#box textarea", typed)
        done = page.locator(".reply .copy").count()
        with serving(tmp_path, port=int(address.rsplit(":", 1)[1])):
            expect(page.get_by_text("Connection to the server was lost")).to_have_count(
                0, timeout=30_000
            )  # the page finds by itself that it is back
            expect(page.locator(".said")).to_have_count(done)
            expect(page.locator("#box textarea")).to_have_value(typed)
            page.press("#box textarea", "Enter")
            expect(page.locator(".reply .copy")).to_have_count(done + 1)
            expect(page.locator(".said").last).to_have_text(typed)
    expect(page.locator(".said")).to_have_text([QUESTION, "Why?", "Why is that so?"])
    page.close()


def _open(page: Page, tab: str) -> None:
    expect(page.locator("#heading h1")).to_be_visible(timeout=30_000)
    if page.locator("#to-document").is_visible() and not page.locator("body.reading").count():
        page.click("#to-document")
    page.click(f"#tab-{tab}")
    expect(page.locator(f"#tab-{tab}")).to_have_attribute("aria-selected", "true")


def test_the_history_beside_the_chat_has_each_chat_as_it_is_now(page: Page) -> None:
    _open(page, "history")
    expect(page.locator("#history-list")).to_contain_text("No chats yet")
    expect(page.get_by_role("button", name="Delete all my chats")).to_be_hidden()
    ask(page, QUESTION)
    expect(page.locator("#history-list li a")).to_have_text([QUESTION])
    expect(page.get_by_role("button", name="Delete all my chats")).to_be_visible()
    page.get_by_role("button", name="Share", exact=True).last.click()
    page.get_by_role("button", name="Create the link").click()
    link = page.locator("#share input").input_value()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Shared link").click()
    expect(page.locator("#share input")).to_have_value(link)
    expect(page.get_by_role("button", name="Revoke")).to_be_visible()


@on_both
def test_sharing_again_shows_the_link_and_how_to_revoke_it(page: Page) -> None:
    ask(page, QUESTION)
    page.click("#to-share")
    page.get_by_role("button", name="Create the link").click()
    link = page.locator("#share input").input_value()
    page.keyboard.press("Escape")
    page.click("#to-share")
    expect(page.locator("#share input")).to_have_value(link)
    expect(page.get_by_role("button", name="Create the link")).to_have_count(0)
    page.get_by_role("button", name="Revoke").click()
    page.get_by_role("button", name="Done").click()
    page.locator(".reply button.link").click()
    expect(page.get_by_role("button", name="Create the link")).to_be_visible()


@on_both
def test_a_title_need_not_be_changed_and_its_buttons_stand_beside_it(page: Page) -> None:
    ask(page, QUESTION)
    _open(page, "history")
    row = page.locator("#history-list li")
    cancel = row.get_by_role("button", name="Cancel")
    for by_key in (False, True):
        row.get_by_role("button", name="Rename").click()
        boxes = [one.bounding_box() for one in row.locator("form > *").all()]
        assert len({(box["y"], box["height"]) for box in boxes if box}) == 1
        page.fill("#history-list input", "Another")
        if by_key:
            page.keyboard.press("Escape")
        else:
            cancel.click()
        expect(row.locator("a")).to_have_text(QUESTION)
    expect(page.locator("#history-list")).to_be_visible()


@on_both
def test_deleting_the_chat_that_is_open_empties_the_log_and_says_so(page: Page) -> None:
    ask(page, QUESTION)
    _open(page, "history")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete for good?").click()
    expect(page.locator("#history-said")).to_have_text("The chat is deleted.")
    expect(page.locator("#history-list")).to_contain_text("No chats yet")
    expect(page.locator("#log .said")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("chat="))


def test_a_page_that_still_shows_a_deleted_chat_says_that_a_new_one_begins(page: Page) -> None:
    ask(page, QUESTION)
    other = page.context.new_page()
    _visit(other, page.url)
    expect(other.locator(".said")).to_have_text(QUESTION)
    _open(page, "history")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete for good?").click()
    expect(page.locator("#history-said")).to_have_text("The chat is deleted.")
    other.fill("#box textarea", "Who invited Lee to Victory Day?")
    other.press("#box textarea", "Enter")
    expect(other.locator(".notice")).to_contain_text("The chat that stood here was deleted.", timeout=30_000)
    expect(other.locator(".said")).to_have_text("Who invited Lee to Victory Day?")
    expect(other.locator(".reply .copy")).to_have_count(1)
    other.close()


@on_both
def test_the_history_finds_renames_opens_and_deletes(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("#clear").click()
    expect(page).not_to_have_url(re.compile("chat="))
    ask(page, "Who invited Lee to Victory Day?")
    _open(page, "history")
    rows = page.locator("#history-list li")
    expect(rows).to_have_count(2)
    expect(rows.first.locator("a")).to_have_text("Who invited Lee to Victory Day?")
    page.fill("#history input[type=search]", "korean LEVY")
    expect(rows).to_have_count(1)
    rows.first.get_by_role("button", name="Rename").click()
    page.fill("#history-list input", "<b>The levy</b>")
    page.keyboard.press("Enter")
    expect(rows.first.locator("a")).to_have_text("<b>The levy</b>")
    rows.first.locator("a").click()
    expect(page.locator(".said")).to_have_text(QUESTION, timeout=30_000)
    _open(page, "history")
    expect(page.locator("#history-list [aria-current]")).to_have_text("<b>The levy</b>")
    page.get_by_role("button", name="Delete all my chats").click()
    page.get_by_role("button", name="Delete them all for good?").click()
    expect(page).not_to_have_url(re.compile("chat="))
    _open(page, "history")
    expect(rows).to_have_text("No chats yet. What you ask is saved here.")


def test_a_shared_reply_says_in_which_mode_it_was_made(page: Page, browser: Browser) -> None:
    ask(page, QUESTION)
    ask(page, "Argue against the op-ed")  # for which no mode needs to be chosen
    page.locator("#mode label", has_text="Debate me").click()
    ask(page, "Seoul should pay more for its own defense.")
    page.locator(".reply button.link").nth(1).click()
    page.get_by_role("button", name="Create the link").click()
    other = browser.new_page(viewport={"width": 390, "height": 500})
    other.goto(page.locator("#share input").input_value())
    made = ("^Ask:", "^Argue against: .* not both sides$", "^Debate: the bot defends")
    expect(other.locator(".made-in")).to_have_text([re.compile(one) for one in made])
    expect(other.locator(".made-in").nth(1)).to_be_in_viewport()
    expect(other.locator(".said").nth(1)).to_be_in_viewport(ratio=0.9)
    other.close()


@on_both
def test_a_share_link_reads_and_is_revoked(page: Page, browser: Browser) -> None:
    ask(page, QUESTION)
    page.click("#to-share")
    expect(page.locator("#share input")).to_have_count(0)
    page.get_by_role("button", name="Create the link").click()
    link = page.locator("#share input").input_value()
    assert page.locator("#share").evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    other = browser.new_page()
    other.goto(link)
    expect(other.locator(".said")).to_have_text(QUESTION)
    page.get_by_role("button", name="Revoke").click()
    expect(page.locator("#share")).to_contain_text("The link has been revoked")
    page.keyboard.press("Escape")
    expect(page.locator("#share")).to_have_count(0)
    other.reload()
    expect(other.locator("h1")).to_have_text("This link shows no chat")
    other.get_by_role("link", name="Ask about an op-ed yourself").click()
    expect(other.locator("#box textarea")).to_be_visible(timeout=30_000)
    other.close()


def test_a_shared_chat_opens_at_its_first_question(page: Page, browser: Browser) -> None:
    ask(page, QUESTION)
    ask(page, "What does the op-ed recommend?")
    page.click("#to-share")
    page.get_by_role("button", name="Create the link").click()
    other = browser.new_page(viewport={"width": 390, "height": 500})
    other.goto(page.locator("#share input").input_value())
    expect(other.locator(".reply .foot button")).to_have_count(2)
    assert other.locator("#log").evaluate("log => log.scrollTop") == 0
    other.close()


def test_a_link_leads_to_one_reply_of_a_shared_chat(page: Page, browser: Browser) -> None:
    ask(page, QUESTION)
    ask(page, "What does the op-ed recommend?")
    page.locator(".reply button.link").last.click()
    page.get_by_role("button", name="Create the link").click()
    link = page.locator("#share input").input_value()
    assert link.endswith("#reply-2")
    other = browser.new_page(viewport={"width": 390, "height": 500})
    other.goto(link)
    expect(other.locator("#reply-2")).to_be_in_viewport(ratio=0.9)
    expect(other.locator("#reply-2 + .made-in + .reply.linked .statement").first).to_be_in_viewport()
    other.close()
    page.keyboard.press("Escape")
    own = f"{page.url}#reply-1"
    page.goto("about:blank")
    page.goto(own)
    expect(page.locator("#log .reply.linked")).to_have_count(1, timeout=30_000)
    expect(page.locator("#log .reply.linked .statement").first).to_be_in_viewport()
    expect(page.locator("#log .said").first).to_be_in_viewport(ratio=1)


@on_both
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_whole_page_has_no_accessibility_violations(page: Page, theme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=theme)
    page.reload()
    expect(page.locator("#box textarea")).to_be_visible(timeout=30_000)
    ask(page, "What would a trade hawk say?")
    for tab in ("document", "history", "settings"):
        _open(page, tab)
        page.wait_for_timeout(700)
        found = Axe().run(page).response["violations"]
        told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
        assert told == [], tab


def test_what_is_pressed_before_the_page_is_ready_is_not_lost(page: Page, address: str) -> None:
    page.add_init_script(
        """new MutationObserver((_, seen) => {
          const tab = document.querySelector("#tab-settings");
          if (!tab || window.debateChat) return;
          tab.click();
          window.early = true;
          seen.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto(address)
    expect(page.locator("#tab-settings")).to_have_attribute("aria-selected", "true", timeout=30_000)
    assert page.evaluate("window.early")
