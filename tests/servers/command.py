"""The command `debate`, run as its users run it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DEBATE = [sys.executable, "-c", "from bot.cli.main import main; main()"]


def debate(
    home: Path, *arguments: str, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What it printed, and its exit status; `home` is its data folder."""
    return subprocess.run(
        [*DEBATE, *arguments],
        env=os.environ | {"DEBATE_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        input=stdin,
        check=False,
    )
