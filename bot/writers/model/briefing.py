"""What a chat model is told of a round.

The move that it is to put into words, and what it has said already.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.debate.points import Speaker
from bot.debate.state import DebateMove, Round
from bot.statement.marking import marks
from bot.writers.embedded.debate_turn import said
from knowledge.argument_map import ArgumentMap

_SAYS = {"argue": "argues", "challenge": "doubts", "concede": "grants", "question": "asks", "ask": "asks"}
_SAID = 12  # of the bot's sentences that it is reminded of


def briefing(current: Round, argument_map: ArgumentMap) -> str:
    """Return the round in a few lines."""
    sides = current.debate.reader, current.debate.side
    told = "The reader argues {} what the op-ed recommends, and you {} it.".format(*sides)
    lines = [told, *_heard(current, argument_map)]
    for move in current.moves if not argument_map.guessed else ():
        lines += _material(move, argument_map, current)
    earlier = [point.text for point in current.debate.of("bot")[-_SAID:]]
    lines += [f"You have said already, and do not say again: {text}" for text in earlier]
    whose_side: tuple[tuple[Speaker, str], ...] = (("reader", "The reader has"), ("bot", "You have"))
    for speaker, whose in whose_side:
        lines += [f"{whose} granted: {point.text}" for point in current.debate.conceded(speaker)]
    lines += [f"You have not answered yet: {point.text}" for point in current.debate.unanswered("reader")]
    lines += [f"The reader has not answered yet: {point.text}" for point in current.debate.unanswered("bot")]
    if current.closing or current.request == "closing":
        lines.append("The reader wants a closing.")
    elif current.request == "score":
        lines.append("The reader asks how the debate stands.")
    return "\n".join(lines)


def _heard(current: Round, argument_map: ArgumentMap) -> Iterator[str]:
    """Yield what the reader put forward, with the argument and the claim behind it."""
    for heard in current.heard:
        known = f" (the argument: {heard.match.block.argument})" if heard.match else ""
        yield f"The reader {_SAYS.get(heard.meant, 'says')}: {heard.text}{known}"
        if heard.about and not argument_map.guessed:
            claim = argument_map.by_id[heard.about[0][0]]
            yield f"It relies on: {claim.says} {marks(claim.passages)}"


def _material(move: DebateMove, argument_map: ArgumentMap, current: Round) -> Iterator[str]:
    """Yield what a move may be made of, and the reasoning that is at stake."""
    told = [statement for statement in said(move, argument_map, current) if statement.kind != "link"]
    how = f"{move.aim}, " if move.aim else ""
    for statement in told:
        lead = f"Material for your move ({how}{statement.kind})"
        yield f"{lead}: {statement.text} {marks(statement.cites)}".rstrip()
