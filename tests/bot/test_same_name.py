"""Files of one name.

No op-ed takes another's place unasked, a corrected one takes its own; names in any script.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from bot.settings import Settings
from bot.topics.add import add_topic
from bot.topics.index_file import index_file
from knowledge import KnowledgeError
from knowledge.document import Document
from knowledge.loaders import load_bytes
from knowledge.topic import keep, load_topic, placed, topic_slugs
from tests.servers.browsing import ask
from tests.servers.command import debate
from tests.servers.serving import serving

POOL = (
    "# The pool\n\nThe city should open the pool in May. It cost $95,000 last year. The pool serves 900 "
    "children.\n"
)
BRANCH = (
    "# The library\n\nThe city should close the branch library. It costs $55,000 a year. Only 12 people "
    "visit on a weekday.\n"
)
AIRPORT = (
    "# The airport\n\nThe island should not build a second airport. It would cost 5 trillion won. The "
    "wetland feeds 40 kinds of bird.\n"
)


def written(place: Path, text: str) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return str(place)


def read(text: str, name: str = "column.md") -> Document:
    return load_bytes(text.encode(), name)


@pytest.mark.slow
def test_two_files_of_one_name_are_two_topics_and_each_is_corrected_in_its_place(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, second = written(tmp_path / "a" / "column.md", POOL), written(tmp_path / "b" / "column.md", BRANCH)
    debate(home, "index", first)
    told = debate(home, "index", second).stdout
    assert "column-2 now reads column.md" in told
    assert "column is a different op-ed, “The pool”, and is kept" in told
    assert "$95,000" in load_topic("column", home).document.text
    written(Path(second), BRANCH.replace("$55,000", "$56,000"))
    assert "column-2 now reads column.md" in debate(home, "index", second).stdout
    written(Path(first), POOL.replace("900 children", "950 children"))
    assert "column now reads column.md" in debate(home, "index", first).stdout
    assert topic_slugs(home) == ("us-korea-alliance", "column", "column-2")
    assert "$56,000" in load_topic("column-2", home).document.text
    assert "950" in load_topic("column", home).document.text


def test_a_file_that_replaces_one_with_another_ending_is_said_to(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    first = Path(written(tmp_path / "pool.md", POOL))
    second = Path(written(tmp_path / "pool.txt", POOL.replace("# ", "").replace("900", "950")))
    assert not any("replaces" in line for line in index_file(first, settings).lines)
    lines = index_file(second, settings).lines
    assert any("treated as a new version of pool.md, which it replaces" in line for line in lines)


@pytest.mark.slow
def test_a_topic_that_is_named_is_not_taken_from_another_op_ed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    debate(home, "index", written(tmp_path / "pool.md", POOL), "--topic", "city")
    refused = debate(home, "index", written(tmp_path / "branch.md", BRANCH), "--topic", "city")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert (
        "city is a different op-ed, “The pool”, and keeps its text: give branch.md a topic of its own"
        in refused.stderr
    )
    assert "pool" in load_topic("city", home).document.text


@pytest.mark.slow
def test_a_folder_replaces_no_topic_of_another_op_ed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    debate(home, "index", written(tmp_path / "column.md", POOL))
    written(tmp_path / "more" / "column.md", BRANCH)
    assert "column-2 now reads column.md" in debate(home, "index", str(tmp_path / "more")).stdout
    assert "pool" in load_topic("column", home).document.text


def test_a_topic_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    pool, branch = placed(read(POOL), "column.md", tmp_path), placed(read(BRANCH), "column.md", tmp_path)
    assert pool.topic.slug == branch.topic.slug == "column"
    keep(pool.topic, tmp_path, pool.over)
    with pytest.raises(
        KnowledgeError,
        match="somebody else has just changed the topic column, so nothing was replaced; try again",
    ):
        keep(branch.topic, tmp_path, branch.over)


@pytest.mark.slow
def test_where_the_first_is_gone_the_second_keeps_its_topic(tmp_path: Path) -> None:
    add_topic(read(POOL), "column.md", tmp_path)
    assert add_topic(read(BRANCH), "column.md", tmp_path).topic.slug == "column-2"
    assert debate(tmp_path, "topics", "remove", "column", "--yes").returncode == 0
    assert (
        add_topic(read(BRANCH.replace("12 people", "13 people")), "column.md", tmp_path).topic.slug
        == "column-2"
    )


@pytest.mark.slow
def test_op_eds_named_in_hangul_are_asked_renamed_exported_and_removed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    debate(home, "index", written(tmp_path / "시장 사설 (2).md", POOL))
    debate(home, "index", written(tmp_path / "공항 사설 (2).md", AIRPORT))
    assert topic_slugs(home) == ("us-korea-alliance", "공항-사설-2", "시장-사설-2")
    assert "$95,000" in debate(home, "ask", "How much did the pool cost?", "--topic", "시장-사설-2").stdout
    assert debate(home, "topics", "rename", "시장-사설-2", "수영장").returncode == 0
    assert debate(home, "topics", "export", "수영장", str(tmp_path / "pool.topic.zip")).returncode == 0
    assert debate(home, "topics", "remove", "수영장", "--yes").returncode == 0
    assert debate(home, "topics", "import", str(tmp_path / "pool.topic.zip")).returncode == 0
    assert "$95,000" in debate(home, "ask", "How much did the pool cost?", "--topic", "수영장").stdout


def events(told: str) -> dict[str, dict[str, object]]:
    lines = told.splitlines()
    pairs = [(kind[7:], data[6:]) for kind, data in pairwise(lines) if kind.startswith("event: ")]
    return {kind: json.loads(data) for kind, data in pairs}


def test_over_http_and_in_the_browser_no_upload_replaces_another_op_ed(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(tmp_path / "home") as address:

        def upload(text: str, name: str = "공항 사설.md") -> dict[str, object]:
            told = events(
                httpx.post(f"{address}/api/topics", files={"file": (name, text.encode())}, timeout=60).text
            )
            return told.get("topic") or told["error"]

        assert upload(AIRPORT)["slug"] == "공항-사설"
        again = upload(POOL)
        assert (again["slug"], again["beside"]) == ("공항-사설-2", "The airport")
        assert upload(AIRPORT.replace("40 kinds", "41 kinds"))["slug"] == "공항-사설"
        with ThreadPoolExecutor(2) as pool:
            both = list(pool.map(upload, (POOL, BRANCH), ("march.md", "march.md")))
        kept = [
            load_topic(str(one["slug"]), tmp_path / "home").document.text for one in both if "slug" in one
        ]
        assert len(set(kept)) == len(kept) >= 1
        zipped = httpx.get(f"{address}/api/topics/공항-사설/export")
        assert zipped.status_code == 200
        assert "filename*=UTF-8''%EA%B3%B5" in zipped.headers["content-disposition"]
        assert httpx.get(f"{address}/embed?topic=공항-사설").status_code == 200

        page = browser.new_page()
        page.goto(f"{address}/library")
        page.get_by_text("Add an op-ed").click()
        page.set_input_files("input[type=file]", written(tmp_path / "new" / "공항 사설.md", BRANCH))
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("#added")).to_contain_text(
            "Another op-ed by that name, “The airport”, stays as it is.", timeout=60_000
        )
        page.locator("#added").get_by_role("link", name="Review").click()
        expect(page.locator("#claims li").first).to_be_visible()
        page.goto(f"{address}/?topic=공항-사설-2")
        expect(page.locator("#heading h1")).to_have_text("The pool", timeout=30_000)
        ask(page, "How much did the pool cost last year?")
        expect(page.locator(".reply").last).to_contain_text("$95,000")
        page.close()
