"""What a side says to an argument that nobody has prepared for: the op-ed's claims near it, and a reason.

The reason is the bot's own: it holds of any op-ed, and is shown as reasoning.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.debate.block_moves import claims_of, open_answers
from bot.debate.ground import Ground
from bot.debate.heard import Heard
from bot.debate.state import Debate, DebateMove
from knowledge.argument_map import Claim, Side
from knowledge.prepared_sentence import PreparedSentence

NEAR = 0.35  # likeness from which a claim bears on what was said
CLAIMS = 6  # that are looked at
SENTENCES = 3  # of the op-ed that answer
# The bot's own reasoning, by its side and by what it stands behind.
REASONS: dict[tuple[Side, str], tuple[str, ...]] = {
    ("for", "prediction"): (
        "A harm that can still be headed off is a reason to act before it comes.",
        "Waiting for certainty means waiting until it is too late to choose.",
        "To ignore a warning because it is only a warning is to bet on luck.",
    ),
    ("for", "fact"): (
        "Whoever objects has to explain that away, and a general doubt will not do.",
        "What is on record needs no guessing, and an objection has to be squared with it.",
        "Something that is known weighs more than something that is suspected.",
    ),
    ("for", "cause"): (
        "If that is how it works, then leaving it alone leaves the problem alone.",
        "A remedy that goes to the cause does more than one that treats the symptom.",
        "An objection that leaves the cause untouched leaves the case standing.",
    ),
    ("for", "value"): (
        "If that is worth having, then its price has to be compared with the price of losing it.",
        "Costs are easy to count, and this is what they buy.",
    ),
    ("for", "recommendation"): (
        "Whoever rejects the proposal owes a better way to the same end.",
        "An imperfect step beats leaving things as they are, unless something better is on offer.",
    ),
    ("against", "report"): (
        "A case that has to grant this cannot claim that everything is in its favor.",
        "An objection that is reported but not answered remains an objection.",
        "If that much is so, then the proposal has a cost that has to be weighed.",
    ),
    ("against", "critique"): (
        "Whoever asks others to act on a claim has the burden of proving it.",
        "A claim without its evidence can persuade only those who believe it already.",
        "Before a change is made, the case for it should be proved, not just asserted.",
        "A gap in the reasoning is not closed by repeating the conclusion.",
    ),
}


def near_move(heard: Heard, place: int, debate: Debate, ground: Ground) -> DebateMove | None:
    """Return what the op-ed has near to what was heard at a place; None where it has nothing new there."""
    by_id = ground.argument_map.by_id
    hits = sorted(ground.search.find(heard.text).claims, key=lambda hit: -hit.similarity)
    # what criticises a claim may cite again what was cited; what reports it would say it again
    told = {number for point in debate.of("bot") for number in point.cites}
    told = told if debate.side == "for" else set()
    near = [by_id[hit.id] for hit in hits if hit.similarity >= NEAR]
    near = [claim for claim in near if not told.issuperset(claim.passages)][:CLAIMS]
    said = " ".join(point.text for point in debate.of("bot"))
    kept: list[PreparedSentence] = []
    for one in ground.cases.near(ground.topic, debate.side, near):
        if one.text not in said and not any(set(one.cites) & set(other.cites) for other in kept):
            kept.append(one)
    kept = kept[:SENTENCES]
    if not kept:
        return None
    reason = _reason(kept[-1], near, debate, said)
    about = claims_of([number for one in kept for number in one.cites], ground.argument_map)
    return DebateMove(
        debate.argues, f"near/{len(debate.points) + 1}", about, says=(*kept, *reason), answers=place
    )


def earlier_move(debate: Debate, ground: Ground) -> DebateMove | None:
    """Return what answers an earlier point of the reader that is still to be answered; None for nothing."""
    points = debate.unmet("reader")
    if ground.blocks is None:
        found = (near_move(Heard(one.text), -1, debate, ground) for one in points)
        return next((move for move in found if move is not None), None)
    for point in points:
        for match in ground.blocks.match(point.text, debate.reader) if point.block else ():
            answers = open_answers(match, debate, ground.argument_map)
            if match.block.id == point.block and answers:
                return answers[0]
    return None


def _reason(
    last: PreparedSentence, near: Sequence[Claim], debate: Debate, said: str
) -> tuple[PreparedSentence, ...]:
    """Return a sentence of reasoning that fits behind what was said last, and was not used."""
    claim = next((one for one in near if set(one.passages) & set(last.cites)), None)
    rests_on = last.kind if debate.side == "against" else (claim.kind if claim else "fact")
    usual = "critique" if debate.side == "against" else "fact"
    fitting = REASONS.get((debate.side, rests_on), REASONS[debate.side, usual])
    text = next((one for one in fitting if one not in said), "")
    return (PreparedSentence(kind="analytic", text=text),) if text else ()
