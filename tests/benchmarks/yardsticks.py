"""What both benchmarks share: the yardsticks beside the checkout, and the command. It loads nothing that would count in a measurement."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
PERF = SHARED / "yardsticks" / "perf"
DEBATE = [sys.executable, "-c", "from bot.cli import main; main()"]
QUESTION = "Why might tariffs push Seoul towards Beijing?"


@contextmanager
def model_server(first_ms: int = 0, token_ms: int = 0) -> Iterator[str]:
    """The yardsticks' server with these delays."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, str(PERF / "fake_openai.py"), str(port), str(first_ms), str(token_ms)]) as server:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        try:
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
