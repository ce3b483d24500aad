"""Whatever a model's server does, a turn ends with a verified reply."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from pathlib import Path
from typing import Any

import pytest

from bot.output.render import as_text
from bot.output.reply_html import card_of
from bot.output.schema import as_object
from bot.statement import Fixed, Statement
from bot.turn.reply import Reply
from bot.turn.turn import NONE_CARRIED, NOT_ANSWERING, STOPPED, TOO_SLOW
from tests.servers.scripted_openai import Script, chunk, streamed
from tests.servers.writing import FAULTS, HALF, KEY, QUESTION, RIVAL, WAITS, says, served, texts


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_the_turn_ends_with_a_verified_reply_and_one_line(
    home: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    with served(home, lambda body: FAULTS[fault](), **WAITS) as (bot, _):
        started = time.monotonic()
        reply = bot.reply(QUESTION)
        took = time.monotonic() - started
    assert took < WAITS["wait_whole"] + 1
    assert any(8 in statement.cites for statement in reply.statements)
    assert (
        sum(
            statement
            in (STOPPED.statement, NOT_ANSWERING.statement, TOO_SLOW.statement, NONE_CARRIED.statement)
            for statement in reply.statements
        )
        == 1
    )
    assert reply.failure
    everything = json.dumps(as_object(reply)) + as_text(reply) + card_of(as_object(reply)) + caplog.text
    assert KEY not in everything
    assert "Traceback" not in everything


@pytest.mark.slow
def test_what_had_passed_stays_and_is_not_said_twice(home: Path) -> None:
    with served(home, lambda body: Script([HALF, 60.0]), **WAITS) as (bot, _):
        reply = bot.reply(QUESTION)
    assert reply.statements[0].cites == (8,)
    assert reply.statements[1] == STOPPED.statement
    assert sum(statement.cites == (8,) for statement in reply.statements) == 1
    assert "Victory" not in " ".join(texts(reply)[:2])  # the half sentence is not shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parts", "line", "raised"),
    [
        ([60.0], NOT_ANSWERING, "no sign of life within 1 seconds"),
        ([chunk(""), 60.0], TOO_SLOW, "raise DEBATE_WAIT_BETWEEN"),
        ([part for _ in range(60) for part in (chunk(""), 0.1)], TOO_SLOW, "raise DEBATE_WAIT_WHOLE"),
    ],
    ids=["silent", "a stall", "too long"],
)
def test_a_silent_model_and_one_that_is_too_slow_are_told_apart(
    home: Path, parts: list[bytes | float], line: Fixed, raised: str
) -> None:
    with served(home, lambda body: Script(parts), **WAITS) as (bot, _):
        reply = bot.reply(QUESTION)
    assert reply.statements[0] == line.statement
    assert raised in reply.failure


@pytest.mark.slow
def test_a_server_that_is_not_there(home: Path) -> None:
    with served(home, says(), OPENAI_BASE_URL="http://127.0.0.1:9/v1") as (bot, _):
        reply = bot.reply(QUESTION)
    assert reply.statements[0] == NOT_ANSWERING.statement
    assert "cannot be reached" in reply.failure


@pytest.mark.slow
def test_a_429_is_tried_again_after_the_time_it_names(home: Path) -> None:
    tries: list[float] = []

    def answer(body: dict[str, Any]) -> Script:
        tries.append(time.monotonic())
        return FAULTS["429"]() if len(tries) == 1 else Script(streamed(RIVAL))

    with served(home, answer) as (bot, _):
        reply = bot.reply(QUESTION)
    assert not reply.failure
    assert len(tries) == 2
    assert tries[1] - tries[0] >= 0.9


def test_after_five_failures_the_endpoint_is_left_alone(home: Path) -> None:
    with served(home, lambda body: FAULTS["404"]()) as (bot, server):
        for _ in range(7):
            assert bot.reply(QUESTION).failure
    assert len(server.asked) == 5


def test_a_content_filter_does_not_close_the_endpoint(home: Path) -> None:
    with served(home, lambda body: FAULTS["a content filter"]()) as (bot, server):
        for _ in range(7):
            bot.reply(QUESTION)
    assert len(server.asked) == 7


@pytest.mark.parametrize("parts", [[60.0], [HALF, 60.0]], ids=["before the first token", "midway"])
def test_a_reader_who_leaves_ends_the_request_at_the_provider(home: Path, parts: list[bytes | float]) -> None:
    with served(home, lambda body: Script(parts)) as (bot, server):

        async def read_and_leave() -> float:
            turn = bot.turn(QUESTION)

            async def leave() -> None:
                while not server.asked:
                    await asyncio.sleep(0.02)
                await asyncio.sleep(0.3)
                turn.leaving.leave()

            leaving = asyncio.ensure_future(leave())
            started = time.monotonic()
            assert not [event async for event in turn if isinstance(event, Reply)]
            await leaving
            assert bot.chat is not None
            await bot.chat.model.close()
            return time.monotonic() - started

        assert asyncio.run(read_and_leave()) < 5
        assert server.left.wait(5)


def test_a_turn_that_is_cancelled_ends_the_request_at_the_provider(home: Path) -> None:
    with served(home, lambda body: Script([HALF, 60.0])) as (bot, server):

        async def read_and_be_cancelled() -> None:
            async def read() -> None:
                async for _ in bot.turn(QUESTION):
                    pass

            reading = asyncio.ensure_future(read())
            while not server.asked:
                await asyncio.sleep(0.02)
            await asyncio.sleep(0.3)
            reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await reading
            assert bot.chat is not None
            await bot.chat.model.close()

        asyncio.run(read_and_be_cancelled())
        assert server.left.wait(5)


def test_a_reader_who_stops_reading_ends_the_request_at_the_provider(home: Path) -> None:
    with served(home, lambda body: Script([HALF, 60.0])) as (bot, server):
        events = bot.stream(QUESTION)
        assert isinstance(next(events), Statement)
        events.close()
        assert server.left.wait(5)


def test_keys_are_in_no_log(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with served(home, lambda body: FAULTS["401"]()) as (bot, _):
        reply = bot.reply(QUESTION)
    assert "does not accept the key" in reply.failure
    assert KEY not in caplog.text
