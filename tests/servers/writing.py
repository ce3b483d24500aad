"""A bot whose chat model is a scripted server, and what can go wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.build import build
from bot.settings import Settings
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from tests.servers.scripted_openai import DONE, Answer, Script, Scripted, chunk

KEY = "sk-test-4f1d9c-never-shown"
QUESTION = "Which country is the rival of the U.S.?"
RIVAL = "report [8]: The op-ed says that China is the most formidable rival of the U.S."
INVITED = "report [35]: It adds that Lee has been invited by Xi to the celebrations of Victory Day."


@contextmanager
def served(home: Path, answer: Answer, **settings: Any) -> Iterator[tuple[Bot, Scripted]]:
    """A bot whose model is a scripted server."""
    with Scripted(answer).running() as server:
        given: dict[str, Any] = {
            "home": home,
            "model": "openai:m",
            "OPENAI_BASE_URL": server.url,
            "OPENAI_API_KEY": KEY,
            "cache": False,
            "check": "embedded",  # no model judges, unless a test says so
            **settings,
        }
        bots = build(Settings(**given))
        yield bots.of(), server
        bots.close()


def says(*lines: str) -> Answer:
    return lambda body: (200, "\n".join(lines) + "\n")


def texts(reply: Reply) -> list[str]:
    return [statement.text for statement in reply.statements]


# ── what can go wrong ──

HALF = chunk(f"{RIVAL}\n{INVITED[:30]}")

FAULTS: dict[str, Callable[[], Script]] = {
    "silence before the first token": lambda: Script([60.0]),
    "a stall midway": lambda: Script([HALF, 60.0]),
    "signs of life for ever": lambda: Script([part for _ in range(400) for part in (chunk(""), 0.1)]),
    "429": lambda: Script(
        [b'{"error": {"message": "slow down"}}'], 429, "application/json", {"Retry-After": "1"}
    ),
    "500": lambda: Script([b"oops"], 500, "text/plain"),
    "503 as a page": lambda: Script([b"<html>busy</html>"], 503, "text/html"),
    "401": lambda: Script(
        [f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}'.encode()], 401, "application/json"
    ),
    "404": lambda: Script([b'{"error": {"message": "no such model"}}'], 404, "application/json"),
    "malformed events": lambda: Script([b"data: {not json at all\n\n", DONE]),
    "truncated JSON": lambda: Script([HALF, chunk("x")[:40], b"\n\n", DONE]),
    "no choices": lambda: Script([chunk(), chunk(), DONE]),
    "choices of the wrong kind": lambda: Script([b'data: {"id": "c", "choices": "none"}\n\n', DONE]),
    "an error within the stream": lambda: Script([HALF, b'data: {"error": {"message": "overloaded"}}\n\n']),
    "a content filter": lambda: Script([HALF, chunk(finish="content_filter"), DONE]),
    "a page instead of an answer": lambda: Script([b"<html><body>Sign in</body></html>"], kind="text/html"),
    "nothing at all": lambda: Script([]),
    "a dropped connection": lambda: Script([HALF], end="cut"),
    "a dropped connection at once": lambda: Script([], end="cut"),
    "no UTF-8": lambda: Script(
        [HALF, b'data: {"choices": [{"delta": {"content": "\xff\xfe\xfa"}, "index": 0}]}\n\n', DONE]
    ),
}

WAITS = {"wait_connect": 1, "wait_first": 1, "wait_between": 1, "wait_whole": 3}
