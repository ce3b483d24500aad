"""What stands under a reply and beside it: its menus, feedback, and the passages that it cites."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.servers.browsing import ask
from tests.servers.windows import on_a_phone, on_both

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
QUESTION = "Is there any proof that Lee would really turn to China?"
ALL = ".reply .foot > :is(button, details > summary), .reply .foot > details > summary"


def _box(one: Locator) -> FloatRect:
    box = one.bounding_box()
    assert box is not None
    return box


@on_both
def test_a_menu_opens_below_the_row_whose_names_stay_where_they_are(page: Page) -> None:
    ask(page, QUESTION)
    row = page.locator(ALL).all()
    reply = page.locator(".reply")
    for menu, content in (("related", "ul"), ("contest", ".sentences")):
        summary = page.locator(f".reply .{menu} > summary")
        before = [_box(one) for one in row]
        top = _box(reply)["y"]
        summary.click()
        opened = page.locator(f".reply .{menu} > {content}")
        expect(opened).to_be_visible()
        page.wait_for_timeout(300)
        moved = _box(reply)["y"] - top  # the log may have scrolled; within the reply nothing moves
        after = [_box(one) for one in row]
        assert [(one["x"], one["width"], one["height"]) for one in after] == [
            (one["x"], one["width"], one["height"]) for one in before
        ]
        assert [round(one["y"] - moved) for one in after] == [round(one["y"]) for one in before]
        assert _box(opened)["y"] >= max(one["y"] + one["height"] for one in after)
        expect(summary).to_be_in_viewport(ratio=1)
    expect(page.locator(".reply .related > ul")).to_be_hidden()  # one is open at a time


@on_both
def test_what_is_said_last_is_lit_and_thanked_for_where_it_was_said(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".reply .contest > summary").click()
    menu = page.locator(".reply .contest > .verdicts")
    menu.get_by_text("Not in the op-ed").click()
    thanks = page.locator(".reply .thanks")
    expect(thanks).to_have_text("Thank you. Your feedback is saved for those who run this page.")
    expect(page.locator(".toast-wrap *")).to_have_count(0)
    menu.get_by_text("Something else").click()
    expect(menu.locator('[aria-pressed="true"]')).to_have_text("Something else")
    expect(thanks).to_have_count(0)
    note = page.locator(".reply .note textarea")
    faint, typed = note.evaluate(
        "box => [getComputedStyle(box, '::placeholder').color, getComputedStyle(box).color]"
    )
    assert faint != typed
    send = page.locator(".reply .note button")
    expect(send).to_be_in_viewport(ratio=1)
    send.click(timeout=3000)  # nothing lies over it
    expect(thanks).to_be_visible()
    expect(menu.locator('[aria-pressed="true"]')).to_have_text("Something else")


def test_the_passage_shown_for_a_citation_stands_beside_the_reply(page: Page) -> None:
    ask(page, QUESTION)
    for mark in page.locator(".statement a.cite").all():
        mark.hover()
        expect(page.locator("#hint")).to_be_visible()
        hint, log = _box(page.locator("#hint")), _box(page.locator("#log"))
        assert hint["x"] >= log["x"] + log["width"]
        assert hint["x"] + hint["width"] <= 1280 - 12
        page.mouse.move(5, 5)
        expect(page.locator("#hint")).to_be_hidden()


@on_a_phone
def test_the_passage_shown_for_a_citation_leaves_its_sentence_and_the_edges_free(page: Page) -> None:
    ask(page, QUESTION)
    for mark in page.locator(".statement a.cite").all()[:4]:
        mark.hover()
        expect(page.locator("#hint")).to_be_visible()
        hint, at = _box(page.locator("#hint")), _box(mark)
        assert hint["x"] >= 12
        assert hint["x"] + hint["width"] <= 390 - 12
        assert hint["y"] >= at["y"] + at["height"]
        page.mouse.move(5, 5)


def test_a_passage_is_no_longer_lit_once_something_else_is_asked(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".statement a.cite").first.click()
    expect(page.locator(".passage.found")).to_have_count(1)
    ask(page, "Who invited Lee to Victory Day?")
    expect(page.locator(".passage.found")).to_have_count(0)


@on_both
def test_no_citation_stands_at_the_start_of_a_line(page: Page) -> None:
    ask(page, "Summarise the op-ed")
    ask(page, QUESTION)
    alone = """() => [...document.querySelectorAll("#log .reply .statement a.cite")].filter((mark) => {
        const line = mark.closest("p, td").getBoundingClientRect();
        return mark.getBoundingClientRect().left < line.left + 12;
    }).map((mark) => mark.closest(".statement").textContent)"""
    assert page.locator("#log .reply .statement a.cite").count() > 5
    assert page.evaluate(alone) == []


@on_both
def test_the_first_question_moves_nothing_above_the_log(page: Page) -> None:
    before = _box(page.locator("#log"))["y"]
    ask(page, QUESTION)
    expect(page.locator("#heading .by")).to_contain_text("No author is named.")
    assert _box(page.locator("#log"))["y"] == before


@on_a_phone
def test_a_button_that_is_a_sign_says_what_it_does(page: Page) -> None:
    ask(page, QUESTION)
    for sign, says in (("#clear", "New chat"), ("#to-theme", "Light or dark")):
        expect(page.locator(sign)).to_have_attribute("title", says)
        expect(page.locator(sign)).to_have_accessible_name(says)
