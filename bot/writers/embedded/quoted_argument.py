"""What a side can say in the op-ed's own words, where nobody has prepared its argument.

Whoever argues for the op-ed quotes what it says on the point, and what it sets against an objection; whoever
argues against it quotes what it grants and reports of its opponents there, and names what it leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.evidence.gather import Evidence
from bot.statement import Fixed, Statement, as_prepared
from bot.writers import Draft
from bot.writers.embedded.piece_as_a_whole import asked_for
from bot.writers.embedded.point_by_rules import sentences_on
from bot.writers.embedded.telling import Telling
from knowledge.argument_map import ArgumentMap, Claim, Side, other_side
from knowledge.document import Passage
from knowledge.topic import Topic

LIKE = 0.3  # likeness of a passage to what was said from which it is on the point
CLOSE = 0.75  # of the best score: a passage so close is on the point, too
MOST = 3  # passages that open what is quoted
OTHERWISE = 2  # passages that are quoted of what the op-ed grants elsewhere
GAPS = 1  # things left open that are named behind what is quoted
NOTHING_AGAINST = Fixed("The op-ed grants nothing against that itself; this is what it says on it.")
NEAREST_AGAINST = Fixed("The op-ed grants nothing against that itself; this is the nearest that it grants.")
OPENS = {
    "for": Fixed("On that point, the op-ed has this to say."),
    "against": Fixed("On that point, this can be held against the op-ed."),
}


def quoted_argument(evidence: Evidence, side: Side) -> tuple[Draft, ...]:
    """Return what a side says on what was found; nothing where nothing comes near."""
    near = _near(evidence)
    told = quotes_on(near, evidence.topic, side)
    if told:
        return (OPENS[side], *told)
    if side == "for" or not near:
        return ()
    if nearest := quotes_on([passage for passage, _ in evidence.passages], evidence.topic, side)[:OTHERWISE]:
        return (NEAREST_AGAINST, *nearest, *_gaps(near[0], evidence.topic))
    quoted = _held(_quoted(near[:1], evidence.topic), evidence.topic, side)
    return (NOTHING_AGAINST, *quoted, *_gaps(near[0], evidence.topic))


def quotes_on(near: Sequence[Passage], topic: Topic, side: Side) -> tuple[Statement, ...]:
    """Return what a side can quote of the passages on a point and of those that answer them."""
    if topic.argument_map is None:
        return ()
    by_passage = _claims_by_passage(topic.argument_map)
    chosen = (
        _for(near, by_passage, topic)
        if side == "for"
        else [passage for passage in near if _speaks_against(passage, by_passage)]
    )
    return tuple(_held(_quoted(chosen[:MOST], topic), topic, side))


def _held(said: Iterable[Statement], topic: Topic, side: Side) -> Iterator[Statement]:
    """Yield what is quoted, with what helps the other side told as granted."""
    assert topic.argument_map is not None
    granted = False
    for one in said:
        helps = {topic.argument_map.side_of_passage(number) for number in one.cites}
        if helps == {other_side(side)}:
            words = one.text[one.text.index("“") :]
            goes_on = granted and one.text == words
            yield replace(
                one, text=words if goes_on else f"Granted, the op-ed says: {words}", concession=True
            )
            granted = True
        else:
            yield one
            granted = False


def _gaps(passage: Passage, topic: Topic) -> Iterator[Statement]:
    """Yield what the op-ed leaves open where it says that."""
    assert topic.argument_map is not None
    claims = _claims_by_passage(topic.argument_map).get(passage.id, [])
    gaps = [one for one in sentences_on(claims, topic, "against") if one.kind == "critique"]
    yield from map(as_prepared, gaps[:GAPS])


def quoted_case(evidence: Evidence, side: Side, *, concludes: bool = True) -> tuple[Draft, ...]:
    """Return a side's case as a whole: what is asked for and the reasons found, or what opposes it.

    Where it is not to be said what the case `concludes`, the reasons stand alone.
    """
    argument_map = evidence.topic.argument_map
    if argument_map is None:
        return ()
    telling = Telling(evidence.topic.document)
    if side == "for":
        asked = asked_for(argument_map)[:1]
        by_passage = _claims_by_passage(argument_map)
        told = [number for claim in asked for number in claim.passages]
        reasons = [
            passage
            for passage, _ in evidence.passages
            if passage.id not in told and _argues_for(by_passage.get(passage.id, ()))
        ][:MOST]
        quoted = [one for claim in asked for one in telling.tell(claim)] if concludes else []
        return (*quoted, *(one for passage in _in_order(reasons) for one in telling.quote(passage)))
    opposed = [claim for claim in argument_map.claims if claim.helps == "against"]
    opposed = sorted(opposed, key=lambda claim: -(claim.confidence or 0.0))[:MOST]
    return tuple(
        one for claim in sorted(opposed, key=lambda claim: claim.passages) for one in telling.tell(claim)
    )


def _argues_for(claims: Sequence[Claim]) -> bool:
    return any(claim.helps == "for" and claim.kind != "recommendation" for claim in claims)


def _in_order(passages: Sequence[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda passage: passage.id)


def _near(evidence: Evidence) -> list[Passage]:
    """Return the passages on the point, the nearest first."""
    best = max((score.score for _, score in evidence.passages), default=0.0)
    return [
        passage
        for passage, score in evidence.passages
        if score.score >= CLOSE * best and score.similarity >= LIKE
    ]


def _for(near: Sequence[Passage], by_passage: dict[int, list[Claim]], topic: Topic) -> list[Passage]:
    """Return the passages with what the op-ed sets against those that help the other side."""
    assert topic.argument_map is not None
    chosen: list[Passage] = []
    for passage in near:
        chosen.append(passage)
        if not _speaks_against(passage, by_passage):
            continue
        answers = [
            topic.argument_map.by_id[answer] for claim in by_passage[passage.id] for answer in claim.answered
        ]
        document, following = topic.document, passage.id + 1
        if answers:
            chosen.append(document.passage(answers[0].passages[0]))
        elif document.has(following) and not _speaks_against(document.passage(following), by_passage):
            chosen.append(document.passage(following))  # who quotes an opponent answers right behind it
        else:
            chosen.pop()
    return list(dict.fromkeys(chosen))


def _quoted(chosen: Sequence[Passage], topic: Topic) -> Iterator[Statement]:
    telling = Telling(topic.document)
    for place, passage in enumerate(chosen):
        yield from telling.quote(passage, onward=not place)


def _speaks_against(passage: Passage, by_passage: dict[int, list[Claim]]) -> bool:
    return any(claim.helps == "against" for claim in by_passage.get(passage.id, ()))


def _claims_by_passage(argument_map: ArgumentMap) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in argument_map.claims:
        for number in claim.passages:
            found.setdefault(number, []).append(claim)
    return found
