"""What a model has made joined to what is there: nothing that a person changed is replaced without a word.

What nobody has touched gives way. Where a model's entry means the same as one that a reviewer accepted,
changed or removed, the reviewer's stands and the model's is proposed beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.topics.by_model.record import (
    AnswerProposal,
    BlockProposal,
    CaseProposal,
    ClaimProposal,
    Mined,
    Proposal,
    Record,
    fingerprint,
)
from bot.topics.by_model.steps import Step, words_of
from knowledge.argument_map import ArgumentMap, Claim, Side
from knowledge.mining.merge import merged, without
from knowledge.playbook import Answer, Block, Case, Playbook
from knowledge.topic import Topic

Listed = TypeVar("Listed", Answer, Block)


@dataclass(frozen=True)
class Joined:
    """A topic with what a step gave, and the record of it."""

    topic: Topic
    record: Record


def join_map(topic: Topic, mined: ArgumentMap, by_rules: ArgumentMap, step: Step, record: Record) -> Joined:
    """Join a model's map to the topic's.

    `by_rules` is what rules make of the document: it fills what is empty, and tells what of it was removed.
    """
    before = topic.argument_map
    proposals: list[Proposal] = []
    touched = [claim for claim in before.claims if _is_touched(claim, record)] if before else []
    gone = _removed_ids(before, by_rules, record)
    result, removed = mined, set[str]()
    for claim in mined.claims:
        if claim.id in gone or _key(claim) in gone:
            removed.add(claim.id)
            proposals.append(ClaimProposal(id=claim.id, mined=claim))
    result, called = without(result, frozenset(removed)), dict[str, str]()
    for claim in touched:
        same = _same_as(claim, result.claims, touched)
        if same is None:
            result = result.changed(claims=(*result.claims, _unlinked(claim)))
            continue
        result, called[same.id] = _in_place(result, same, claim), claim.id
        if (same.says, same.kind, same.helps) != (claim.says, claim.kind, claim.helps):
            proposals.append(ClaimProposal(id=claim.id, mined=same.model_copy(update={"id": claim.id})))
    rest = without(by_rules, frozenset(claim.id for claim in by_rules.claims if _key(claim) in gone))
    result = merged(result, rest)
    if before:
        result = _as_before(result, before)
    base = {
        f"claim:{called.get(claim.id, claim.id)}": Mined(
            step=step.id, says=fingerprint(claim), words=claim.says
        )
        for claim in mined.claims
    }
    return Joined(replace(topic, argument_map=result), _recorded(record, base, proposals, ("claim",), step))


def join_answers(topic: Topic, mined: Sequence[Answer], step: Step, record: Record) -> Joined:
    """Join answers to the topic's."""
    playbook = topic.prepared or Playbook()
    answers, proposed = _listed(playbook.answers, mined, "answer", step, record)
    proposals = [AnswerProposal(id=one.id, mined=one) for one in proposed]
    joined = _unsigned(replace(topic, prepared=_with(playbook, answers=answers)), topic)
    return Joined(joined, _recorded(record, _base(mined, "answer", step), proposals, ("answer",), step))


def join_blocks(topic: Topic, mined: Sequence[Block], step: Step, record: Record) -> Joined:
    """Join blocks to the topic's."""
    playbook = topic.prepared or Playbook()
    blocks, proposed = _listed(playbook.blocks, mined, "block", step, record)
    proposals = [BlockProposal(id=one.id, mined=one) for one in proposed]
    joined = _unsigned(replace(topic, prepared=_with(playbook, blocks=blocks)), topic)
    return Joined(joined, _recorded(record, _base(mined, "block", step), proposals, ("block",), step))


def join_case(topic: Topic, mined: Case, side: Side, step: Step, record: Record) -> Joined:
    """Join the case of a side to the topic's."""
    playbook = topic.prepared or Playbook()
    key, there = f"case:{side}", playbook.cases.of(side)
    known = record.mined.get(key)
    base = {key: Mined(step=step.id, says=fingerprint(mined), words=f"the case {side}")}
    changed = there is not None and not (known and fingerprint(there) == known.says)
    if (changed and there != mined) or (there is None and known):
        proposals = [CaseProposal(id=side, mined=mined)]
        return Joined(topic, _recorded(record, base, proposals, ("case",), step))
    joined = _unsigned(replace(topic, prepared=with_case(playbook, side, mined)), topic)
    return Joined(joined, _recorded(record, base, [], ("case",), step))


def with_case(playbook: Playbook, side: Side, case: Case | None) -> Playbook:
    """Return a playbook with another case of a side."""
    cases = playbook.cases.model_copy(update={"for_" if side == "for" else "against": case})
    return _with(playbook, cases=cases)


def _unsigned(joined: Topic, before: Topic) -> Topic:
    """Return a topic whose map is signed no more where there is something new in its playbook."""
    argument_map = joined.argument_map
    if argument_map is None or joined.prepared == before.prepared:
        return joined
    return replace(joined, argument_map=argument_map.changed(reviewed_by=None, reviewed_on=None))


def _with(playbook: Playbook, **fields: object) -> Playbook:
    """Return the playbook with other fields; what was worked out of the old ones is worked out again."""
    return Playbook.model_construct(**{**dict(playbook), **fields})


def _listed(
    there: tuple[Listed, ...], mined: Sequence[Listed], part: str, step: Step, record: Record
) -> tuple[tuple[Listed, ...], list[Listed]]:
    """Return the entries joined, and those of the model's that are only proposed."""
    known = {key.partition(":")[2]: one for key, one in record.mined.items() if key.startswith(f"{part}:")}
    own = {id for id, one in known.items() if one.step == step.id}
    untouched = {one.id for one in there if one.id in own and fingerprint(one) == known[one.id].says}
    held = {one.id: one for one in there if one.id not in untouched}
    removed = own - {one.id for one in there}
    proposed = [
        one
        for one in mined
        if one.id in removed or (one.id in held and fingerprint(held[one.id]) != fingerprint(one))
    ]
    new: list[Listed] = [one for one in mined if one.id not in held and one.id not in removed]
    kept: list[Listed] = [one for one in there if one.id in held]
    joined = kept + with_free_wordings(new, kept)
    return tuple(joined), proposed


def with_free_wordings(new: Sequence[Listed], kept: Sequence[Listed]) -> list[Listed]:
    """Return the new entries without wordings that another one has."""
    taken = {(words.lower().strip(), one.side) for one in kept for words in _wordings(one)}
    free: list[Listed] = []
    for one in new:
        left = tuple(words for words in _wordings(one) if (words.lower().strip(), one.side) not in taken)
        if left:
            field = "asks" if isinstance(one, Answer) else "says"
            free.append(type(one).model_construct(**{**dict(one), field: left}))
    return free


def _wordings(entry: Answer | Block) -> tuple[str, ...]:
    return entry.asks if isinstance(entry, Answer) else entry.says


def _base(mined: Iterable[Answer | Block], part: str, step: Step) -> dict[str, Mined]:
    return {
        f"{part}:{one.id}": Mined(step=step.id, says=fingerprint(one), words=words_of(one)) for one in mined
    }


def _recorded(
    record: Record,
    base: Mapping[str, Mined],
    proposals: Sequence[Proposal],
    parts: tuple[str, ...],
    step: Step,
) -> Record:
    """Return the record with what a step gave in the place of what it gave before."""
    ours = {key for key, one in record.mined.items() if one.step == step.id}
    mined = {key: one for key, one in record.mined.items() if key not in ours} | dict(base)
    again = {(one.part, one.id) for one in proposals}
    before = {key.partition(":")[2] for key in ours}
    others = tuple(
        one
        for one in record.proposals
        if (one.part, one.id) not in again and not (one.part in parts and one.id in before)
    )
    return record.model_copy(update={"mined": mined, "proposals": (*others, *proposals)})


def _is_touched(claim: Claim, record: Record) -> bool:
    """Tell whether somebody accepted or changed a claim, or wrote it."""
    known = record.mined.get(f"claim:{claim.id}")
    return claim.confidence is None or (known is not None and fingerprint(claim) != known.says)


def _key(claim: Claim) -> str:
    return f"{claim.kind} {claim.passages}"


def _removed_ids(before: ArgumentMap | None, by_rules: ArgumentMap, record: Record) -> set[str]:
    """Return what was removed: ids of a model's claims, and kind and passages of the rules'."""
    if before is None:
        return set()
    removed = {
        key.partition(":")[2]
        for key in record.mined
        if key.startswith("claim:") and key.partition(":")[2] not in before.by_id
    }
    if before.mined_by == by_rules.mined_by:
        covered = {number for claim in before.claims for number in claim.passages}
        removed |= {_key(claim) for claim in by_rules.claims if not covered.intersection(claim.passages)}
    return removed


def _same_as(claim: Claim, others: Iterable[Claim], touched: Sequence[Claim]) -> Claim | None:
    """Return the model's claim that means what a reviewer's does: of its id, else on the same passages."""
    theirs = {one.id for one in touched if one.id != claim.id}
    free = [one for one in others if one.id not in theirs]
    return next(
        (one for one in free if one.id == claim.id),
        next(
            (one for one in free if one.passages == claim.passages and one.kind == claim.kind),
            next((one for one in free if one.passages == claim.passages), None),
        ),
    )


def _in_place(argument_map: ArgumentMap, gone: Claim, claim: Claim) -> ArgumentMap:
    """Return a map with one claim in the place of another, under its own id, wherever that is spoken of."""

    def ids(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(claim.id if id == gone.id else id for id in given))

    linked = claim.model_copy(
        update={"supports": gone.supports, "attacks": (), "answered": (), "asked": claim.asked or gone.asked}
    )
    claims = tuple(linked if one.id == gone.id else one for one in argument_map.claims)
    claims = tuple(one.model_copy(update={"supports": ids(one.supports)}) for one in claims)
    lines = tuple(
        line.model_copy(
            update={
                "premises": ids(line.premises),
                "conclusion": ids((line.conclusion,))[0],
                "attacks": tuple(one.model_copy(update={"about": ids(one.about)}) for one in line.attacks),
                "questions": tuple(
                    one.model_copy(update={"about": ids(one.about)}) for one in line.questions
                ),
            }
        )
        for line in argument_map.lines
    )
    return argument_map.changed(claims=claims, lines=lines)


def _unlinked(claim: Claim) -> Claim:
    return claim.model_copy(update={"supports": (), "attacks": (), "answered": ()})


def _as_before(argument_map: ArgumentMap, before: ArgumentMap) -> ArgumentMap:
    """Return the map with what people have set of the one before; it stays signed while nothing is new."""
    signed = before.reviewed and not argument_map.unreviewed
    return argument_map.changed(
        title=before.title,
        review_first=before.review_first,
        names=before.names or argument_map.names,
        translations=before.translations,
        reviewed_by=before.reviewed_by if signed else None,
        reviewed_on=before.reviewed_on if signed else None,
    )
