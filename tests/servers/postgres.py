"""A PostgreSQL server of its own, as long as it is needed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import lacking
from tests.servers.ports import free_port


class Postgres:
    """A server that can be stopped and started again at the same URL."""

    def __init__(self, url: str, stop: Callable[[], None], start: Callable[[], None]) -> None:
        self.url, self.stop, self.start = url, stop, start


def _tools() -> Path:
    """The folder of its programs: Debian has no `initdb` in the path."""
    found = shutil.which("initdb") or max(
        map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=""
    )
    if not found:
        lacking("PostgreSQL")
    return Path(found).resolve().parent


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A running server in a folder of its own.

    PostgreSQL refuses to run as root, so there it runs as the user that Debian made for it, which may not
    enter pytest's folders: each run of pytest closes them again to all but its own user.
    """
    with TemporaryDirectory(prefix="debate-postgres-") as folder, _running(Path(folder)) as server:
        yield server


@contextmanager
def _running(folder: Path) -> Iterator[Postgres]:
    tools, user = _tools(), "postgres" if os.geteuid() == 0 else None
    if user:
        if user not in [one.pw_name for one in pwd.getpwall()]:
            lacking(f"PostgreSQL's own user {user}, since root may not run it")
        folder.chmod(0o755)
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    port = free_port()
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(
            command,
            check=True,
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )

    run(str(tools / "initdb"), "-D", str(data), "-U", "debate", "--auth=trust", "--no-sync", "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"

    def start() -> None:
        run(str(tools / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")

    def stop() -> None:
        run(str(tools / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")

    start()
    try:
        yield Postgres(f"postgresql+psycopg://debate@127.0.0.1:{port}/postgres", stop, start)
    finally:
        stop()
