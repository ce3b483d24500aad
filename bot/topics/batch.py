"""A folder of files to topics: here one after the other, or on the workers of a Dask cluster.

Dask, since the files are independent of one another: no actors, no shared objects, nothing that Ray's larger machinery would add; it is plain Python, runs
wherever this program does, and its workers only need this program and the settings of the servers that share a Chroma server and a database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.errors import USER_ERRORS, BotError
from bot.settings import Settings, load_settings
from bot.topics.index_file import index_document, index_file
from knowledge.topic import slug_of


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of a file: the lines to tell, or the error; `of` is how many files there are."""

    name: str
    of: int
    lines: tuple[str, ...] = ()
    error: str = ""


def files_of(folder: Path) -> list[tuple[Path, str]]:
    """The readable files of a folder, in order, each with why it cannot be taken, where it would be the topic of another. BotError where there is none."""
    from knowledge.loaders import LOADERS

    taken: dict[str, Path] = {}
    found: list[tuple[Path, str]] = []
    for file in sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in LOADERS and path.is_file()
    ):
        try:
            slug = slug_of(file.stem)
        except USER_ERRORS as exc:
            found.append((file, str(exc)))
            continue
        other = taken.setdefault(slug, file)
        name = other.relative_to(folder)
        found.append(
            (
                file,
                ""
                if other == file
                else f"{file.name} would be the topic {slug}, as {name} is: rename one of them",
            )
        )
    if not found:
        raise BotError(f"{folder} has no file that ends in {', '.join(sorted(LOADERS))}")
    return found


def index_all(folder: Path, settings: Settings, *, mining: bool) -> Iterator[FileResult]:
    """One after the other, here."""
    files = files_of(folder)
    for file, fault in files:
        name = str(file.relative_to(folder))
        try:
            yield (
                FileResult(name, len(files), error=fault)
                if fault
                else FileResult(name, len(files), tuple(index_file(file, settings, mining=mining)))
            )
        except USER_ERRORS as exc:
            yield FileResult(name, len(files), error=str(exc))


def index_on(address: str, folder: Path, *, mining: bool) -> Iterator[FileResult]:
    """On the workers of the Dask scheduler at `address`, as each is done. Errors as `cluster`."""
    files = files_of(folder)
    with cluster(address) as client:
        tasks = {}
        for file, fault in files:
            name = str(file.relative_to(folder))
            if fault:
                yield FileResult(name, len(files), error=fault)
            else:
                tasks[client.submit(index_bytes, file.read_bytes(), file.name, mining=mining, pure=False)] = (
                    name
                )
        for task in import_module("distributed").as_completed(tasks):
            lines, error = (
                task.result() if task.status == "finished" else ((), f"the worker failed: {task.exception()}")
            )
            yield FileResult(tasks[task], len(files), tuple(lines), error)


def cluster(address: str) -> Any:
    """A client of the Dask scheduler at `address`, to be closed. BotError where Dask is not installed, or the scheduler does not answer."""
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError as exc:
        raise BotError("--workers needs Dask: install policy-debate-bot with the extra [batch]") from exc
    try:
        return distributed.Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError) as exc:
        raise BotError(
            f"no Dask scheduler answers at {address}: start one with `dask scheduler`, and workers with `dask worker {address}`"
        ) from exc


def index_bytes(data: bytes, name: str, *, mining: bool) -> tuple[list[str], str]:
    """On a worker, with its own settings: the lines to tell, or the error."""
    from knowledge.loaders import load_bytes

    try:
        return index_document(load_bytes(data, name), name, load_settings(), mining=mining), ""
    except USER_ERRORS as exc:
        return [], str(exc)
