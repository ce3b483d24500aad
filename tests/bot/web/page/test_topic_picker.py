"""Another topic is chosen by its title; nothing less than that ends a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.build import Bots
from bot.settings import Settings
from bot.topics.add import add_topic
from bot.web.page.layout import topic_choices
from knowledge.loaders import load_bytes
from tests.servers.browsing import ask
from tests.servers.here import serving_here
from tests.servers.windows import on_a_phone, on_both

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
HARBOR = "# End the harbor fee\n\nThe harbor fee should end. It costs each boat $70. The harbor is empty."
OTHER = "Easing the pressure on South Korea"
QUESTION = "How high is the levy on Korean goods?"


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    home: Path = tmp_path_factory.mktemp("topics")
    for name in ("harbor", "port"):
        text = (
            HARBOR if name == "harbor" else "# End the harbor fee\n\nSheep graze on the hill. Wolves do not."
        )
        add_topic(load_bytes(text.encode(), f"{name}.md"), f"{name}.md", home)
    made = Bots(Settings(home=home))
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(bots: Bots) -> Iterator[str]:
    """A running server with three topics."""
    with serving_here(bots) as found:
        yield found


def test_topics_are_offered_by_title_and_those_of_one_title_can_be_told_apart(bots: Bots) -> None:
    assert topic_choices(bots, "harbor")["choices"] == [
        ("End the harbor fee (harbor)", "harbor"),
        (OTHER, "us-korea-alliance"),
        ("End the harbor fee (port)", "port"),
    ]


@on_both
def test_a_list_of_topics_that_is_left_without_a_choice_leaves_the_chat(page: Page) -> None:
    picker = page.locator("#topic input")
    expect(picker).to_have_value(OTHER)
    ask(page, QUESTION)
    for typed in ("", "har"):
        picker.click()
        expect(page.get_by_role("option")).not_to_have_count(0)
        picker.press_sequentially(typed)
        page.locator("#heading h1").click()
        page.wait_for_timeout(500)
        expect(picker).to_have_value(OTHER)
    picker.click()
    page.get_by_role("option", name=OTHER).click()
    page.wait_for_timeout(500)
    expect(page.locator("#log .said")).to_have_text(QUESTION)
    expect(page.locator(".reply .copy")).to_have_count(1)
    assert "chat=" in page.url


@on_both
def test_another_topic_begins_a_chat_and_back_leads_to_the_one_before(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("#topic input").click()
    page.get_by_role("option", name="End the harbor fee (harbor)").click()
    expect(page.locator("#heading h1")).to_have_attribute("data-topic", "harbor")
    expect(page.locator("#log .said")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?topic=harbor$"))
    ask(page, "What does the harbor fee cost?")
    expect(page.locator(".reply").last).to_contain_text("harbor fee")
    page.go_back()
    expect(page.locator("#log .said")).to_have_text(QUESTION, timeout=30_000)
    expect(page.locator("#topic input")).to_have_value(OTHER)
    page.go_forward()
    expect(page.locator("#log .said")).to_have_text("What does the harbor fee cost?", timeout=30_000)


@on_a_phone
def test_what_came_of_a_contested_sentence_stands_under_it(page: Page, address: str) -> None:
    page.goto(f"{address}?topic=harbor")
    expect(page.locator("#starters button:visible").first).to_be_visible(timeout=30_000)
    ask(page, "What does it cost each boat?")
    page.locator("summary", has_text="Something is wrong").click()
    page.locator(".sentence:has(.contest-one) > summary").first.click()
    page.locator(".contest-one").first.click()
    expect(page.locator(".statement + .outcome")).to_contain_text("Checked again:", timeout=30_000)
    expect(page.locator("#log .reply")).to_have_count(1)
