"""What is said from a standpoint, or to an audience, that a reader names: never what is said against it."""

from __future__ import annotations

from dataclasses import replace

from bot.evidence.argued import OF_A_CASE
from bot.evidence.gather import Evidence
from bot.evidence.prepared import speech_match
from bot.request.plan import Plan
from bot.request.standpoint import Standpoint, argues_own, standpoint_in
from bot.turn.as_one import ARGUES
from bot.turn.block_or_answer import block_heard
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.playbook import Answer
from knowledge.wordings import Match

# Probability from which an answer was prepared for such people: of 18 kinds of people named by hand 12 told
# theirs from here on, and of 13 other words behind "for" and "to" none told one that misleads.
PREPARED_FOR = 0.4
TAKEN_FROM = 0.25  # the same where the people argue: what is near them speaks for them sooner than another
NEAREST = 0.12  # probability from which a reader's own argument is made by what comes nearest
_ASKED = ("make the case to {}", "as {}, argue it")  # what is asked for such people, in two ways
_FOR_PEOPLE = frozenset(["case", "reason"])


def from_standpoint(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return what a side says for the people that a message names; None where it names none.

    From a standpoint that nothing was prepared for, what comes nearest is said, and else the case as a whole.
    """
    words = planned.question.words
    if planned.kind != "argue" or planned.side is None or given.wordings is None:
        return None
    standpoint, own = standpoint_in(words), argues_own(words)
    taken = own or (standpoint is not None and standpoint.taken)
    if not taken and (standpoint is None or _meets_argument(planned, given)):
        return None
    if standpoint and (answer := _prepared_for(standpoint, planned, given)):
        return Assignment(planned, Evidence(given.topic, prepared=answer))
    if not taken:
        return None
    match = speech_match(planned, given.wordings)
    if match and match.probability >= NEAREST and _fits(match, planned, given):
        return Assignment(planned, Evidence(given.topic, prepared=match.answer))
    if standpoint is None:
        return None
    act = planned.request.act if planned.request.act in OF_A_CASE else "case"
    return Assignment(
        replace(planned, request=replace(planned.request, act=act, whole=True)), Evidence(given.topic)
    )


def _prepared_for(standpoint: Standpoint, planned: Plan, given: TurnInput) -> Answer | None:
    """Return the answer that was prepared for such people, of the ways to ask for it the surest one.

    The whole message is one of them where it likely asks for an answer.
    """
    assert given.wordings is not None
    asked = (words.format(standpoint.people) for words in _ASKED)
    found = [given.wordings.match(words, {"case": 1.0}, side=planned.side) for words in asked]
    said = speech_match(planned, given.wordings)
    found.append(said if said and said.likely else None)
    best = max((match for match in found if match), key=lambda match: match.probability, default=None)
    least = TAKEN_FROM if standpoint.taken else PREPARED_FOR
    if best is None or best.probability < least or _FOR_PEOPLE.isdisjoint(best.answer.acts):
        return None
    if best.answer.acts[0] == "concession":  # it grants, whoever listens
        return None
    return best.answer if _fits(best, planned, given) else None


def _fits(match: Match, planned: Plan, given: TurnInput) -> bool:
    """Tell whether an answer may be given, and makes as many points as are wanted."""
    points = planned.request.form.points or 1
    return len(match.answer.full) > points and passes(match.answer, given.topic)


def _meets_argument(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a message gives an argument that is to be met, whoever it is said to."""
    if planned.request.act not in ARGUES and not planned.question.words.rstrip().endswith("?"):
        return False
    return block_heard(planned, given) is not None
