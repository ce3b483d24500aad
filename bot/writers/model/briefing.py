"""What a chat model is told of a round.

The move that it is to put into words, and what it has said already.
"""

from __future__ import annotations

from bot.debate.rationale import line_of, question_of, scheme_of
from bot.debate.state import Round
from bot.statement.marking import marks
from bot.writers.embedded.debate_turn import said
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentMap

_SAID = 12  # of the bot's sentences that it is reminded of


def briefing(current: Round, argument_map: ArgumentMap) -> str:
    """Return the round in a few lines."""
    lines = []
    heard = current.heard[current.answers] if current.heard else None
    if heard and heard.about:
        claim = argument_map.by_id[heard.about[0][0]]
        lines.append(f"The reader relies on: {claim.says} {marks(claim.passages)}")
    if current.concede:
        granted = argument_map.by_id[current.concede]
        lines.append(
            f"Grant this first, in a concession line that begins with “Granted,”: {granted.says} "
            f"{marks(granted.passages)}"
        )
    if current.move:
        statement = said(current.move, argument_map, Frames())
        lines.append(
            f"Your move, one line of the kind {statement.kind}: {statement.text} {marks(statement.cites)}"
        )
        line = line_of(current.move, argument_map)
        scheme = scheme_of(line)
        if scheme:
            lines.append(
                f"The reasoning that is at stake: {scheme.form} {question_of(current.move, line)}".rstrip()
            )
    earlier = [point.text for point in current.debate.of("bot")[-_SAID:]]
    lines += [f"You have said already, and do not say again: {text}" for text in earlier]
    return "\n".join(lines) or "(none)"
