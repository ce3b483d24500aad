"""The widget in a real browser, on pages of other sites."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect, sync_playwright

from knowledge.document import Document
from knowledge.topic import add_document
from tests.servers.browsing import FLAGS
from tests.servers.hosting import hosting
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"
FOREIGN = "--host-resolver-rules=MAP *.test 127.0.0.1"
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=15_000)  # a machine that is shared may take its time
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, FOREIGN])
        yield opened
        opened.close()


def article(document: Document) -> str:
    """The document as a publisher sets it: typographic quotes, links and emphasis across sentences, notes."""
    paragraphs = []
    for _, group in groupby(document.passages, key=lambda passage: passage.paragraph):
        text = " ".join(passage.text for passage in group)
        text = (
            re.sub(r"'s\b", "’s", text)
            .replace("percent on goods", 'percent <a href="#">on <em>goods</em></a>')
            .replace("August 1", "Au<b>gust\n 1</b><sup>[2]</sup>")
        )
        paragraphs.append(f"<p>{text}</p>")
    return f"<article><h1>Our article</h1>{''.join(paragraphs)}</article>"


def page_of(body: str, server: str, head: str = "", lang: str = "en", **data: str) -> str:
    """A publisher's page."""
    given = "".join(f' data-{name.replace("_", "-")}="{value}"' for name, value in data.items())
    script = f'<script src="{server}/widget.js" data-topic="us-korea-alliance"{given} async></script>'
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width">{head}</head><body>{body}{script}</body></html>'
    )


@contextmanager
def shown(
    browser: Browser,
    html: str,
    *,
    size: tuple[int, int] = (1280, 800),
    host: str = "127.0.0.1",
    headers: dict[str, str] | None = None,
    **context: Any,
) -> Iterator[Page]:
    """The page on another origin, with what its console said in `page.said`."""
    with hosting({"/": html, "/favicon.ico": ""}, headers) as port:
        opened = browser.new_context(
            reduced_motion="reduce", viewport={"width": size[0], "height": size[1]}, **context
        )
        page = opened.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.said = said  # type: ignore[attr-defined]
        page.goto(f"http://{host}:{port}/")
        yield page
        opened.close()


def opened(page: Page) -> FrameLocator:
    """The chat, opened by its bubble."""
    page.get_by_role("button", name="Ask the op-ed").click()
    frame = page.frame_locator("policy-debate iframe")
    expect(frame.locator("#box")).to_be_focused()
    return frame


def ask(frame: FrameLocator | Page, text: str = QUESTION) -> None:
    """Ask, and wait for the whole reply."""
    done = frame.locator(".reply[aria-busy=false]").count()
    frame.locator("#box").fill(text)
    frame.locator("#box").press("Enter")
    expect(frame.locator(".reply[aria-busy=false]")).to_have_count(done + 1, timeout=15_000)


def lit(page: Page) -> str:
    """What is highlighted in the article."""
    return str(page.evaluate("[...(CSS.highlights.get('policy-debate') || [])].map(String).join('')"))


# ── beside the article ──


def test_nothing_but_the_loader_is_asked_for_before_it_is_opened(
    browser: Browser, address: str, brief: Document
) -> None:
    with shown(browser, page_of(article(brief), address)) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        expect(page.get_by_role("button", name="Ask the op-ed")).to_be_visible()
        page.wait_for_timeout(500)
        assert [url for url in asked if url.startswith(address)] == [f"{address}/widget.js"]
        ask(opened(page))
        assert {urlsplit(url).netloc for url in asked} == {
            urlsplit(address).netloc,
            urlsplit(page.url).netloc,
        }


COVERED = """() => {
    const box = document.querySelector("policy-debate").shadowRoot.querySelector(".box");
    const panel = box.getBoundingClientRect();
    const [range] = CSS.highlights.get("policy-debate");
    return [...range.getClientRects()].some((line) => line.left < panel.right && panel.left < line.right
        && line.top < panel.bottom && panel.top < line.bottom);
}"""
IN_VIEW = """() => {
    const [range] = CSS.highlights.get("policy-debate");
    const { top, bottom } = range.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
}"""


@pytest.mark.parametrize("height", [800, 620])
def test_the_panel_does_not_cover_the_sentence_that_it_lights(
    browser: Browser, address: str, brief: Document, height: int
) -> None:
    with shown(browser, page_of(article(brief), address), size=(1280, height)) as page:
        frame = opened(page)
        for text in (QUESTION, "What does the op-ed recommend?", "Summarise the op-ed"):
            ask(frame, text)
        marks = frame.locator(".cite")
        for number in range(0, marks.count(), 2):
            marks.nth(number).click()
            page.wait_for_function("CSS.highlights.has('policy-debate')")
            page.wait_for_timeout(400)  # it glides there, on a busy machine for longer
            page.wait_for_function(f"!({COVERED})() && ({IN_VIEW})()", timeout=5_000)
            assert lit(page)


def test_an_unknown_topic_is_called_unknown_and_not_refused(
    browser: Browser, address: str, brief: Document
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/embed/article?topic=us-korea-alliance&widget=no")
    page.add_script_tag(url=f"{address}/widget.js")
    page.evaluate("PolicyDebate.create({ topic: 'nowhere' })")
    assert any("has no topic “nowhere”" in text and "us-korea-alliance" in text for text in said)
    assert not any("does not let" in text for text in said)
    page.close()


def test_a_citation_lights_the_sentence_in_the_article_across_links_and_typography(
    browser: Browser, address: str, brief: Document
) -> None:
    with shown(browser, page_of(article(brief), address, article="article")) as page:
        frame = opened(page)
        ask(frame, "Who invited Lee to Victory Day?")
        ask(frame)
        frame.locator(".cite").first.click()
        page.wait_for_function("CSS.highlights.get('policy-debate')")
        first = lit(page)
        frame.locator('.cite[data-id="4"]').last.click()
        page.wait_for_function(
            "first => [...CSS.highlights.get('policy-debate')].map(String).join('') !== first", arg=first
        )
        assert (
            " ".join(lit(page).split())
            == "Trump plans to impose a tariff of 25 percent on goods imported from South Korea unless a "
            "favorable trade agreement is secured by August 1[2]."
        )
        expect(page.locator("article p em")).to_be_in_viewport()
        expect(frame.locator("#document")).to_be_hidden()
        assert page.said == []  # type: ignore[attr-defined]


def test_a_citation_that_is_pointed_at_lights_its_sentence_and_its_tip_leaves_the_words_free(
    browser: Browser, address: str, brief: Document
) -> None:
    with shown(browser, page_of(article(brief), address, article="article")) as page:
        frame = opened(page)
        chips = frame.locator("#starters button")
        for place in range(chips.count()):  # none is cut
            assert chips.nth(place).evaluate(
                "(one) => one.scrollWidth <= one.clientWidth && one.checkVisibility()"
            )
        expect(frame.locator("footer")).to_contain_text("This chat is kept; delete it under")
        ask(frame)
        mark = frame.locator(".cite").first
        scrolled = page.evaluate("scrollY")
        mark.hover()
        page.wait_for_function("CSS.highlights.has('policy-debate')")
        assert lit(page).startswith("Trump plans to impose")
        assert page.evaluate("scrollY") == scrolled
        tip, at = frame.locator("#hint").bounding_box(), mark.bounding_box()
        assert tip
        assert at
        assert tip["y"] > at["y"]
        frame.locator("#box").hover()
        page.wait_for_function("!CSS.highlights.has('policy-debate')")
        mark.click()
        frame.locator("#box").hover()
        page.wait_for_timeout(400)
        assert lit(page).startswith("Trump plans to impose")


def test_without_the_highlight_api_the_sentence_is_marked_and_unmarked_again(
    browser: Browser, address: str, brief: Document
) -> None:
    head = "<script>delete window.Highlight</script>"
    with shown(browser, page_of(article(brief), address, head, article="article")) as page:
        before = page.locator("article").inner_html()
        frame = opened(page)
        ask(frame)
        frame.locator(".cite").first.click()
        expect(page.locator("mark.policy-debate").first).to_be_visible()
        assert "".join(page.locator("mark.policy-debate").all_inner_texts()).startswith(
            "Trump plans to impose"
        )
        page.evaluate("PolicyDebate.destroy()")
        assert page.locator("article").inner_html() == before


def test_what_is_not_on_the_page_opens_in_the_widgets_own_document(browser: Browser, address: str) -> None:
    with shown(browser, page_of("<article><p>Something else.</p></article>", address)) as page:
        frame = opened(page)
        ask(frame)
        frame.locator(".cite").first.click()
        expect(frame.locator("#passage-4.found")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(frame.locator("#log")).to_be_visible()


def test_an_article_that_has_changed_is_told_to_reader_and_publisher(
    browser: Browser, tmp_path: Path, brief: Document
) -> None:
    log: list[str] = []
    file = tmp_path / "article.md"
    file.write_text("# Our article\n\n" + "\n\n".join(passage.text for passage in brief.passages))
    add_document(file, tmp_path, slug="us-korea-alliance")
    with serving(tmp_path, said=log) as address:
        changed = "".join(
            f"<p>{passage.text.replace('25 percent', '20 percent')}</p>" for passage in brief.passages
        )
        with shown(browser, page_of(f"<main>{changed}</main>", address, article="main")) as page:
            frame = opened(page)
            expect(frame.locator("#notices")).to_contain_text(
                "The op-ed has changed since it was indexed: 1 of its"
            )
            ask(frame)
            expect(frame.locator(".cite.changed").first).to_have_attribute(
                "aria-label", re.compile("not on this page as it was indexed")
            )
            page.reload()
            opened(page)
            page.wait_for_timeout(500)
    told = [line for line in log if "has changed since it was indexed" in line]
    assert len(told) == 1
    assert "1 passages are not there" in told[0]


# ── hosts that are strict, hostile or not allowed ──


def test_a_strict_policy_needs_one_script_source_and_one_frame_source(
    browser: Browser, address: str, brief: Document
) -> None:
    policy = f"default-src 'none'; script-src {address}; frame-src {address}"
    with shown(
        browser, page_of(article(brief), address), headers={"Content-Security-Policy": policy}
    ) as page:
        frame = opened(page)
        ask(frame)
        frame.locator(".cite").first.click()
        expect(frame.locator(".cite").first).to_be_focused()
        for _ in range(100):  # the page's policy lets no text be run, as waiting for an expression would
            if lit(page):
                break
            page.wait_for_timeout(50)
        assert lit(page)
        assert not [text for text in page.said if "Content Security Policy" in text and "favicon" not in text]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "policy",
    [
        "script-src {address}; frame-src 'none'",
        "script-src {address}; frame-src 'self'",
        "default-src 'self'; script-src {address}",
    ],
)
def test_a_page_that_forbids_the_frame_says_so_and_the_panel_closes(
    browser: Browser, address: str, policy: str
) -> None:
    headers = {"Content-Security-Policy": policy.format(address=address)}
    with shown(browser, page_of("<article></article>", address), headers=headers) as page:
        bubble = page.get_by_role("button", name="Ask the op-ed")
        bubble.click()
        expect(page.get_by_role("alert")).to_have_text("This site does not let the chat open here.")
        expect(page.locator("policy-debate iframe")).to_be_hidden()
        expect(page.get_by_role("button", name="Close the chat")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("alert")).to_be_hidden()
        expect(bubble).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        page.get_by_role("button", name="Close the chat").click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(bubble).to_be_focused()
        told = [text for text in page.said if "policy-debate-bot" in text]  # type: ignore[attr-defined]
        assert f"add {address} to its frame-src" in told[0]


def test_a_forbidden_frame_in_the_page_or_of_a_page_that_hides_itself_is_told_too(
    browser: Browser, address: str
) -> None:
    headers = {"Content-Security-Policy": f"script-src {address}; frame-src 'none'"}
    with shown(
        browser, page_of('<div id="debate"></div>', address, target="#debate", lang="ko"), headers=headers
    ) as page:
        expect(page.get_by_role("alert")).to_have_text("이 사이트에서는 채팅을 열 수 없습니다.")
        expect(page.locator("policy-debate button:visible")).to_have_count(0)
    head = '<meta name="referrer" content="no-referrer">'
    with shown(browser, page_of("<article></article>", address, head), headers=headers) as page:
        page.wait_for_timeout(1500)
        expect(page.locator("policy-debate")).to_have_count(0)
        (told,) = [text for text in page.said if "policy-debate-bot" in text]  # type: ignore[attr-defined]
        assert f"add {address} to its frame-src" in told


def test_a_policy_that_only_reports_lets_the_chat_open(browser: Browser, address: str) -> None:
    headers = {"Content-Security-Policy-Report-Only": "frame-src 'none'"}
    with shown(browser, page_of("<article></article>", address), headers=headers) as page:
        ask(opened(page))
        expect(page.get_by_role("alert")).to_have_count(0)


def test_a_server_that_is_away_is_told_and_tried_again_at_the_next_opening(
    browser: Browser, tmp_path: Path
) -> None:
    with ExitStack() as running:
        address = running.enter_context(serving(tmp_path))
        with shown(browser, page_of("<article></article>", address)) as page:
            bubble = page.get_by_role("button", name="Ask the op-ed")
            expect(bubble).to_be_visible()
            running.close()
            bubble.click()
            expect(
                page.get_by_role("button", name="Close the chat")
            ).to_be_focused()  # also while nothing has come yet
            expect(page.get_by_role("alert")).to_have_text(
                "The chat cannot be reached at the moment. Please try again later.", timeout=15_000
            )
            page.keyboard.press("Escape")
            expect(bubble).to_be_focused()
            assert any(f"{address} cannot be reached from this page" in text for text in page.said)  # type: ignore[attr-defined]
            with serving(tmp_path, port=int(address.rsplit(":", 1)[1])):
                ask(opened(page))
                expect(page.get_by_role("alert")).to_have_count(0)
                expect(
                    page.locator("policy-debate").get_by_role("button", name="Close the chat")
                ).to_be_hidden()


def test_a_server_that_has_come_to_refuse_the_page_is_told(browser: Browser, tmp_path: Path) -> None:
    pages: dict[str, str] = {"/favicon.ico": ""}
    with hosting(pages) as port, ExitStack() as running:
        address = running.enter_context(serving(tmp_path, DEBATE_ORIGINS=f"http://paper.test:{port}"))
        pages["/"] = page_of("<article></article>", address)
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"http://paper.test:{port}/")
        expect(page.get_by_role("button", name="Ask the op-ed")).to_be_visible()
        running.close()
        with serving(tmp_path, port=int(address.rsplit(":", 1)[1])):
            page.get_by_role("button", name="Ask the op-ed").click()
            expect(page.get_by_role("alert")).to_have_text(
                "This site does not let the chat open here.", timeout=20_000
            )
            assert any(f"does not let http://paper.test:{port} show" in text for text in said)
        page.close()


def test_a_chat_that_comes_late_takes_the_place_of_what_was_said(browser: Browser, address: str) -> None:
    held: list[Route] = []
    with shown(browser, page_of("<article></article>", address)) as page:
        page.route(
            "**/embed?*",
            lambda route: held.append(route) if route.request.resource_type == "document" else route.abort(),
        )
        page.clock.install()
        page.get_by_role("button", name="Ask the op-ed").click()
        page.wait_for_timeout(300)
        page.clock.fast_forward(21_000)
        expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
        held[0].continue_()
        ask(page.frame_locator("policy-debate iframe"))
        expect(page.get_by_role("alert")).to_have_count(0)


def test_hostile_styles_do_not_reach_it_and_its_own_do_not_reach_the_page(
    browser: Browser, address: str, brief: Document
) -> None:
    hostile = (
        "<style>html { font-size: 90px } article ~ *, div, button, iframe { display: none !important; "
        "opacity: 0 !important } * { font: 60px fantasy !important; color: red !important }</style>"
    )
    with shown(browser, page_of(article(brief), address, hostile)) as page:
        before = page.locator("article p").first.evaluate(
            "one => JSON.stringify(Object.fromEntries([...getComputedStyle(one)].map(name => [name, "
            "getComputedStyle(one)[name]])))"
        )
        button = page.get_by_role("button", name="Ask the op-ed")
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box is not None
        assert box["height"] < 60
        ask(opened(page))
        after = page.locator("article p").first.evaluate(
            "one => JSON.stringify(Object.fromEntries([...getComputedStyle(one)].map(name => [name, "
            "getComputedStyle(one)[name]])))"
        )
        assert before == after


def test_a_site_that_is_not_allowed_sees_a_sentence_and_no_bubble(browser: Browser, address: str) -> None:
    with shown(browser, page_of("<article></article>", address), host="paper.test") as page:
        page.wait_for_timeout(1500)
        assert page.locator("policy-debate").count() == 0
        (told,) = [text for text in page.said if "policy-debate-bot" in text]  # type: ignore[attr-defined]
        assert "does not let http://paper.test" in told
        assert "DEBATE_ORIGINS" in told


def test_where_the_page_hides_whose_it_is_the_frame_must_answer_first(
    browser: Browser, tmp_path: Path
) -> None:
    head = '<meta name="referrer" content="no-referrer">'
    with (
        serving(tmp_path, DEBATE_ORIGINS="http://*.good.test:*".replace(":*", "")) as address,
        shown(browser, page_of("<article></article>", address, head), host="127.0.0.1") as page,
    ):
        expect(page.get_by_role("button", name="Ask the op-ed")).to_be_visible()
        ask(opened(page))


def test_frames_fetches_and_messages_of_a_foreign_site_are_refused(browser: Browser, address: str) -> None:
    html = (
        f'<iframe src="{address}/embed?topic=us-korea-alliance&origin=http://127.0.0.1"></iframe><iframe '
        f'id="chat" src="{address}/"></iframe>'
    )
    with shown(browser, html, host="paper.test") as page:
        page.wait_for_timeout(1500)
        refused = [text for text in page.said if "frame-ancestors" in text]  # type: ignore[attr-defined]
        assert len(refused) >= 2
        for path in ("/api/topics", "/v1/models", "/embed?topic=us-korea-alliance", "/", "/gradio_api/info"):
            answer = page.evaluate(
                "url => fetch(url).then(() => 'read', () => 'refused')", f"{address}{path}"
            )
            assert answer == "refused"
        heard = page.evaluate(
            """() => new Promise(done => {
                addEventListener('message', event => done(event.data));
                for (const frame of document.querySelectorAll('iframe'))
                    frame.contentWindow.postMessage({debate: 'ask', text: 'Hello'}, '*');
                setTimeout(() => done('nothing'), 800);
            })"""
        )
        assert heard == "nothing"


def test_the_frame_obeys_only_the_origin_it_was_let_in_for(browser: Browser, address: str) -> None:
    """An allowed page frames the chat for itself, in the name of another one."""
    with shown(
        browser,
        f'<iframe src="{address}/embed?topic=us-korea-alliance&origin=http://localhost:1&as=popup"></iframe>',
    ) as page:
        frame = page.frame_locator("iframe")
        expect(frame.locator("#box")).to_be_visible()
        page.evaluate("frames[0].postMessage({debate: 'ask', text: 'How high is the levy?'}, '*')")
        page.wait_for_timeout(800)
        expect(frame.locator(".said")).to_have_count(0)


# ── how it is used ──


def test_two_widgets_and_the_javascript_api(browser: Browser, address: str, brief: Document) -> None:
    inline = (
        f'<div id="debate" style="height:500px"></div><script src="{address}/widget.js" '
        'data-topic="us-korea-alliance" data-target="#debate" data-mode="against" async></script>'
    )
    listening = (
        "<script>window.heard = []; window.PolicyDebate = { ready: (debate) => { for (const name of "
        "['ready', 'open', 'close', 'reply', 'citation', 'error']) debate.on(name, (given) => "
        "heard.push([name, given])); } }</script>"
    )
    with shown(browser, page_of(inline + article(brief), address, listening)) as page:
        expect(page.locator("policy-debate")).to_have_count(2)
        below = page.frame_locator("#debate policy-debate iframe")
        expect(below.locator("#modes input:checked")).to_have_value("against")
        page.wait_for_function("heard.some(([name]) => name === 'ready')")
        page.evaluate(
            "PolicyDebate.widgets.find((one) => !one.inline).ask('How high is the levy on Korean "
            "goods?', { mode: 'ask' })"
        )
        page.wait_for_function("heard.some(([name]) => name === 'reply')")
        reply = page.evaluate("heard.find(([name]) => name === 'reply')[1]")
        assert reply["statements"][0]["cites"] == [4]
        bubble = page.frame_locator("body > policy-debate iframe")
        bubble.locator(".cite").first.click()
        page.wait_for_function("heard.some(([name]) => name === 'citation')")
        assert page.evaluate("heard.find(([name]) => name === 'citation')[1]") == {
            "id": 4,
            "text": brief.passage(4).text,
            "found": True,
        }
        expect(below.locator(".reply")).to_have_count(0)
        page.evaluate("PolicyDebate.widgets.forEach((one) => one.setTheme('dark'))")
        expect(bubble.locator("html")).to_have_attribute("data-theme", "dark")
        page.evaluate("PolicyDebate.destroy()")
        expect(page.locator("policy-debate")).to_have_count(0)
        names = page.evaluate("heard.map(([name]) => name)")
        assert {"ready", "open", "close", "reply", "citation"} <= set(names)


def test_a_module_script_and_a_page_that_changes_its_content_keep_it(
    browser: Browser, address: str, brief: Document
) -> None:
    """As single-page sites do: the body is drawn again, the address changes, the inline place comes later."""
    html = page_of(f'<div id="app">{article(brief)}</div>', address, target="#debate").replace(
        "<script src", '<script type="module" src'
    )
    with shown(browser, html) as page:
        page.wait_for_function("window.PolicyDebate?.widgets.length === 1")
        expect(page.locator("policy-debate")).to_have_count(0)
        draw = (
            "document.getElementById('app').innerHTML = '<h1>Another page</h1><div id=\"debate\" "
            "style=\"height:480px\"></div>'; history.pushState({}, '', '/other')"
        )
        for _ in range(2):
            page.evaluate(draw)
            frame = page.frame_locator("#debate policy-debate iframe")
            expect(frame.locator("#box")).to_be_visible()
        ask(frame)
        page.evaluate(draw)
        expect(page.frame_locator("#debate policy-debate iframe").locator(".said")).to_have_text(QUESTION)
        assert page.said == []  # type: ignore[attr-defined]


def test_a_slow_network_shows_that_it_is_at_work_and_can_be_stopped(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/embed")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 1200, "downloadThroughput": 20_000, "uploadThroughput": 20_000},
    )
    page.fill("#box", QUESTION)
    page.press("#box", "Enter")
    expect(page.locator(".waiting")).to_have_text("Writing, and checking each sentence …")
    page.fill("#box", "What I type meanwhile")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".trouble")).to_contain_text("This was cut off")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".reply[aria-busy=false] .statement").first).to_be_visible(timeout=20_000)
    expect(page.locator(".trouble")).to_have_count(0)
    expect(page.locator("#box")).to_have_value("What I type meanwhile")
    page.close()


def test_dark_follows_the_reader_and_motion_is_left_out_where_it_is_unwelcome(
    browser: Browser, address: str, brief: Document
) -> None:
    with shown(browser, page_of(article(brief), address, article="article"), color_scheme="dark") as page:
        frame = opened(page)
        expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
        assert (
            page.evaluate(
                "getComputedStyle(document.querySelector('policy-debate').shadowRoot.querySelector('.box')).animationName"
            )
            == "none"
        )
        ask(frame)
        page.evaluate("window.moved = []; addEventListener('scroll', () => moved.push(scrollY))")
        frame.locator(".cite").first.click()
        page.wait_for_function("CSS.highlights.get('policy-debate')")
        page.wait_for_timeout(300)
        assert page.evaluate("moved.length") <= 1
        page.emulate_media(forced_colors="active")
        assert (
            page.evaluate(
                "getComputedStyle(document.querySelector('policy-debate').shadowRoot.querySelector('.box')).borderStyle"
            )
            == "solid"
        )


def test_the_keyboard_alone_opens_keeps_inside_and_returns(browser: Browser, address: str) -> None:
    with shown(browser, page_of('<a href="#x">A link</a>', address)) as page:
        button = page.get_by_role("button", name="Ask the op-ed")
        expect(button).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        frame = page.frame_locator("policy-debate iframe")
        expect(frame.locator("#box")).to_be_focused()
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        expect(frame.locator(".reply[aria-busy=false]")).to_have_count(1)
        for _ in range(40):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.localName") == "policy-debate"
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(button).to_be_focused()


def test_statements_are_announced_once(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/embed?mode=against")
    page.evaluate(
        """() => {
            window.added = [];
            new MutationObserver((changes) => {
                for (const change of changes) for (const node of change.addedNodes)
                    if (node.classList?.contains('statement')) added.push(node.textContent);
            }).observe(document.getElementById('log'), { childList: true, subtree: true });
        }"""
    )
    page.fill("#box", "What would a trade hawk say?")
    page.press("#box", "Enter")
    expect(page.locator(".reply[aria-busy=false]")).to_have_count(1)
    shown_texts = page.locator(".statement").all_inner_texts()
    assert len(shown_texts) >= 3
    assert page.evaluate("added.length") == len(shown_texts)
    expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
    page.close()


def test_what_is_typed_stays_text(browser: Browser, address: str) -> None:
    hostile = "&lt;img src=x onerror=alert(1)&gt;"
    with shown(browser, page_of("", address, greeting=hostile, starters=f"{hostile}|two")) as page:
        frame = opened(page)
        expect(frame.locator(".welcome > p").first).to_have_text("<img src=x onerror=alert(1)>")
        expect(frame.locator("#starters button").first).to_have_text("<img src=x onerror=alert(1)>")
        ask(frame, "<img src=x onerror=alert(1)><script>alert(2)</script> levy?")
        assert frame.locator("#log img, #log script").count() == 0


def test_a_link_puts_no_words_into_our_own_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/embed?greeting=The op-ed is a fraud.&starters=Buy now")
    expect(page.locator(".welcome")).to_contain_text("Each sentence is checked")
    expect(page.locator("#starters")).not_to_contain_text("Buy now")
    page.close()


def test_colours_come_from_attributes_and_from_the_pages_variables(browser: Browser, address: str) -> None:
    style = (
        "<style>:root { --debate-accent: rgb(0, 100, 0); --debate-ink: url(https://other.example/x) }</style>"
    )
    with shown(browser, page_of("", address, style)) as page:
        expect(page.get_by_role("button", name="Ask the op-ed")).to_have_css(
            "background-color", "rgb(0, 100, 0)"
        )
        frame = opened(page)
        expect(frame.locator("#send")).to_have_css("background-color", "rgb(0, 100, 0)")
        expect(frame.locator("body")).to_have_css("color", "rgb(30, 41, 59)")


# the contrast of an element's text with what is behind it, by WCAG 2.2: relative luminance and contrast ratio
CONTRAST = """(element) => {
  const numbers = (colour) => colour.replace(/^color\\(\\S+/, "").match(/[\\d.-]+(?:e-?\\d+)?/g).map(Number);
  const of = (colour) => {
    const whole = colour.startsWith("rgb") ? 255 : 1;
    const rgb = numbers(colour).slice(0, 3).map((value) => Math.min(Math.max(value / whole, 0), 1));
    const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = element;
  const seen = (one) => getComputedStyle(one).backgroundColor;
  while (behind.parentElement && /^rgba.* 0\\)$/.test(seen(behind))) behind = behind.parentElement;
  const [dark, light] = [of(getComputedStyle(element).color), of(seen(behind))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "accent", ["#ffe600", "#9ae6b4", "#767676", "#e11d48", "#0b3d02", "oklch(0.75 0.2 60)", "white", "black"]
)
def test_text_on_and_in_a_publishers_accent_can_be_read(
    browser: Browser, address: str, accent: str, theme: str
) -> None:
    with shown(browser, page_of("", address, accent=accent, theme=theme)) as page:
        assert page.get_by_role("button", name="Ask the op-ed").evaluate(CONTRAST) >= 4.5
        frame = opened(page)
        ask(frame)
        for part in ("#send", "fieldset label:has(:checked)", ".cite", ".statement", ".said", "footer"):
            assert frame.locator(part).first.evaluate(CONTRAST) >= 4.5, part


def test_a_phone_shows_the_whole_screen_and_leads_to_the_article(
    browser: Browser, address: str, brief: Document
) -> None:
    with shown(
        browser, page_of(article(brief), address), size=(390, 844), has_touch=True, is_mobile=True
    ) as page:
        frame = opened(page)
        box = page.locator("policy-debate iframe").bounding_box()
        assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
        ask(frame)
        frame.locator(".cite").first.tap()
        expect(frame.locator("#passage-4.found")).to_be_in_viewport()
        expect(frame.locator(".cite").first).to_be_in_viewport()  # and the sentence that cites
        frame.get_by_role("button", name="Show on the page").tap()
        expect(page.locator("policy-debate iframe")).to_be_hidden()
        assert lit(page).startswith("Trump plans")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [1280, 390])
def test_what_else_is_wrong_is_said_in_the_readers_own_words(
    browser: Browser, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}/embed")
    ask(page)
    page.get_by_text("Something is wrong").click()
    page.get_by_role("button", name="Something else").click()
    box = page.get_by_placeholder("What is wrong? (optional)")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    box.press("Escape")
    expect(box).to_have_count(0)
    page.get_by_role("button", name="Something else").click()
    box.fill("It is the rate of last year.")
    assert Axe().run(page).violations_count == 0
    with page.expect_response("**/feedback") as kept:
        page.locator(".note").get_by_role("button", name="Send").click()
    assert kept.value.status == 204
    assert kept.value.request.post_data_json == {"said": "other", "note": "It is the rate of last year."}
    expect(page.get_by_role("button", name="Something else")).to_have_attribute("aria-pressed", "true")
    page.close()


def test_after_a_reply_the_widget_offers_what_fits_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/embed")
    offered = page.locator("#starters button")
    expect(offered).to_have_count(4)
    before = offered.all_inner_texts()
    ask(page)
    expect(offered).to_have_count(3)
    assert not set(before) & set(offered.all_inner_texts())
    page.locator("#modes label", has_text="Argue against").click()
    expect(offered.first).to_have_text(re.compile(r"\?$"))
    page.locator("#menu summary").click()
    page.get_by_role("button", name="New chat").click()
    page.locator("#modes label", has_text="Ask").click()
    expect(offered).to_have_text(before)
    page.close()


def test_escape_leads_back_from_the_op_ed_to_the_citation_and_copying_keeps_citations(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/embed")
    ask(page)
    mark = page.locator(".cite").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#passage-4")).to_be_focused()
    expect(mark).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#document")).to_be_hidden()
    expect(mark).to_be_focused()
    page.evaluate(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    page.get_by_role("button", name="Copy").click()
    assert "August 1. [4]" in page.evaluate("window.copied")
    page.close()


def test_the_language_follows_the_page(browser: Browser, address: str, brief: Document) -> None:
    with shown(browser, page_of(article(brief), address, lang="ko-KR")) as page:
        page.get_by_role("button", name="기사에 질문하기").click()
        frame = page.frame_locator("policy-debate iframe")
        expect(frame.locator("html")).to_have_attribute("lang", "ko")
        expect(frame.locator("#modes label").first).to_have_text("질문")
        expect(frame.locator("h1")).to_have_text("한국에 대한 압박 완화")
        expect(frame.locator("#box")).to_have_attribute("placeholder", re.compile("영어로"))
        starter = frame.locator("#starters button").first
        expect(starter).to_contain_text("관세")
        starter.click()  # the built-in writer reads English alone
        expect(frame.locator(".said")).to_have_text("What tariff does South Korea face, and by when?")
        expect(frame.locator(".reply[aria-busy=false]")).to_have_count(1)
        ask(frame)
        expect(frame.locator(".kind").first).to_have_text("기사에서")


def test_nothing_can_be_typed_until_somebody_listens(browser: Browser, address: str) -> None:
    page = browser.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/embed/embed.js*", hold)
    page.goto(f"{address}/embed", wait_until="commit")
    expect(page.locator("#box")).to_be_disabled()
    expect(page.locator("#send")).to_be_disabled()
    held[0].continue_()
    page.fill("#box", QUESTION)
    page.press("#box", "Enter")
    expect(page.locator(".reply[aria-busy=false]")).to_have_count(1)
    page.close()


def test_a_pinned_version_is_answered_from_that_alone(
    browser: Browser, address: str, brief: Document
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/embed?pin={brief.sha256[:12]}")
    expect(page.locator("#box")).to_be_enabled()
    page.goto(f"{address}/embed?pin=0123456789ab")
    expect(page.locator("#notices")).to_contain_text("another version of the op-ed")
    expect(page.locator("#box")).to_be_disabled()
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/embed?theme={theme}",
        "/embed/demo",
        "/embed/article?theme={theme}&target=%23debate",
        "/documents/us-korea-alliance",
    ],
)
def test_the_pages_have_no_accessibility_violations(
    browser: Browser, address: str, path: str, theme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if theme == "dark" else "light")
    page = context.new_page()
    page.goto(address + path.format(theme=theme))
    if path.startswith("/embed?"):
        page.locator("#modes label", has_text="Argue against").click()
        page.locator("#starters button").first.click()
        expect(page.locator(".reply[aria-busy=false]")).to_have_count(1)
    page.wait_for_timeout(800)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []
    context.close()


# ── chats that are kept ──


def test_a_reload_keeps_the_chat_of_the_tab_and_a_deleted_one_begins_anew(
    browser: Browser, address: str, brief: Document
) -> None:
    with shown(browser, page_of(article(brief), address)) as page:
        ask(opened(page))
        page.reload()
        frame = opened(page)
        expect(frame.locator(".said")).to_have_text(QUESTION)
        ask(frame, "Why?")
        expect(frame.locator(".foot").last).to_contain_text("Understood as: Why: How high")
        frame.locator("#menu summary").click()
        frame.get_by_role("button", name="Delete this chat", exact=True).click()
        frame.get_by_role("button", name="Delete this chat for good?").click()
        expect(frame.locator(".reply")).to_have_count(0)
        ask(frame)


def test_with_storage_blocked_it_works_within_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('blocked', "
        "'SecurityError'); } })"
    )
    page.goto(f"{address}/embed")
    for number, text in enumerate((QUESTION, "Why?"), start=1):
        page.fill("#box", text)
        page.press("#box", "Enter")
        expect(page.locator(".reply[aria-busy=false]")).to_have_count(number)
    expect(page.locator(".foot").last).to_contain_text("Understood as")
    page.close()


def test_a_server_that_goes_and_comes_back_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    with serving(tmp_path) as address:
        page.goto(f"{address}/embed")
        page.fill("#box", QUESTION)
        page.press("#box", "Enter")
        expect(page.locator(".reply[aria-busy=false]")).to_have_count(1)
    page.fill("#box", "Why?")
    page.press("#box", "Enter")
    expect(page.locator(".trouble")).to_contain_text("The server cannot be reached.")
    expect(page.locator("#box")).to_have_value("Why?")
    with serving(tmp_path, port=int(address.rsplit(":", 1)[1])):
        page.get_by_role("button", name="Try again").click()
        expect(page.locator(".foot").last).to_contain_text("Understood as: Why: How high", timeout=10_000)
        expect(page.locator(".trouble")).to_have_count(0)
    page.close()


def test_a_shared_chat_is_read_and_not_gone_on_with(browser: Browser, address: str) -> None:
    with httpx.Client(base_url=address) as api:
        id = api.post("/api/conversations", json={}).json()["id"]
        api.post(f"/api/conversations/{id}/turns", json={"text": QUESTION})
        token = api.post(f"/api/conversations/{id}/share").json()["shared"]
        page = browser.new_page()
        page.goto(f"{address}/shared/{token}")
        expect(page.locator(".said")).to_have_text(QUESTION)
        expect(page.locator("#asking")).to_be_hidden()
        page.locator(".cite").first.click()
        expect(page.locator("#passage-4.found")).to_be_in_viewport()
        assert id not in page.content()
        page.close()


# ── its weight ──


@pytest.mark.slow
def test_the_loader_and_the_page_are_light(address: str) -> None:
    with httpx.Client(base_url=address, headers={"Accept-Encoding": "gzip"}) as client:

        def weight(path: str) -> int:
            with client.stream("GET", path) as answer:
                assert answer.headers["content-encoding"] == "gzip"
                return sum(len(part) for part in answer.iter_raw())

        assert weight("/widget.js") <= 6_000
        assert weight("/embed/article.js") <= 2_600  # asked for when a chat has opened
        page = client.get("/embed").text
        files = re.findall(r'(?:href|src)="(/embed/[^"]+\.(?:js|css)[^"]*)"', page)
        assert len(files) >= 6
        assert len(gzip.compress(page.encode())) + sum(map(weight, set(files))) <= 40_000


@pytest.mark.slow
def test_files_are_named_by_their_content_and_asked_for_once(address: str) -> None:
    with httpx.Client(base_url=address) as client:
        page = client.get("/embed").text
        found = re.search(r'src="(/embed/embed\.js\?\w+)"', page)
        assert found is not None
        assert "immutable" in client.get(found[1]).headers["cache-control"]
        loader = client.get("/widget.js")
        assert client.get("/widget.js", headers={"If-None-Match": loader.headers["etag"]}).status_code == 304
        assert client.get("/embed/../settings.py").status_code == 404
        assert client.get("/embed/page.html").status_code == 404
