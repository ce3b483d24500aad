"""A site of two thousand articles: what each costs stays what it was, and nothing fills up.

Those that are there already are copies on disk, a hundred and fifty of them with an index in Chroma, by
vectors that cost nothing; the others are read, mined and indexed as they are for a publisher, ten at once.
"""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from bot.build import Bots, build
from bot.settings import Settings
from bot.topics.page_fetch import Fetcher
from bot.topics.site_pages import AGAIN, SitePages, record_file
from knowledge.chroma_in_bounds import OPEN
from knowledge.embeddings import Vectors
from knowledge.index import open_index
from knowledge.loaders import load_bytes
from knowledge.topic import load_topic, topic_slugs
from tests.servers.newspaper import Newspaper, publishing

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
WHOLE, INDEXED, AT_ONCE = 2_000, 150, 10
FILES = 100  # that are opened beside Chroma's: connections, the words of joined topics


@dataclass(frozen=True)
class Cheap:
    """Vectors by nothing but the length of a text."""

    name: str = "cheap"
    width: int = 384
    succeeds: tuple[str, ...] = ()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.width), np.float32)
        rows[np.arange(len(texts)), [len(text) % self.width for text in texts]] = 1.0
        return rows


class Site:
    """A server's pages of a newspaper."""

    def __init__(self, paper: Newspaper, home: Path) -> None:
        self.now, self.paper, self.home = 1e9, paper, home
        self.bots: Bots = build(Settings(home=home, origins=paper.origin, auto_index=WHOLE))
        self.pages = SitePages(
            home,
            Fetcher(paper.resolve, ports=None),
            lambda origin: origin == paper.origin,
            WHOLE,
            lambda slug: (self.bots.of(slug), None)[1],
            lambda: self.now,
            load_bytes,  # in this process: another one costs the same for each article
        )

    async def read(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self.pages.begin(self.paper.address(number))
        looks = await asyncio.gather(*(self.pages.settled(self.paper.address(number)) for number in numbers))
        assert all(look and look.state == "ready" for look in looks), looks


@pytest.fixture(scope="module")
def paper() -> Iterator[Newspaper]:
    with publishing() as found:
        yield found


def fill(home: Path, like: str, paper: Newspaper, there: int) -> None:
    """Put copies of a topic into a home, each under its own name and page."""
    topics = home / "topics"
    record = record_file(home, paper.address(1)).read_text("utf-8")
    for number in range(100_000, 100_000 + WHOLE - there):
        slug = f"copy-{number}"
        shutil.copytree(topics / like, topics / slug)
        shutil.copytree(next((home / "bm25").glob(f"{like}.*")), home / "bm25" / f"{slug}.0000.0000")
        copied = record.replace(f'"{like}"', f'"{slug}"')
        record_file(home, paper.address(number)).write_text(copied, "utf-8")


def per_article(site: Site, numbers: range) -> float:
    """Return the processor's seconds that an article takes."""

    async def all_of_them() -> None:
        for first in range(numbers.start, numbers.stop, AT_ONCE):
            await site.read(range(first, first + AT_ONCE))

    began = time.process_time()
    asyncio.run(all_of_them())
    site.pages._limiter = None  # it belongs to the loop that has ended
    return (time.process_time() - began) / len(numbers)


def files_open() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def per_look(site: Site) -> float:
    began = time.process_time()
    for _ in range(200):
        site.pages.look(site.paper.address(1))
    return (time.process_time() - began) / 200


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files as Linux tells them")
def test_the_last_of_two_thousand_articles_costs_what_the_first_did(paper: Newspaper, tmp_path: Path) -> None:
    site = Site(paper, tmp_path)
    asyncio.run(site.read(range(AT_ONCE)))  # whatever is loaded once
    before = files_open()
    site.pages._limiter = None
    first, look = per_article(site, range(10, 30)), per_look(site)
    like = load_topic("ferry-number-1-should-sail-at-night", tmp_path)
    fill(tmp_path, like.slug, paper, there=60)
    for number in range(100_000, 100_000 + INDEXED):
        open_index(load_topic(f"copy-{number}", tmp_path), Cheap(), tmp_path)
    last = per_article(site, range(30, 60))
    assert len(topic_slugs(tmp_path)) == WHOLE + 1
    assert last <= 1.7 * first
    assert per_look(site) <= 5 * look
    assert files_open() - before <= 4 * OPEN + FILES
    assert "ferry number 57" in load_topic("ferry-number-57-should-sail-at-night", tmp_path).document.text

    async def one_more() -> str:
        site.pages.begin(paper.address(60))
        look = await site.pages.settled(paper.address(60))
        return look.error if look else ""

    assert asyncio.run(one_more()).startswith(f"{WHOLE} articles are indexed")
    site.pages._limiter = None

    async def edited_while_others_are_read_again() -> None:
        paper.open.clear()
        for number in range(AT_ONCE):
            site.pages.begin(paper.address(number))
        while paper.asked[f"/columns/{0}"] < 2:
            await asyncio.sleep(0.01)
        paper.editions[3] = 2
        paper.open.set()
        await asyncio.gather(*(site.pages.settled(paper.address(number)) for number in range(AT_ONCE)))

    site.now += AGAIN
    asyncio.run(edited_while_others_are_read_again())
    site.pages._limiter = None
    site.now += AGAIN
    asyncio.run(site.read([3]))
    edited = load_topic("ferry-number-3-should-sail-at-night", tmp_path)
    assert "edition 2" in edited.document.text
    assert site.bots.of(edited.slug).reply("How many people walk home?").text.count("20")
    assert len(topic_slugs(tmp_path)) == WHOLE + 1
    site.bots.close()
