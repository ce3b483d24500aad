"""The model writer beside what it is made of, each pair by turns in one run.

`python tests/benchmarks/model.py`.

Prints one JSON object of medians and ratios. The model is a local server that answers fifteen paragraphs of a
sentence, which the shipped brief carries; the judge is the same server, which rules at once or after 300 ms.
The cache is off: nothing is answered or ruled from before.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers.judging import judged
from tests.servers.scripted_openai import DONE, Script, Scripted, chunk

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI
    from openai import OpenAI

    from bot.turn.bot import Bot

WARM = 60
CONVERSATIONS = 64
QUESTION = "Why might tariffs push Seoul towards Beijing?"
OPENINGS = ("First", "Second", "Then", "Besides", "Also")  # so many times the answer, some 200 words
ANSWER = """{word}, Trump plans a tariff of 25 percent on goods imported from South Korea unless a favorable \
trade agreement is secured by August 1 [4].

{word}, the demands could unintentionally drive Lee closer to China and destabilize the government of South \
Korea [7].

{word}, China is the most formidable rival of the U.S. [8].

"""


@contextmanager
def model_server(first_ms: float = 0, token_ms: float = 0, judge_ms: float = 0) -> Iterator[str]:
    """The address of a model that answers with these delays, a word at a time, and rules after another."""
    parts: list[bytes | float] = [first_ms / 1e3]
    for word in "".join(ANSWER.format(word=word) for word in OPENINGS).split(" "):
        parts += [chunk(f"{word} "), token_ms / 1e3] if token_ms else [chunk(f"{word} ")]
    model = judged(lambda _: Script([*parts, chunk(finish="stop"), DONE]))

    def answer(body: dict[str, Any]) -> tuple[int, str] | Script:
        said = model(body)
        if isinstance(said, Script):
            return said
        return Script([judge_ms / 1e3, chunk(said[1]), chunk(finish="stop"), DONE])

    with Scripted(answer).running() as server:
        yield server.url


def bot_at(home: Path, base: str) -> Bot:
    """A bot on the shipped topic whose model is that server."""
    from bot.build import build
    from bot.settings import Settings

    return build(
        Settings(home=home, model="openai:fake", OPENAI_BASE_URL=base, OPENAI_API_KEY="x", cache=False)
    ).of()


def ours(bot: Bot) -> tuple[float, float]:
    """Seconds to the first verified statement and to the end."""
    from bot.statement import Statement

    started, first = time.perf_counter(), 0.0
    for event in bot.stream(QUESTION):
        if isinstance(event, Statement) and not first:
            first = time.perf_counter() - started
    return first, time.perf_counter() - started


def bare(client: OpenAI) -> tuple[float, float]:
    """The same of the bare client: its first sentence ends with its line."""
    started, first, words = time.perf_counter(), 0.0, ""
    for event in client.chat.completions.create(
        model="fake", stream=True, messages=[{"role": "user", "content": QUESTION}]
    ):
        if event.choices and event.choices[0].delta.content:
            words += event.choices[0].delta.content
            if "\n" in words and not first:
                first = time.perf_counter() - started
    return first, time.perf_counter() - started


def langchain(model: ChatOpenAI) -> tuple[float, float]:
    """The same of `ChatOpenAI.stream`."""
    started, first, words = time.perf_counter(), 0.0, ""
    for event in model.stream(QUESTION):
        words += str(event.content)
        if "\n" in words and not first:
            first = time.perf_counter() - started
    return first, time.perf_counter() - started


def by_turns(*systems: Callable[[], tuple[float, float]], runs: int) -> list[tuple[float, float]]:
    """Median milliseconds to the first sentence and to the end, of each."""
    took: list[list[tuple[float, float]]] = [[] for _ in systems]
    for _ in range(runs):
        for number, system in enumerate(systems):
            took[number].append(system())
    return [
        (
            1e3 * statistics.median(one[0] for one in each[3:]),
            1e3 * statistics.median(one[1] for one in each[3:]),
        )
        for each in took
    ]


def warm(home: Path) -> dict[str, float]:
    """First sentence and whole reply beside the bare client and `ChatOpenAI`, at once and at 5 ms a token."""
    from langchain_openai import ChatOpenAI
    from openai import OpenAI
    from pydantic import SecretStr

    figures: dict[str, float] = {}
    with model_server() as base:
        bot, client = bot_at(home, base), OpenAI(base_url=base, api_key="x")
        model = ChatOpenAI(model="fake", base_url=base, api_key=SecretStr("x"))
        mine, theirs, chain = by_turns(
            lambda: ours(bot), lambda: bare(client), lambda: langchain(model), runs=WARM
        )
        figures |= {"first_ms": mine[0], "first_bare_ms": theirs[0], "first_more_ms": mine[0] - theirs[0]}
        figures |= {
            "whole_ms": mine[1],
            "whole_bare_ms": theirs[1],
            "whole_langchain_ms": chain[1],
            "whole_ratio_langchain": mine[1] / chain[1],
        }
    with model_server(judge_ms=300) as base:
        bot, client = bot_at(home, base), OpenAI(base_url=base, api_key="x")
        mine, theirs = by_turns(lambda: ours(bot), lambda: bare(client), runs=15)
        figures |= {"first_judged_in_300_ms": mine[0], "first_judged_in_300_more_ms": mine[0] - theirs[0]}
    with model_server(0, 5, 300) as base:
        bot, client = bot_at(home, base), OpenAI(base_url=base, api_key="x")
        mine, theirs = by_turns(lambda: ours(bot), lambda: bare(client), runs=15)
        figures |= {
            "whole_5ms_ms": mine[1],
            "whole_5ms_bare_ms": theirs[1],
            "whole_5ms_ratio": mine[1] / theirs[1],
        }
    return figures


def at_once(home: Path) -> dict[str, float]:
    """Milliseconds to the first statement: of one conversation alone, and of 64 at the 95th percentile.

    The readers of the 64 take their time.
    """
    with model_server(200, 5, 300) as base:
        bot = bot_at(home, base)
        ours(bot)
        alone = [ours(bot)[0] for _ in range(12)]

        def converse(number: int) -> list[float]:
            reading = random.Random(number)
            firsts = []
            for _ in range(4):
                time.sleep(reading.uniform(0, 4))
                firsts.append(ours(bot)[0])
            return firsts

        with ThreadPoolExecutor(CONVERSATIONS) as pool:
            firsts = sorted(one for each in pool.map(converse, range(CONVERSATIONS)) for one in each)
    one, many = 1e3 * statistics.median(alone), 1e3 * firsts[int(0.95 * len(firsts))]
    return {"alone_first_ms": one, "first_p95_of_64_ms": many, "first_p95_ratio": many / one}


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        figures = {name: round(value, 3) for part in (warm, at_once) for name, value in part(home).items()}
    print(json.dumps(figures, indent=1))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
