"""What readers say of replies: kept as JSON lines under the data folder, so that a bad reply can become an evaluation case."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import BotError
from bot.objects import ReplyObject
from bot.question import Mode

Said = Literal["good", "bad", "not in the text", "wrong passage", "wrong side", "missing", "other", "contested"]
_AT_ONCE = timedelta(seconds=10)


class Feedback(BaseModel):
    """One reader's word on one reply, with all that is needed to ask for it again.

    Of a contested sentence, `sentence` holds it, `upheld` and `outcome` what came of it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    made: str
    said: Said
    question: str
    mode: Mode
    reply: dict[str, Any]  # a ReplyObject, as it was
    sentence: str = ""
    upheld: bool | None = None
    outcome: str = ""

    def same_as(self, other: Feedback) -> bool:
        """Whether it is the same word on the same reply."""
        return (self.said, self.question, self.mode, self.sentence, self.reply) == (other.said, other.question, other.mode, other.sentence, other.reply)


class FeedbackStore:
    """The lines in one file; any number of processes may add to it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(
        self, said: Said, question: str, mode: Mode, reply: ReplyObject, *, sentence: str = "", upheld: bool | None = None, outcome: str = ""
    ) -> Feedback | None:
        """Keep a reader's word; None where the same one was just kept, as by a double click. BotError where it cannot be written."""
        now = datetime.now(UTC)
        given = Feedback(
            id=uuid.uuid4().hex[:8],
            made=now.isoformat(timespec="seconds"),
            said=said,
            question=question,
            mode=mode,
            reply=dict(reply),
            sentence=sentence,
            upheld=upheld,
            outcome=outcome,
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock"):
                last = self._last()
                if last and last.same_as(given) and now - datetime.fromisoformat(last.made) < _AT_ONCE:
                    return None
                with self._path.open("a", encoding="utf-8") as out:
                    out.write(given.model_dump_json() + "\n")
        except OSError as exc:
            raise BotError(f"cannot keep the feedback in {self._path} ({exc.strerror or exc}); set DEBATE_HOME to a folder you can write to") from exc
        return given

    def _last(self) -> Feedback | None:
        """The newest line, where it can be read."""
        if not self._path.exists():
            return None
        with suppress(ValidationError, IndexError):
            return Feedback.model_validate_json(self._path.read_text("utf-8").splitlines()[-1])
        return None

    def all(self) -> Iterator[Feedback]:
        """Everything kept, the oldest first. BotError names a line that is damaged."""
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return
        except OSError as exc:
            raise BotError(f"cannot read {self._path}: {exc.strerror or exc}") from exc
        for number, line in enumerate(lines, start=1):
            try:
                yield Feedback.model_validate_json(line)
            except ValidationError as exc:
                raise BotError(f"{self._path.name}, line {number} is damaged; remove it") from exc
