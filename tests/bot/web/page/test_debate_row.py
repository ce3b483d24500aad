"""The row above a debate: what its buttons do to a debate that is running, and what it says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.servers.browsing import ask
from tests.servers.windows import PHONE, on_a_phone, on_both

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
POINT = "Seoul's national revenue is falling."


def _debate(page: Page, side: str, form: str = "") -> None:
    page.locator("#mode label", has_text="Debate me").click()
    page.locator("#side label", has_text=side).click()
    expect(page.locator("#side label.selected")).to_have_text(side)
    if form:
        page.click("#form input")
        page.get_by_role("option", name=form).click()


@on_both
def test_the_other_sides_button_swaps_sides_and_what_was_argued_stays(page: Page) -> None:
    _debate(page, "Attack it")
    ask(page, POINT)
    page.locator("#side label", has_text="Defend it").click()
    expect(page.locator(".reply .copy")).to_have_count(2, timeout=30_000)
    expect(page.locator("#log .stage")).to_have_text("You swap sides.")
    expect(page.locator(".reply").last).to_contain_text("now I take the side against the op-ed")
    expect(page.locator("#debate-status")).to_contain_text("You defend")
    expect(page.locator("#flow-sheet")).to_contain_text("Before the sides were swapped, 1 round")
    expect(page.locator("#side label.selected")).to_have_text("Defend it")
    page.reload()
    expect(page.locator("#flow-sheet")).to_contain_text(POINT, timeout=30_000)
    expect(page.locator("#log .stage")).to_have_text("You swap sides.")
    page.locator("#side label", has_text="Attack it").click()
    expect(page.locator(".reply .copy")).to_have_count(3, timeout=30_000)
    expect(page.locator("#debate-status")).to_contain_text("You attack")


def test_a_side_chosen_before_anything_was_argued_is_changed_without_a_word(page: Page) -> None:
    _debate(page, "Attack it")
    page.locator("#side label", has_text="Defend it").click()
    expect(page.locator("#debate-status")).to_contain_text("You defend")
    expect(page.locator("#log :is(.said, .stage)")).to_have_count(0)
    ask(page, POINT)
    expect(page.locator("#debate-status")).to_contain_text("You defend")


def test_sides_are_swapped_though_the_sheet_is_not_there_yet(page: Page) -> None:
    _debate(page, "Attack it")
    ask(page, POINT)
    expect(page.locator("#flow-sheet table")).to_have_count(1)
    page.evaluate("document.querySelector('#flow-sheet table').remove()")
    page.locator("#side label", has_text="Defend it").click()
    expect(page.locator(".reply .copy")).to_have_count(2, timeout=30_000)
    expect(page.locator("#log .stage")).to_have_text("You swap sides.")
    expect(page.locator("#debate-status")).to_contain_text("You defend")
    expect(page.locator("#side label.selected")).to_have_text("Defend it")


def test_of_two_quick_choices_the_last_counts(page: Page) -> None:
    page.locator("#mode label", has_text="Debate me").click()
    expect(page.locator("#side label").first).to_be_visible()
    page.evaluate("document.querySelectorAll('#side label').forEach((one) => one.click())")
    last = page.locator("#side label").last.inner_text()
    expect(page.locator("#side label.selected")).to_have_text(last)
    verb = "You defend" if "Defend" in last else "You attack"
    expect(page.locator("#debate-status")).to_contain_text(verb)
    expect(page.locator("#log :is(.said, .stage)")).to_have_count(0)


def test_starting_over_asks_first(page: Page) -> None:
    _debate(page, "Defend it")
    ask(page, POINT)
    expect(page.locator("#flow-sheet table")).to_have_count(1)
    page.click("#new-debate")
    expect(page.locator("#new-debate")).to_have_text("Discard this debate?")
    expect(page.locator("#flow-sheet table")).to_have_count(1)
    expect(page.locator("#new-debate")).to_have_text("Start over", timeout=6_000)
    page.click("#new-debate")
    page.click("#new-debate")
    expect(page.locator("#flow-sheet table")).to_have_count(0)


def test_the_round_that_is_told_is_the_one_that_was_argued(page: Page) -> None:
    _debate(page, "Defend it", "Three rounds")
    for number, point in enumerate((POINT, "China is America's biggest rival."), 1):
        ask(page, point)
        expect(page.locator("#debate-status")).to_contain_text(f"Three rounds, round {number} of 3.")
        expect(page.locator("#flow-sheet .next")).to_contain_text(f"round {number} of 3. Next:")
        expect(page.locator("#flow-sheet caption")).to_have_text(f"Flow after round {number}")


@on_both
def test_nothing_of_what_could_be_said_next_or_of_the_state_is_cut(page: Page) -> None:
    _debate(page, "Attack it", "Cross-examination")
    ask(page, POINT)
    page.evaluate("""() => {
        const chip = document.querySelector("#starters button");
        chip.textContent = "It takes more words than one line of a narrow window has room for. ".repeat(2);
    }""")
    narrow = page.viewport_size == dict(zip(("width", "height"), PHONE, strict=True))
    row = page.locator("#starters").bounding_box()
    assert row is not None
    for chip in page.locator("#starters button:visible").all():
        box = chip.bounding_box()
        assert box is not None
        assert chip.evaluate("chip => chip.scrollWidth <= chip.clientWidth")
        assert narrow or box["x"] + box["width"] <= row["x"] + row["width"] + 1
        assert box["width"] <= row["width"]
    status = page.locator("#debate-status p")
    assert status.evaluate("p => p.scrollHeight <= p.clientHeight")
    expect(page.locator("#debate-status [data-opens=flow]")).to_be_visible(visible=narrow)


@on_a_phone
def test_a_row_of_suggestions_that_goes_on_shows_it_until_its_end(page: Page) -> None:
    ask(page, "Who invited Lee to Victory Day?")
    row = page.locator("#starters")
    expect(page.locator("#starters.more")).to_have_count(1)
    second = page.locator("#starters button:visible").nth(1).bounding_box()
    assert second is not None
    assert second["x"] < PHONE[0] - 40
    row.evaluate("row => row.scrollTo(row.scrollWidth, 0)")
    expect(page.locator("#starters.more")).to_have_count(0)


@on_both
def test_choosing_moves_no_other_choice(page: Page) -> None:
    def places(of: str) -> list[object]:
        return [one.bounding_box() for one in page.locator(of).all()]

    before = places("#mode label")
    for mode in ("Argue for", "Argue against", "Debate me"):
        page.locator("#mode label", has_text=mode).click()
        expect(page.locator("#mode label.selected")).to_have_text(mode)
        assert places("#mode label") == before
    sides = places("#side label")
    page.locator("#side label", has_text="Defend it").click()
    expect(page.locator("#debate-status")).to_contain_text("You defend")
    assert places("#side label") == sides
    ask(page, POINT)
    assert places("#mode label") == before


@on_a_phone
def test_the_flow_gives_each_side_the_whole_width_of_a_phone(page: Page) -> None:
    _debate(page, "Defend it")
    ask(page, POINT)
    page.locator("#debate-status [data-opens=flow]").click()
    expect(page.locator("#flow-sheet .who:visible").first).to_have_text("You, for")
    table = page.locator("#flow-sheet table").bounding_box()
    assert table is not None
    for cell in page.locator("#flow-sheet td:visible").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["width"] > table["width"] * 0.95


def test_what_is_judged_is_judged_again_only_once_it_went_on(page: Page) -> None:
    _debate(page, "Defend it")
    ask(page, POINT)
    page.click("#tab-ballot")
    page.click("#judge")
    expect(page.locator("#ballot-sheet thead").first).to_have_text("CriterionScoreRemarks")
    expect(page.locator("#judge")).to_have_count(0)
    ask(page, "China is America's biggest rival.")
    expect(page.locator("#judge")).to_be_visible()


def test_the_map_says_what_its_frames_mean(page: Page) -> None:
    page.click("#tab-map")
    legend = page.locator("#map-tree .legend")
    expect(legend).to_be_hidden()
    _debate(page, "Defend it")
    ask(page, POINT)
    expect(page.locator("#map-tree .twig.lit").first).to_be_attached()
    expect(legend).to_have_text("What this debate has touched is framed so.")
    expect(legend).to_be_visible()
