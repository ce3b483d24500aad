"""A model's words as they come, held to their deadlines: whoever reads waits no longer than was agreed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager

from bot.errors import Left, ModelError, TooSlowError
from bot.models import ChatModel, TokenCount, Waits
from prompts import Message

# the next sentence has begun, with a word of its own behind the stop and the marks of the one before
_BEGUN = re.compile(
    r"[.!?…][\"'”’»)]*(?:\s*[\[【(][^\]】)\n]{0,40}[\]】)])*\.?\s+[^\s\[【(]\S*\s|[。！？].*\S\S"
)
_HOARD = 8_000  # characters that are held back for the end of their line


class Leaving:
    """How a front end says that nobody waits for the rest of a turn, while the turn waits for a model."""

    def __init__(self) -> None:
        self.left = False
        self._waiting: set[asyncio.Timeout] = set()  # the writer's, and those of what judges beside it

    def leave(self) -> None:
        """End what is waited for, and whatever would be asked next.

        To be called in the turn's own event loop.
        """
        self.left = True
        for waiting in self._waiting:
            waiting.reschedule(0)

    @contextmanager
    def ends(self, waiting: asyncio.Timeout) -> Iterator[None]:
        """Have this end when the reader leaves, while it waits."""
        self._waiting.add(waiting)
        if self.left:
            waiting.reschedule(0)
        try:
            yield
        finally:
            self._waiting.discard(waiting)


def _missed(name: str, waits: Waits, *, began: bool, whole: bool) -> ModelError:
    """Return what it means that a deadline has passed: a model that is silent, or one that is too slow."""
    if not began:
        return ModelError(
            f"the model {name} showed no sign of life within {waits.first:g} seconds; check that "
            "its server is running, or raise DEBATE_WAIT_FIRST"
        )
    wait = f"DEBATE_WAIT_{'WHOLE' if whole else 'BETWEEN'}"
    return TooSlowError(f"the model {name} is too slow for the time it is allowed; raise {wait}")


async def listen(
    model: ChatModel, messages: Sequence[Message], waits: Waits, leaving: Leaving
) -> AsyncGenerator[str | TokenCount]:
    """Yield the model's words, a sentence or a line at a time, and what it used, if its provider says so.

    Closing it ends the request at the provider. ModelError at a deadline and where the model fails; Left when
    the reader leaves.
    """
    loop = asyncio.get_running_loop()
    last = loop.time() + waits.whole
    due = min(loop.time() + waits.connect + waits.first, last)
    line, began = "", False
    async with aclosing(model.stream(messages)) as pieces:
        while True:
            try:
                async with asyncio.timeout_at(
                    due
                ) as waiting:  # never around a `yield`: the next step may run in another task
                    with leaving.ends(waiting):
                        piece = await anext(pieces)
            except StopAsyncIteration:
                break
            except TimeoutError as exc:
                if leaving.left:
                    raise Left from None
                raise _missed(model.name, waits, began=began, whole=due >= last) from exc
            began = True
            due = min(loop.time() + waits.between, last)
            if isinstance(piece, TokenCount):
                yield piece
                continue
            line += piece
            if "\n" in piece or len(line) > _HOARD or _BEGUN.search(line):
                yield line
                line = ""
    if line:
        yield line
