"""A model's work on a topic, over HTTP and in the library: told, streamed, gone on with, compared, edited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from bot.topics.add import add_topic
from bot.topics.review import edit_claim
from knowledge.loaders import load_bytes
from knowledge.topic import keep_map, load_topic
from tests.servers.mining import TEXT, asks_for, mining_model
from tests.servers.scripted_openai import Answer, Scripted
from tests.servers.serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
PATH = "/api/topics/library"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    add_topic(load_bytes(TEXT.encode(), "library.txt"), "library.txt", tmp_path)
    return tmp_path


@contextmanager
def served(home: Path, answer: Answer) -> Iterator[str]:
    with (
        Scripted(answer).running() as model,
        serving(
            home, model=model.url, DEBATE_CHECK="model", DEBATE_PRICE_IN="1", DEBATE_PRICE_OUT="4"
        ) as address,
    ):
        yield address


def events(text: str) -> list[tuple[str, Any]]:
    blocks = [block for block in text.replace("\r", "").split("\n\n") if "event: " in block]
    return [
        (block.split("event: ")[1].split("\n")[0], json.loads(block.split("data: ")[1])) for block in blocks
    ]


def mined(address: str) -> list[tuple[str, Any]]:
    return events(httpx.post(f"{address}{PATH}/mining", timeout=120).text)


def test_the_cost_is_told_first_and_each_part_as_it_is_done(home: Path) -> None:
    with served(home, mining_model()) as address:
        cost = httpx.get(f"{address}{PATH}/mining").json()
        assert cost["told"].startswith("openai:m will be asked for 11 parts")
        assert "about $" in cost["told"]
        told = mined(address)
        assert [data["number"] for kind, data in told if kind == "part"] == list(range(1, 12))
        assert any("sentences checked" in data["doing"] for kind, data in told if kind == "progress")
        assert told[-1][0] == "mined"
        entries = httpx.get(f"{address}{PATH}/playbook").json()
        assert {(one["part"], one["id"]) for one in entries} >= {("answer", "argues"), ("case", "for")}
        claims = httpx.get(f"{address}{PATH}/claims").json()["claims"]
        assert {one["id"] for one in claims} == {"visitors", "close", "cost", "keep"}


def test_a_run_that_fails_says_so_and_goes_on_from_there(home: Path) -> None:
    model, fails = mining_model(), [True]

    def answer(body: dict[str, Any]) -> Any:
        if fails[0] and asks_for(body) == "blocks against" and "Prepare" in body["messages"][-1]["content"]:
            return 400, "no"
        return model(body)

    with served(home, answer) as address:
        told = mined(address)
        assert told[-1][0] == "error"
        assert [data["number"] for kind, data in told if kind == "part"][-1] == 7
        fails[0] = False
        assert "4 of 11 parts" in httpx.get(f"{address}{PATH}/mining").json()["told"]
        told = mined(address)
        assert [data["kept"] for kind, data in told if kind == "part"][:7] == ["there already"] * 7
        assert told[-1][0] == "mined"


def test_a_sentence_is_edited_and_what_its_passage_does_not_say_is_refused(home: Path) -> None:
    with served(home, mining_model()) as address:
        mined(address)
        entry = f"{address}{PATH}/playbook/answer/visitors"
        said = httpx.patch(entry, json={"sentence": 0, "says": "Some 4,200 people came on Sundays [2]."})
        assert said.status_code == 200, said.text
        shown = next(one for one in said.json() if one["id"] == "visitors")
        assert shown["sentences"][0] == {"label": "short", "says": "Some 4,200 people came on Sundays. [2]"}
        block = next(one for one in said.json() if one["id"] == "too-dear")
        assert {one["label"] for one in block["sentences"]} == {"Take that first."}
        wrong = httpx.patch(entry, json={"sentence": 0, "says": "Some 9,000 people came on Sundays [2]."})
        assert (wrong.status_code, "9,000" in wrong.json()["error"]) == (400, True)
        bare = httpx.patch(entry, json={"sentence": 0, "says": "Some 4,200 people came."})
        assert "cites nothing" in bare.json()["error"]
        only = httpx.patch(entry, json={"sentence": 0, "says": ""})
        assert "remove the whole entry" in only.json()["error"]
        left = httpx.delete(entry).json()
        assert "visitors" not in {one["id"] for one in left}
    playbook = load_topic("library", home).prepared
    assert playbook is not None
    assert "visitors" not in {one.id for one in playbook.answers}


def test_without_a_model_nothing_is_offered(home: Path) -> None:
    with serving(home) as address:
        assert httpx.get(f"{address}{PATH}/mining").json()["model"] == ""
        told = mined(address)
        assert told == [
            (
                "error",
                {"error": "--mine needs a chat model: set DEBATE_MODEL, for example to openai:gpt-4.1-mini."},
            )
        ]


def test_a_publisher_has_it_prepared_and_decides_on_what_differs_in_the_browser(
    home: Path, browser: Browser
) -> None:
    with served(home, mining_model()) as address:
        page = browser.new_page()
        page.goto(f"{address}/library")
        page.get_by_role("link", name="Have the model prepare it").click()
        expect(page.locator("#cost")).to_contain_text("openai:m will be asked for 11 parts")
        page.get_by_role("button", name="Begin").click()
        playbook = page.locator("#playbook")
        expect(playbook).to_contain_text("The branch may close without them", timeout=60_000)
        topic = load_topic("library", home)
        keep_map(topic, edit_claim(topic, "cost", "to open on Sundays is not cheap"), home)
        page.get_by_role("button", name="Begin").click()
        expect(page.locator("#changes .yours")).to_contain_text("to open on Sundays", timeout=60_000)
        expect(page.locator("#changes .model")).to_contain_text("opening on Sundays is not cheap")
        page.get_by_role("button", name="Keep mine").click()
        expect(page.locator("#changes")).to_be_hidden()
        kept = load_topic("library", home).argument_map
        assert kept is not None
        assert kept.by_id["cost"].says == "to open on Sundays is not cheap"
        page.get_by_role("button", name="Edit sentence 1 of visitors").click()
        page.get_by_label("Sentence 1 of visitors", exact=True).fill("Some 4,200 people came on Sundays [2].")
        page.get_by_role("button", name="Save").and_(page.locator("#playbook button")).first.click()
        expect(page.locator("#edited")).to_have_text("Saved.")
        expect(page.locator("#playbook")).to_contain_text("Some 4,200 people came on Sundays. [2]")
        page.close()
