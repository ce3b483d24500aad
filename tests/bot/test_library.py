"""The library.

Many topics found, asked all together, added, reviewed and removed, in the browser and over HTTP; and who may
do so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from bot.build import Bots, build
from bot.settings import Settings
from bot.topics.add import add_topic
from evals.opinion_mining import opinions
from knowledge.loaders import load_bytes
from tests.servers.browsing import ask
from tests.servers.prepared import shipped_playbook
from tests.servers.serving import serving
from tests.servers.windows import WIDE, on_both

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
PIECES = {piece.name: piece.document for name in ("development", "held out") for piece in opinions(name)}
SOME = ("dams", "school-bell", "duplexes", "herring")


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    home = tmp_path_factory.mktemp("library")
    for name in SOME:
        add_topic(load_bytes(PIECES[name].text.encode(), f"{name}.txt"), f"{name}.txt", home)
    opened = build(Settings(home=home))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(bots: Bots) -> Iterator[str]:
    with serving(bots.home) as found:
        yield found


# ── in the browser ──


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = getattr(request, "param", WIDE)
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


@on_both
def test_an_op_ed_is_added_asked_reviewed_signed_and_removed_in_the_browser(
    page: Page, address: str, tmp_path: Path
) -> None:
    file = tmp_path / "harbor.txt"
    file.write_text("The harbor fee should end. It costs each boat $70. The harbor is half empty.", "utf-8")
    page.goto(f"{address}/library")
    page.get_by_text("Add an op-ed").click()
    page.set_input_files("input[type=file]", file)
    page.fill("input[name=title]", "<b>Harbor</b> fees")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#added strong")).to_have_text("<b>Harbor</b> fees", timeout=60_000)
    page.fill("#search", "harbor")
    expect(page.locator("#topics li")).to_have_count(1)
    page.get_by_role("link", name="3 claims to review").click()
    expect(page.locator("#claims li")).to_have_count(3)
    first = page.locator("#claims li").filter(has_text="$70")
    first.locator("textarea").fill("it costs each boat $90")
    first.get_by_role("button", name="Accept").click()
    expect(first.get_by_role("alert")).to_contain_text("passage does not support that")
    expect(page.locator("#bar")).to_be_hidden()
    first.locator("textarea").fill("it costs a boat $70")
    first.get_by_role("button", name="Accept").click()
    expect(page.locator("#state")).to_have_text("2 of 3 claims are waiting for review.")
    page.locator("#claims li").first.get_by_role("button", name="Delete").click()
    expect(page.locator("#state")).to_have_text("1 of 2 claims are waiting for review.")
    page.get_by_role("button", name="Accept", exact=True).first.click()
    page.get_by_label("Sign off the argument map and everything prepared, as").fill("Jo Park")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.locator("#state")).to_contain_text("Signed off by Jo Park on")
    page.get_by_role("link", name="Chat").click()
    expect(page.locator("#heading h1")).to_have_text("<b>Harbor</b> fees", timeout=30_000)
    expect(page.locator("#starters button:visible").first).to_have_text("What does the op-ed recommend?")
    ask(page, "What does it cost a boat?")
    expect(page.locator(".reply").last).to_contain_text("$70")
    page.goto(f"{address}/library")
    page.fill("#search", "harbor")
    expect(page.locator("#topics li")).to_have_count(1)
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Remove for good?").click()
    expect(page.locator("#said")).to_have_text("0 op-eds")


HARBOR = (
    b"The harbor fee should end. It costs each boat $70. The city must dredge the channel. "
    b"The harbor is half empty. Skippers may go elsewhere."
)


@pytest.fixture
def reviewed(page: Page, tmp_path: Path) -> Iterator[Page]:
    """The review page of an op-ed of its own, with five claims that wait."""
    add_topic(load_bytes(HARBOR, "harbor.txt"), "harbor.txt", tmp_path)
    with serving(tmp_path) as address:
        page.goto(f"{address}/library/harbor")
        expect(page.locator("#claims li")).to_have_count(5)
        yield page


def _claim(page: Page, says: str) -> Locator:
    return page.locator("#claims li").filter(has_text=says)


def test_the_page_goes_on_in_its_order_unless_the_least_certain_come_first(reviewed: Page) -> None:
    page = reviewed
    order = page.locator("#claims li textarea").evaluate_all("all => all.map((one) => one.value)")
    for place in (0, 1):
        page.locator("#claims li").nth(place).get_by_role("button", name="Accept", exact=True).click()
        expect(page.locator("#claims li").nth(place + 1)).to_be_focused()
    assert page.locator("#claims li textarea").evaluate_all("all => all.map((one) => one.value)") == order
    page.get_by_label("Least certain first").check()
    sure = page.locator("#claims section").first.locator("li .quiet").all_inner_texts()
    assert len(sure) == 3
    assert sure == sorted(sure, key=lambda text: int(text.split("· ")[1].split("%")[0]))
    page.get_by_role("button", name="Accept all the rest (3)").click()
    expect(page.locator("#state")).to_have_text("All 5 claims have been reviewed.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#state")).to_have_text("3 of 5 claims are waiting for review.")


def test_another_kind_brings_its_side_and_its_place_and_the_list_of_what_is_said_follows(
    reviewed: Page,
) -> None:
    page = reviewed
    claim = _claim(page, "half empty")
    claim.get_by_label("kind").select_option("concession")
    expect(claim.get_by_label("helps")).to_have_value("against")
    claim.get_by_label("passages").fill("4, 2")
    expect(claim.locator("blockquote")).to_have_count(2)
    claim.get_by_label("passages").fill("4")
    claim.get_by_role("button", name="Accept", exact=True).click()
    granted = page.locator("#claims section").filter(has=page.get_by_role("heading", name="What it grants"))
    expect(granted.locator("li")).to_contain_text("half empty")
    expect(page.locator("#by-map")).to_contain_text("The op-ed grants that the harbor is half empty. [4]")
    expect(page.locator("#by-map")).to_contain_text("What does the op-ed recommend?")


def test_a_page_asks_for_the_key_before_it_shows_what_needs_it_and_says_where_it_is_wrong(
    page: Page, tmp_path: Path
) -> None:
    add_topic(load_bytes(HARBOR, "harbor.txt"), "harbor.txt", tmp_path)
    with serving(tmp_path, DEBATE_EDIT_KEY="a-key-of-some-length") as address:
        page.goto(f"{address}/library")
        page.get_by_role("button", name="Add and change op-eds").click()
        for hidden in (page.get_by_text("Add an op-ed"), page.get_by_role("button", name="Remove")):
            expect(hidden).to_be_hidden()
        page.get_by_label("Edit key").fill("a-key-of-some-lengt")
        page.get_by_role("button", name="Use").click()
        expect(page.get_by_role("alert")).to_contain_text("That is not the server's edit key")
        page.goto(f"{address}/library/harbor")
        expect(page.locator("#sign")).to_be_hidden()
        page.get_by_label("Edit key").fill("a-key-of-some-length")
        page.get_by_role("button", name="Use").click()
        expect(page.locator("#claims li")).to_have_count(5)
        expect(page.locator("#sign")).to_be_visible()
        page.goto(f"{address}/library")
        expect(page.get_by_role("button", name="Remove")).to_be_visible()


@on_both
def test_the_last_decisions_are_undone_by_button_and_by_key_and_the_page_says_which(reviewed: Page) -> None:
    page = reviewed
    expect(page.locator("#bar")).to_be_hidden()
    _claim(page, "$70").get_by_role("button", name="Delete").click()
    expect(page.locator("#claims li")).to_have_count(4)
    expect(page.locator("#last")).to_have_text("Deleted: “it costs each boat $70”.")
    _claim(page, "half empty").get_by_role("button", name="Not the author's").click()
    expect(page.locator("#last")).to_have_text("Not the author's: “the harbor is half empty”.")
    expect(page.locator("#claims li:focus")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator("#last")).to_have_text("Undone: not the author's “the harbor is half empty”.")
    expect(_claim(page, "half empty").locator(".quiet").first).to_contain_text("% sure")
    expect(_claim(page, "half empty")).to_be_focused()
    page.get_by_role("button", name="Undo the previous one").click()
    expect(page.locator("#last")).to_have_text("Undone: deleted “it costs each boat $70”.")
    expect(page.locator("#claims li")).to_have_count(5)
    expect(page.locator("#undo")).to_be_disabled()


def test_the_main_recommendation_is_chosen_by_button_and_by_key(reviewed: Page) -> None:
    page = reviewed
    thesis = page.locator("#claims section").filter(
        has=page.get_by_role("heading", name="Main recommendation")
    )
    was = thesis.locator("textarea").input_value()
    other = "the city must dredge the channel" if "fee" in was else "the harbor fee should end"
    _claim(page, other).get_by_role("button", name="Main recommendation").click()
    expect(thesis.locator("textarea")).to_have_value(other)
    expect(page.locator("#last")).to_have_text(f"The main recommendation: “{other}”.")
    _claim(page, was).focus()
    page.keyboard.press("t")
    expect(thesis.locator("textarea")).to_have_value(was)
    page.keyboard.press("Control+z")
    expect(thesis.locator("textarea")).to_have_value(other)


def test_a_draft_outlives_escape_and_other_decisions(reviewed: Page) -> None:
    page = reviewed
    page.keyboard.press("j")  # nothing is in hand yet: the first key only takes a claim
    expect(page.locator("#claims li:focus")).to_have_count(1)
    words = _claim(page, "$70").locator("textarea")
    words.fill("it costs a boat $70")
    words.press("Escape")
    expect(_claim(page, "$70")).to_be_focused()
    expect(_claim(page, "$70").get_by_role("alert")).to_have_text("Your draft is kept but not saved yet.")
    _claim(page, "half empty").get_by_role("button", name="Accept").click()
    expect(page.locator("#last")).to_contain_text("Accepted")
    expect(words).to_have_value("it costs a boat $70")
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => location.reload())")
    asked.value.dismiss()
    _claim(page, "$70").focus()
    page.keyboard.press("a")  # accepts what was typed, not what stood there before
    expect(page.locator("#last")).to_have_text("Edited: “it costs each boat $70”.")
    expect(words).to_have_value("it costs a boat $70")
    words.fill("it costs boats $70")
    _claim(page, "$70").get_by_role("button", name="Discard the draft").click()
    expect(words).to_have_value("it costs a boat $70")


@on_both
def test_the_box_to_sign_is_at_the_end_and_linked_from_the_top_with_what_is_left(reviewed: Page) -> None:
    page = reviewed
    link = page.get_by_role("link", name="Sign off 5 left")
    expect(link).to_be_in_viewport()
    link.click()
    expect(page.locator("#signing")).to_be_in_viewport()
    expect(page.locator("#sign")).to_contain_text("5 claims are left to review before it can be signed off.")
    expect(page.get_by_role("button", name="Sign", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Go to the next").click()
    expect(page.locator("#claims li:focus")).to_be_in_viewport()
    for left in range(4, -1, -1):
        page.keyboard.press("a")
        expect(page.locator("#before-signing")).to_have_text(f"{left} left" if left else "")
    page.get_by_label("Sign off the argument map and everything prepared, as").fill("Jo Park")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("link", name="Sign off done")).to_be_visible()


# ── all that it can say ──


@on_both
def test_every_prepared_sentence_is_linked_from_the_library_and_printed(page: Page, address: str) -> None:
    page.goto(f"{address}/library")
    row = page.locator("#topics li").filter(has_text="a restatement in other words")
    row.get_by_role("link", name="Everything it can say").click()
    playbook = shipped_playbook()
    expect(page.locator("#prepared")).to_contain_text(
        f"sentences in {len(playbook.answers):,} answers, {len(playbook.blocks)} arguments, 2 cases"
    )
    expect(page.get_by_role("heading", name="Everything it can say")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Everything it can say")).to_contain_text("sentences")
    total = int(page.locator("#prepared-count").inner_text().split()[0].replace(",", ""))
    expect(page.locator("#playbook .answer .sentence")).to_have_count(0)  # folded until it is wanted
    unfolded = page.locator("#playbook .part[open]").count()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sentences = page.locator("#playbook .sentence:visible")
    expect(sentences).to_have_count(total)
    expect(page.locator(".signed")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("#playbook .part[open]")).to_have_count(unfolded)


def test_questions_to_all_and_tags_in_the_browser(page: Page, address: str) -> None:
    page.goto(f"{address}/library")
    page.get_by_label("Ask all op-eds").fill("Which op-eds argue for easing tariffs?")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#answers article h3").first).to_have_text("Easing the pressure on South Korea")
    expect(page.locator("#answers .cite").first).to_have_attribute(
        "href", "/documents/us-korea-alliance#passage-45"
    )
    row = page.locator("#topics li").filter(has_text="dams.txt")
    row.get_by_role("button", name="Tags").click()
    row.locator(".tagging input").fill("rivers")
    row.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="rivers").click()
    expect(page.locator("#topics li")).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/library", "/library/dams", "/library/us-korea-alliance"])
def test_the_pages_have_no_accessibility_violations(
    browser: Browser, address: str, path: str, theme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=theme)
    page.goto(f"{address}{path}")
    page.wait_for_selector("#topics li, #claims li")
    if path == "/library":
        page.locator("#adding summary").click()
    else:
        expect(page.locator("#prepared")).not_to_be_empty()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_an_old_reply_shows_the_text_that_it_cited(browser: Browser, tmp_path: Path) -> None:
    def index(text: str) -> None:
        add_topic(load_bytes(text.encode(), "dams.txt"), "dams.txt", tmp_path, "dams")

    index(PIECES["dams"].text)
    with serving(tmp_path) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}/?topic=dams")
        expect(page.locator("#heading h1")).to_have_attribute("data-topic", "dams", timeout=30_000)
        ask(page, "How many salmon die?")
        embedded = browser.new_page()
        embedded.goto(f"{address}/embed?topic=dams")
        embedded.fill("#box", "How many salmon die?")
        embedded.press("#box", "Enter")
        expect(embedded.locator(".reply[aria-busy=false]")).to_have_count(1)
        index(PIECES["dams"].text.replace("about forty die", "about fifty die"))
        page.reload()
        expect(page.locator(".reply .cite").first).to_be_visible(timeout=30_000)
        expect(page.locator("#panel")).to_contain_text("about fifty die")
        page.locator(".reply .cite").first.click()
        expect(page.locator("#panel .passage.found")).to_contain_text("about forty die")
        expect(page.locator("#panel .earlier")).to_be_visible()
        ask(page, "And before the last turbine?")
        page.locator(".reply").last.locator(".cite").first.click()
        expect(page.locator("#panel .passage.found")).to_contain_text("about fifty die")
        embedded.reload()
        embedded.locator(".reply .cite").first.hover()
        expect(embedded.locator("#hint")).to_contain_text("about forty die")
        page.close()
        embedded.close()
