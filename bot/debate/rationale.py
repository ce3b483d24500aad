"""Why a move was made, for whoever learns to debate.

What the reader relied on, the scheme behind it, what the move does to it, and the critical question.
"""

from __future__ import annotations

from bot.debate.state import DebateMove, Round
from knowledge.argument_map import ArgumentLine, ArgumentMap
from knowledge.schemes import Scheme, schemes

AIMS = {
    "undercut": "It undercuts: what is claimed may be so, but the conclusion does not follow from it.",
    "deny": "It denies: the op-ed says otherwise.",
    "no link": "It cuts the link: what you say may be so, but the conclusion does not follow from it.",
    "turn": "It turns: taken seriously, your argument supports my side.",
    "mitigate": "It mitigates: there is less to it than it seems.",
    "outweigh": "It outweighs: what you say may be so, but something else matters more.",
}
ADVANCES = "It presents the next part of my side's own case."
DEFENDS = "It defends: it answers with what the op-ed says, so that the point does not stand unanswered."
ASKS = "It asks: whoever makes the argument has the burden of answering a critical question of its scheme."


def why(current: Round, argument_map: ArgumentMap) -> list[str]:
    """Return the reasons for the move, a sentence each; none where there is no move."""
    move = current.move
    if move is None:
        return []
    lines = []
    heard = current.answered
    if heard and heard.match:
        lines.append(f"You make this argument: {heard.match.block.argument}")
    elif heard and heard.about:
        lines.append(f"You rely on this claim: {argument_map.by_id[heard.about[0][0]].says}.")
    line = line_of(move, argument_map)
    scheme = scheme_of(line)
    if line and scheme:
        lines.append(f"The line of argument is “{line.title}” ({scheme.name}): {scheme.form}")
    lines.append(
        ASKS if move.act == "question" else AIMS.get(move.aim, DEFENDS if move.answers >= 0 else ADVANCES)
    )
    asked = question_of(move, line)
    if asked:
        lines.append(f"The critical question behind it: {asked}")
    if scheme:
        lines.append(f"Source: {'; '.join(scheme.sources)}.")
    return lines


def line_of(move: DebateMove, argument_map: ArgumentMap) -> ArgumentLine | None:
    """Return the first line of argument that has a claim as a premise that a move is about."""
    return next((line for line in argument_map.lines if set(move.about) & set(line.premises)), None)


def scheme_of(line: ArgumentLine | None) -> Scheme | None:
    """Return the scheme of a line."""
    return schemes().get(line.scheme) if line else None


def question_of(move: DebateMove, line: ArgumentLine | None) -> str:
    """Return the first open critical question of the scheme about what a move is about."""
    scheme = scheme_of(line)
    if line is None or scheme is None:
        return ""
    near = next(
        (
            question.of
            for question in line.questions
            if question.status != "answered" and set(question.about) & set(move.about)
        ),
        "",
    )
    return scheme.questions[near].asks if near else ""
