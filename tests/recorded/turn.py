"""A recorded turn: what is asked, what was answered, and by which prompts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.topics.add import add_topic
from evals.corpus.schema import read_piece
from evals.corpus.splits import HERE as CORPUS
from knowledge.argument_map import Side
from knowledge.loaders import load_document
from prompts import load_prompt

HERE = Path(__file__).parent
BLIND = Path(__file__).parents[2] / "evals" / "sets" / "blind"
Mode = Literal["ask", "for", "against", "debate"]


class Asked(BaseModel):
    """What a reader says, in which mode, of which op-ed: the one that ships, or another.

    `piece` is one of the corpus, `document` a file of the blind sets. `side` is the bot's in a debate that
    begins, `after` the turn that it goes on from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    mode: Mode
    says: str
    piece: str = ""
    document: str = ""
    side: Side | None = None
    after: str = ""


class Recorded(BaseModel):
    """What a model answered: how it read the message where it was asked, its reply, its retry, its rulings.

    `judged` has a line for each sentence. `prompts` are the hashes of the prompts that these are answers to.
    """

    model_config = ConfigDict(extra="forbid")

    prompts: dict[str, str] = {}
    read: str = ""
    wrote: str = ""
    mended: str = ""
    judged: dict[str, str] = {}

    @property
    def stale(self) -> tuple[str, ...]:
        """The prompts that have changed since."""
        return tuple(name for name, sha256 in self.prompts.items() if load_prompt(name).sha256 != sha256)


def asked_turns() -> dict[str, Asked]:
    """Return all turns that are to be recorded, by name, each behind the one that it goes on from."""
    return TypeAdapter(dict[str, Asked]).validate_python(
        yaml.safe_load((HERE / "turns.yaml").read_text("utf-8"))
    )


def chains(turns: dict[str, Asked]) -> list[list[str]]:
    """Return the names of the turns by conversation."""
    found: dict[str, list[str]] = {}
    for name, asked in turns.items():
        found[name] = [*found.pop(asked.after, ()), name] if asked.after else [name]
    return list(found.values())


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
    if not (asked.document or asked.piece):
        return None
    file = BLIND / asked.document
    if asked.piece:
        piece = read_piece(CORPUS / "pieces" / f"{asked.piece}.yaml")
        file = home / f"{asked.piece}.txt"
        file.write_text("\n\n".join([piece.title, " ".join(one.text for one in piece.sentences)]), "utf-8")
    return add_topic(load_document(file), file.name, home, file.stem).topic.slug
