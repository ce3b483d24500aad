"""A server that answers as it was recorded, and notes the prompts that it has no answer to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.build import build
from bot.debate.state import Terms
from bot.settings import Settings
from bot.turn.reply import Reply
from tests.recorded.turn import Asked, Recorded, topic_of
from tests.servers.judging import asked_about, is_check, is_retry
from tests.servers.scripted_openai import Scripted

_SENTENCES = re.compile(r"(?s)(?<=<sentences>\n).*(?=\n</sentences>)")


@dataclass
class Player:
    """Answers for one turn. `lacking` are the prompts, by what they ask for, that nothing is recorded for."""

    turn: Recorded
    lacking: dict[str, str] = field(default_factory=dict)
    second_calls: int = 0

    def answer(self, body: dict[str, Any]) -> tuple[int, str]:
        """Return what was recorded for a request, or an error."""
        if is_check(body):
            return 200, self._judged(body)
        self.second_calls += is_retry(body)
        kind = "mended" if is_retry(body) else "wrote"
        said = self.turn.mended if kind == "mended" else self.turn.wrote
        if not said:
            self.lacking[kind] = _as_text(body)
            return 400, "not recorded"
        return 200, said

    def _judged(self, body: dict[str, Any]) -> str:
        lines, missing = [], []
        for number, text in enumerate(asked_about(body), start=1):
            lines.append(f"{number} | {self.turn.judged.get(text, 'says | yes')}")
            if text not in self.turn.judged:  # let through, so that all that lacks a ruling is asked about
                missing.append(number)
        if missing:
            self._lacks(body, missing)
        return "\n".join(lines)

    def _lacks(self, body: dict[str, Any], missing: list[int]) -> None:
        """Add the sentences to the one prompt that asks about all that lack a ruling, numbered anew."""
        listed = _SENTENCES.search(body["messages"][-1]["content"])
        known = _SENTENCES.search(self.lacking.get("judged", ""))
        of_this = listed.group().split("\n") if listed else []
        lines = known.group().split("\n") if known else []
        lines += [of_this[number - 1] for number in missing]
        texts = list(dict.fromkeys(re.sub(r"^\d+\. ", "", line) for line in lines))
        numbered = "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
        self.lacking["judged"] = _SENTENCES.sub(lambda _: numbered, _as_text(body))


def play(asked: Asked, turn: Recorded, home: Path) -> tuple[Reply, Player]:
    """Take the turn with the recorded model, over the wire; return the reply and what the model was asked."""
    player = Player(turn)
    with Scripted(player.answer).running() as server:
        slug = topic_of(asked, home)
        bots = build(Settings(home=home, model="openai:recorded", OPENAI_BASE_URL=server.url, cache=False))
        terms = Terms(asked.side) if asked.side else None
        reply = bots.of(slug).reply(asked.says, asked.mode, debate=terms)
        bots.close()
    if "judged" in player.lacking:  # what would be mended depends on the rulings
        player.lacking.pop("mended", None)
    return reply, player


def _as_text(body: dict[str, Any]) -> str:
    return "\n\n".join(f"## {one['role']}\n{one['content']}" for one in body["messages"])
