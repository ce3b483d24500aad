"""A question to a plan: what kind of reply it gets, and for which side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.request.leanings import Leanings
from bot.request.patterns import load_patterns
from bot.request.pressure import pressure_in
from bot.request.question import Mode, Question
from bot.request.taking_sides import Taking, sides_said
from knowledge.argument_map import Side

PlanKind = Literal[
    "answer",
    "overview",
    "both",
    "argue",
    "debate",
    "greeting",
    "thanks",
    "help",
    "author",
    "self",
    "outside",
    "which side",
    "which case",
    "unreviewed",
]


@dataclass(frozen=True)
class Plan:
    """What to do with a question. `side` is the side that the reply argues, None where it takes none."""

    question: Question
    kind: PlanKind
    mode: Mode
    side: Side | None = None

    @property
    def talks(self) -> bool:
        """Whether the reply is mere conversation, with no claim about the op-ed."""
        return self.kind not in ("answer", "overview", "both", "argue", "debate")


_PATTERNS = load_patterns("plan")
_TALK: tuple[PlanKind, ...] = ("greeting", "thanks", "outside", "help", "author", "self")
_SIDES: tuple[Side, ...] = ("against", "for")


def plan(question: Question, leanings: Leanings) -> Plan:
    """Return what kind of reply a question gets.

    The reader's choice of mode holds; in `ask`, the words can ask for an argument. The bot's side in a debate
    is settled with the debate.
    """
    text = question.text
    if talk := talk_in(question):
        return Plan(question, talk, question.mode)
    if question.mode == "debate":
        return Plan(question, "debate", "debate")
    if question.mode != "ask":
        return Plan(question, "argue", question.mode, question.mode)
    if _PATTERNS["both"].search(text):
        return Plan(question, "both", "ask")
    if _PATTERNS["overview"].search(text) and not _PATTERNS["against"].search(text):
        return Plan(question, "overview", "ask")
    for side in _SIDES:
        if _PATTERNS[side].search(text):
            argued = _argued_side(text, side, leanings)
            return Plan(question, "argue", argued, argued) if argued else Plan(question, "which case", "ask")
    return Plan(question, "answer", "ask")


def talk_in(question: Question) -> PlanKind | None:
    """Return the kind of mere conversation that a message is; None where it is more."""
    if question.mode == "debate" and pressure_in(question.text):
        return None
    return next((kind for kind in _TALK if _PATTERNS[kind].search(question.text)), None)


def _argued_side(text: str, said: Side, leanings: Leanings) -> Side | None:
    """Return the side of the recommendation that is to be argued; None where that is not sure.

    To argue for what the recommendation opposes is to argue against it.
    """
    if that := _PATTERNS["argue that"].search(text):
        return leanings.of_argument(text[that.end() :])
    of = next((taking.of for taking in sides_said(text).takings if taking.of), "")
    return leanings.taken_by_bot(Taking("bot", said, of))
