"""`debate serve` as its users run it: a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.servers.command import forked_debate

KEY = "sk-test-never-shown"
_LACKING = (
    "from importlib.machinery import PathFinder; found = PathFinder.find_spec; "
    "PathFinder.find_spec = lambda name, *rest: None if name.partition('.')[0] in {names!r} else "
    "found(name, *rest); from bot.cli.main import main; main()"
)


@contextmanager
def serving(
    home: Path,
    port: int = 0,
    said: list[str] | None = None,
    model: str = "",
    lacking: tuple[str, ...] = (),
    **settings: str,
) -> Iterator[str]:
    """Its address, until it is ended.

    `said` gets what it said after that, `model` is the URL of one that writes, `settings` are environment
    variables.

    `lacking` are packages that it finds as little as if they were not installed.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DEBATE_", "OPENAI_"))}
    program = (
        [sys.executable, "-c", _LACKING.replace("{names!r}", repr(lacking))] if lacking else forked_debate()
    )
    command = [*program, "serve", "--port", str(port)]
    written = (
        {
            "DEBATE_MODEL": "openai:m",
            "OPENAI_BASE_URL": model,
            "OPENAI_API_KEY": KEY,
            "DEBATE_CACHE": "false",
            "DEBATE_CHECK": "embedded",
        }
        if model
        else {}
    )
    environment = own | {"DEBATE_HOME": str(home)} | written | settings
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        told = []
        for line in process.stdout:
            told.append(line)
            if found := re.search(r"http://[\d.:]+", line):
                break
        else:
            raise AssertionError(f"debate serve ended: {''.join(told)}")
        heard: list[str] = [] if said is None else said
        listening = Thread(
            target=heard.extend, args=(process.stdout,), daemon=True
        )  # a full pipe would hold the server up
        listening.start()
        try:
            yield found.group()
        finally:
            process.terminate()
            listening.join(30)
