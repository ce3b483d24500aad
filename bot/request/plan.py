"""A question to a plan: what kind of reply it gets, and for which side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.request.patterns import load_patterns
from bot.request.pressure import pressure_in
from bot.request.question import Mode, Question
from knowledge.argument_map import Side, other_side
from knowledge.lexicon import polarity
from knowledge.sentence_analysis import stem
from knowledge.unicode_text import words_of

PlanKind = Literal[
    "answer", "overview", "both", "argue", "debate", "greeting", "thanks", "help", "author", "self", "outside"
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


def plan(question: Question) -> Plan:
    """Return what kind of reply a question gets.

    The reader's choice of mode holds; in `ask`, the words can ask for an argument.
    """
    text = question.text
    pressed = question.mode == "debate" and pressure_in(text)
    for kind in _TALK:
        if not pressed and _PATTERNS[kind].search(text):
            return Plan(question, kind, question.mode)
    if question.mode == "debate":
        return Plan(question, "debate", "debate", answering_side(text))
    if question.mode != "ask":
        return Plan(question, "argue", question.mode, question.mode)
    if _PATTERNS["both"].search(text):
        return Plan(question, "both", "ask")
    if _PATTERNS["overview"].search(text) and not _PATTERNS["against"].search(text):
        return Plan(question, "overview", "ask")
    if _PATTERNS["against"].search(text):
        return _arguing(question, "against")
    if _PATTERNS["for"].search(text):
        return _arguing(question, "for")
    return Plan(question, "answer", "ask")


def _arguing(question: Question, said: Side) -> Plan:
    """Plan an argument.

    Sides are of the recommendation: to argue for what that opposes is to argue against it.
    """
    wants_pressure = (
        bool(_PATTERNS["opposed policy"].search(question.text))
        and not _PATTERNS["easing"].search(question.text)
        and _names_a_policy(question.text)
    )
    side: Side = other_side(said) if wants_pressure else said
    return Plan(question, "argue", side, side)


def _names_a_policy(text: str) -> bool:
    """Tell whether the pressure itself is what is argued about, not what the op-ed says of it.

    "Argue for the ban" does, where the op-ed is against it.
    """
    return _PATTERNS["names a policy"].search(text) is not None


def answering_side(text: str) -> Side:
    """Return the side opposite to the one that the reader's words take."""
    pressing = bool(_PATTERNS["deficit first"].search(text))
    easing = bool(_PATTERNS["easing"].search(text)) or any(
        stem(word) in _turning_words() for word in words_of(text)
    )
    return "for" if pressing and not easing else "against"


def _turning_words() -> frozenset[str]:
    return frozenset(stem(word) for pair in polarity().directions if "ease" in pair[0] for word in pair[0])
