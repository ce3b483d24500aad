from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bot.build import Bots
from bot.settings import Settings
from bot.statement import Statement
from bot.turn.bot import Bot
from bot.writers import Assignment
from bot.writers.embedded.writer import EmbeddedWriter
from tests.servers.browsing import ask
from tests.servers.here import serving_here
from tests.servers.windows import on_a_phone, on_both

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
QUESTION = "How high is the levy on Korean goods?"


@on_both
def test_a_citation_scrolls_to_its_passage_and_highlights_it(page: Page) -> None:
    ask(page, "Who invited Lee to Victory Day?")
    mark = page.locator(".statement a.cite").last
    number = (mark.get_attribute("href") or "").removeprefix("#passage-")
    mark.click()
    passage = page.locator(f"#passage-{number}")
    expect(passage).to_have_class(re.compile("found"))
    expect(passage).to_be_in_viewport()
    expect(page.locator(".passage.found")).to_have_count(1)


@on_both
def test_escape_leads_back_from_a_passage_to_its_citation(page: Page) -> None:
    ask(page, QUESTION)
    mark = page.locator(".statement a.cite").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#passage-4")).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    expect(page.locator("body.reading")).to_have_count(0)


@on_both
def test_the_start_says_what_is_argued_and_nothing_of_it_is_cut_off(page: Page) -> None:
    expect(page.locator("#heading .by")).to_have_text(
        re.compile(r"^An op-ed of 2025 .* restated in other words\. No author is named\.$")
    )
    welcome = page.locator("#log .welcome")
    expect(welcome.locator(".argues .statement")).to_have_count(2)
    expect(welcome.locator("a.cite").first).to_be_visible()
    expect(welcome.locator(".modes li")).to_have_count(4)
    expect(page.locator("#starters button:visible")).to_have_count(4)
    shown = page.viewport_size or {"width": 0, "height": 0}
    for part in [welcome.locator(".modes li").last, *page.locator("#starters button:visible").all()]:
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= shown["width"]
        assert box["y"] + box["height"] <= shown["height"]


def test_what_can_be_asked_next_fits_the_reply_and_a_message_is_named_by_its_text(page: Page) -> None:
    before = page.locator("#starters button:visible").all_inner_texts()
    ask(page, QUESTION)
    expect(page.locator("#starters button:visible").first).not_to_have_text(before[0])
    assert not set(before) & set(page.locator("#starters button:visible").all_inner_texts())
    assert page.locator('#log [aria-label*="<"]').count() == 0
    page.locator(".reply .related summary").click()
    expect(page.locator(".reply .related li a.cite").first).to_be_visible()


def test_the_sentence_whose_citation_was_tapped_stays_in_sight(page: Page) -> None:
    ask(page, "Summarise the op-ed")
    ask(page, "Show me both sides at their best.")
    mark = page.locator("#log .statement a.cite").last
    mark.click()
    expect(page.locator(".passage.found")).to_be_in_viewport()
    place, beside = mark.bounding_box(), page.locator("#source").bounding_box()
    assert place is not None
    assert beside is not None
    over = beside["x"] < place["x"] + place["width"]  # in a narrow window the op-ed comes up from below
    assert not over or place["y"] + place["height"] <= beside["y"]
    log = page.locator("#log").bounding_box()
    assert log is not None
    assert place["y"] >= log["y"]


def test_no_line_begins_with_a_citation(page: Page) -> None:
    ask(page, "Summarise the op-ed")
    ask(page, "What would a trade hawk say?")
    first = """kept => {
        const range = document.createRange();
        range.setStart(kept.firstChild, kept.firstChild.length - 1);
        range.setEnd(kept.firstChild, kept.firstChild.length);
        const [word, mark] = [range, kept.querySelector(".cite")].map((one) => one.getBoundingClientRect());
        return mark.left >= word.right - 1 && mark.top < word.bottom && word.top < mark.bottom;
    }"""
    kept = page.locator("#log .statement .kept").all()
    assert len(kept) > 3
    assert all(one.evaluate(first) for one in kept)


def test_what_is_offered_is_that_of_a_mode_chosen_while_the_page_still_loads(
    page: Page, address: str
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        data = (route.request.post_data_json or {}).get("data") or [None]
        held.append(route) if data[0] == "ask" else route.continue_()

    page.route("**/gradio_api/queue/join*", hold)
    page.goto(address)
    expect(page.locator("#starters button:visible").first).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)  # what is asked for as the page opens
    page.locator("#mode label", has_text="Debate me").click()
    point = page.locator("#starters button", has_text="Seoul should pay more for its own defense.")
    expect(point).to_be_visible()
    for route in held:
        route.continue_()
    page.wait_for_timeout(1000)
    expect(point).to_be_visible()


def test_nothing_moves_while_the_page_loads(page: Page, address: str) -> None:
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.moved += one.value; }))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(address)
    expect(page.locator("#starters button:visible").first).to_be_visible(timeout=30_000)
    page.wait_for_timeout(500)
    assert page.evaluate("window.moved") < 0.1  # what is called good


def test_enter_on_a_citation_does_the_same(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".statement a.cite").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#passage-4")).to_have_class(re.compile("found"))
    expect(page.locator("#passage-4")).to_be_in_viewport()


def test_what_is_asked_while_the_page_still_loads_is_answered_and_stays(page: Page, address: str) -> None:
    for _ in range(3):
        page.goto(address, wait_until="commit")
        page.locator("#box textarea").wait_for()
        ask(page, QUESTION)
        page.wait_for_timeout(500)
        expect(page.locator(".reply .copy")).to_have_count(1)


def test_hovering_over_a_citation_shows_the_passage(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".statement a.cite").first.hover()
    expect(page.locator("#hint")).to_contain_text("25 percent")


@on_a_phone
def test_nothing_lies_over_the_text_once_the_panel_is_closed(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".statement a.cite").first.click()
    expect(page.locator(".passage.found")).to_be_in_viewport()
    page.wait_for_timeout(500)  # until the panel has come up and its passage has the focus
    page.click("#close-document")
    expect(page.locator(".statement a.cite").first).to_be_focused()
    page.wait_for_timeout(200)
    expect(page.locator("#hint")).to_be_hidden()


def test_modes_change_the_starters_and_a_starter_is_answered(page: Page) -> None:
    before = page.locator("#starters button").first.inner_text()
    page.locator("#mode label", has_text="Argue against").click()
    expect(page.locator("#starters button").first).not_to_have_text(before)
    page.locator("#starters button").first.click()
    expect(page.locator(".reply .copy")).to_have_count(1, timeout=30_000)
    assert page.locator(".reply .statement:has(a.cite)").count() >= 2
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".reply")).to_have_count(0)


def test_what_is_typed_is_shown_and_not_obeyed(page: Page) -> None:
    ask(
        page,
        "<img src=https://example.com/x.png onerror=alert(1)> **bold** [x](https://example.com) & "
        "<b>levy</b>?",
    )
    expect(page.locator("#log .said")).to_contain_text(
        "<img src=https://example.com/x.png onerror=alert(1)> **bold** [x](https://example.com) & "
        "<b>levy</b>?"
    )
    assert page.locator("#log .said img, #log .said b, #log .said a").count() == 0


@on_both
def test_the_page_fits_its_window_and_says_who_vouches_for_the_map(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    assert page.title() == "Easing the pressure on South Korea"
    expect(page.locator(".vouched")).to_contain_text("not yet signed off")


def test_an_error_is_one_sentence_and_what_was_typed_stays(page: Page) -> None:
    page.fill("#box textarea", "x" * 2001)
    page.press("#box textarea", "Enter")
    expect(page.locator(".notice")).to_have_text(
        "The question is 2001 characters long, but at most 2000 are read: shorten it."
    )
    assert page.locator("#box textarea").input_value() == "x" * 2001


def test_light_and_dark_can_be_chosen_and_are_remembered(page: Page) -> None:
    page.locator("#to-theme").click()
    assert page.evaluate("document.body.classList.contains('dark')")
    page.reload()
    expect(page.locator("#box textarea")).to_be_visible(timeout=30_000)
    page.wait_for_function("document.body.classList.contains('dark')")


def test_copying_gives_the_text_with_its_citations(page: Page) -> None:
    ask(page, QUESTION)
    page.evaluate(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    page.locator(".copy").last.click()
    copied = page.evaluate("window.copied")
    assert "25 percent" in copied.partition(". [")[0]
    assert "August 1. [4]" in copied


class Liar(EmbeddedWriter):
    """A writer that invents behind a true sentence, and puts markup into both."""

    name = "liar"

    def statements(self, assignment: Assignment) -> Iterator[Statement]:
        yield Statement("report", "The op-ed says that China is the most formidable rival of the U.S.", (8,))
        yield Statement("report", "The op-ed says that <img src=x> Seoul pays 80 percent.", (8,))
        if "break" in assignment.plan.question.text:
            raise ZeroDivisionError("a bug")


class Unsure(EmbeddedWriter):
    """A writer that says of its own what the passage holds, in words that are hard to be sure of."""

    name = "unsure"

    def statements(self, assignment: Assignment) -> Iterator[Statement]:
        text = (
            "The op-ed says that a notable decline in national revenue is what Seoul experiences while it "
            "attempts to address the imbalance in trade with the U.S."
        )
        yield Statement("report", text, (22,))


class WrittenBots(Bots):
    """The bots of the brief, with a writer of the test's."""

    def __init__(self, settings: Settings, writer: EmbeddedWriter) -> None:
        super().__init__(settings)
        self._writer = writer

    def of(self, slug: str | None = None) -> Bot:
        return replace(super().of(slug), writer=self._writer)

    def joined(self, slug: str | None = None) -> Bot | None:
        return self.of(slug)


@contextmanager
def _written_by(writer: EmbeddedWriter, browser: Browser, home: Path) -> Iterator[Page]:
    """A chat on a phone whose replies a writer of the test's makes."""
    with serving_here(WrittenBots(Settings(home=home), writer)) as address:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        opened = context.new_page()
        opened.goto(address)
        expect(opened.locator("#box textarea")).to_be_visible(timeout=30_000)
        expect(opened.locator("#starters button:visible").first).to_be_visible()
        yield opened
        context.close()


@pytest.fixture
def lying_page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A chat whose writer invents."""
    with _written_by(Liar(), browser, tmp_path) as opened:
        yield opened


def test_a_strict_reader_gets_fewer_sentences_and_the_setting_lasts(browser: Browser, tmp_path: Path) -> None:
    with _written_by(Unsure(), browser, tmp_path) as page:
        _settings(page)
        expect(page.locator("#settings")).to_contain_text("The built-in writer answers here")
        page.get_by_text("Each sentence is checked twice").click()
        dot = "radio => getComputedStyle(radio).backgroundImage"
        assert page.locator("#strictness input:checked").evaluate(dot) != "none"
        page.click("#close-document")
        ask(page, QUESTION)
        expect(page.locator(".reply .withheld").first).to_contain_text("the second check is not sure enough")
        page.wait_for_timeout(500)
        page.reload()
        expect(page.locator(".said")).to_have_count(1, timeout=30_000)
        _settings(page)
        expect(page.locator("#strictness label.selected")).to_have_text("Each sentence is checked twice")


def _settings(page: Page) -> None:
    page.click("#to-document", timeout=30_000)
    page.click("#tab-settings")


def test_a_withheld_sentence_opens_to_what_and_why(lying_page: Page) -> None:
    ask(lying_page, "Who is the rival?")
    expect(lying_page.locator(".statement")).to_have_count(1)
    summary = lying_page.get_by_text("1 sentence withheld")
    expect(lying_page.locator(".withheld li")).to_be_hidden()
    summary.click()
    expect(lying_page.locator(".withheld li")).to_be_visible()
    expect(lying_page.locator(".withheld li")).to_contain_text("<img src=x> Seoul pays 80 percent")
    expect(lying_page.locator(".withheld li span")).to_contain_text("it contains markup")
    assert lying_page.locator(".withheld img").count() == 0


def test_a_bug_below_is_one_sentence_with_a_number_for_the_log(
    lying_page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    lying_page.fill("#box textarea", "break")
    lying_page.press("#box textarea", "Enter")
    expect(lying_page.locator(".notice")).to_have_text(
        re.compile(r"^Something went wrong \(log reference [0-9a-f]{12}\)\. Please ask again\.$"),
        timeout=15_000,
    )
    assert "ZeroDivisionError" not in lying_page.locator("body").inner_text()
    assert "ZeroDivisionError" in caplog.text
