"""What a model has written of an op-ed so far, kept until all of it is done, and not paid for twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import BotError
from bot.topics.by_model.steps import STEPS, Step
from knowledge.atomic_write import write_whole


class Draft(BaseModel):
    """What came of a step. `by` is the model and the prompt, `again` what was written again, by what it was.

    `done` once it is part of the topic.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: str
    wrote: str
    again: dict[str, str] | None = None
    done: bool = False


class Drafts:
    """The drafts of one document, in a folder of its own."""

    def __init__(self, home: Path, slug: str, sha256: str) -> None:
        self._folder = home / "mining" / f"{slug}.{sha256[:16]}"

    def find(self, step: Step, by: str) -> Draft | None:
        """Return what came of a step, by the same model and prompt; None where nothing did."""
        try:
            draft = Draft.model_validate_json((self._folder / f"{step.id}.json").read_bytes())
        except (OSError, ValidationError):
            return None
        return draft if draft.by == by else None

    def keep(self, step: Step, draft: Draft) -> Draft:
        """Keep what came of a step, and return it. BotError where it cannot be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / f"{step.id}.json", draft.model_dump_json())
        except OSError as exc:
            raise BotError(
                f"cannot save the model's output in {self._folder}: {exc.strerror or exc}; free up "
                "space or set DEBATE_HOME"
            ) from exc
        return draft

    def drop(self) -> None:
        """Remove all of it: the topic has it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def left(self, bys: dict[str, str]) -> list[Step]:
        """Return the steps that are not part of the topic yet; `bys` are model and prompt, by its name."""
        found = {step.id: self.find(step, bys[step.prompt]) for step in STEPS}
        return [step for step in STEPS if not ((draft := found[step.id]) and draft.done)]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else do the same work meanwhile. BotError where somebody does."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._folder.with_name(f"{self._folder.name}.lock"), timeout=0)
            lock.acquire()
        except Timeout as exc:
            raise BotError("a model is already working on this op-ed: wait until it has finished") from exc
        except OSError as exc:
            raise BotError(
                f"cannot write to {self._folder}: {exc.strerror or exc}; free up space or set DEBATE_HOME"
            ) from exc
        try:
            yield
        finally:
            lock.release()
