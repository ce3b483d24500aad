"""A folder of files to topics: here one after the other, or on the workers of a Dask cluster.

Dask, since the files are independent of one another: no actors, no shared objects, nothing that Ray's larger
machinery would add; it is plain Python, runs wherever this program does, and its workers only need this
program and the settings of the servers that share a Chroma server and a database.
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


def list_files(folder: Path) -> list[tuple[Path, str]]:
    """List the readable files of a folder, in order, each with why it cannot be taken, where it would be the
    topic of another. BotError where there is none.
    """
    from knowledge.loaders import LOADERS

    by_slug: dict[str, Path] = {}
    files: list[tuple[Path, str]] = []
    readable = (path for path in folder.rglob("*") if path.suffix.lower() in LOADERS and path.is_file())
    for file in sorted(readable):
        try:
            slug = slug_of(file.stem)
        except USER_ERRORS as exc:
            files.append((file, str(exc)))
            continue
        first = by_slug.setdefault(slug, file)
        name = first.relative_to(folder)
        clash = f"{file.name} would be the topic {slug}, as {name} is: rename one of them"
        files.append((file, "" if first == file else clash))
    if not files:
        raise BotError(f"{folder} has no file that ends in {', '.join(sorted(LOADERS))}")
    return files


def index_folder(folder: Path, settings: Settings, *, mining: bool) -> Iterator[FileResult]:
    """Index one file after the other, in this process."""
    files = list_files(folder)
    for file, fault in files:
        name = str(file.relative_to(folder))
        if fault:
            yield FileResult(name, len(files), error=fault)
            continue
        try:
            lines = tuple(index_file(file, settings, mining=mining))
        except USER_ERRORS as exc:
            yield FileResult(name, len(files), error=str(exc))
        else:
            yield FileResult(name, len(files), lines)


def index_on_workers(address: str, folder: Path, *, mining: bool) -> Iterator[FileResult]:
    """Index on the workers of the Dask scheduler at `address`, each as it is done. Errors as `cluster`."""
    files = list_files(folder)
    with cluster(address) as client:
        names = {}
        for file, fault in files:
            name = str(file.relative_to(folder))
            if fault:
                yield FileResult(name, len(files), error=fault)
            else:
                task = client.submit(index_bytes, file.read_bytes(), file.name, mining=mining, pure=False)
                names[task] = name
        for task in import_module("distributed").as_completed(names):
            lines, error = (
                task.result() if task.status == "finished" else ((), f"the worker failed: {task.exception()}")
            )
            yield FileResult(names[task], len(files), tuple(lines), error)


def cluster(address: str) -> Any:
    """Return a client of the Dask scheduler at `address`, to be closed.

    BotError where Dask is not installed, or the scheduler does not answer.
    """
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError as exc:
        raise BotError("--workers needs Dask: install policy-debate-bot with the extra [batch]") from exc
    try:
        return distributed.Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError) as exc:
        raise BotError(
            f"no Dask scheduler answers at {address}: start one with `dask scheduler`, "
            f"and workers with `dask worker {address}`"
        ) from exc


def index_bytes(data: bytes, name: str, *, mining: bool) -> tuple[list[str], str]:
    """Index a file on a worker, with its own settings; return the lines to tell, or the error."""
    from knowledge.loaders import load_bytes

    try:
        return index_document(load_bytes(data, name), name, load_settings(), mining=mining), ""
    except USER_ERRORS as exc:
        return [], str(exc)
