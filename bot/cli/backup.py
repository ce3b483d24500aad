"""`debate backup`: everything that cannot be made again, in one file; and back from it.

The file is a ZIP: the topics that were added, runs of evaluations, what models cost and judged, and the chats
with what readers said of them as an SQLite database, from whichever database they are kept in. Indexes are
not in it: they follow from the topics.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.errors import one_line_errors
from bot.errors import BotError
from bot.store.database import Database

if TYPE_CHECKING:
    from bot.settings import Settings

FORMAT = 1
CHATS, HEAD = "chats.sqlite3", "backup.json"
DATABASES = ("spent.sqlite3", "judgements.sqlite3")
FOLDERS = ("topics", "runs", "evaluated", "judge")
LARGEST = 20 << 30  # bytes unpacked
_NAME = re.compile(
    r"(?:topics|runs|evaluated|judge)/[\w./ -]+|(?:chats|spent|judgements)\.sqlite3|backup\.json"
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--restore", is_flag=True, help="Restore the contents of FILE into an empty data folder and database."
)
@one_line_errors
def backup(file: Path, *, restore: bool) -> None:
    """Write topics, chats, feedback and evaluations to FILE, even while a server is running; or restore them
    from it.
    """
    from bot.settings import load_settings

    settings = load_settings()
    click.echo(restore_backup(file, settings) if restore else write_backup(file, settings))


def write_backup(file: Path, settings: Settings) -> str:
    """Write the file; return what is in it, in one line.

    BotError where it cannot be written: a file that was there stays as it was.
    """
    from bot.store.copying import copy_all

    with tempfile.TemporaryDirectory() as folder, _open_for_writing(file) as archive:
        scratch = Path(folder)
        _add_folders(archive, settings.home)
        with _open_database(settings) as source, _open_sqlite(scratch / CHATS) as target:
            chats = copy_all(source, target)
        _copy_sqlite_files(settings.home, scratch)
        for path in sorted(scratch.glob("*.sqlite3")):
            archive.write(path, path.name)
        written_at = datetime.now(UTC).isoformat(timespec="seconds")
        head = {"format": FORMAT, "version": version("policy-debate-bot"), "made": written_at}
        archive.writestr(HEAD, json.dumps(head))
        topics = {name.split("/")[1] for name in archive.namelist() if name.startswith("topics/")}
    return f"{file} holds {_count(len(topics), 'topic')} and {_count(chats, 'chat')}."


def _add_folders(archive: zipfile.ZipFile, home: Path) -> None:
    for name in FOLDERS:
        for path in sorted((home / name).rglob("*")):
            inside = path.relative_to(home).as_posix()
            being_written = "/." in inside
            if path.is_file() and not path.is_symlink() and not being_written:
                archive.write(path, inside)


def _copy_sqlite_files(home: Path, scratch: Path) -> None:
    """Copy each as of one moment, whoever writes meanwhile."""
    for name in DATABASES:
        if (home / name).exists():
            with (
                closing(sqlite3.connect(home / name)) as source,
                closing(sqlite3.connect(scratch / name)) as target,
            ):
                source.backup(target)


def restore_backup(file: Path, settings: Settings) -> str:
    """Restore everything, into a data folder and a database that hold nothing yet; return in one line what
    that was. BotError leaves both as they were.
    """
    from bot.store.copying import copy_all

    written_at = _check_archive(file)
    _check_empty(settings)
    scratch = Path(tempfile.mkdtemp(prefix=".restoring-", dir=settings.home))
    try:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(scratch)  # every name was looked at
        with _open_sqlite(scratch / CHATS) as source, _open_database(settings) as target:
            chats = copy_all(source, target)
        topics = len(list((scratch / "topics").iterdir())) if (scratch / "topics").is_dir() else 0
        for name in (*FOLDERS, *DATABASES):
            if (scratch / name).exists():
                (settings.home / name).parent.mkdir(parents=True, exist_ok=True)
                (scratch / name).replace(settings.home / name)
    except OSError as exc:
        raise BotError(
            f"cannot write to {settings.home} ({exc.strerror or exc}): free up space, or set "
            "DEBATE_HOME to another folder"
        ) from exc
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    counts = f"{_count(topics, 'topic')} and {_count(chats, 'chat')}"
    return (
        f"{file} of {written_at} has been restored: {counts}. Indexes are rebuilt when they are first used."
    )


def _check_empty(settings: Settings) -> None:
    """Check that there is nothing yet where a backup is restored to. BotError where there is."""
    from bot.store.copying import rows_in

    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        existing = [name for name in (*FOLDERS, *DATABASES) if (settings.home / name).exists()]
    except OSError as exc:
        raise BotError(
            f"cannot write to {settings.home} ({exc.strerror or exc}); set DEBATE_HOME to a folder "
            "you can write to"
        ) from exc
    if existing:
        raise BotError(
            f"{settings.home} already has {existing[0]}: set DEBATE_HOME to an empty folder, and "
            "move that folder into place once you have checked it"
        )
    with _open_database(settings) as database:
        if rows_in(database):
            raise BotError(
                f"the database {database.name} already contains chats: name an empty one in "
                "DEBATE_DATABASE, or set DEBATE_HOME"
            )


@contextmanager
def _open_database(settings: Settings) -> Iterator[Database]:
    with closing(Database(settings.database or f"sqlite:///{settings.home.absolute() / CHATS}")) as opened:
        yield opened


@contextmanager
def _open_sqlite(place: Path) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{place.absolute()}")) as opened:
        yield opened
    for lock in place.parent.glob(f"{place.name}.lock"):
        lock.unlink()


@contextmanager
def _open_for_writing(file: Path) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP that takes the name only once it is finished, and that only its owner can read: chats are in
    it.
    """
    scratch = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        opened = os.open(scratch, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            os.fdopen(opened, "w+b") as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            yield archive
        scratch.replace(file)
    except OSError as exc:
        raise BotError(
            f"cannot write {file} ({exc.strerror or exc}): choose a file in a folder that you can "
            "write to and that has free space"
        ) from exc
    finally:
        scratch.unlink(missing_ok=True)


def _check_archive(file: Path) -> str:
    """Return when a backup was written.

    BotError where it is none, is damaged, or would write anything but what backups hold.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            head = json.loads(archive.read(HEAD))
            _check_parts(file, archive)
    except OSError as exc:
        raise BotError(f"cannot read {file}: {exc.strerror or exc}") from exc
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError) as exc:
        raise BotError(
            f"{file} is not a backup made by this program: give a file written by `debate backup`"
        ) from exc
    if head.get("format") != FORMAT:
        raise BotError(
            f"{file} was written by another version of this program ({head.get('version')}): "
            "restore it with that version"
        )
    return str(head.get("made"))


def _check_parts(file: Path, archive: zipfile.ZipFile) -> None:
    """Check names, sizes and sums of what is in the archive."""
    parts = archive.infolist()
    names = (part.filename for part in parts)
    strange = next((name for name in names if not _NAME.fullmatch(name) or ".." in name), None)
    if strange or sum(part.file_size for part in parts) > LARGEST:
        raise BotError(
            f"{file} contains something that no backup contains ({strange or 'far too much'}): "
            "give a file written by `debate backup`"
        )
    if broken := archive.testzip():
        raise BotError(f"{file} is damaged (at {broken}): restore another backup")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
