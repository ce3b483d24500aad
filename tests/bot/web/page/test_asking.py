"""A reader who is quicker than the reply.

Nothing typed is lost, nothing is asked twice, and one question at a time is answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.servers.judging import is_read
from tests.servers.scripted_openai import DONE, Script, Scripted, chunk
from tests.servers.serving import serving

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

FIRST, NEXT = "Which country is the rival of the U.S.?", "Is China a rival?"
RIVAL = "report [8]: The op-ed says that China is the most formidable rival of the U.S.\n"


class Held:
    """A model that says one sentence, and ends when it is let; it reads nothing in a message."""

    def __init__(self) -> None:
        self.ends = Event()

    def __call__(self, body: dict[str, Any]) -> tuple[int, str] | Script:
        return (200, "none") if is_read(body) else Script(self._parts())

    def _parts(self) -> Iterator[bytes | float]:
        yield chunk(RIVAL)
        while not self.ends.is_set():
            yield 0.05
        yield chunk(finish="stop")
        yield DONE


HELD = Held()


@pytest.fixture(scope="module")
def model() -> Iterator[Scripted]:
    with Scripted(HELD).running() as server:
        yield server


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, model: Scripted) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("home"), model=model.url, DEBATE_WAIT_BETWEEN="50") as found:
        yield found


@pytest.fixture(autouse=True)
def ends() -> Iterator[Event]:
    """Set, it lets the model end."""
    HELD.ends.clear()
    yield HELD.ends
    HELD.ends.set()


def _send(page: Page, text: str) -> None:
    page.fill("#box textarea", text)
    page.press("#box textarea", "Enter")


@pytest.fixture
def coming(page: Page) -> Page:
    """A page where a reply has begun and is not whole."""
    _send(page, FIRST)
    expect(page.locator("#box textarea")).to_have_value("")
    expect(page.locator(".statement")).to_have_count(1)
    expect(page.locator(".reply .copy")).to_have_count(0)
    return page


def test_what_is_typed_while_a_reply_comes_stays(coming: Page, ends: Event) -> None:
    coming.fill("#box textarea", NEXT)
    expect(coming.get_by_text("Writing on")).to_be_visible()
    ends.set()
    expect(coming.locator(".reply .copy")).to_have_count(1)
    expect(coming.get_by_text("Writing on")).to_have_count(0)
    coming.wait_for_timeout(500)
    expect(coming.locator("#box textarea")).to_have_value(NEXT)
    expect(coming.locator(".said")).to_have_text([FIRST])


def test_a_question_sent_while_a_reply_comes_waits_for_it(coming: Page, ends: Event) -> None:
    _send(coming, NEXT)
    expect(coming.locator("#waits")).to_be_visible()
    expect(coming.locator("#box textarea")).to_have_value(NEXT)
    expect(coming.locator(".said")).to_have_text([FIRST])
    ends.set()
    expect(coming.locator(".reply .copy")).to_have_count(2)
    expect(coming.locator(".said")).to_have_text([FIRST, NEXT])
    expect(coming.locator("#box textarea")).to_have_value("")
    expect(coming.locator("#waits")).to_be_hidden()


def test_a_starter_chosen_while_a_reply_comes_waits_and_leaves_what_is_typed(
    coming: Page, ends: Event
) -> None:
    coming.fill("#box textarea", "half a ques")
    starter = coming.locator("#starters button:visible").first
    chosen = starter.inner_text()
    starter.click()
    expect(coming.locator("#waits")).to_be_visible()
    ends.set()
    expect(coming.locator(".reply .copy")).to_have_count(2)
    expect(coming.locator(".said")).to_have_text([FIRST, chosen])
    expect(coming.locator("#box textarea")).to_have_value("half a ques")


def test_a_double_click_asks_once(page: Page, ends: Event) -> None:
    page.fill("#box textarea", FIRST)
    page.locator("#send").dblclick()
    expect(page.locator(".statement")).to_have_count(1)
    ends.set()
    expect(page.locator(".reply .copy")).to_have_count(1)
    page.wait_for_timeout(500)
    expect(page.locator(".said")).to_have_text([FIRST])
    expect(page.locator("#log .notice")).to_have_count(0)


def test_a_refused_question_comes_back_unless_the_next_one_is_begun(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if "xxx" in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.route("**/queue/join*", hold)
    for begun in ("", NEXT):
        if page.get_by_role("button", name="New chat").is_visible():
            page.get_by_role("button", name="New chat").click()
        expect(page.locator("#log .notice")).to_have_count(0)
        with page.expect_request(lambda request: "xxx" in (request.post_data or "")):
            _send(page, "x" * 2001)
        expect(page.locator("#box textarea")).to_have_value("")
        page.fill("#box textarea", begun)
        while not held:
            page.wait_for_timeout(20)
        held.pop().continue_()
        expect(page.locator("#log .notice")).to_contain_text("2000 are read: shorten it")
        expect(page.locator("#box textarea")).to_have_value(begun or "x" * 2001)


def test_a_new_chat_ends_the_reply_that_comes(coming: Page, model: Scripted, ends: Event) -> None:
    model.left.clear()
    coming.get_by_role("button", name="New chat").click()
    assert model.left.wait(10), "the model still writes for nobody"
    ends.set()
    coming.wait_for_timeout(1000)
    expect(coming.locator(".said, .reply, #log .notice")).to_have_count(0)
    expect(coming.locator("#box textarea")).to_have_value("")
    _send(coming, NEXT)
    expect(coming.locator(".reply .copy")).to_have_count(1)
    expect(coming.locator(".said")).to_have_text([NEXT])


def test_a_question_that_does_not_reach_the_server_comes_back(page: Page, ends: Event) -> None:
    page.route("**/queue/join*", lambda route: route.fulfill(status=503, json={"detail": "Busy"}))
    _send(page, FIRST)
    expect(page.locator(".toast-body")).to_be_visible()
    expect(page.locator("#box textarea")).to_have_value(FIRST)
    ends.set()
    page.unroute("**/queue/join*")
    page.press("#box textarea", "Enter")
    expect(page.locator(".reply .copy")).to_have_count(1)


def test_what_is_typed_outlives_a_reload(page: Page) -> None:
    page.fill("#box textarea", NEXT)
    page.reload()
    expect(page.locator("#box textarea")).to_have_value(NEXT)
    page.press("#box textarea", "Enter")
    expect(page.locator(".said")).to_have_text([NEXT])


# ── the widget ──


@pytest.fixture
def widget(page: Page, address: str) -> Page:
    page.goto(f"{address}/embed")
    expect(page.locator("#box")).to_be_enabled()
    return page


@pytest.mark.slow
def test_the_widget_holds_the_next_question_too(widget: Page, ends: Event) -> None:
    for text in (FIRST, NEXT):
        widget.fill("#box", text)
        widget.press("#box", "Enter")
        expect(widget.locator(".statement")).to_have_count(1)
    expect(widget.get_by_text("sent as soon as this reply is finished")).to_be_visible()
    expect(widget.locator("#box")).to_have_value(NEXT)
    ends.set()
    expect(widget.locator(".reply[aria-busy=false]")).to_have_count(2)
    expect(widget.locator(".said")).to_have_text([FIRST, NEXT])
    expect(widget.locator("#box")).to_have_value("")


@pytest.mark.slow
def test_a_double_click_in_the_widget_asks_once_and_stops_nothing(widget: Page, ends: Event) -> None:
    widget.fill("#box", FIRST)
    widget.locator("#send").dblclick()
    expect(widget.locator(".statement")).to_have_count(1)
    ends.set()
    expect(widget.locator(".reply[aria-busy=false] .statement")).to_have_count(1)
    expect(widget.locator(".said")).to_have_text([FIRST])
    ends.clear()
    widget.fill("#box", NEXT)
    widget.press("#box", "Enter")
    expect(widget.locator(".statement")).to_have_count(2)
    widget.fill("#box", FIRST)
    widget.press("#box", "Enter")
    widget.wait_for_timeout(600)  # else it is a double click again
    widget.locator("#send").click()
    expect(widget.locator(".reply[aria-busy=true]")).to_have_count(0)
    widget.wait_for_timeout(500)
    expect(widget.locator(".said")).to_have_text([FIRST, NEXT])  # who stops has the next one in the box
    expect(widget.locator("#box")).to_have_value(FIRST)


def test_another_language_of_the_page_waits_for_the_reply(coming: Page, ends: Event) -> None:
    coming.click("#tab-settings")
    coming.locator('[data-language="ko"]').click()
    expect(coming.locator("#waits")).to_contain_text("as soon as this reply is finished")
    assert "lang=ko" not in coming.url
    ends.set()
    expect(coming.locator("html")).to_have_attribute("lang", "ko", timeout=30_000)
    expect(coming.locator(".said")).to_have_text(FIRST, timeout=30_000)
    expect(coming.locator(".reply .copy")).to_have_count(1)
    expect(coming.locator("#box textarea")).to_have_value("")
