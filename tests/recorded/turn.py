"""A recorded turn: what is asked, what was answered, and by which prompts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from evals.corpus.schema import read_piece
from evals.corpus.splits import HERE as CORPUS
from knowledge.argument_map import Side
from knowledge.topic import add_document
from prompts import load_prompt

HERE = Path(__file__).parent
Mode = Literal["ask", "for", "against", "debate"]


class Asked(BaseModel):
    """What a reader says, in which mode, of which op-ed: the one that ships, or a piece of the corpus.

    `side` is the bot's in a debate.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    mode: Mode
    says: str
    piece: str = ""
    side: Side | None = None


class Recorded(BaseModel):
    """What a model answered: its reply, its retry if it was asked for one, a line for each sentence judged.

    `prompts` are the hashes of the prompts that these are answers to.
    """

    model_config = ConfigDict(extra="forbid")

    prompts: dict[str, str] = {}
    wrote: str = ""
    mended: str = ""
    judged: dict[str, str] = {}

    @property
    def stale(self) -> tuple[str, ...]:
        """The prompts that have changed since."""
        return tuple(name for name, sha256 in self.prompts.items() if load_prompt(name).sha256 != sha256)


def asked_turns() -> dict[str, Asked]:
    """Return all turns that are to be recorded, by name."""
    return TypeAdapter(dict[str, Asked]).validate_python(
        yaml.safe_load((HERE / "turns.yaml").read_text("utf-8"))
    )


def recorded(name: str) -> Recorded:
    """Return what is recorded of a turn; nothing yet is an empty one."""
    file = HERE / "turns" / f"{name}.json"
    return Recorded.model_validate_json(file.read_text("utf-8")) if file.exists() else Recorded()


def keep(name: str, turn: Recorded) -> None:
    """Write down a turn."""
    file = HERE / "turns" / f"{name}.json"
    file.write_text(turn.model_dump_json(indent=1) + "\n", "utf-8")


def topic_of(asked: Asked, home: Path) -> str | None:
    """Return the slug of the op-ed that a turn is about, indexed in `home`; None for the one that ships."""
    if not asked.piece:
        return None
    piece = read_piece(CORPUS / "pieces" / f"{asked.piece}.yaml")
    file = home / f"{asked.piece}.txt"
    file.write_text("\n\n".join([piece.title, " ".join(one.text for one in piece.sentences)]), "utf-8")
    return add_document(file, home, asked.piece).topic.slug
