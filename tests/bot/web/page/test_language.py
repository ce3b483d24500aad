"""The chat page in Korean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.servers.browsing import ask
from tests.servers.serving import serving
from tests.servers.windows import WIDE, on_both

pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning")]
# what is in English where the page is in Korean: names of formats, and of the other language
ENGLISH = {"Markdown", "Word", "CSV", "JSON", "English", "☰ Op-ed"}
PUT_TOGETHER = {  # of parts, where they are shown
    "A restatement of the op-ed in other words. The argument map is not yet signed off by the author.",
    *("You did not take up:", "The bot did not take up:"),
    *("You, for", "You, against", "Bot, for", "Bot, against"),
    "1 sentence withheld",
}
# each text of the interface that is drawn, but not what the op-ed, the replies and the reader say
TEXTS = """() => {
  const op_ed = ".statement, .passage, .document h2, .document h3, .said, .by, .argues, #map";
  const said = `${op_ed}, script, style, footer`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (at.closest(said) || !at.checkVisibility() || !/[A-Za-z]{3}/.test(walker.currentNode.data)) continue;
    found.push(walker.currentNode.data.replace(/\\s+/g, " ").trim());
  }
  return [...new Set(found)];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("korean")) as found:
        yield found


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = getattr(request, "param", WIDE)
    context = browser.new_context(viewport={"width": width, "height": height}, locale="ko-KR")
    yield context.new_page()
    context.close()


@on_both
def test_the_interface_the_title_and_the_starters_are_korean_and_it_says_what_is_not(
    page: Page, address: str
) -> None:
    page.goto(address)
    expect(page.locator("#heading h1")).to_have_text("한국에 대한 압박 완화", timeout=30_000)
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("#mode label").first).to_have_text("질문")
    expect(page.locator("#box textarea")).to_have_attribute(
        "placeholder", "기사 내용에 대해 질문하세요 (영어로)"
    )
    expect(page.locator(".welcome .promise")).to_contain_text("화면은 한국어이고, 질문과 답변은 영어입니다.")
    expect(page.locator("#starters button:visible").first).to_have_text(
        "한국은 어떤 관세에 직면해 있고, 기한은 언제인가요?"
    )
    page.wait_for_function(
        "!document.body.innerText.includes('processing')"
    )  # Gradio's own word, for a moment
    page.wait_for_function(f"(known) => ({TEXTS})().every((text) => known.includes(text))", arg=[*ENGLISH])
    page.locator("#mode label").nth(3).click()
    expect(page.locator("#starters button:visible").first).to_have_text(re.compile("[가-힣]"))
    expect(page.locator("#box textarea")).to_have_attribute("placeholder", "주장을 펼쳐 보세요 (영어로)")


def test_a_starter_in_korean_is_answered_and_what_stands_under_the_reply_is_korean(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/?lang=ko")
    page.locator("#starters button:visible").first.click(timeout=30_000)
    expect(page.locator(".reply .copy")).to_have_text("복사", timeout=30_000)
    expect(page.locator(".reply .statement").first).to_contain_text("25 percent")
    page.locator(".reply .contest > summary").click()
    assert set(page.evaluate(TEXTS)) <= ENGLISH | set(
        page.locator("#starters button").all_inner_texts()
    ) | set(page.locator(".sentences summary").all_inner_texts())
    for tab in ("flow", "ballot", "history", "settings"):
        page.click(f"#tab-{tab}")
        page.wait_for_timeout(300)
        left = set(page.evaluate(TEXTS)) - ENGLISH - set(page.locator("#starters button").all_inner_texts())
        left -= set(page.locator(".sentences summary, #history li a").all_inner_texts())
        assert not left, tab


def test_a_korean_question_without_a_model_gets_a_korean_sentence_on_what_works(
    page: Page, address: str
) -> None:
    page.goto(address)
    expect(page.locator("#box textarea")).to_be_visible(timeout=30_000)
    ask(page, "한국은 어떤 관세에 직면해 있나요?")
    expect(page.locator(".reply").last).to_contain_text("지금은 영어로 된 질문만 이해합니다.")


def test_the_reader_chooses_the_language_of_the_page_and_keeps_it(page: Page, address: str) -> None:
    page.goto(address)
    page.click("#tab-settings", timeout=30_000)
    expect(page.locator("#page-language")).to_contain_text("화면 언어")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#heading h1")).to_have_text("Easing the pressure on South Korea", timeout=30_000)
    expect(page).to_have_url(re.compile("lang=en"))
    page.click("#tab-settings")
    page.get_by_role("link", name="한국어").click()
    expect(page.locator("#heading h1")).to_have_text("한국에 대한 압박 완화", timeout=30_000)


def test_the_address_counts_before_the_browser(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-US")
    page.goto(f"{address}/?lang=ko")
    expect(page.locator("#heading h1")).to_have_text("한국에 대한 압박 완화", timeout=30_000)
    expect(page.locator("html")).to_have_attribute("lang", "ko")  # also once Gradio has loaded
    page.click("#tab-settings")
    chosen, other = page.locator("#page-language a:lang(ko)"), page.locator("#page-language a:lang(en)")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert chosen.evaluate(colour) != other.evaluate(colour)
    assert other.evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.close()


def test_the_page_in_korean_has_no_accessibility_violations(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#starters button:visible").first).to_be_visible(timeout=30_000)
    page.click("#tab-settings")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_each_korean_word_is_one_that_the_page_says(address: str) -> None:
    """A text that was worded anew in English would silently stay English."""
    import json

    root = Path("bot")
    words = json.loads((root / "web/page/words/ko.json").read_text("utf-8"))
    kinds = ("*.py", "*.js", "*.html")
    source = " ".join(
        re.sub(r"\s+", " ", file.read_text("utf-8"))
        for folder in ("web/page", "web/static", "output", "debate")
        for kind in kinds
        for file in (root / folder).rglob(kind)
    )
    gone = {text for text in words if not all(part.strip() in source for part in text.split("{}"))}
    assert gone == PUT_TOGETHER
