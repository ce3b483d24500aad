"""Where the time goes on each hot path.

`python tests/benchmarks/profiles.py`; of another state of the tree: `--tree FOLDER --as before`.

Two starts by the packages that they import (`-X importtime`, own time), and a whole turn, a search, the gate
and an indexing by function (cProfile, own time; a profiled call takes longer than one that is not). Keeps
them in `profiles.json` under the name, and writes what is kept side by side into `profiles.md`.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KEPT, PAGE = HERE / "profiles.json", HERE / "profiles.md"
TOP = 10
Profile = dict[str, Any]  # "total_ms", and "top": what and its milliseconds


def imports(command: str) -> Profile:
    """What a start imports, by package."""
    code = f"import sys; sys.argv[1:] = {command.split()!r}; from bot.cli.main import main; main()"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path[:1])}
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-u", "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if command.startswith("serve"):
            lines = []
            for line in process.stderr:
                lines.append(line)
                if "bot.web.shutdown" in line:  # the last that a start needs
                    process.terminate()
        else:
            lines = process.communicate()[1].splitlines()
    own: defaultdict[str, float] = defaultdict(float)
    for line in lines:
        if found := re.match(r"import time:\s+(\d+) \|\s+\d+ \| +([\w.]+)", line):
            own[found[2].split(".")[0]] += int(found[1]) / 1e3
    return told(own)


def calls(act: Callable[[Any], object], over: list[Any]) -> Profile:
    """What a call takes on average, by function."""
    profile = cProfile.Profile()
    profile.enable()
    for one in over:
        act(one)
    profile.disable()
    own: defaultdict[str, float] = defaultdict(float)
    for (file, _, name), (_, _, alone, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        where = re.sub(r".*/(?:site-packages|python3\.\d+)/", "", file)
        short = re.sub(r".*?/((?:bot|knowledge|evals)/)", r"\1", where)
        own[name if file == "~" else f"{short.removesuffix('.py')}:{name}"] += 1e3 * alone / len(over)
    return told(own)


def told(own: dict[str, float]) -> Profile:
    """The sum and what takes most of it."""
    most = sorted(own.items(), key=lambda one: -one[1])[:TOP]
    return {"total_ms": round(sum(own.values()), 2), "top": {name: round(took, 3) for name, took in most}}


def paths(home: Path) -> dict[str, Profile]:
    """All hot paths."""
    from bot.build import build
    from bot.gate import check
    from bot.settings import Settings
    from bot.statement import Statement

    os.environ["DEBATE_HOME"] = str(home / "a")
    bots = build(Settings(home=home / "a", cache=False))
    indexing = calls(lambda _: bots.of(), [None])
    bot: Any = bots.of()
    cases = [
        json.loads(line)
        for file in sorted((HERE.parents[1] / "evals" / "sets").glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    asked = sorted(
        {
            (case["question"], case.get("mode", "ask"))
            for case in cases
            if case.get("question") and case.get("mode", "ask") in ("ask", "for", "against")
        }
    )
    random.Random(5).shuffle(asked)
    for text, mode in asked[:20]:
        bot.reply(text, mode)
    claims = bot.topic.argument_map.claims
    said = [
        Statement("report", f"The op-ed says that {claim.says}.".replace("..", "."), claim.passages)
        for claim in claims
    ]
    document = bot.topic.document
    return {
        "a cold `debate ask`: imports": imports("ask What-of-China?"),
        "the start of `debate serve`: imports": imports("serve --port 0"),
        "a turn of the embedded writer": calls(lambda one: bot.reply(*one), asked[20:220]),
        "a search": calls(lambda one: bot.search.find(one[0]), asked[20:220]),
        "the gate, for a statement": calls(lambda one: check(one, document.passages, document), said),
        "indexing the shipped topic, in all": indexing,
    }


def page(kept: dict[str, dict[str, Profile]]) -> str:
    """What is kept, as Markdown."""
    parts = [
        "# Profiles of the hot paths\n\nMilliseconds; written by `python tests/benchmarks/profiles.py`, "
        "which says what is measured.\n"
    ]
    for path in next(iter(kept.values())):
        columns = {name: found[path] for name, found in kept.items() if path in found}
        heads = [f"{name}: {one['total_ms']:.1f} | " for name, one in columns.items()]
        parts.append(f"\n## {path[0].upper()}{path[1:]}\n\n| {' | '.join(heads)} |")
        parts.append("|" + " --- | ---: |" * len(columns))
        rows = [[f"`{what}` | {took:.2f}" for what, took in one["top"].items()] for one in columns.values()]
        parts += [f"| {' | '.join(row)} |" for row in zip(*rows, strict=False)]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Measure, keep, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tree", type=Path, default=HERE.parents[1])
    parser.add_argument("--as", dest="name", default="now")
    given = parser.parse_args()
    sys.path.insert(0, str(given.tree))
    with tempfile.TemporaryDirectory() as home:
        found = paths(Path(home))
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    kept[given.name] = found
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(kept), "utf-8")
    print({path: one["total_ms"] for path, one in found.items()})


if __name__ == "__main__":
    main()
