"""A Redis server of its own, as long as it is needed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.conftest import lacking
from tests.servers.ports import free_port


class Redis:
    """A server that can be stopped and started again at the same URL; it keeps nothing."""

    def __init__(self) -> None:
        found = shutil.which("redis-server")
        if found is None:
            lacking("redis-server")
        self._port = free_port()
        self._command = [
            str(found),
            "--port",
            f"{self._port}",
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            "/tmp",
        ]  # it writes nothing there
        self.url = f"redis://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Return once it takes connections."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port)):
                return
            time.sleep(0.02)
        raise AssertionError("redis-server does not start")

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


@contextmanager
def running_redis() -> Iterator[Redis]:
    """A running server."""
    server = Redis()
    server.start()
    try:
        yield server
    finally:
        server.stop()
