"""What was answered lately is answered from there: each event as it was checked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from bot.statement import Statement
from bot.turn.recent import Recent
from bot.turn.turn import Event

ONE = Statement("report", "The op-ed says that China is the most formidable rival of the U.S.", (8,))


class Taken:
    """A turn that counts how often it is taken, and may break off."""

    def __init__(self, breaks: bool = False) -> None:
        self.times, self.breaks = 0, breaks

    async def events(self) -> AsyncGenerator[Event]:
        self.times += 1
        yield ONE
        if self.breaks:
            raise RuntimeError("the turn broke off")


async def answered(recent: Recent, question: str, parts: tuple[object, ...], taken: Taken) -> list[Event]:
    return [event async for event in recent.turn((question,), parts, taken.events())]


def test_the_same_question_to_the_same_parts_is_answered_once() -> None:
    recent, parts, taken = Recent(), (object(),), Taken()
    replies = [asyncio.run(answered(recent, "Who?", parts, taken)) for _ in range(3)]
    assert replies == [[ONE]] * 3
    assert taken.times == 1


def test_another_question_or_other_parts_are_answered_anew() -> None:
    recent, parts, taken = Recent(), (object(),), Taken()
    for question, of in (("Who?", parts), ("Why?", parts), ("Who?", (object(),))):
        asyncio.run(answered(recent, question, of, taken))
    assert taken.times == 3


def test_a_turn_that_broke_off_is_not_kept() -> None:
    recent, parts = Recent(), (object(),)
    broken, sound = Taken(breaks=True), Taken()
    for taken in (broken, sound):
        try:
            asyncio.run(answered(recent, "Who?", parts, taken))
        except RuntimeError:
            assert taken is broken
    assert (broken.times, sound.times) == (1, 1)


def test_the_oldest_go_when_there_are_too_many() -> None:
    recent, parts, taken = Recent(most=2), (object(),), Taken()
    for question in ("one", "two", "one", "three", "one", "two"):
        asyncio.run(answered(recent, question, parts, taken))
    assert taken.times == 4  # "two" went when "three" came, as "one" had been asked again since
