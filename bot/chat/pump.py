"""A model's words, streamed in a thread of their own and held to their deadlines: whoever reads waits no longer than was agreed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from bot.chat import ChatModel, Usage, Waits
from bot.errors import Left, ModelError
from prompts import Message

_HOARD = 8_000  # characters that are held back for the end of their line
_LET_IN = 0.0001  # seconds in which the reader of a line gets the interpreter: it would wait 5 ms for this thread to be interrupted
_GRACE = 0.5  # seconds beyond the deadlines, should the thread itself be slow


class Leaving:
    """How whoever reads a turn says, from any thread, that nobody waits for the rest of it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wakes: Callable[[], object] | None = None
        self.left = False

    def leave(self) -> None:
        """End what is waited for now and whatever would be asked next."""
        with self._lock:
            self.left = True
            if self._wakes:
                self._wakes()

    def wakes(self, wake: Callable[[], object]) -> None:
        """What to do when the reader leaves; at once where that was before."""
        with self._lock:
            self._wakes = wake
            if self.left:
                wake()


class Pump:
    """One event loop in one thread for all conversations of the process; started when it is first needed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=self._loop.run_forever, name="models", daemon=True)
                self._thread.start()
            return self._loop

    def close(self, model: ChatModel) -> None:
        """Let the model go and end the thread; what is under way is cancelled."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None:
            return
        with suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(_wind_up(model), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        if self._thread:
            self._thread.join(5)
        if not loop.is_running():
            loop.close()

    def listen(self, model: ChatModel, messages: Sequence[Message], waits: Waits, leaving: Leaving | None = None) -> Iterator[str | Usage]:
        """The model's words, a line or more at a time, and last what it used, if its provider says so.

        Closing the iterator cancels the request, as `leaving` does while it is waited for, with Left. ModelError at a deadline and where the model fails.
        """
        heard: SimpleQueue[str | Usage | Exception | None] = SimpleQueue()
        running = asyncio.run_coroutine_threadsafe(_pour(model, messages, waits, heard), self._running())
        if leaving:

            def wake() -> None:
                running.cancel()
                heard.put(Left())

            leaving.wakes(wake)
        try:
            while True:
                try:
                    piece = heard.get(timeout=waits.whole + _GRACE)
                except Empty as exc:
                    raise _late(model) from exc
                if piece is None:
                    return
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        finally:
            running.cancel()


async def _wind_up(model: ChatModel) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await model.close()
    await asyncio.sleep(0.05)  # closed connections are let go in the loop's next rounds


async def _pour(model: ChatModel, messages: Sequence[Message], waits: Waits, heard: SimpleQueue[str | Usage | Exception | None]) -> None:
    """Put the words into the queue line by line: a wake-up of the reader for each token would cost more than the token."""
    loop = asyncio.get_running_loop()
    last = loop.time() + waits.whole
    line = ""
    try:
        async with asyncio.timeout_at(min(loop.time() + waits.connect + waits.first, last)) as deadline, aclosing(model.stream(messages)) as pieces:  # type: ignore[type-var]
            async for piece in pieces:
                deadline.reschedule(min(loop.time() + waits.between, last))
                if isinstance(piece, Usage):
                    heard.put(piece)
                    continue
                line += piece
                if "\n" in piece or len(line) > _HOARD:
                    heard.put(line)
                    line = ""
                    time.sleep(_LET_IN)
    except TimeoutError:
        heard.put(_late(model))
    except ModelError as exc:
        heard.put(exc)
    except Exception as exc:  # noqa: BLE001  # a bug of ours or of a provider's package: the turn goes on without the model
        heard.put(ModelError(f"the model {model.name} failed ({type(exc).__name__})"))
    else:
        if line:
            heard.put(line)
        heard.put(None)


def _late(model: ChatModel) -> ModelError:
    return ModelError(f"the model {model.name} did not answer in time; see that its server runs, or raise DEBATE_WAIT_FIRST and the other DEBATE_WAIT_…")
