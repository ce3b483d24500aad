"""What a model would have otherwise than a reviewer left it: shown line by line, taken over or set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import ndiff
from pathlib import Path

from bot.build.wordings import fit_ahead
from bot.errors import BotError
from bot.topics.by_model.joining import Listed, with_case, with_free_wordings
from bot.topics.by_model.record import Entry, Proposal, entries_of, keep_record, load_record
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.changing import changing
from knowledge.playbook import Answer, Block, Case, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic, keep_map, keep_playbook, load_topic


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an entry: "yours", the "model"'s, or in "both"."""

    whose: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that the model has otherwise; `removed` where the reviewer has it no more."""

    part: str
    id: str
    removed: bool
    lines: tuple[Line, ...]


_WHOSE = {"-": "yours", "+": "model", " ": "both"}


def differences(topic: Topic, home: Path) -> tuple[Difference, ...]:
    """Return what there is to decide on."""
    there = entries_of(topic)
    found = []
    for one in load_record(topic, home).proposals:
        yours = there.get(f"{one.part}:{one.id}")
        before = list(written(yours)) if yours else []
        after = list(written(one.mined))
        lines = tuple(Line(_WHOSE[line[0]], line[2:]) for line in ndiff(before, after) if line[0] in _WHOSE)
        found.append(Difference(one.part, one.id, yours is None, lines))
    return tuple(found)


def take(slug: str, part: str, id: str, home: Path) -> Topic:
    """Return the topic with the model's entry in the reviewer's place.

    BotError where there is none, or where other entries answer to all that it answers to.
    """
    with changing(slug, home):
        topic = load_topic(slug, home)
        record = load_record(topic, home)
        proposal = _proposal(record.proposals, part, id)
        taken = _with(topic, proposal)
        if taken.argument_map is not None and taken.argument_map != topic.argument_map:
            keep_map(topic, taken.argument_map, home)
        if taken.prepared is not None and taken.prepared != topic.prepared:
            fit_ahead(taken, home)
            keep_playbook(topic, taken.prepared, home)
        # what a reviewer took is the reviewer's from now on
        mined = {key: one for key, one in record.mined.items() if key != f"{part}:{id}"}
        others = tuple(one for one in record.proposals if one is not proposal)
        keep_record(record.model_copy(update={"mined": mined, "proposals": others}), slug, home)
    return taken


def set_aside(slug: str, part: str, id: str, home: Path) -> None:
    """Let the reviewer's entry stand. BotError where there is nothing to decide on it."""
    with changing(slug, home):
        record = load_record(load_topic(slug, home), home)
        proposal = _proposal(record.proposals, part, id)
        others = tuple(one for one in record.proposals if one is not proposal)
        keep_record(record.model_copy(update={"proposals": others}), slug, home)


def written(entry: Entry) -> Iterator[str]:
    """Yield an entry as lines."""
    if isinstance(entry, Claim):
        marks = "".join(f"[{number}]" for number in entry.passages)
        yield f"{entry.kind}, helps {entry.helps}"
        yield f"{entry.says} {marks}"
        return
    if isinstance(entry, Answer):
        for name in ("short", "full", "plain"):
            yield from _said(name, getattr(entry, name))
        yield from (f"asked: {words}" for words in entry.asks)
    elif isinstance(entry, Block):
        yield f"argument: {entry.argument}"
        for answer in entry.answers:
            yield f"{answer.move}: {answer.signpost}"
            yield from _said("says", answer.says)
            yield from _said("goes on", answer.extend)
        yield from (f"said: {words}" for words in entry.says)
    else:
        yield from _case(entry)


def _case(case: Case) -> Iterator[str]:
    for name in ("overview", "strongest", "weakest", "both_sides"):
        yield from _said(name.replace("_", " "), getattr(case, name))
    for seconds, said in case.opening.items():
        yield from _said(f"opening, {seconds} seconds", said)
    for one in case.contentions:
        yield from _said(one.title, one.body)
    for name in ("closing", "cross_examination", "missing_evidence", "weighing"):
        yield from _said(name.replace("_", " "), getattr(case, name))
    for whose, said in case.interests.items():
        yield from _said(f"for {whose}", said)
    for kind, said in case.pieces.items():
        yield from _said(kind, said)


def _said(name: str, said: tuple[PreparedSentence, ...]) -> Iterator[str]:
    yield from (f"{name}: {sentence.model_dump()}" for sentence in said)


def _proposal(proposals: tuple[Proposal, ...], part: str, id: str) -> Proposal:
    found = next((one for one in proposals if (one.part, one.id) == (part, id)), None)
    if found is None:
        raise BotError(f"there is nothing to decide about the {part} {id}")
    return found


def _with(topic: Topic, proposal: Proposal) -> Topic:
    playbook = topic.prepared or Playbook()
    if proposal.part == "claim":
        return replace(topic, argument_map=_with_claim(topic.argument_map, proposal.mined))
    if proposal.part == "case":
        return replace(topic, prepared=with_case(playbook, proposal.id, proposal.mined))
    if proposal.part == "answer":
        answers = _in_place(playbook.answers, proposal.mined)
        return replace(topic, prepared=Playbook.model_construct(**{**dict(playbook), "answers": answers}))
    blocks = _in_place(playbook.blocks, proposal.mined)
    return replace(topic, prepared=Playbook.model_construct(**{**dict(playbook), "blocks": blocks}))


def _in_place(entries: tuple[Listed, ...], mined: Listed) -> tuple[Listed, ...]:
    """Return the entries with the model's in the place of that of its id, without wordings of others."""
    others: list[Listed] = [one for one in entries if one.id != mined.id]
    free: list[Listed] = with_free_wordings([mined], others)
    if not free:
        raise BotError(
            f"everything that {mined.id} answers is already in other entries: remove those first, "
            "or keep yours"
        )
    joined: list[Listed] = [free[0] if one.id == mined.id else one for one in entries]
    return tuple(joined if len(others) < len(entries) else joined + free)


def _with_claim(argument_map: ArgumentMap | None, mined: Claim) -> ArgumentMap:
    assert argument_map is not None
    accepted = mined.model_copy(update={"confidence": None})
    there = argument_map.by_id.get(mined.id)
    if there is None:
        known = tuple(id for id in accepted.supports if id in argument_map.by_id)
        added = accepted.model_copy(update={"supports": known})
        return argument_map.changed(claims=(*argument_map.claims, added))
    linked = accepted.model_copy(
        update={"supports": there.supports, "attacks": there.attacks, "answered": there.answered}
    )
    return argument_map.changed(
        claims=tuple(linked if one.id == mined.id else one for one in argument_map.claims)
    )
