"""The command `debate`, run as its users run it: in a process of its own."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

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
    """The command, forked from a process that has imported what it needs: one for all workers of a test run.

    A pipe with a name says whether it is there: who uses it holds the end to write to, and once nobody does,
    it ends.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", os.getpid())
    folder = Path(gettempdir()) / f"debate-forking-{run}"
    folder.mkdir(mode=0o700, exist_ok=True)
    place, users = str(folder / "socket"), folder / "users"
    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)  # the first starts it, the others wait until it is there
        if not users.exists():
            os.mkfifo(users)
        try:
            os.open(users, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads there
            _fork_at(place, users)
    return [sys.executable, "-IS", str(_HERE / "forked.py"), place]


def _fork_at(place: str, users: Path) -> None:
    """Start the process that forks; wait until it answers at `place`."""
    Path(place).unlink(missing_ok=True)
    reading = os.open(users, os.O_RDONLY | os.O_NONBLOCK)
    using = os.open(users, os.O_WRONLY)
    forking = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.forking", place],
        cwd=_HERE.parent.parent,
        # what coverage would note of it is lost: a command ends without taking its process apart
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")},
        stdin=reading,
        stdout=subprocess.PIPE,
    )
    os.close(reading)

    def end() -> None:
        os.close(using)
        forking.wait()
        rmtree(users.parent, ignore_errors=True)

    atexit.register(end)
    assert forking.stdout is not None
    assert forking.stdout.readline() == b"ready\n"
