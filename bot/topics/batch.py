"""A folder of files to topics: here one after the other, or on the workers of a Dask cluster.

Dask, since the files are independent of one another: no actors, no shared objects, nothing that Ray's larger
machinery would add; it is plain Python, runs wherever this program does, and its workers only need this
program and the settings of the servers that share a Chroma server and a database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import USER_ERRORS, BotError
from bot.settings import Settings, load_settings
from bot.topics.index_file import index_document, index_file
from knowledge.topic import slug_of

if TYPE_CHECKING:
    from bot.topics.by_model.estimate import Estimate
    from bot.topics.by_model.progress import Progress


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
        clash = f"{file.name} would become the topic {slug}, and so would {name}: rename one of them"
        files.append((file, "" if first == file else clash))
    if not files:
        raise BotError(f"{folder} has no file that ends in {', '.join(sorted(LOADERS))}")
    return files


def index_folder(folder: Path, settings: Settings, *, mining: bool) -> Iterator[FileResult]:
    """Index one file after the other, in this process, and with `mining` have the model mine each."""
    files = list_files(folder)
    for file, fault in files:
        name = str(file.relative_to(folder))
        if fault:
            yield FileResult(name, len(files), error=fault)
            continue
        try:
            indexed = index_file(file, settings)
            mined = _mined(indexed.slug, settings) if mining else ()
        except USER_ERRORS as exc:
            yield FileResult(name, len(files), error=str(exc))
        else:
            yield FileResult(name, len(files), (*indexed.lines, *mined))


def _mined(slug: str, settings: Settings) -> tuple[str, ...]:
    """Have a model mine a topic; return the lines to tell."""
    from bot.topics.by_model.mine_topic import mine_topic

    lines: list[str] = []

    def tell(progress: Progress) -> None:
        if progress.doing == "kept":
            lines.append(f"  {progress.says}: {progress.kept}")

    told = mine_topic(slug, settings, tell)
    return (*lines, *told)


def cost_of_folder(folder: Path, settings: Settings) -> Estimate:
    """Return what it will take to mine the readable files of a folder."""
    from bot.topics.by_model.mine_topic import cost_of_all
    from knowledge.loaders import load_document

    documents = []
    for file, fault in list_files(folder):
        with suppress(*USER_ERRORS):  # told when its turn comes
            if not fault:
                documents.append(load_document(file))
    return cost_of_all(documents, settings)


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
            f"no Dask scheduler is responding at {address}: start one with `dask scheduler`, and "
            f"workers with `dask worker {address}`"
        ) from exc


def index_bytes(data: bytes, name: str, *, mining: bool) -> tuple[list[str], str]:
    """Index a file on a worker, with its own settings; return the lines to tell, or the error."""
    from knowledge.loaders import load_bytes

    try:
        settings = load_settings()
        indexed = index_document(load_bytes(data, name), name, settings)
        return [*indexed.lines, *(_mined(indexed.slug, settings) if mining else ())], ""
    except USER_ERRORS as exc:
        return [], str(exc)
