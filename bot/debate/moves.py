"""The bot's move: the strongest on what the reader relies on, of those that were not made yet."""

from __future__ import annotations

from dataclasses import replace

from bot.debate.candidates import rated_moves
from bot.debate.state import Debate, DebateMove, Heard, Round
from knowledge.argument_map import ArgumentMap

ENOUGH = 0.3  # a move that counts less does not bear on what was said
CONCEDED_KINDS = ("fact", "concession")


def choose(current: Round, argument_map: ArgumentMap) -> Round:
    """Return the round with its move, or with why there is none."""
    debate = current.debate
    if debate.over or current.part.kind in ("closing", "silence"):
        return current
    if not current.heard and debate.points and current.pressure is None and current.taken is None:
        return replace(current, beside=True)
    if not current.heard and not debate.points:
        return replace(current, move=_opening(argument_map, debate))
    main = _main(current)
    heard = current.heard[main] if current.heard else _still_open(debate)
    if current.heard and not heard.about:
        return replace(current, answers=main, beside=True)
    concede = _concession(current, heard, argument_map)
    used = {_subject(id) for id in debate.used}
    rated = [
        rated
        for rated in rated_moves(debate.side, heard, argument_map, only_asks=current.part.kind == "question")
        if rated.worth >= ENOUGH
        and _subject(rated.move.id) not in used
        and rated.move.id != concede
        and not _denies_granted(rated.move, debate, concede)
    ]
    if not rated:
        return replace(current, answers=main, stands=True)
    best = max(rated, key=lambda rated: rated.worth)
    return replace(current, answers=main, move=best.move, concede=concede, held_back=len(rated) - 1)


def _main(current: Round) -> int:
    """Pick the sentence of the reader's that is answered.

    The newest that the op-ed has something on, first those that were not said before.
    """
    order = sorted(
        range(len(current.heard)),
        key=lambda n: (bool(current.heard[n].about), not current.heard[n].repeats, current.heard[n].sure, n),
    )
    return order[-1] if order else 0


def _still_open(debate: Debate) -> Heard:
    """Take the point that is still to be answered for heard where the reader only presses.

    The reader's first.
    """
    for points in (debate.unanswered("reader"), debate.of("reader"), debate.of("bot")):
        last = next((point for point in reversed(points) if point.about), None)
        if last:
            return Heard("", tuple((claim, 1.0) for claim in last.about))
    return Heard("")


def _opening(argument_map: ArgumentMap, debate: Debate) -> DebateMove:
    """Return the first speech: the warning that the op-ed rests most on, or the op-ed's own concession."""
    if debate.side == "for":
        warnings = (
            claim
            for claim in argument_map.claims
            if claim.helps == "for" and claim.kind in ("prediction", "cause")
        )
        first = next(warnings, argument_map.claims[0])
        return DebateMove("defence", first.id, (first.id,))
    line = argument_map.lines[0]
    attack = line.attacks[0] if line.attacks else None
    if attack is None:
        question = line.questions[0]
        return DebateMove("question", question.id, question.about, line.id, asks=question.asks)
    return DebateMove("attack", attack.claim or attack.id, attack.about, line.id, attack.aim)


def _subject(id: str) -> str:
    """Return what a move is about in words.

    A claim that was put as a question is not said again as a claim, nor asked in another way.
    """
    return id.rpartition(":")[2]


def _concession(current: Round, heard: Heard, argument_map: ArgumentMap) -> str:
    """Return the claim that is granted first.

    It is a fact of the op-ed that helps the reader, plainly said by the reader; and none is granted twice in
    a row.
    """
    debate = current.debate
    if (
        not heard.about
        or heard.denies
        or not heard.sure
        or current.contradictions
        or current.part.kind == "question"
    ):
        return ""
    claim = argument_map.by_id[heard.about[0][0]]
    if claim.helps != debate.reader or claim.kind not in CONCEDED_KINDS or claim.id in debate.used:
        return ""
    just_granted = any(
        point.act == "concession" and point.round == debate.rounds for point in debate.of("bot")[-3:]
    )
    return "" if just_granted else claim.id


def _denies_granted(move: DebateMove, debate: Debate, concede: str) -> bool:
    """Tell whether a move would call unproven what the bot has granted, or is about to."""
    granted = {claim for point in debate.conceded("bot") for claim in point.about} | {concede}
    return move.aim == "undermine" and bool(granted & set(move.about))
