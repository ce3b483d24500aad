"""Topics in the database that servers share.

Each server's folder is a copy that it brings up to date; what one writes the others have a moment later.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path

from filelock import FileLock
from sqlalchemy import delete, func, select

from bot.store.database import Database
from bot.store.tables import TopicFileRow, TopicRow
from knowledge.atomic_write import write_whole
from knowledge.bundle import is_inside
from knowledge.topic import folder_of

EVERY = 1.0  # seconds between two looks


class SharedTopics:
    """The topics in the database, and their copy in `home`."""

    def __init__(self, database: Database, home: Path) -> None:
        self._database, self._home = database, home
        self._looked = float("-inf")

    def pull(self) -> None:
        """Bring the copy up to date, at most once a second. BotError where the database does not answer."""
        if time.monotonic() - self._looked < EVERY:
            return
        self._looked = time.monotonic()
        with self._database.session() as session:
            current = {row.slug: (row.revision, row.removed) for row in session.scalars(select(TopicRow))}
        held = self._held()
        if all(held.get(slug) == revision for slug, (revision, _) in current.items()):
            return
        self._home.mkdir(parents=True, exist_ok=True)
        with FileLock(self._home / "topics.lock"):
            held = self._held()
            for slug, (revision, removed) in current.items():
                if held.get(slug) != revision:
                    self._copy(slug, removed=removed)
                    self._note(held | {slug: revision})
                    held = self._held()

    def push(self, slug: str) -> None:
        """Give the others the topic as it lies here, or that it is gone.

        BotError where the database does not answer.
        """
        files = _files_in(folder_of(slug, self._home))
        with self._database.session(writes=True) as session:
            row = session.get(TopicRow, slug, with_for_update=True)
            revision = (session.scalar(select(func.max(TopicRow.revision))) or 0) + 1
            if row is None:
                session.add(TopicRow(slug=slug, revision=revision, removed=not files))
            else:
                row.revision, row.removed = revision, not files
            session.execute(delete(TopicFileRow).where(TopicFileRow.slug == slug))
            session.add_all(
                TopicFileRow(slug=slug, path=path, data=data)
                for path, data in files.items()
                if is_inside(path)
            )
        self._note(self._held() | {slug: revision})

    def close(self) -> None:
        """Let go of the connections."""
        self._database.close()

    def _copy(self, slug: str, *, removed: bool) -> None:
        """Put the topic's folder, as the database has it, into its place at once."""
        with self._database.session() as session:
            rows = session.scalars(select(TopicFileRow).where(TopicFileRow.slug == slug))
            files = {row.path: row.data for row in rows}
        topics = self._home / "topics"
        topics.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".new-", dir=topics))
        place = folder_of(slug, self._home)
        if not removed:
            for path, data in files.items():
                (scratch / "new" / path).parent.mkdir(parents=True, exist_ok=True)
                (scratch / "new" / path).write_bytes(data)
        if place.exists():
            place.rename(scratch / "old")
        if not removed:
            (scratch / "new").rename(place)
        shutil.rmtree(scratch, ignore_errors=True)

    def _held(self) -> dict[str, int]:
        """Map each topic to the revision that is here."""
        try:
            held = json.loads((self._home / "topics.held.json").read_text("utf-8"))
            return {str(slug): int(revision) for slug, revision in held.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def _note(self, held: dict[str, int]) -> None:
        write_whole(self._home / "topics.held.json", json.dumps(held))


def _files_in(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder, by their paths in it; none where there is no folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
