"""How long a turn of a debate takes with the embedded writer, and whether it grows.

`python tests/benchmarks/rounds.py [FILE]`, on the brief or a file.

Fifty different arguments on each side, five times over; the ratio is of rounds 46 to 50 to rounds 3 to 7
within one run.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.build import build
from bot.debate.state import Debate
from bot.settings import Settings
from bot.turn.bot import Bot
from evals.simulated_readers import load_arguments
from knowledge.argument_map import Side
from knowledge.topic import add_document

ROUNDS, TIMES = 50, 5


def played(bot: Bot, side: Side) -> list[float]:
    """Seconds of each round, the median over the times."""
    given = [
        one
        for one in load_arguments(Path(str(files("evals") / "sets" / "arguments.jsonl")))
        if one.side and one.side != side
    ]
    said = [*(one.says for one in given), *(one.turned for one in given if one.turned)][:ROUNDS]
    runs = []
    for _ in range(TIMES):
        debate, seconds = Debate(side), []
        for text in said:
            started = perf_counter()
            reply = bot.reply(text, "debate", debate=debate)
            seconds.append(perf_counter() - started)
            debate = reply.debate or debate
        runs.append(seconds)
    return [median(times) for times in zip(*runs, strict=True)]


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            add_document(Path(sys.argv[1]), Path(folder))
        bot = build(Settings(home=Path(folder))).of()
        sides: tuple[Side, Side] = ("for", "against")
        for side in sides:
            seconds = played(bot, side)
            ratio = median(seconds[45:50]) / median(seconds[2:7])
            print(
                f"bot {side:8} median {1000 * median(seconds):5.1f} ms, slowest round "
                f"{1000 * max(seconds):5.1f} ms, rounds 46-50 beside 3-7: {ratio:.2f}"
            )


if __name__ == "__main__":
    main()
