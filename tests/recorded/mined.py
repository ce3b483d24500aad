"""A strong model that mines an op-ed: what it answered to the prompts that ship, recorded and played again.

`python -m tests.recorded.mined FOLDER` has each piece of `PIECES` mined. Where an answer is lacking it writes
the prompt to FOLDER as PIECE.STEP.prompt.md, just as the program sends it, and waits for the answer in
PIECE.STEP.answer.md: STEP is a part that is mined, `again` what is written again, `judged` rulings. What is
answered is kept in `mined/PIECE.json` with each part, so that it can be gone on with.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.settings import Settings
from bot.topics.by_model.mine_topic import mine_topic
from bot.topics.by_model.progress import Progress
from bot.topics.by_model.steps import KINDS, STEPS, Step, sections_of
from knowledge.topic import Topic, load_topic
from prompts import load_prompt
from tests.recorded.player import LINE, PATIENCE, answered_in, as_text, with_sentences
from tests.recorded.turn import HERE, Asked, topic_of
from tests.servers.judging import asked_about, is_check
from tests.servers.scripted_openai import Scripted

PIECES = (
    "last-counter",
    "slow-burglary",
)  # of the corpus's test part: one that quotes others, and a plain one


class MinedRecording(BaseModel):
    """What a model answered: to each step, to what did not pass, and on each sentence that it judged.

    `prompts` are the hashes of the prompts that these are answers to.
    """

    model_config = ConfigDict(extra="forbid")

    prompts: dict[str, str] = {}
    wrote: dict[str, str] = {}
    again: dict[str, str] = {}
    judged: dict[str, str] = {}

    @property
    def stale(self) -> tuple[str, ...]:
        """The prompts that have changed since."""
        return tuple(name for name, sha256 in self.prompts.items() if load_prompt(name).sha256 != sha256)


@dataclass
class MinedPlayer:
    """Answers for one op-ed; `lacking` is what nobody has answered. With a `folder` it is asked for there."""

    name: str
    recording: MinedRecording
    folder: Path | None = None
    lacking: list[str] = field(default_factory=list)
    _last: str = ""
    _lock: Lock = field(default_factory=Lock)

    def answer(self, body: dict[str, Any]) -> tuple[int, str]:
        """Return what was recorded for a request, or an error."""
        if is_check(body):
            return self._judged(body)
        text = as_text(body)
        if "did not pass the check" in text:
            return self._said(self.recording.again, self._last, f"{self._last}.again", "mine_again", text)
        step = step_of(text)
        self._last = step.id
        return self._said(self.recording.wrote, step.id, step.id, step.prompt, text)

    def _said(self, known: dict[str, str], key: str, called: str, prompt: str, text: str) -> tuple[int, str]:
        said = known.get(key) or self._wanted(called, text, prompt, *((KINDS,) if "answers" in key else ()))
        if not said:
            return 400, "not recorded"
        known[key] = said
        return 200, said

    def _judged(self, body: dict[str, Any]) -> tuple[int, str]:
        texts, judged = asked_about(body), self.recording.judged
        missing = [number for number, text in enumerate(texts) if text not in judged]
        if missing:
            said = self._wanted("judged", with_sentences(body, missing), "check")
            lines = {int(number) - 1: line for number, line in LINE.findall(said)}
            with self._lock:
                judged |= {texts[n]: lines[place] for place, n in enumerate(missing) if place in lines}
        ruled = (f"{number} | {judged.get(text, '')}" for number, text in enumerate(texts, 1))
        return 200, "\n".join(ruled)

    def _wanted(self, called: str, prompt: str, *used: str) -> str:
        said = answered_in(self.folder, f"{self.name}.{called}", prompt) if self.folder else ""
        if not said:
            self.lacking.append(called)
            return ""
        with self._lock:
            self.recording.prompts |= {name: load_prompt(name).sha256 for name in used}
        return said


def step_of(text: str) -> Step:
    """Return the step that a prompt asks for."""
    sections = sections_of(load_prompt(KINDS))
    for step in STEPS:
        side = step.side or ""
        sign = {
            "map": "Make the argument map of this op-ed",
            "answers": sections.get(step.about, "").replace("{side}", side),
            "blocks": f"what readers will argue who\nare {side} what",
            "case": f"the side that is {side} what this op-ed recommends",
        }[step.part]
        if sign in text:
            return step
    raise AssertionError(text[:200])


@contextmanager
def mined(player: MinedPlayer, home: Path) -> Iterator[Topic]:
    """Give the topic that a model makes of a piece, over the wire."""
    home.mkdir(parents=True, exist_ok=True)
    slug = topic_of(Asked(mode="ask", says="", piece=player.name), home)
    assert slug is not None
    waits: dict[str, Any] = dict.fromkeys(("wait_first", "wait_between", "wait_whole"), 2 * PATIENCE)
    with Scripted(player.answer).running() as server:
        settings = Settings(home=home, model="openai:m", OPENAI_BASE_URL=server.url, cache=False, **waits)
        mine_topic(slug, settings, lambda progress: _tell(player, progress))
    yield load_topic(slug, home)


def recorded_mining(name: str) -> MinedRecording:
    """Return what is recorded of a piece; nothing yet is an empty one."""
    file = HERE / "mined" / f"{name}.json"
    if not file.exists():
        return MinedRecording()
    return MinedRecording.model_validate_json(file.read_text("utf-8"))


def _tell(player: MinedPlayer, progress: Progress) -> None:
    if player.folder is None or progress.doing != "kept":
        return
    file = HERE / "mined" / f"{player.name}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(player.recording.model_dump_json(indent=1) + "\n", "utf-8")
    print(f"{player.name}: {progress.says}: {progress.kept}", flush=True)


def main(arguments: list[str]) -> int:
    """Record, or say what is stale; return 1 where something is lacking."""
    lacking = 0
    for name in PIECES:
        recording = recorded_mining(name)
        if arguments:
            folder = Path(arguments[0])
            folder.mkdir(parents=True, exist_ok=True)
            player = MinedPlayer(name, MinedRecording() if recording.stale else recording, folder)
            with TemporaryDirectory() as home, mined(player, Path(home)):
                pass
            recording = recorded_mining(name)
        if recording.stale or len(recording.wrote) < len(STEPS):
            lacking += 1
            print(f"{name}: {', '.join(recording.stale) or 'is not recorded'}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
