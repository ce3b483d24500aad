"""The command that serves."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def test_a_taken_port_is_one_line(address: str, tmp_path: Path) -> None:
    port = address.rsplit(":", 1)[1]
    command = [sys.executable, "-c", "from bot.cli.main import main; main()", "serve", "--port", port]
    started = time.monotonic()
    failed = subprocess.run(
        command, env=os.environ | {"DEBATE_HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert failed.returncode == 1
    assert "choose another with --host or --port" in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert time.monotonic() - started < 60
