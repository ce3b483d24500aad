"""What a side says on one thing where nobody has prepared it: claims of the map that come near it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evidence.gather import CLOSE, Evidence
from bot.gate import check
from bot.request.plan import Plan
from bot.statement import Statement
from bot.statement.marking import stopped
from bot.writers.embedded.given_claims import Given
from knowledge.argument_map import ArgumentMap, Claim, Side
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic

MOST = 3  # claims that answer


def answer_by_rules(plan: Plan, evidence: Evidence) -> tuple[PreparedSentence, ...]:
    """Return what a side says on what a message is about; nothing where the map has nothing for it."""
    if evidence.topic.argument_map is None or not evidence.claims:
        return ()
    best = evidence.claims[0][1].score
    near = [claim for claim, score in evidence.claims if score.score >= CLOSE * best]
    return sentences_on(near, evidence.topic, "for" if plan.side == "for" else "against")


def sentences_on(claims: Sequence[Claim], topic: Topic, side: Side) -> tuple[PreparedSentence, ...]:
    """Return what a side says on claims that came near a message, each sentence passed by the gate."""
    argument_map, document, given = topic.argument_map, topic.document, Given()
    if argument_map is None:
        return ()
    near = [claim for claim in claims if given.sayable(claim) and given.stands_alone(claim)]
    said = _for(near, argument_map, given) if side == "for" else _against(near, argument_map, given)
    return tuple(
        one
        for one in said
        if check(
            Statement(one.kind, one.text, one.cites), document.passages, document, None, argument_map.names
        ).passed
    )


def _for(near: list[Claim], argument_map: ArgumentMap, given: Given) -> list[PreparedSentence]:
    """Return a concession that comes near as one, then what the op-ed sets against it, and its claims."""
    conceded = [claim for claim in near[:1] if claim.helps == "against"]
    answered = [argument_map.by_id[one] for claim in conceded for one in claim.answered]
    own = [claim for claim in near if claim.helps != "against"]
    claims = list({claim.id: claim for claim in (*answered, *own) if given.sayable(claim)}.values())
    return [*map(given.conceded, conceded), *map(given.first, claims[:MOST])]


def _against(near: list[Claim], argument_map: ArgumentMap, given: Given) -> list[PreparedSentence]:
    """Return what the op-ed grants or reports, then what it leaves open about what is asked."""
    granted = [claim for claim in near if claim.helps == "against" and claim.kind == "concession"]
    reported = [claim for claim in near if claim.helps == "against" and claim.kind == "reported view"]
    ids = {claim.id for claim in near}
    gaps = {
        attack.says.split(" that ")[0]: PreparedSentence(
            kind="critique", text=stopped(attack.says), cites=argument_map.passages_of(attack.about)
        )
        for line in argument_map.lines
        for attack in line.attacks
        if attack.says and ids & set(attack.about)
    }
    return [*given.granted(granted[:MOST]), *given.reported(reported[:MOST]), *list(gaps.values())[:MOST]]
