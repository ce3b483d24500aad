"""The command `debate`, run as its users run it: in a process of its own."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

DEBATE = [sys.executable, "-c", "from bot.cli.main import main; main()"]
_HERE = Path(__file__).resolve().parent


def debate(
    home: Path, *arguments: str, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """What it printed, and its exit status; `home` is its data folder."""
    return _ended([*forked_debate(), *arguments], {"DEBATE_HOME": str(home)} | environment, stdin)


def cold_debate(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same of a process that imports what it needs itself, as it does on a user's machine."""
    return _ended([*DEBATE, *arguments], {"DEBATE_HOME": str(home)})


def _ended(
    command: list[str], environment: dict[str, str], stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        input=stdin,
        check=False,
    )


@cache
def forked_debate() -> list[str]:
    """The command, forked from a process that has imported what it needs."""
    folder = TemporaryDirectory(prefix="debate-forking-")
    place = f"{folder.name}/socket"
    forking = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.forking", place],
        cwd=_HERE.parent.parent,
        # what coverage would note of it is lost: a command ends without taking its process apart
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )

    def end() -> None:
        forking.communicate()
        folder.cleanup()

    atexit.register(end)
    assert forking.stdout is not None
    assert forking.stdout.readline() == b"ready\n"
    return [sys.executable, "-IS", str(_HERE / "forked.py"), place]
