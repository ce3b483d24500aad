"""A site's own articles are read once, by the server itself, and again when they have changed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.errors import BotError
from bot.topics.page_fetch import Fetcher
from bot.topics.site_pages import AGAIN, Look, SitePages
from knowledge.topic import keep_map, load_topic, shipped_slugs, topic_slugs
from tests.servers.newspaper import Newspaper, publishing

pytestmark = pytest.mark.slow


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    with publishing() as found:
        yield found


@dataclass
class Now:
    """A clock that stands."""

    seconds: float = 1e9

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Desk:
    """The pages of a newspaper, and which topics were made ready."""

    paper: Newspaper
    home: Path
    most: int = 100
    clock: Now = field(default_factory=Now)
    made: list[str] = field(default_factory=list)

    @property
    def pages(self) -> SitePages:
        fetcher = Fetcher(self.paper.resolve, ports=None)
        return SitePages(
            self.home,
            fetcher,
            lambda origin: origin == self.paper.origin,
            self.most,
            self.made.append,
            self.clock,
        )

    @property
    def topics(self) -> list[str]:
        return [slug for slug in topic_slugs(self.home) if slug not in shipped_slugs()]


@pytest.fixture
def desk(paper: Newspaper, tmp_path: Path) -> Desk:
    return Desk(paper, tmp_path)


async def read(pages: SitePages, page: str) -> Look | None:
    address = pages.address_of(page)
    pages.begin(address)
    return await pages.settled(address)


def run(steps: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(steps)


def test_a_page_becomes_a_topic_with_its_headline_byline_and_a_map_to_review_first(desk: Desk) -> None:
    look = run(read(desk.pages, desk.paper.address(1)))
    assert look == Look("ready", "ferry-number-1-should-sail-at-night")
    topic = load_topic(look.topic, desk.home)
    assert topic.title == "Ferry number 1 should sail at night"
    assert topic.source == desk.paper.address(1)
    assert dict(topic.document.meta)["author"] == "Ada Park"
    assert topic.argument_map is not None
    assert topic.argument_map.review_first
    assert not topic.argument_map.arguable
    assert desk.made == [look.topic]


def test_ten_readers_at_once_have_a_page_read_once(desk: Desk) -> None:
    pages = desk.pages

    async def together() -> list[Look | None]:
        return await asyncio.gather(*(read(pages, desk.paper.address(1)) for _ in range(10)))

    assert {look.state for look in run(together())} == {"ready"}
    assert sum(desk.paper.asked.values()) == 1
    assert len(desk.made) == 1


def test_many_articles_ten_at_once_are_each_a_topic_of_their_own(desk: Desk) -> None:
    pages = desk.pages

    async def all_of_them() -> None:
        await asyncio.gather(*(read(pages, desk.paper.address(number)) for number in range(10)))

    run(all_of_them())
    assert len(desk.topics) == 10
    for slug in desk.topics:
        number = slug.split("-")[2]
        assert f"ferry number {number}" in load_topic(slug, desk.home).document.text


def test_a_query_makes_no_other_page(desk: Desk) -> None:
    pages = desk.pages
    run(read(pages, desk.paper.address(1)))
    look = run(read(pages, desk.paper.address(1) + "?reader=7"))
    assert look.topic == "ferry-number-1-should-sail-at-night"
    assert len(desk.topics) == 1


def test_a_page_that_has_not_changed_is_not_sent_again(desk: Desk) -> None:
    pages, address = desk.pages, desk.paper.address(1)
    run(read(pages, address))
    assert not pages.stale(address)
    desk.clock.seconds += AGAIN
    assert pages.stale(address)
    run(read(pages, address))
    assert desk.paper.unchanged == 1
    assert not pages.stale(address)
    assert len(desk.made) == 1


def test_a_page_edited_while_it_is_read_is_indexed_as_it_was_and_then_as_it_is(desk: Desk) -> None:
    pages, address = desk.pages, desk.paper.address(1)

    async def edited_meanwhile() -> None:
        desk.paper.open.clear()
        pages.begin(address)
        while not desk.paper.asked:
            await asyncio.sleep(0.01)
        desk.paper.editions[1] = 2
        assert pages.look(address) == Look("reading")
        desk.paper.open.set()
        await pages.settled(address)

    run(edited_meanwhile())
    slug = "ferry-number-1-should-sail-at-night"
    assert "edition 1" in load_topic(slug, desk.home).document.text
    desk.clock.seconds += AGAIN
    assert pages.stale(address)
    run(read(pages, address))
    assert "edition 2" in load_topic(slug, desk.home).document.text
    assert desk.topics == [slug]


def test_a_review_outlives_an_edit(desk: Desk) -> None:
    pages, address = desk.pages, desk.paper.address(1)
    topic = load_topic(run(read(pages, address)).topic, desk.home)
    assert topic.argument_map is not None
    signed = topic.argument_map.changed(reviewed_by="Ada Park", reviewed_on=date(2026, 3, 5))
    keep_map(topic, signed, desk.home)
    desk.paper.editions[1] = 2
    desk.clock.seconds += AGAIN
    run(read(pages, address))
    again = load_topic(topic.slug, desk.home)
    assert again.document.sha256 != topic.document.sha256
    assert again.argument_map is not None
    assert again.argument_map.reviewed_by == "Ada Park"


def test_no_more_articles_are_indexed_than_the_setting_allows(desk: Desk) -> None:
    desk.most = 1
    pages = desk.pages
    run(read(pages, desk.paper.address(1)))
    assert run(read(pages, desk.paper.address(2))).error.startswith("1 articles are indexed")


def test_a_page_that_cannot_be_read_is_tried_again_only_later(desk: Desk) -> None:
    pages, address = desk.pages, desk.paper.origin + "/nowhere"
    assert "returned 404" in run(read(pages, address)).error
    desk.clock.seconds += AGAIN
    assert pages.look(address) is None


@pytest.mark.parametrize(
    "page", ["http://127.0.0.1/", "http://other.example/columns/1", "file:///etc/passwd"]
)
def test_pages_of_sites_that_are_not_named_are_never_asked_for(desk: Desk, page: str) -> None:
    with pytest.raises(BotError):
        desk.pages.address_of(page)


def test_without_the_setting_nothing_is_read(desk: Desk) -> None:
    desk.most = 0
    with pytest.raises(BotError, match="DEBATE_AUTO_INDEX"):
        desk.pages.address_of(desk.paper.address(1))
