"""What is asked in a debate, of the op-ed or of the bot's side, answered from what is prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.debate.asked_again import asked_before
from bot.debate.block_moves import claims_of, said_before
from bot.debate.challenge import matter
from bot.debate.echoes import Echoes
from bot.debate.ground import Ground
from bot.debate.heard import Challenge, Heard
from bot.debate.importance import put_to, targets, weight
from bot.debate.points import SPEECH, TOLD
from bot.debate.state import Debate, DebateMove, Round
from bot.evidence.prepared import prepared_match
from bot.request.plan import plans
from bot.request.question import ask
from knowledge.playbook import Act, Answer

FACTUAL: tuple[Act, ...] = ("fact", "define", "identify", "quote")  # what is asked to know something
SHOWN: tuple[Act, ...] = (*FACTUAL, "evidence", "missing evidence")  # what the op-ed has of a thing, or lacks
AT_LARGE: tuple[Act, ...] = ("overview", "stance", "recommendation")  # what answers no point of a debate
ON_A_QUESTION = 0.5  # the probability of a block from which a question is an argument first
KNOWN_FROM = 0.9  # the probability of a block from which an argument is answered from it: it can be extended
TELLS = 0.9  # the probability of its words answering from which a fact is told, whatever argument is near


def answer_to_question(
    text: str, debate: Debate, ground: Ground, *, least: float = 0.0, again: bool = False
) -> DebateMove | None:
    """Return the prepared answer to a question as a move; None where none is sure, or it was given.

    It has to be certain, since many a question in a debate is an argument. Where it is one that is known, as
    probably as `least`, it has to ask for a fact, and more probably, unless the answer surely tells that. Who
    asks `again` is told what the op-ed has of it, or that it has none, where that is likely meant.
    """
    names = ground.argument_map.names
    document = ground.topic.document
    plan = plans(ask(text, "ask", names), ground.leanings, document)[0]
    match = None if plan.talks else prepared_match(plan, ground.answers, document)
    if match is None or set(match.answer.acts) & set(AT_LARGE):
        return None
    shown = again and match.sure and bool(set(match.answer.acts) & set(SHOWN))
    fact = bool(set(match.answer.acts) & set(FACTUAL))
    surely = not least or (fact and (match.probability >= least or match.told >= TELLS))
    if not shown and not (match.certain and surely):
        return None
    # a bare yes or no answers the question as it was prepared, and this one may be put the other way round
    said = (sentence for sentence in match.answer.short if sentence.kind != "analytic")
    says = tuple(sentence for sentence in said if len(sentence.text.split()) > 1)
    cites = [number for sentence in says for number in sentence.cites]
    about = claims_of(cites, ground.argument_map)
    move = DebateMove("defence", f"{TOLD}{match.answer.id}", about, says=says)
    return None if not says or move.id in debate.used else move


def first_told(
    asked: Sequence[Challenge], current: Round, ground: Ground, *, met: Sequence[Challenge], known: bool
) -> tuple[Challenge, DebateMove] | None:
    """Return the first question of the op-ed with its answer: with facts alone, if more is `known`.

    Those that are asked again come first, but for those that are `met` by what the side has to say.
    """
    encoder = ground.hearing.encoder
    again = [one for one in asked if one not in met and asked_before(one, current.debate, encoder)]
    for challenge in (*again, *(one for one in asked if one not in again)):
        place = next((n for n, one in enumerate(current.heard) if challenge.said in one.text), 0)
        heard = current.heard[place] if current.heard else Heard("")
        odds = heard.match.probability if heard.match else 0.0
        least = max(odds if odds >= ON_A_QUESTION else 0.0, ON_A_QUESTION if known else 0.0)
        asks_again = challenge in again
        move = answer_to_question(
            matter(challenge.text), current.debate, ground, least=least, again=asks_again
        )
        if move is not None:
            return challenge, replace(move, answers=place if current.heard else -1)
    return None


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


def best_speech(current: Round, ground: Ground, echoes: Echoes, least: float) -> DebateMove | None:
    """Return what the side has prepared on just what was said, where it matters more than any block."""
    found: list[tuple[float, int, DebateMove]] = []
    best = max((weight(current, one) for _, one in targets(current)), default=0.0)
    for place, heard in enumerate(current.heard):
        spoken = heard.concedes or heard.disowns
        speech = None if spoken else speech_on(heard.text, current.debate, ground)
        known = heard.matches[0].probability if heard.matches else 0.0
        if speech and known < KNOWN_FROM and speech.probability >= max(least, known):
            worth = speech.probability + put_to(current, heard) - echoes.loss(speech.move)
            if worth >= best:
                found.append((worth, -place, replace(speech.move, answers=place)))
    return max(found, key=lambda one: one[:2])[-1] if found else None


def speech_of(answer: Answer, debate: Debate, ground: Ground) -> DebateMove | None:
    """Return what is prepared for the bot's side in full, as a move; None where it was said."""
    about = claims_of([number for one in answer.full for number in one.cites], ground.argument_map)
    move = DebateMove(debate.argues, f"{SPEECH}{answer.id}", about, says=answer.full)
    return None if move.id in debate.used or said_before(move, debate) else move
