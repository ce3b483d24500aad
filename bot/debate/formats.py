"""Formats of debate: their rounds, and the order and time of their speeches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.argument_map import Side

FormName = Literal["free", "three-rounds", "lincoln-douglas", "cross-examination"]
SpeechKind = Literal["argument", "opening", "question", "answer", "rebuttal", "closing", "silence"]


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech of a round and the minutes that debaters give it; 0 for no limit."""

    kind: SpeechKind
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class DebateFormat:
    """A format: its rounds as (reader's part, bot's part).

    One list is for a reader who speaks for the recommendation, one for a reader against it. `note` says who
    does what, where that isn't what anybody expects.
    """

    name: str
    rounds_for: tuple[tuple[Speech, Speech], ...] = ()
    rounds_against: tuple[tuple[Speech, Speech], ...] = ()
    always: tuple[Speech, Speech] = (
        Speech("argument"),
        Speech("rebuttal"),
    )  # where there are no fixed rounds
    note: str = ""

    def rounds(self, reader: Side) -> tuple[tuple[Speech, Speech], ...]:
        """Return the fixed rounds for the reader's side; none where a debate goes on as long as one likes."""
        return self.rounds_for if reader == "for" else self.rounds_against


_THREE = (
    (Speech("opening"), Speech("opening")),
    (Speech("rebuttal"), Speech("rebuttal")),
    (Speech("closing"), Speech("closing")),
)
FORMS: dict[str, DebateFormat] = {
    "free": DebateFormat("Free debate"),
    "three-rounds": DebateFormat("Three rounds", _THREE, _THREE),
    # The speeches and times of Lincoln–Douglas debate (National Speech & Debate Association):
    # 6-3-7-3-4-6-3, the affirmative first and last.
    "lincoln-douglas": DebateFormat(
        "Lincoln–Douglas",
        rounds_for=(
            (Speech("opening", 6), Speech("question", 3)),
            (Speech("answer"), Speech("opening", 7)),
            (Speech("question", 3), Speech("answer")),
            (Speech("rebuttal", 4), Speech("closing", 6)),
            (Speech("closing", 3), Speech("silence")),
        ),
        rounds_against=(
            (Speech("silence"), Speech("opening", 6)),
            (Speech("question", 3), Speech("answer")),
            (Speech("opening", 7), Speech("question", 3)),
            (Speech("answer"), Speech("rebuttal", 4)),
            (Speech("closing", 6), Speech("closing", 3)),
        ),
    ),
    "cross-examination": DebateFormat(
        "Cross-examination",
        always=(Speech("answer"), Speech("question")),
        note="The bot asks, you answer; ask back, and it answers you.",
    ),
}
