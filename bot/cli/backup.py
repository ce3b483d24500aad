"""`debate backup`: everything that cannot be made again, in one file; and back from it.

The file is a ZIP: the topics that were added, runs of evaluations, what models cost and judged, and the chats with what readers said of them as an SQLite
database, from whichever database they are kept in. Indexes are not in it: they follow from the topics.
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

from bot.cli.ask import one_line_errors
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
    "--restore", is_flag=True, help="Take back what FILE holds, into an empty data folder and database."
)
@one_line_errors
def backup(file: Path, *, restore: bool) -> None:
    """Write topics, chats, feedback and evaluations into FILE, also while a server runs; or take them back from it."""
    from bot.settings import load_settings

    settings = load_settings()
    click.echo(take_back(file, settings) if restore else write(file, settings))


def write(file: Path, settings: Settings) -> str:
    """Write the file; what is in it, in one line. BotError where it cannot be written: a file that was there stays as it was."""
    from bot.store.copying import copy_all

    with tempfile.TemporaryDirectory() as folder, _written(file) as archive:
        scratch = Path(folder)
        for name in FOLDERS:
            for path in sorted((settings.home / name).rglob("*")):
                inside = path.relative_to(settings.home).as_posix()
                if (
                    path.is_file() and not path.is_symlink() and "/." not in inside
                ):  # a dot: somebody is writing it
                    archive.write(path, inside)
        with _database(settings) as source, _sqlite(scratch / CHATS) as target:
            chats = copy_all(source, target)
        for name in DATABASES:
            if (settings.home / name).exists():
                with (
                    closing(sqlite3.connect(settings.home / name)) as one,
                    closing(sqlite3.connect(scratch / name)) as other,
                ):
                    one.backup(other)  # as of one moment, whoever writes meanwhile
        for path in sorted(scratch.glob("*.sqlite3")):
            archive.write(path, path.name)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        archive.writestr(
            HEAD, json.dumps({"format": FORMAT, "version": version("policy-debate-bot"), "made": made})
        )
        topics = {name.split("/")[1] for name in archive.namelist() if name.startswith("topics/")}
    return f"{file} holds {_count(len(topics), 'topic')} and {_count(chats, 'chat')}."


def take_back(file: Path, settings: Settings) -> str:
    """Take everything back, into a data folder and a database that hold nothing yet; in one line what that was. BotError leaves both as they were."""
    from bot.store.copying import copy_all

    made = _checked(file)
    _check_empty(settings)
    scratch = Path(tempfile.mkdtemp(prefix=".restoring-", dir=settings.home))
    try:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(scratch)  # every name was looked at
        with _sqlite(scratch / CHATS) as source, _database(settings) as target:
            chats = copy_all(source, target)
        topics = len(list((scratch / "topics").iterdir())) if (scratch / "topics").is_dir() else 0
        for name in (*FOLDERS, *DATABASES):
            if (scratch / name).exists():
                (settings.home / name).parent.mkdir(parents=True, exist_ok=True)
                (scratch / name).replace(settings.home / name)
    except OSError as exc:
        raise BotError(
            f"cannot write in {settings.home} ({exc.strerror or exc}): free space, or set DEBATE_HOME"
        ) from exc
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return f"{file} of {made} is back: {_count(topics, 'topic')} and {_count(chats, 'chat')}. Indexes are made when they are first asked."


def _check_empty(settings: Settings) -> None:
    from bot.store.copying import rows_in

    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        there = [name for name in (*FOLDERS, *DATABASES) if (settings.home / name).exists()]
    except OSError as exc:
        raise BotError(
            f"cannot write in {settings.home} ({exc.strerror or exc}); set DEBATE_HOME to a folder you can write to"
        ) from exc
    if there:
        raise BotError(
            f"{settings.home} has {there[0]} already: set DEBATE_HOME to an empty folder, and move that into place when it is right"
        )
    with _database(settings) as database:
        if rows_in(database):
            raise BotError(
                f"the database {database.name} holds chats already: name an empty one in DEBATE_DATABASE, or set DEBATE_HOME"
            )


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    with closing(Database(settings.database or f"sqlite:///{settings.home.absolute() / CHATS}")) as opened:
        yield opened


@contextmanager
def _sqlite(place: Path) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{place.absolute()}")) as opened:
        yield opened
    for left in place.parent.glob(f"{place.name}.lock"):
        left.unlink()


@contextmanager
def _written(file: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP that takes the name only once it is whole, and that only its owner can read: chats are in it."""
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
            f"cannot write {file} ({exc.strerror or exc}): name a file in a folder with room, that you can write to"
        ) from exc
    finally:
        scratch.unlink(missing_ok=True)


def _checked(file: Path) -> str:
    """When a backup was made. BotError where it is none, is damaged, or would write anything but what backups hold."""
    try:
        with zipfile.ZipFile(file) as archive:
            head = json.loads(archive.read(HEAD))
            parts = archive.infolist()
            strange = next(
                (
                    part.filename
                    for part in parts
                    if not _NAME.fullmatch(part.filename) or ".." in part.filename
                ),
                None,
            )
            if strange or sum(part.file_size for part in parts) > LARGEST:
                raise BotError(
                    f"{file} holds what no backup does ({strange or 'far too much'}): give a file that `debate backup` wrote"
                )
            if broken := archive.testzip():
                raise BotError(f"{file} is damaged (at {broken}): restore another backup")
    except OSError as exc:
        raise BotError(f"cannot read {file}: {exc.strerror or exc}") from exc
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError) as exc:
        raise BotError(
            f"{file} is no backup of this program: give a file that `debate backup` wrote"
        ) from exc
    if head.get("format") != FORMAT:
        raise BotError(
            f"{file} was written by another version of this program ({head.get('version')}): restore it with that"
        )
    return str(head.get("made"))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
