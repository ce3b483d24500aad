"""What a judging model is asked of a sentence, and what it says: values between a turn and any judge."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from prompts import Message


@dataclass(frozen=True, slots=True)
class AskedSentence:
    """A sentence with the passages that it is held to, by number.

    `cites` are those that it rests on; `before` is the sentence that it leans on, where it does.
    `passages` are the cited ones and what has to be read beside them. `reply` says what it is a part of.
    """

    text: str
    cites: tuple[int, ...]
    passages: tuple[tuple[int, str], ...]
    before: str = ""
    reply: str = ""

    @property
    def key(self) -> str:
        """A hash of all that the ruling depends on."""
        parts = [self.text, self.cites, self.passages, self.before, self.reply]
        return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether the passages support a sentence.

    `kind` is what the judge takes it for, "" where it does not say; `rests_on` are the passages of a sentence
    that cites none; `reason` says what would have to change, in words that help whoever writes it again.
    """

    supported: bool
    reason: str
    kind: str = ""
    rests_on: tuple[int, ...] = field(default=())


class Form(Protocol):
    """How a judge is asked, and how its answer is read."""

    @property
    def name(self) -> str:
        """What tells this form from another in the file of rulings."""
        ...

    @property
    def most(self) -> int:
        """How many sentences one message may ask about."""
        ...

    def reads(self, kind: str) -> bool:
        """Tell whether the judge can tell of a statement of this kind."""
        ...

    def messages(self, asked: Sequence[AskedSentence]) -> tuple[Message, ...]:
        """Return the message that asks about these sentences."""
        ...

    def read(self, said: str, asked: Sequence[AskedSentence]) -> list[Ruling | None]:
        """Return a ruling for each sentence; None where the answer has none that can be read."""
        ...
