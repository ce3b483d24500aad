"""The articles of a publisher's own site, each indexed when a reader first opens the widget beside it.

The server fetches each page itself, and nothing that a browser sends is taken for its text. One reading
serves all who wait for it, here and in other processes that share the data folder; a page that is known is
looked at again now and then, and indexed again where its text has changed. Until then readers go on with the
version that there is.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit, urlunsplit

from anyio import CapacityLimiter, to_thread
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import USER_ERRORS, BotError
from bot.topics.add import AddedTopic, add_topic
from bot.topics.page_fetch import Fetcher, Page, Validators, checked_address, origin_of
from knowledge import KnowledgeError
from knowledge.atomic_write import write_whole
from knowledge.document import Document
from knowledge.loaders.subprocess_loader import load_apart
from knowledge.topic import is_added, shipped_slugs

log = logging.getLogger(__name__)
AGAIN = 600.0  # seconds after which a page is looked at again, or one that was refused tried again
WAITING = 64  # pages that are read or wait to be at the same time
AT_ONCE = 2  # of them that are read: more would take the processor from those who chat
_CANONICAL = re.compile(rb"<link\b[^>]*\brel\s*=\s*[\"']?canonical[\"'\s>][^>]*>", re.IGNORECASE)
_HREF = re.compile(rb"\bhref\s*=\s*[\"']([^\"'<>\s]+)", re.IGNORECASE)
State = Literal["reading", "ready", "refused"]


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a page: its topic where it is ready, why not where it is refused."""

    state: State
    topic: str = ""
    error: str = ""


class _Known(BaseModel):
    """What is kept of a page: its proper address, its topic, and by what to tell whether it has changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str
    topic: str
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    looked: float


@dataclass
class SitePages:
    """The pages of the sites that `named` names, at most `most` of them.

    `ready` is called with the topic of each page before it counts as ready; `clock` gives seconds; `load`
    reads a page's content.
    """

    home: Path
    fetcher: Fetcher
    named: Callable[[str], bool]
    most: int
    ready: Callable[[str], None]
    clock: Callable[[], float] = time.time
    load: Callable[[bytes, str], Document] = load_apart
    _reading: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _refused: dict[str, tuple[float, str]] = field(default_factory=dict)
    _limiter: CapacityLimiter | None = None
    _counted: dict[str, tuple[int, str]] = field(default_factory=dict)

    def address_of(self, page: str) -> str:
        """Return the address that a page goes by. BotError where it is of no site that is named."""
        if not self.most:
            raise BotError(
                "this server does not read pages by itself: set DEBATE_AUTO_INDEX to the number it may read"
            )
        address = checked_address(page)
        if not self.named(origin_of(address)):
            raise BotError(
                f"pages of {origin_of(address)} are not read here: DEBATE_ORIGINS does not name it"
            )
        return address

    def look(self, address: str) -> Look | None:
        """Return what is known of a page without asking its site; None where nobody has read it."""
        if known := self._known(address):
            return Look("ready", known.topic)
        if address in self._reading:
            return Look("reading")
        since, error = self._refused.get(address, (float("-inf"), ""))
        return Look("refused", error=error) if self.clock() - since < AGAIN else None

    def stale(self, address: str) -> bool:
        """Return whether it is time to look at a known page again."""
        known = self._known(address)
        return known is not None and self.clock() - known.looked >= AGAIN and address not in self._reading

    def begin(self, address: str) -> None:
        """Read a page, unless somebody does so already. BotError where too many wait."""
        if address in self._reading:
            return
        if len(self._reading) >= WAITING:
            raise BotError("too many articles are being read right now: try again in a minute")
        task = asyncio.get_running_loop().create_task(self._read(address))
        self._reading[address] = task
        task.add_done_callback(lambda _: self._reading.pop(address, None))

    async def settled(self, address: str) -> Look | None:
        """Return what is known of a page once nobody is reading it any more."""
        if task := self._reading.get(address):
            await asyncio.wait({task})
        return self.look(address)

    async def _read(self, address: str) -> None:
        """Read a page and index it where it is new or has changed."""
        self._limiter = self._limiter or CapacityLimiter(AT_ONCE)
        try:
            async with self._limiter:
                page = await self._fetch(address)
                if page is not None:
                    await to_thread.run_sync(self._keep, address, page)
        except USER_ERRORS as exc:
            log.warning("the page %s is not indexed: %s", address, exc)
            if len(self._refused) >= 10_000:
                self._refused.clear()
            self._refused[address] = (self.clock(), str(exc))

    async def _fetch(self, address: str) -> Page | None:
        """Return the page where it is new or has changed; by its canonical address where it names another."""
        known = self._known(address)
        validators = Validators(known.etag, known.modified) if known else None
        page = await self.fetcher.fetch(known.address if known else address, validators, self.named)
        if page is not None and known is None:
            proper = _canonical(page)
            if proper != page.address and self.named(origin_of(proper)):
                page = await self.fetcher.fetch(proper, None, self.named)
        if page is not None and (known is None or known.sha256 != _hash(page)):
            return page
        if known:
            self._write(address, known.model_copy(update={"looked": self.clock()}))
        return None

    def _keep(self, address: str, page: Page) -> None:
        """Index a page, once among all processes."""
        folder = self.home / "pages"
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{_name(page.address)}.lock"):
            known = self._known(page.address)
            if known is None or known.sha256 != _hash(page):
                if known is None and self._count() >= self.most:
                    raise BotError(f"{self.most} articles are indexed, and DEBATE_AUTO_INDEX allows no more")
                topic = self._added(page, known).topic.slug
                self.ready(topic)
            else:
                topic = known.topic
            for one in dict.fromkeys((address, page.address)):
                self._write(one, _record(topic, page, self.clock()))

    def _added(self, page: Page, known: _Known | None) -> AddedTopic:
        document = self.load(page.data, page.name)
        if known:
            try:
                return add_topic(document, page.address, self.home, known.topic)
            except KnowledgeError as exc:  # so much has changed that it is another piece
                log.warning("%s now has a different piece: %s", page.address, exc)
        return add_topic(document, page.address, self.home, review_first=True)

    def _count(self) -> int:
        """Return how many articles are indexed; of the files only those are read that are new or changed."""
        there = {}
        for entry in os.scandir(self.home / "pages"):
            if entry.name.endswith(".json") and (stamp := _stamp(entry)):
                before, topic = self._counted.get(entry.name, (0, ""))
                if before != stamp:
                    known = _stored(Path(entry.path))
                    topic = known.topic if known else ""
                there[entry.name] = (stamp, topic)
        self._counted = there
        return len({topic for _, topic in there.values() if topic})

    def _known(self, address: str) -> _Known | None:
        known = _stored(record_file(self.home, address))
        there = known is not None and (known.topic in shipped_slugs() or is_added(known.topic, self.home))
        return known if there else None

    def _write(self, address: str, known: _Known) -> None:
        file = record_file(self.home, address)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, known.model_dump_json())


def record_file(home: Path, address: str) -> Path:
    """Return where what is kept of a page lies."""
    return home / "pages" / f"{_name(address)}.json"


def _stamp(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_mtime_ns
    except OSError:  # another process is just replacing it
        return 0


def _stored(file: Path) -> _Known | None:
    try:
        return _Known.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None


def _record(topic: str, page: Page, now: float) -> _Known:
    return _Known(
        address=page.address,
        topic=topic,
        etag=page.validators.etag,
        modified=page.validators.modified,
        sha256=_hash(page),
        looked=now,
    )


def _canonical(page: Page) -> str:
    """Return the address that a page gives as its own; without one its address without a query."""
    link = _CANONICAL.search(page.data)
    href = _HREF.search(link[0]) if link else None
    if href:
        try:
            return checked_address(urljoin(page.address, href[1].decode("ascii", "replace")))
        except BotError:
            return page.address
    return urlunsplit((*urlsplit(page.address)[:3], "", ""))


def _hash(page: Page) -> str:
    return sha256(page.data).hexdigest()


def _name(address: str) -> str:
    return sha256(address.encode()).hexdigest()[:32]
