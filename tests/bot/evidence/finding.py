"""What finds one prepared answer, whatever is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.argument_map import Side
from knowledge.encoders.act_reader import ActReading
from knowledge.playbook import Answer
from knowledge.wordings import Match


@dataclass
class Finds:
    """Finds one answer, as surely as it is told, and keeps what was asked."""

    answer: Answer
    probability: float = 1.0
    told: float = 0.2
    whole: bool = False
    verbatim: bool = False
    asked: list[str] = field(default_factory=list)

    def match(
        self,
        message: str,
        reading: ActReading | None = None,
        *,
        whole: bool = False,
        side: Side | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Match | None:
        self.asked.append(message)
        return Match(self.answer, self.probability, self.verbatim, tells=lambda: self.told, whole=self.whole)

    def candidates(self, message: str, side: Side) -> tuple[Match, ...]:
        return (Match(self.answer, self.probability, self.verbatim, tells=lambda: self.told),)
