"""What is asked in a debate, of the op-ed or of the bot's side, answered from what is prepared."""

from __future__ import annotations

from dataclasses import dataclass

from bot.debate.block_moves import claims_of, said_before
from bot.debate.ground import Ground
from bot.debate.points import SPEECH, TOLD
from bot.debate.state import Debate, DebateMove
from bot.evidence.prepared import prepared_match
from bot.request.plan import plans
from bot.request.question import ask
from knowledge.playbook import Act, Answer

FACTUAL: tuple[Act, ...] = ("fact", "define", "identify", "quote")  # what is asked to know something
TELLS = 0.9  # the probability of its words answering from which a fact is told, whatever argument is near


def answer_to_question(text: str, debate: Debate, ground: Ground, *, least: float = 0.0) -> DebateMove | None:
    """Return the prepared answer to a question as a move; None where none is sure, or it was given.

    It has to be certain, since many a question in a debate is an argument. Where it is one that is known, as
    probably as `least`, it has to ask for a fact, and more probably, unless the answer surely tells that.
    """
    names = ground.argument_map.names
    document = ground.topic.document
    plan = plans(ask(text, "ask", names), ground.leanings, document)[0]
    match = None if plan.talks else prepared_match(plan, ground.answers, document)
    if match is None or not match.certain:
        return None
    fact = bool(set(match.answer.acts) & set(FACTUAL))
    if least and not (fact and (match.probability >= least or match.told >= TELLS)):
        return None
    # a bare yes or no answers the question as it was prepared, and this one may be put the other way round
    said = (sentence for sentence in match.answer.short if sentence.kind != "analytic")
    says = tuple(sentence for sentence in said if len(sentence.text.split()) > 1)
    cites = [number for sentence in says for number in sentence.cites]
    about = claims_of(cites, ground.argument_map)
    move = DebateMove("defence", f"{TOLD}{match.answer.id}", about, says=says)
    return None if not says or move.id in debate.used else move


@dataclass(frozen=True, slots=True)
class Speech:
    """What is prepared for a side on what was said to it, as a move, and how probably it is meant."""

    move: DebateMove
    probability: float


def speech_on(text: str, debate: Debate, ground: Ground) -> Speech | None:
    """Return what the bot's side has prepared on what was put to it; None where it was said.

    What advises a debater is no reply to one.
    """
    match = ground.answers.match(text, side=debate.side) if ground.answers and text.strip() else None
    if match is None or not match.answer.debated:
        return None
    move = speech_of(match.answer, debate, ground)
    return None if move is None else Speech(move, match.probability)


def speech_of(answer: Answer, debate: Debate, ground: Ground) -> DebateMove | None:
    """Return what is prepared for the bot's side in full, as a move; None where it was said."""
    about = claims_of([number for one in answer.full for number in one.cites], ground.argument_map)
    move = DebateMove(debate.argues, f"{SPEECH}{answer.id}", about, says=answer.full)
    return None if move.id in debate.used or said_before(move, debate) else move
