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
from playwright.sync_api import Browser, Page, expect

from bot.build import Bots, build
from bot.settings import Settings
from bot.topics.add import add_topic
from evals.opinion_mining import opinions
from knowledge.loaders import load_bytes
from tests.servers.browsing import ask
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
    expect(first.get_by_role("status")).to_contain_text("passage does not support that")
    first.locator("textarea").fill("it costs a boat $70")
    first.get_by_role("button", name="Accept").click()
    expect(page.locator("#state")).to_have_text(
        "2 of 3 claims are waiting for review, the least certain first."
    )
    page.locator("#claims li").first.get_by_role("button", name="Delete").click()
    expect(page.locator("#state")).to_have_text(
        "1 of 2 claims are waiting for review, the least certain first."
    )
    page.locator("#claims li").first.get_by_role("button", name="Accept").click()
    page.get_by_label("Sign off the argument map and all that is prepared as").fill("Jo Park")
    page.get_by_role("button", name="Sign").click()
    expect(page.locator("#state")).to_contain_text("Signed off by Jo Park on")
    page.get_by_role("link", name="Chat").click()
    expect(page.locator("#heading h1")).to_have_text("<b>Harbor</b> fees", timeout=30_000)
    expect(page.locator("#starters button:visible").first).to_have_text("What does the op-ed recommend?")
    ask(page, "What does it cost a boat?")
    expect(page.locator(".reply .statement").last).to_contain_text("$70")
    page.goto(f"{address}/library")
    page.fill("#search", "harbor")
    expect(page.locator("#topics li")).to_have_count(1)
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Remove for good?").click()
    expect(page.locator("#said")).to_have_text("0 op-eds")


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
@pytest.mark.parametrize("path", ["/library", "/library/dams"])
def test_the_pages_have_no_accessibility_violations(
    browser: Browser, address: str, path: str, theme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=theme)
    page.goto(f"{address}{path}")
    page.wait_for_selector("#topics li, #claims li")
    page.locator("#adding summary").click() if path == "/library" else None
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
