"""What a closing answers before it sums up, in short: what was asked and argued with the call for it."""

from __future__ import annotations

from dataclasses import replace

from bot.debate.block_moves import open_answers
from bot.debate.briefly import briefly, said_again
from bot.debate.by_kind import first_by_kind
from bot.debate.case_moves import strongest_move, weakest_move
from bot.debate.challenge import is_closed_with
from bot.debate.echoes import Echoes
from bot.debate.either_or import choice, options
from bot.debate.ground import Ground
from bot.debate.heard import Challenge
from bot.debate.hearing import likenesses
from bot.debate.importance import targets
from bot.debate.links import pick
from bot.debate.offers import answer_to_offer
from bot.debate.points import SPEECH
from bot.debate.reasoning import failing_move
from bot.debate.replies import Reply, heard_as, replies_to
from bot.debate.state import Debate, DebateMove, Round
from bot.debate.verdicts import held_to
from bot.statement import Fixed
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentences import sentences_of

RECALLED = 0.3  # likeness from which a point that is named again is one that was made
FITS = 0.6  # how well an answer has to fit
MOST = 2  # answers that stand in front of a closing
RETOLD = (
    0.7  # likeness from which a sentence of a closing, which comes back to what was said, only says it again
)
SURE = 0.6  # the probability of an argument from which it is answered there


def choose_closing(current: Round, ground: Ground) -> Round:
    """Return the round with the answers that come before its closing."""
    challenges = [one for one in current.challenges if not is_closed_with(one.text)]
    moves = _asked_for(current, ground)
    found = replies_to(challenges, current.debate, ground, most=MOST)
    replies = {one.challenge: one for one in found if one.challenge.listed or one.fit >= FITS}
    for challenge in [one for one in challenges if one.listed] or challenges:
        reason = _reason_on(challenge, replies, current, ground) if len(moves) < MOST else None
        if reason and all(one.says != reason.says for one in moves):
            moves.append(reason)
        elif reply := replies.get(challenge):
            current, place = heard_as(reply, current)
            moves.append(replace(reply.move, answers=place))
        elif challenge.listed and (recalled := _recalled(challenge, current.debate, ground)):
            moves.append(recalled)
    playbook = ground.topic.playbook
    echoes = Echoes(current.debate, ground.hearing.encoder)
    asked = len(moves)
    for place, heard in targets(current, moves):
        assert heard.match is not None
        answers = open_answers(heard.match, current.debate, ground.argument_map)
        told = {move.block for move in moves}
        if answers and heard.match.probability >= SURE and heard.block not in told and len(moves) < MOST:
            moves.append(replace(answers[0], answers=place))
    moves = [briefly(move, playbook) for move in moves]
    moves = [move for n, move in enumerate(moves) if n < asked or not all(echoes.again(move.says))]
    stale = _stale(current.debate, ground, Echoes(current.debate, ground.hearing.encoder, moves=moves))
    return replace(current, moves=tuple(moves), leads=_decided(current, ground), stale=stale)


def _reason_on(
    challenge: Challenge, replies: dict[Challenge, Reply], current: Round, ground: Ground
) -> DebateMove | None:
    """Return what answers a question by its kind: what comes if it fails, or what no reply surely meets."""
    if failing := failing_move(f"{challenge.beside} {challenge.text}", current):
        return failing
    found = first_by_kind([challenge], [one for one in [replies.get(challenge)] if one], current, ground)
    return found[1] if found else None


def _stale(debate: Debate, ground: Ground, echoes: Echoes) -> frozenset[str]:
    """Return what of the words that are prepared for the closing would say again what was said."""
    playbook, case = ground.topic.playbook, ground.cases.of(ground.topic, debate.side)
    argued = {point.block for point in debate.of("bot")}
    blocks = [block for block in (playbook.blocks if playbook else ()) if block.id in argued]
    said = [one.closing for block in blocks for one in block.answers if one.closing]
    said += [*case.weighing, *case.closing[:-1]] if case else []
    speeches = {f"{SPEECH}{one.id}": one for one in (playbook.answers if playbook else ()) if one.side}
    said += [text for id in debate.used if id in speeches for text in speeches[id].short]
    return frozenset(one.text for one, again in zip(said, echoes.again(said, RETOLD), strict=True) if again)


def _decided(current: Round, ground: Ground) -> tuple[Fixed, ...]:
    """Return the yes or no to the offer or the course that the closing is asked to decide."""
    found = (
        answer_to_offer(one, current.debate, ground) or _chosen(one, current.debate, ground)
        for one in current.challenges
    )
    return pick(next((words for words in found if words), ()), current.debate)


def _chosen(challenge: Challenge, debate: Debate, ground: Ground) -> tuple[Fixed, ...]:
    """Return which of two things the bot's side takes: the one that it took, or that it has argued from."""
    two = options(challenge)
    if not two or not all(two):
        return ()
    texts = [point.text for point in debate.of("bot") if point.act != "concession"]
    says = tuple(PreparedSentence(kind="analytic", text=text) for text in texts)
    held = held_to(challenge.text, debate, ground.hearing.encoder)
    return held or choice(two, DebateMove(debate.argues, "", says=says) if says else None, ground)


def _asked_for(current: Round, ground: Ground) -> list[DebateMove]:
    """Return the best of the bot's side and what it has to concede, where the closing is asked for them."""
    makes = (("own best", strongest_move), ("own weakest", weakest_move))
    made = [make(current.debate, ground) for asked, make in makes if asked in current.closes_with]
    return [move for move in made if move]


def _recalled(challenge: Challenge, debate: Debate, ground: Ground) -> DebateMove | None:
    """Return what the bot answered to a point that the reader names again; None where it is none of his."""
    best, found = RECALLED, None
    for answer in debate.of("bot"):
        text = debate.point(answer.answers).text if answer.answers and answer.act != "concession" else ""
        likeness = max(likenesses(challenge.text, sentences_of(text), ground.hearing.encoder), default=0.0)
        if likeness >= best:
            best, found = likeness, answer
    if found is None:
        return None
    return said_again(found, debate, ground)
