"""Mining in a thread of its own, for a server that goes on answering: what it does comes as it is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

from bot.settings import Settings
from bot.topics.by_model.build import mining
from bot.topics.by_model.progress import Progress


async def mined_apart(
    slug: str, settings: Settings, saved: Callable[[str], None]
) -> AsyncGenerator[Progress]:
    """Mine a topic and yield how far it is.

    Closing it ends the work; what was done until then is kept. ModelError and BotError as `ModelMining.run`.
    """
    here = asyncio.get_running_loop()
    left = Event()  # nobody listens any more; the thread may not have come to its loop by then
    told: asyncio.Queue[Progress | None] = asyncio.Queue()
    under_way: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = []

    def tell(progress: Progress | None) -> None:
        here.call_soon_threadsafe(told.put_nowait, progress)

    def work() -> None:
        try:
            with mining(settings, saved) as miner:

                async def run() -> None:
                    task = asyncio.current_task()
                    assert task is not None
                    under_way.append((asyncio.get_running_loop(), task))
                    try:
                        if not left.is_set():
                            await miner.run(slug, tell)
                    finally:
                        await miner.close()

                asyncio.run(run())
        finally:
            tell(None)

    with_thread = ThreadPoolExecutor(1, thread_name_prefix="mining")
    done = here.run_in_executor(with_thread, work)
    try:
        while (progress := await told.get()) is not None:
            yield progress
        await done
    finally:
        left.set()
        for loop, task in under_way:
            with suppress(RuntimeError):  # it is closed: the work is done
                loop.call_soon_threadsafe(task.cancel)
        done.add_done_callback(_seen)
        with_thread.shutdown(wait=False)


def _seen(done: asyncio.Future[None]) -> None:
    if not done.cancelled():
        done.exception()  # nobody may be waiting for it any more
