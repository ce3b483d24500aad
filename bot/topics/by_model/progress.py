"""How far a model is with a topic, as the terminal and the page tell it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.models.usage import Usage
from bot.topics.by_model.steps import STEPS

Doing = Literal["writes", "checks", "mends", "kept", "there"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: which part of how many, what is done with it, and how much of that.

    `done` are words that the model wrote, or sentences judged, of `total` where that is known. `kept` says
    what came of the part, `refused` what was left out of it. `spent` is what all has cost up to now.
    """

    says: str
    number: int
    doing: Doing
    done: int = 0
    total: int = 0
    kept: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    spent: Usage | None = None
    of: int = len(STEPS)

    @property
    def told(self) -> str:
        """What is being done with a part that is not kept yet, and what all has cost up to now."""
        doing = {
            "writes": f"{self.done} words written",
            "checks": f"{self.done} of {self.total} sentences checked",
            "mends": "rewriting what did not pass",
        }.get(self.doing, "")
        cost = f", ${self.spent.dollars:.2f} so far" if self.spent and self.spent.dollars else ""
        return f"{doing}{cost}"


Tell = Callable[[Progress], None]
