"""The judging of a turn: it reads sentences while the writer writes on, several at once where they queue."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import Protocol

from bot.errors import Left, ModelError
from bot.judge.ruling import AskedSentence, Form, Ruling
from bot.models.usage import Usage
from prompts import Message

log = logging.getLogger(__name__)

AT_ONCE = 4  # messages under way; what comes meanwhile is asked together
_LONGEST = 1_500  # characters of an answer for each sentence, with what was thought aloud before it


class Says(Protocol):
    """What judging needs of a chat model."""

    def __call__(
        self, messages: Sequence[Message], enough: Callable[[], bool]
    ) -> AsyncGenerator[str | Usage]:
        """Return the answer in pieces until there is enough of it, and last its usage."""
        ...


class KeepsRulings(Protocol):
    """Where rulings are kept, so that no sentence is judged twice by the same passages."""

    def find(self, key: str) -> Ruling | None:
        """Return the ruling of that key."""
        ...

    def keep(self, key: str, ruling: Ruling) -> None:
        """Keep a ruling."""
        ...


class Judging:
    """Asks a model about sentences; `failure` says why it gives no rulings any more, "" while it does."""

    def __init__(self, say: Says, form: Form, judge: str, kept: KeepsRulings | None = None) -> None:
        self.failure = ""
        self.usages: list[Usage] = []
        self.form = form
        self._say, self._judge, self._kept = say, judge, kept
        self._queue: list[tuple[AskedSentence, asyncio.Future[Ruling | None]]] = []
        self._running: set[asyncio.Task[None]] = set()

    def ask(self, asked: AskedSentence) -> asyncio.Future[Ruling | None]:
        """Return the ruling to come; None comes where the model gives none that can be read."""
        ruling: asyncio.Future[Ruling | None] = asyncio.get_running_loop().create_future()
        kept = self._kept.find(self._key(asked)) if self._kept else None
        if kept or self.failure:
            ruling.set_result(kept)
            return ruling
        self._queue.append((asked, ruling))
        self._begin()
        return ruling

    async def close(self) -> None:
        """End what is still asked; nobody waits for it."""
        self._queue = []
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _begin(self) -> None:
        while self._queue and len(self._running) < AT_ONCE:
            batch, self._queue = self._queue[: self.form.most], self._queue[self.form.most :]
            task = asyncio.get_running_loop().create_task(self._ask(batch))
            self._running.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            self._begin()

    async def _ask(self, batch: Sequence[tuple[AskedSentence, asyncio.Future[Ruling | None]]]) -> None:
        asked = [one for one, _ in batch]
        rulings: list[Ruling | None] = [None] * len(batch)
        try:
            rulings = self.form.read(await self._answer(asked), asked)
        except Left as exc:
            for _, ruling in batch:
                _fail(ruling, exc)
            return
        except ModelError as exc:
            self._give_up(str(exc))
        for (one, ruling), found in zip(batch, rulings, strict=True):
            if found and self._kept:
                self._kept.keep(self._key(one), found)
            if not ruling.done():
                ruling.set_result(found)
        if not self.failure and not any(rulings):
            self._give_up(f"the model {self._judge}, asked to check, gave no readable verdict")

    async def _answer(self, asked: Sequence[AskedSentence]) -> str:
        words: list[str] = []
        most = _LONGEST * (len(asked) + 1)
        messages = self.form.messages(asked)
        async with aclosing(self._say(messages, lambda: sum(map(len, words)) > most)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Usage):
                    self.usages.append(piece)
                else:
                    words.append(piece)
        return "".join(words)

    def _give_up(self, reason: str) -> None:
        """Ask no more in this turn; what waits goes without a ruling."""
        log.warning("%s", reason)
        self.failure = self.failure or reason
        for _, ruling in self._queue:
            if not ruling.done():
                ruling.set_result(None)
        self._queue = []

    def _key(self, asked: AskedSentence) -> str:
        return f"{self._judge} {self.form.name} {asked.key}"


def _fail(ruling: asyncio.Future[Ruling | None], exc: Exception) -> None:
    if not ruling.done():
        ruling.set_exception(exc)
        ruling.exception()  # seen: nobody may be waiting for it any more
