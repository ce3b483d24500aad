"""A Chroma server of its own, as long as it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.ports import free_port


@contextmanager
def running_chroma(folder: Path, port: int = 0) -> Iterator[str]:
    """Its URL: `chroma run`, from the package that the tests run with."""
    port = port or free_port()
    command = [
        str(Path(sys.executable).parent / "chroma"),
        "run",
        "--path",
        str(folder),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
    ) as process:
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        try:
            yield url
        finally:
            process.terminate()
