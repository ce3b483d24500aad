"""A server that answers as it was recorded, and what a turn comes to with it.

What it has no answer to it asks for: it writes the prompt into a folder, just as the program sends it, and
waits for the answer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from bot.build import build
from bot.build.bots import Bots
from bot.debate.state import Terms
from bot.request.history import Exchange
from bot.settings import Settings
from bot.turn.reply import Reply
from prompts import load_prompt
from tests.recorded.turn import Asked, Recorded, topic_of
from tests.servers.judging import asked_about, is_check, is_read, is_retry
from tests.servers.scripted_openai import Scripted

Kind = Literal["read", "wrote", "judged", "mended"]
_NUMBERING = Lock()
PATIENCE = 1_500.0  # seconds that an answer is waited for
_SENTENCES = re.compile(r"(?s)(?<=<sentences>\n).*(?=\n</sentences>)")
LINE = re.compile(r"^(\d+)\s*\|\s*(.*)$", re.MULTILINE)


@dataclass
class Player:
    """Answers for one turn. `lacking` are the kinds of answers that were not there.

    With a `folder` they are asked for there: NAME.KIND.prompt.md is answered in NAME.KIND.answer.md.
    """

    name: str
    asked: Asked
    turn: Recorded
    folder: Path | None = None
    lacking: list[Kind] = field(default_factory=list)
    second_calls: int = 0

    def answer(self, body: dict[str, Any]) -> tuple[int, str]:
        """Return what was recorded for a request, or an error."""
        if is_check(body):
            return self._judged(body)
        self.second_calls += is_retry(body)
        kind: Kind = "read" if is_read(body) else "mended" if is_retry(body) else "wrote"
        said: str = getattr(self.turn, kind)
        if not said:
            said = self._wanted(kind, as_text(body))
            setattr(self.turn, kind, said and f"{said}\n")
        return (200, said) if said else (400, "not recorded")

    def rules_on(self, body: dict[str, Any]) -> bool:
        """Tell whether there is a ruling on each sentence that a request asks about."""
        return all(text in self.turn.judged for text in asked_about(body))

    def _judged(self, body: dict[str, Any]) -> tuple[int, str]:
        texts = asked_about(body)
        missing = [number for number, text in enumerate(texts) if text not in self.turn.judged]
        if missing:
            said = self._wanted("judged", with_sentences(body, missing))
            if not said:
                return 400, "not recorded"
            lines = {int(number) - 1: line for number, line in LINE.findall(said)}
            self.turn.judged |= {
                texts[number]: lines[place] for place, number in enumerate(missing) if place in lines
            }
        ruled = (f"{number} | {self.turn.judged.get(text, '')}" for number, text in enumerate(texts, 1))
        return 200, "\n".join(ruled)

    def _wanted(self, kind: Kind, prompt: str) -> str:
        """Return the answer that somebody writes to a prompt, "" where nobody is asked."""
        if self.folder is None:
            self.lacking.append(kind)
            return ""
        said = answered_in(self.folder, f"{self.name}.{kind}", prompt)
        if said:
            used = {"wrote": self.asked.mode, "mended": "retry", "judged": "check", "read": "read"}[kind]
            self.turn.prompts[used] = load_prompt(used).sha256
            return said
        self.lacking.append(kind)
        return ""


def answered_in(folder: Path, called: str, prompt: str) -> str:
    """Return what somebody answers to a prompt that is put into a folder; "" where nobody does in time."""
    with _NUMBERING:  # several sentences are judged at once
        place = len(list(folder.glob(f"{called}*.prompt.md")))
        asking = folder / f"{called}{place or ''}.prompt.md"
        asking.write_text(prompt, "utf-8")
    answer = asking.with_name(asking.name.replace(".prompt.", ".answer."))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answer.exists() and (said := answer.read_text("utf-8").strip()):
            return said
        time.sleep(0.5)
    return ""


class Stage:
    """The bots of all op-eds that turns are about, with the server that plays their model."""

    def __init__(self, bots: Bots, home: Path) -> None:
        self._players: list[Player] = []  # the one that plays is the last
        self._bots, self._home = bots, home

    def play(self, player: Player, before: list[Reply]) -> Reply:
        """Take a turn after others, over the wire."""
        self._players.append(player)
        asked = player.asked
        bot = self._bots.of(topic_of(asked, self._home))
        debate = before[-1].debate if before and asked.mode == "debate" else None
        terms = Terms(asked.side) if asked.side else None
        history: list[Exchange] = [reply.exchange for reply in before]
        return bot.reply(asked.says, asked.mode, history, debate=debate or terms)

    def answer(self, body: dict[str, Any]) -> tuple[int, str]:
        """Return what the turn that is played has for a request.

        One that a turn before has left behind may come only now: it gets that turn's own rulings.
        """
        player = self._players[-1]
        if is_check(body):
            player = next((one for one in reversed(self._players) if one.rules_on(body)), player)
        return player.answer(body)


@contextmanager
def stage(home: Path) -> Iterator[Stage]:
    """Give a stage whose server runs."""
    waits: dict[str, Any] = dict.fromkeys(("wait_first", "wait_between", "wait_whole"), 2 * PATIENCE)
    with Scripted(lambda body: played.answer(body)).running() as server:
        bots = build(Settings(home=home, model="openai:m", OPENAI_BASE_URL=server.url, cache=False, **waits))
        played = Stage(bots, home)
        yield played
        bots.close()


def with_sentences(body: dict[str, Any], numbers: list[int]) -> str:
    """Return a prompt that asks about some of its sentences alone, numbered anew."""
    text = as_text(body)
    found = _SENTENCES.search(text)
    lines = re.split(r"\n(?=\d+\. )", found.group()) if found else []
    kept = [re.sub(r"^\d+\. ", f"{place}. ", lines[number]) for place, number in enumerate(numbers, start=1)]
    return _SENTENCES.sub(lambda _: "\n".join(kept), text)


def as_text(body: dict[str, Any]) -> str:
    return "\n\n".join(f"## {one['role']}\n{one['content']}" for one in body["messages"])
