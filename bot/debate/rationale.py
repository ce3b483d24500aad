"""Why a move was made, for whoever learns to debate.

What the reader relied on, the scheme behind it, what the move does to it, and the critical question.
"""

from __future__ import annotations

from bot.debate.state import DebateMove, Round
from knowledge.argument_map import ArgumentLine, ArgumentMap
from knowledge.schemes import Scheme, schemes

AIMS = {
    "undercut": "It undercuts: what is claimed may be so, but the conclusion does not follow from it.",
    "undermine": "It undermines: a premise is not shown.",
    "deny": "It denies: the op-ed says otherwise.",
    "no link": "It cuts the link: what you say may be so, and the conclusion does not follow from it.",
    "turn": "It turns: taken seriously, your argument speaks for my side.",
    "mitigate": "It mitigates: there is less to it than it seems.",
    "outweigh": "It outweighs: what you say may be so, and something else matters more.",
    "rebut": "It rebuts: the op-ed itself grants something that speaks against the conclusion.",
}
ADVANCES = "It brings the next part of my side's own case."
DEFENDS = "It defends: it answers with what the op-ed says, so that the point does not stand unanswered."
ASKS = "It asks: who makes the argument has the burden to answer a critical question of its scheme."


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
    lines.append(ASKS if move.act == "question" else AIMS.get(move.aim, ADVANCES if move.says else DEFENDS))
    asked = question_of(move, line)
    if asked:
        lines.append(f"The critical question behind it: {asked}")
    if current.concede:
        lines.append(
            "What you say is granted first: to concede a fact with its passage costs less than to deny it."
        )
    if current.held_back:
        lines.append(
            f"{current.held_back} other move{'s' if current.held_back > 1 else ''} on the same claim "
            "would have "
            "been open."
        )
    if scheme:
        lines.append(f"Source: {'; '.join(scheme.sources)}.")
    return lines


def line_of(move: DebateMove, argument_map: ArgumentMap) -> ArgumentLine | None:
    """Return the line of argument that a move belongs to.

    Its own, or the first that has its claim as a premise.
    """
    own = next((line for line in argument_map.lines if line.id == move.line), None)
    return own or next((line for line in argument_map.lines if set(move.about) & set(line.premises)), None)


def scheme_of(line: ArgumentLine | None) -> Scheme | None:
    """Return the scheme of a line."""
    return schemes().get(line.scheme) if line else None


def question_of(move: DebateMove, line: ArgumentLine | None) -> str:
    """Return the critical question of the scheme that a move puts.

    Its own, or the first open one about the same claims.
    """
    scheme = scheme_of(line)
    if line is None or scheme is None:
        return ""
    own = next(
        (question.of for question in line.questions if question.id == move.id), move.id.partition(":")[0]
    )
    if own in scheme.questions:
        return scheme.questions[own].asks
    near = next(
        (
            question.of
            for question in line.questions
            if question.status != "answered" and set(question.about) & set(move.about)
        ),
        "",
    )
    return scheme.questions[near].asks if near else ""
