"""What is asked of the op-ed in a debate, answered from what is prepared, in short."""

from __future__ import annotations

from bot.debate.block_moves import claims_of
from bot.debate.ground import Ground
from bot.debate.state import TOLD, Debate, DebateMove
from bot.evidence.prepared import prepared_match
from bot.request.plan import plans
from bot.request.question import ask


def answer_to_question(
    text: str, debate: Debate, ground: Ground, *, surely: bool = False
) -> DebateMove | None:
    """Return the prepared answer to a question as a move; None where none is sure, or it was given.

    What may be no question but an argument is answered only where it surely asks for that answer.
    """
    names = ground.argument_map.names
    document = ground.topic.document
    plan = plans(ask(text, "ask", names), ground.leanings, document)[0]
    match = None if plan.talks else prepared_match(plan, ground.answers, document)
    if match is None or not (match.certain if surely else match.sure):
        return None
    # a bare yes or no answers the question as it was prepared, and this one may be put the other way round
    said = (sentence for sentence in match.answer.short if sentence.kind != "analytic")
    says = tuple(sentence for sentence in said if len(sentence.text.split()) > 1)
    cites = [number for sentence in says for number in sentence.cites]
    about = claims_of(cites, ground.argument_map)
    move = DebateMove("defence", f"{TOLD}{match.answer.id}", about, says=says)
    return None if not says or move.id in debate.used else move
