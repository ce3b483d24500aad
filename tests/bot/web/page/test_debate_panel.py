"""A debate in the browser.

The flow beside the chat, the map, the ballot, what is contested and what is taken along.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.debate.formats import FORMS
from tests.servers.browsing import ask
from tests.servers.windows import on_a_phone, on_both

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

RIVAL = "China is America's biggest rival. Seoul's national revenue is falling."


@pytest.fixture
def debate(page: Page) -> Page:
    """Two rounds for the recommendation; in the second the reader contradicts the first."""
    page.locator("#mode label", has_text="Debate me").click()
    expect(page.locator("#begin")).to_be_visible()
    page.locator("#side label", has_text="Defend it").click()
    ask(page, RIVAL)
    ask(page, "China is no rival of America at all.")
    return page


def _open(page: Page, tab: str) -> None:
    if page.locator("#to-document").is_visible() and not page.locator("body.reading").count():
        page.click("#to-document")
    page.click(f"#tab-{tab}")
    expect(page.locator(f"#tab-{tab}")).to_have_attribute("aria-selected", "true")


@on_both
def test_the_flow_is_kept_beside_the_chat(debate: Page) -> None:
    _open(debate, "flow")
    sheet = debate.locator("#flow-sheet")
    expect(sheet.locator("caption")).to_have_text("Flow after round 2")
    expect(sheet.locator(".status.dropped").first).to_be_visible()
    expect(sheet.locator(".turned li")).to_contain_text("China is no rival of America at all.")
    sheet.locator("a.cite").first.click()
    expect(debate.locator("#tab-document")).to_have_attribute("aria-selected", "true")
    expect(debate.locator(".passage.found")).to_have_count(1)
    debate.locator("#clear").evaluate("button => button.click()")
    expect(debate.locator("#flow-html")).to_contain_text("Once you start debating")


def test_who_cannot_be_placed_chooses_a_side_with_one_press(page: Page) -> None:
    page.locator("#mode label", has_text="Debate me").click()
    expect(page.locator("#begin")).to_be_visible()
    ask(page, "Tell me about September.")
    page.locator("#log button", has_text="Against: attack it").click()
    expect(page.locator("#log")).to_contain_text("take the op-ed's side")
    _open(page, "flow")
    expect(page.locator("#flow-sheet")).to_contain_text("Bot, for")


def test_who_has_chosen_a_side_is_offered_no_argument_of_the_other(page: Page) -> None:
    page.locator("#mode label", has_text="Debate me").click()
    pay = page.locator("#starters button", has_text="Seoul should pay more for its own defense.")
    expect(pay).to_be_visible()
    page.locator("#side label", has_text="Defend it").click()
    expect(pay).to_be_hidden()
    expect(page.locator("#starters button:visible")).to_have_count(3)
    ask(page, RIVAL)
    page.click("#new-debate")
    page.get_by_role("button", name="Discard this debate?").click()
    expect(pay).to_be_visible()


@on_both
def test_the_tree_opens_on_what_was_argued_last_and_argues_on(debate: Page) -> None:
    _open(debate, "map")
    lit = debate.locator("#map-tree .twig.lit")
    expect(lit.first).to_be_attached(timeout=10_000)
    expect(debate.locator("#map-tree .twig.lit:visible").first).to_be_visible()
    closed = debate.locator("#map-tree details:not([open]) > summary:visible")
    closed.first.focus()
    debate.keyboard.press("Enter")
    debate.wait_for_function("document.activeElement.parentElement.open")
    debate.locator("#map-tree .argue:visible").first.click()
    expect(debate.locator("#box textarea")).to_have_value(re.compile("^Trump should refrain"))


def test_a_map_that_cannot_be_had_is_not_told_as_one_that_is_missing(page: Page) -> None:
    page.route("**/maps/*", lambda route: route.fulfill(status=500, body="Internal Server Error"))
    _open(page, "map")
    expect(page.locator("#map-place")).to_have_text(
        "The argument map could not be drawn (the server answered 500). Open this tab again to retry."
    )
    page.unroute("**/maps/*")
    page.route("**/maps/*", lambda route: route.abort())
    page.click("#tab-document")
    page.click("#tab-map")
    expect(page.locator("#map-place")).to_have_text(
        "The server cannot be reached. Open this tab again to retry."
    )
    page.unroute("**/maps/*")
    page.route("**/maps/*", lambda route: route.fulfill(status=404, body="There is no such map."))
    page.click("#tab-document")
    page.click("#tab-map")
    expect(page.locator("#map-place")).to_have_text("This topic has no argument map.")
    page.unroute("**/maps/*")
    page.click("#tab-document")
    page.click("#tab-map")
    expect(page.locator("#map-tree")).to_be_visible()


@on_a_phone
def test_a_claim_of_the_map_begins_an_argument(page: Page) -> None:
    _open(page, "map")
    page.locator("#map-tree .argue:visible").first.click(timeout=10_000)
    expect(page.locator("#box textarea")).to_have_value(re.compile("^Trump should refrain"))
    expect(page.locator("#begin")).to_be_visible()
    page.press("#box textarea", "Enter")
    expect(page.locator(".reply .copy")).to_have_count(1, timeout=30_000)


def test_the_ballot_points_at_rounds(debate: Page) -> None:
    _open(debate, "ballot")
    debate.click("#judge")
    ballot = debate.locator("#ballot-sheet")
    expect(ballot.locator("caption").first).to_contain_text("You, for:", timeout=30_000)
    expect(ballot).to_contain_text(re.compile(r"Round 2: contradicts what was said in round 1"))


@on_both
def test_axe_finds_no_violation(debate: Page) -> None:
    for tab in ("flow", "map", "ballot"):
        _open(debate, tab)
        if tab == "ballot":
            debate.click("#judge")
            expect(debate.locator("#ballot-sheet table").first).to_be_visible(timeout=30_000)
        found = Axe().run(debate, context={"include": [["#tabs"], [f"#{tab}"]]}).response["violations"]
        assert not found, (tab, [(one["id"], [node["target"] for node in one["nodes"]]) for one in found])


def test_a_reply_is_rated_with_one_press(debate: Page) -> None:
    thumbs = debate.locator(".reply .say:visible")
    expect(thumbs.first).to_have_text("Good reply")
    thumbs.first.click()
    expect(debate.get_by_text("Your feedback is saved")).to_be_visible()
    expect(thumbs.first).to_have_attribute("aria-pressed", "true")


@on_both
def test_the_bar_says_who_argues_what_and_nothing_is_posted_that_the_reader_did_not_write(
    page: Page,
) -> None:
    page.locator("#mode label", has_text="Debate me").click()
    status = page.locator("#debate-status")
    expect(status).to_contain_text("Choose a side")
    page.click("#begin")
    expect(page.locator(".reply .copy")).to_have_count(1, timeout=30_000)
    expect(page.locator("#log .said")).to_have_count(0)
    expect(page.locator("#log .stage")).to_have_text("The bot begins.")
    expect(status).to_contain_text("You defend, I attack")
    expect(page.locator("#side label.selected")).to_have_text("Defend it")
    bar = page.locator("#debating").bounding_box()
    assert bar is not None
    assert bar["height"] < 90


def test_after_the_closing_the_bar_and_the_flow_say_what_can_be_done(debate: Page) -> None:
    status = debate.locator("#debate-status")
    expect(status).to_contain_text("Free debate, round 2.")
    debate.click("#closing")
    expect(debate.locator(".reply .copy")).to_have_count(3, timeout=30_000)
    expect(status).to_contain_text("The debate is closed.")
    expect(debate.locator("#closing")).to_be_hidden()
    status.get_by_role("button", name="Download").click()
    expect(debate.locator("#downloads .flow")).to_be_visible()
    debate.keyboard.press("Escape")
    status.get_by_role("button", name="Ballot").click()
    expect(debate.locator("#ballot-sheet table").first).to_be_visible(timeout=30_000)
    expect(debate.locator("#flow-sheet .next")).to_contain_text("The debate is closed.")
    expect(debate.locator("#starters button:visible")).to_have_count(0)


def test_a_move_is_explained(debate: Page) -> None:
    debate.locator(".reply .why summary").last.click()
    why = debate.locator(".reply .why").last
    expect(why).to_contain_text("You make this argument: ")
    expect(why).to_contain_text("The line of argument is “")
    expect(why).to_contain_text("Walton, Reed & Macagno")


EXPORTS = {
    "conversation.md": "\n> [",
    "conversation.json": '"mode": "debate"',
    "flow.csv": "number,round,by,act,claim,text,passages,answers,status",
    "flow.html": "<table>",
    "cards.md": "## For the recommendation",
}


def test_what_was_said_can_be_taken_along(debate: Page, tmp_path: Path) -> None:
    debate.click("#to-download")
    for name, holds in EXPORTS.items():
        with debate.expect_download() as downloading:
            debate.click(f'#downloads [data-file="{name}"]')
        assert downloading.value.suggested_filename == name
        downloading.value.save_as(tmp_path / name)
        assert holds in (tmp_path / name).read_text("utf-8"), name
    assert len(json.loads((tmp_path / "conversation.json").read_text("utf-8"))["conversation"]) == 2
    debate.keyboard.press("Escape")
    expect(debate.locator("#downloads")).to_be_hidden()
    expect(debate.locator("#to-download")).to_be_focused()


def test_there_is_no_download_before_there_is_something_and_no_flow_without_a_debate(page: Page) -> None:
    expect(page.locator("#to-download")).to_be_hidden()
    ask(page, "Who is the rival?")
    page.click("#to-download")
    expect(page.locator("#downloads .files:visible p")).to_have_text(["Conversation", "Evidence cards"])
    found = Axe().run(page, context={"include": [["#downloads"]]}).response["violations"]
    assert not found, [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def test_the_bot_can_begin_and_a_form_has_its_times(page: Page) -> None:
    page.locator("#mode label", has_text="Debate me").click()
    page.locator("#side label", has_text="Attack it").click()
    page.click("#form input")
    page.get_by_role("option", name="Lincoln–Douglas").click()
    page.click("#begin")
    expect(page.locator(".reply .copy")).to_have_count(1, timeout=30_000)
    expect(page.locator(".reply").last).to_contain_text("op-ed")
    _open(page, "flow")
    expect(page.locator("#flow-sheet .next")).to_contain_text(
        "Lincoln–Douglas, round 1 of 5. Next: your question."
    )
    expect(page.locator("#flow-sheet .timer")).to_have_text(re.compile(r"^2:5\d$|^3:00$"))


@on_both
def test_the_arrow_of_the_formats_stands_beside_their_names(page: Page) -> None:
    page.locator("#mode label", has_text="Debate me").click()
    chosen = page.locator("#form input")
    for form in FORMS.values():
        chosen.click()
        page.get_by_role("option", name=form.name).click()
        expect(chosen).to_have_value(form.name)
        free = chosen.evaluate(
            """(input) => {
                const pen = document.createElement("canvas").getContext("2d");
                pen.font = getComputedStyle(input).font;
                const end = input.getBoundingClientRect().left + pen.measureText(input.value).width;
                return document.querySelector("#form .dropdown-arrow").getBoundingClientRect().left - end;
            }"""
        )
        assert free >= 0, form.name


@on_both
def test_both_sides_stand_side_by_side(page: Page) -> None:
    ask(page, "Show me both sides at their best.")
    pro, con = (page.locator(f".reply .column.{side}") for side in ("for", "against"))
    first, second = pro.bounding_box(), con.bounding_box()
    assert first is not None
    assert second is not None
    wide = (page.viewport_size or {"width": 0})["width"] > 860
    assert (second["x"] > first["x"]) is wide
    for column in (pro, con):
        assert column.locator(".group:not(.link) .statement").count() >= 3
