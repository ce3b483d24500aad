"""What a side has prepared that answers a question best, of all that it could say to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from bot.debate.answer_moves import speech_of
from bot.debate.block_moves import open_answers
from bot.debate.challenge import matter, wants
from bot.debate.echoes import Echoes
from bot.debate.either_or import options
from bot.debate.ground import Ground
from bot.debate.heard import Challenge
from bot.debate.polar import misleads
from bot.debate.reasoning import question_kind
from bot.debate.state import Debate, DebateMove, Round
from knowledge.block_wordings import HEARD, BlockMatch
from knowledge.encoders import Scores
from knowledge.playbook import Answer
from knowledge.rounding import settled

# How much it counts that words answer the question by themselves, beside how probably they are meant for it;
# and the sum from which they are said. Of 65 questions that readers of blind debates came to, some 40 reached
# it, nine in ten of them with a reply to the point.
TOLD, REPLIES_FROM = 0.3, 0.4
LISTED_FROM = 0.3  # the same to a point of several that are named to be answered
NEAR_REPLY = 0.25  # the same behind the words that what was wanted can't be had
LATER = 0.08  # what an answer loses for each place further down in its block, where the best stand first
DIRECT = 0.08  # what a speech has before an answer to an argument, since it was prepared for a question
MISLED = 0.6  # what one loses that opens with a yes or no which doesn't answer the question as it is put
EARLIER = 0.15  # what a question loses for each one behind it
WAITS = 0.15  # what a question gains that was passed over, or to which a yes or a no is demanded
BESIDE = 0.5  # what a match is worth that needs the sentence before the question, which it could do without
TELLS_FROM, UNTOLD = 0.05, 1.0  # what gives nothing of a thing that is wanted, and what that loses
PASSAGE = 0.4  # how much surer an answer has to be to who asks where the op-ed says something
SHOWS = 0.15  # what a speech gains that was prepared for who demands evidence, and any other loses there
AGAIN = 0.3  # what a reply loses all of whose sentences say again what was said
LOOKED_AT = 3  # blocks whose answers are read beside the question
# The probability from which anything is a reply, however well it seems to answer: hardly one below it met the
# question in blind debates. A point of a list is known to be one that was argued.
MEANT_FROM, LISTED_MEANT_FROM = 0.12, 0.05


@dataclass(frozen=True, slots=True)
class Reply:
    """A move that answers a question, how well it does, and the block that the question was heard as."""

    move: DebateMove
    challenge: Challenge
    fit: float
    match: BlockMatch | None = None


class _Likely(NamedTuple):
    """A reply whose fit lacks how probably its words answer the question, which `tells` reads."""

    reply: Reply
    tells: Callable[[], float]


def replies_to(
    challenges: Sequence[Challenge],
    debate: Debate,
    ground: Ground,
    *,
    most: int = 1,
    least: float = REPLIES_FROM,
    echoes: Echoes | None = None,
) -> list[Reply]:
    """Return what answers questions best and was not said, the best first; each answers another one.

    A question counts more than those in front of it, for it is the one that a message comes to. `least` is
    how well a reply has to fit.
    """
    told = ground.hearing.told
    if told is None:
        return []
    echoes = echoes or Echoes(debate, ground.hearing.encoder)
    found: list[Reply] = []
    for place, challenge in enumerate(challenges):
        enough = LISTED_FROM if challenge.listed else least
        best = _best_reply(challenge, debate, ground, told, echoes, enough)
        if best is not None:
            later = 0.0 if challenge.listed else EARLIER * place
            waits = WAITS if challenge.demanded or challenge.owed else 0.0
            found.append(replace(best, fit=settled(best.fit - later + waits)))
    if any(one.challenge.listed for one in found):  # in the order that was given
        return list({one.move.block or one.move.id: one for one in found}.values())[:most]
    ranked = sorted((one for one in found if one.fit >= least), key=lambda one: -one.fit)
    return list({one.move.block or one.move.id: one for one in reversed(ranked)}.values())[::-1][:most]


def heard_as(reply: Reply, current: Round) -> tuple[Round, int]:
    """Return the round in which the question is heard as what was answered, and its place; -1 for none."""
    said, match = reply.challenge.said, reply.match
    place = next((n for n, one in enumerate(current.heard) if said and said in one.text), -1)
    if place < 0 or match is None or current.heard[place].block == match.block.id:
        return current, place
    heard = list(current.heard)
    surely = replace(match, probability=max(match.probability, HEARD))
    heard[place] = replace(heard[place], matches=(surely, *heard[place].matches))
    return replace(current, heard=tuple(heard)), place


def _best_reply(
    challenge: Challenge, debate: Debate, ground: Ground, told: Scores, echoes: Echoes, least: float
) -> Reply | None:
    """Return what answers one question best; what says again what was said counts less.

    What could not be the best however new it is and however well it answers is not read: that takes most of a
    turn's time.
    """
    found = [*_speeches(challenge, debate, ground), *_answers(challenge, debate, ground, told)]
    least += PASSAGE if wants(challenge) == "passage" else 0.0
    best: Reply | None = None
    for one in sorted(found, key=lambda one: -settled(one.reply.fit)):
        if one.reply.fit + TOLD < least:
            break
        fit = one.reply.fit - AGAIN * echoes.share(one.reply.move)
        if fit + TOLD < least:
            continue
        fit = settled(fit + _told(challenge, one.tells()))
        if fit >= least and (best is None or fit > best.fit):
            best, least = replace(one.reply, fit=fit), fit
    return best


def _readings(challenge: Challenge) -> list[tuple[str, float]]:
    """Return the words that a question is matched by, and what a match by them is worth."""
    asked = matter(challenge.text)
    if challenge.beside == challenge.text:
        return [(asked, 1.0)]
    if challenge.bare or options(challenge):  # what is to be chosen from is argued around the choice
        return [(asked, BESIDE), (challenge.beside, 1.0)]
    return [(asked, 1.0), (challenge.beside, BESIDE)]


def _speeches(challenge: Challenge, debate: Debate, ground: Ground) -> Iterator[_Likely]:
    """Yield what the side has prepared on what is asked of it."""
    for text, worth in _readings(challenge):
        for match in ground.answers.candidates(text, debate.side) if ground.answers else ():
            move = speech_of(match.answer, debate, ground)
            if move is not None and worth * match.probability >= _least(challenge):
                wrong = misleads(challenge.text, match.answer, ground.hearing.encoder)
                fit = worth * match.probability + DIRECT - (MISLED if wrong else 0.0)
                fit += _for_evidence(challenge, match.answer)
                yield _Likely(Reply(move, challenge, fit), match.tells)


def _for_evidence(challenge: Challenge, answer: Answer) -> float:
    """Return what a speech gains or loses where evidence is demanded, and it was prepared for that or not."""
    if question_kind(challenge) != "asks for evidence":
        return 0.0
    return SHOWS if {"evidence", "missing evidence"} & {*answer.acts} else -SHOWS


def _answers(challenge: Challenge, debate: Debate, ground: Ground, told: Scores) -> Iterator[_Likely]:
    """Yield the answers to the arguments that a question may put."""
    asked = challenge.beside if challenge.bare else matter(challenge.text)
    best: dict[str, tuple[float, BlockMatch]] = {}
    for text, worth in _readings(challenge):
        for match in ground.blocks.match(text, debate.reader) if ground.blocks else ():
            odds = worth * match.probability
            if odds >= _least(challenge) and odds > best.get(match.block.id, (0.0, match))[0]:
                best[match.block.id] = (odds, match)
    for odds, match in sorted(best.values(), key=lambda one: -one[0])[:LOOKED_AT]:
        for move in open_answers(match, debate, ground.argument_map):
            place = int(move.id.rpartition("/")[2]) - 1
            tells = partial(_score, asked, move, told)
            yield _Likely(Reply(move, challenge, odds - LATER * place, match), tells)


def _least(challenge: Challenge) -> float:
    return LISTED_MEANT_FROM if challenge.listed else MEANT_FROM


def _told(challenge: Challenge, score: float) -> float:
    """Return what it counts that words answer a question, or give nothing of what it wants."""
    return -UNTOLD if wants(challenge) and score < TELLS_FROM else TOLD * score


def _score(asked: str, move: DebateMove, told: Scores) -> float:
    """Return how probably the words of a move answer a question."""
    words = " ".join([move.signpost, *(sentence.text for sentence in move.says)]).strip()
    return float(told.score([(asked, words)])[0])
