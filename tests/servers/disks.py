"""A small disk, that can be full and read-only: a tmpfs of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """A mounted disk of so many KiB."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def change(self, *options: str) -> None:
        """Mount it again, as with `ro`, `rw` or `size=64m`."""
        subprocess.run(["mount", "-o", f"remount,{','.join(options)}", str(self.place)], check=True)

    def fill(self) -> Path:
        """Write until it is full; the file that fills it."""
        file = self.place / "ballast"
        with file.open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4096))
            except OSError:
                return file


@contextmanager
def small_disk(place: Path, kib: int) -> Iterator[Disk]:
    """The disk, mounted in that folder.

    Only root can mount one, and not within every container: then the test is skipped.
    """
    place.mkdir(parents=True, exist_ok=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(place)]
    may = os.geteuid() == 0 and shutil.which("mount") is not None
    if not may or subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield Disk(place)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False)
