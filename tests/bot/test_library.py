"""The library: many topics found, asked all together, added, reviewed and removed, in the browser and over HTTP; and who may do so."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bot.build import Bots, build
from bot.errors import BotError
from bot.settings import Settings
from bot.topics.add import add_topic
from bot.topics.ask_all import across
from bot.web.access.editors import Editors
from evals.opinion_mining import opinions
from knowledge.loaders import load_bytes
from knowledge.tags import set_tags
from tests.servers.browsing import ask
from tests.servers.serving import serving

PIECES = {piece.name: piece.document for name in ("development", "held out") for piece in opinions(name)}
SOME = ("dams", "school-bell", "duplexes", "herring")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    home = tmp_path_factory.mktemp("library")
    for name in SOME:
        add_topic(load_bytes(PIECES[name].text.encode(), f"{name}.txt"), f"{name}.txt", home)
    opened = build(Settings(home=home))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "topic", "says"),
    [
        (
            "Which op-eds argue for easing tariffs?",
            "us-korea-alliance",
            "Trump should refrain from excessive burdens on South Korea",
        ),
        (
            "Which op-eds want school to start later?",
            "school-bell",
            "the school board should move the first bell to half past eight",
        ),
        ("What do the op-eds say about salmon?", "dams", "salmon"),
        ("Who argues for more housing?", "duplexes", ""),
    ],
)
def test_a_question_to_all_finds_the_op_eds_that_speak_of_it(
    bots: Bots, question: str, topic: str, says: str
) -> None:
    bots.library.update()
    found = across(question, bots.library, bots.topic)
    assert found[0].topic == topic
    assert says in found[0].statement.text
    assert found[0].passage.id in found[0].statement.cites


def test_what_no_op_ed_speaks_of_gets_no_answer(bots: Bots) -> None:
    bots.library.update()
    assert across("Who won the ice hockey world cup?", bots.library, bots.topic) == ()
    with pytest.raises(BotError, match="no question"):
        across("  ", bots.library, bots.topic)


def test_the_library_takes_in_what_is_new_and_lets_go_of_what_is_gone(tmp_path: Path) -> None:
    bots = build(Settings(home=tmp_path))
    assert bots.library.update() == 1
    assert bots.library.update() == 0
    add_topic(load_bytes(PIECES["dams"].text.encode(), "dams.txt"), "dams.txt", tmp_path)
    set_tags("dams", "Rivers, energy", tmp_path)
    assert bots.library.update() == 1
    (dams,) = [one for one in bots.library.topics() if one.topic == "dams"]
    assert (dams.passages, dams.tags, dams.reviewed) == (20, ("rivers", "energy"), False)
    assert dams.waiting == dams.claims > 15
    add_topic(
        load_bytes(PIECES["dams"].text.replace("forty die", "fifty die").encode(), "dams.txt"),
        "dams.txt",
        tmp_path,
    )
    assert bots.library.update() == 1
    assert not any("forty die" in one.text for one in bots.library.find("How many salmon die?"))
    from knowledge.bundle import remove_topic

    remove_topic("dams", tmp_path)
    assert bots.library.update() == 1
    assert [one.topic for one in bots.library.topics()] == ["us-korea-alliance"]
    bots.close()


def test_the_terminal_finds_and_tags(tmp_path: Path) -> None:
    def debate(*words: str) -> str:
        command = [sys.executable, "-c", "from bot.cli.main import main; main()", *words]
        return subprocess.run(
            command,
            env=os.environ | {"DEBATE_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert "us-korea-alliance: trade, asia" in debate("topics", "tag", "us-korea-alliance", "Trade, Asia")
    assert "Easing the pressure on South Korea (us-korea-alliance)\n  The op-ed argues that" in debate(
        "topics", "find", "Which op-eds argue for easing tariffs?"
    )
    assert debate("topics", "find", "ice hockey") == "None of the op-eds speaks of that.\n"


# ── who may change topics ──

FILE = {"file": ("toll.txt", b"The toll should end. It costs shops $40 a day.", "text/plain")}


@pytest.fixture(scope="module")
def address(bots: Bots) -> Iterator[str]:
    with serving(bots.home) as found:
        yield found


def test_a_file_over_http_becomes_a_topic_and_each_step_is_told(address: str) -> None:
    told = httpx.post(f"{address}/api/topics", files=FILE, timeout=60).text
    assert [line for line in told.splitlines() if line.startswith("event")] == ["event: progress"] * 3 + [
        "event: topic"
    ]
    assert '"slug": "toll"' in told
    assert '"waiting": 2' in told
    given = httpx.get(f"{address}/api/library?search=toll").json()
    assert [one["slug"] for one in given["topics"]] == ["toll"]
    reply = httpx.post(
        f"{address}/v1/chat/completions",
        json={"model": "toll/ask", "messages": [{"role": "user", "content": "What does it cost shops?"}]},
    ).json()
    assert "$40 a day [2]" in reply["choices"][0]["message"]["content"]
    assert httpx.delete(f"{address}/api/topics/toll").status_code == 204
    assert httpx.get(f"{address}/api/topics/toll").status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.exe", b"MZ", "Cannot read a.exe: give a file that ends in"),
        ("a.txt", b"", "A.txt is empty"),
        ("../../etc/a.pdf", b"%PDF-1.7\n%%EOF", "A.pdf: this PDF is damaged"),
        (
            "us-korea-alliance.txt",
            b"Bees make honey.",
            "Us-korea-alliance is a topic that ships with the program",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_one_sentence(address: str, name: str, data: bytes, says: str) -> None:
    told = httpx.post(f"{address}/api/topics", files={"file": (name, data)}, timeout=60).text
    assert told.count("event: error") == 1
    assert says in told


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"}, {"Origin": "http://localhost:1"}, {"X-Forwarded-For": "203.0.113.9"}, {"Host": "evil.example"}, {"Forwarded": "for=203.0.113.9"},
    ],
)  # fmt: skip
def test_without_a_key_topics_are_changed_at_the_machine_alone(address: str, headers: dict[str, str]) -> None:
    for method, path in (
        ("POST", "/api/topics"),
        ("DELETE", "/api/topics/dams"),
        ("PUT", "/api/topics/dams/tags"),
        ("GET", "/api/topics/dams/claims"),
    ):
        answer = httpx.request(
            method,
            f"{address}{path}",
            headers=headers,
            files=FILE if method == "POST" else None,
            json={"tags": "x"} if method == "PUT" else None,
        )
        assert answer.status_code == 403, (method, path)
    assert httpx.get(f"{address}/api/topics/dams").status_code == 200


def test_with_a_key_only_its_holder_changes_topics(tmp_path: Path) -> None:
    with serving(tmp_path, DEBATE_EDIT_KEY="a-key-of-some-length") as address:
        body = {"tags": "trade"}
        path = f"{address}/api/topics/us-korea-alliance/tags"
        refused = httpx.put(path, json=body)
        assert refused.status_code == 403
        assert "edit key" in refused.json()["error"]
        assert httpx.put(path, json=body, headers={"X-Edit-Key": "a-key-of-some-lengt"}).status_code == 403
        held = {"X-Edit-Key": "a-key-of-some-length", "X-Forwarded-For": "203.0.113.9"}
        assert httpx.put(path, json=body, headers=held).json() == ["trade"]
        assert (
            httpx.put(path, json=body, headers=held | {"Origin": "https://evil.example"}).status_code == 403
        )
    with pytest.raises(BotError, match="DEBATE_EDIT_KEY has fewer than"):
        Editors.of("short")


# ── in the browser ──


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


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
    first = page.locator("#claims li").first
    first.locator("textarea").fill("it costs each boat $90")
    first.get_by_role("button", name="Accept").click()
    expect(first.get_by_role("status")).to_contain_text("passage does not carry that")
    first.locator("textarea").fill("it costs a boat $70")
    first.get_by_role("button", name="Accept").click()
    expect(page.locator("#state")).to_have_text("2 of 3 claims wait to be looked at, the least sure first.")
    page.locator("#claims li").first.get_by_role("button", name="Delete").click()
    expect(page.locator("#state")).to_have_text("1 of 2 claims wait to be looked at, the least sure first.")
    page.locator("#claims li").first.get_by_role("button", name="Accept").click()
    page.get_by_label("Sign the whole map off as").fill("Jo Park")
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
    expect(page.locator("#said")).to_have_text("0 topics")


def test_questions_to_all_and_tags_in_the_browser(page: Page, address: str) -> None:
    page.goto(f"{address}/library")
    page.get_by_label("Ask all op-eds").fill("Which op-eds argue for easing tariffs?")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#answers article h3").first).to_have_text("Easing the pressure on South Korea")
    expect(page.locator("#answers .cite").first).to_have_attribute(
        "href", "/documents/us-korea-alliance#passage-39"
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
        embedded.locator(".cite").first.hover()
        expect(embedded.locator("#hint")).to_contain_text("about forty die")
        page.close()
        embedded.close()
