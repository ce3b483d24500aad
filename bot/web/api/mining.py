"""A model's work on a topic over HTTP: its cost, how far it is, what it has otherwise than a reviewer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Literal

from anyio import to_thread
from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from bot.errors import USER_ERRORS
from bot.topics.by_model.apart import mined_apart
from bot.topics.by_model.build import check_can_be_mined
from bot.topics.by_model.compare import Difference, differences, set_aside, take
from bot.topics.by_model.mine_topic import cost_of
from bot.topics.by_model.progress import Progress
from bot.topics.deciding import decide_on_words
from bot.topics.edit_playbook import Part, edit_sentence, labelled, remove_entry
from bot.topics.sayable import sayable
from bot.topics.starter_sets import generate_starter_sets
from bot.web.api.edit_topics import Editor, OwnTopic
from knowledge.playbook import Answer, Block, Case, Playbook
from knowledge.topic import Topic, load_topic, shipped_slugs

router = APIRouter(tags=["editing"])
Kind = Literal["claim", "answer", "block", "case"]


class CostObject(TypedDict):
    """What a model's work would cost, as a sentence; `model` is "" where none is named or the topic ships."""

    model: str
    told: str
    done: int
    of: int


class DifferenceObject(TypedDict):
    """An entry that the model has otherwise; each line is of "yours", the "model"'s, or of "both"."""

    part: str
    id: str
    removed: bool
    lines: list[tuple[str, str]]


class SentenceObject(TypedDict):
    """A sentence as it is written, with where it stands or what is said before it."""

    label: str
    says: str


class EntryObject(TypedDict):
    """An entry of the playbook: what it answers to, and its sentences in order, as they are written."""

    part: Part
    id: str
    side: str | None
    asked: list[str]
    sentences: list[SentenceObject]


class SayingsObject(TypedDict):
    """Sentences of one kind that the bot can say by the argument map."""

    title: str
    sentences: list[str]


class Taking(BaseModel):
    """Whether the model's entry is taken, or the reviewer's stands."""

    model_config = ConfigDict(extra="forbid")
    take: bool


class Wording(BaseModel):
    """What the sentence of that number, from 0, is to say; "" takes it out."""

    model_config = ConfigDict(extra="forbid")
    sentence: int = Field(ge=0)
    says: str = Field(max_length=2_000)


@router.get("/api/topics/{slug}/sayable")
async def said_by_map(topic: OwnTopic) -> list[SayingsObject]:
    """List what can be said by the argument map, beside what is prepared."""
    found = await to_thread.run_sync(sayable, topic)
    return [{"title": one.title, "sentences": list(one.sentences)} for one in found]


@router.get("/api/topics/{slug}/mining")
async def cost(service: Editor, topic: OwnTopic) -> CostObject:
    """Tell what it would cost to have the model make map and playbook, or what is left of them."""
    model = service.bots.settings.model or ""
    if not model or topic.slug in shipped_slugs():
        return {"model": "", "told": "", "done": 0, "of": 0}
    found = await to_thread.run_sync(cost_of, topic.slug, service.bots.settings)
    return {"model": model, "told": found.told(model), "done": found.done, "of": found.of}


@router.post("/api/topics/{slug}/mining", response_class=EventSourceResponse)
async def mine(service: Editor, topic: OwnTopic) -> AsyncIterator[ServerSentEvent]:
    """Have the model make what is left of map and playbook; it stops when nobody listens, and can go on.

    Events: `progress` with what is done, `part` with what came of one, then `mined`, or `error`.
    """
    slug, bots = topic.slug, service.bots
    try:
        check_can_be_mined(slug)
        async with aclosing(mined_apart(slug, bots.settings, bots.publish)) as steps:
            async for step in steps:
                yield _event(step)
        yield ServerSentEvent(event="progress", data={"doing": f"Indexing “{topic.title}”"})
        await to_thread.run_sync(bots.of, slug)
        mined = await to_thread.run_sync(load_topic, slug, bots.home)
        await to_thread.run_sync(generate_starter_sets, mined, bots.home)
        await to_thread.run_sync(bots.publish, slug)
        yield ServerSentEvent(event="mined", data={"topic": slug})
    except USER_ERRORS as exc:
        text = str(exc)
        yield ServerSentEvent(event="error", data={"error": f"{text[:1].upper()}{text[1:].rstrip('.')}."})


@router.get("/api/topics/{slug}/changes")
async def changes(service: Editor, topic: OwnTopic) -> list[DifferenceObject]:
    """List what the model has otherwise than it was left by a reviewer."""
    return _changes(await to_thread.run_sync(differences, topic, service.bots.home))


@router.post("/api/topics/{slug}/changes/{part}/{id}")
async def decide(
    service: Editor, topic: OwnTopic, part: Kind, id: str, taking: Taking
) -> list[DifferenceObject]:
    """Take the model's entry, or let the reviewer's stand; return what is left to decide."""

    def act() -> tuple[Difference, ...]:
        home = service.bots.home
        if taking.take:
            take(topic.slug, part, id, home)
        else:
            set_aside(topic.slug, part, id, home)
        service.bots.publish(topic.slug)
        return differences(load_topic(topic.slug, home), home)

    return _changes(await to_thread.run_sync(act))


@router.get("/api/topics/{slug}/playbook")
async def playbook(topic: OwnTopic) -> list[EntryObject]:
    """List all that was prepared for a topic, or came with the program for one that ships."""
    return _entries(await to_thread.run_sync(lambda: topic.playbook))


@router.patch("/api/topics/{slug}/playbook/{part}/{id}")
async def word(service: Editor, topic: OwnTopic, part: Part, id: str, wording: Wording) -> list[EntryObject]:
    """Put a sentence otherwise, or take it out. An error where its passages do not carry it."""
    return await _kept(
        service,
        topic.slug,
        lambda now: edit_sentence(now, part, id, wording.sentence, wording.says),
        id,
        "edited" if wording.says.strip() else "a sentence taken out",
    )


@router.delete("/api/topics/{slug}/playbook/{part}/{id}")
async def drop(service: Editor, topic: OwnTopic, part: Part, id: str) -> list[EntryObject]:
    """Take an entry out."""
    return await _kept(service, topic.slug, lambda now: remove_entry(now, part, id), id, "removed")


async def _kept(
    service: Editor, slug: str, change: Callable[[Topic], Playbook], id: str, told: str
) -> list[EntryObject]:
    """Write the topic as it is by now with its playbook changed; return what is prepared for it then."""

    def act() -> list[EntryObject]:
        changed = decide_on_words(slug, service.bots.home, change, id, told)
        service.bots.publish(slug)
        return _entries(changed.prepared)

    return await to_thread.run_sync(act)


def _event(step: Progress) -> ServerSentEvent:
    place = {"number": step.number, "of": step.of, "part": step.says}
    if step.doing in ("kept", "there"):
        refused = [{"text": text, "reason": reason} for text, reason in step.refused]
        done = {**place, "kept": step.kept or "there already", "refused": refused}
        return ServerSentEvent(event="part", data=done)
    return ServerSentEvent(event="progress", data={**place, "doing": f"{step.says}: {step.told}"})


def _changes(found: tuple[Difference, ...]) -> list[DifferenceObject]:
    return [
        {
            "part": one.part,
            "id": one.id,
            "removed": one.removed,
            "lines": [(line.whose, line.text) for line in one.lines],
        }
        for one in found
    ]


def _entries(playbook: Playbook | None) -> list[EntryObject]:
    if playbook is None:
        return []
    found = [_entry("answer", one.id, one.side, list(one.asks), one) for one in playbook.answers]
    found += [_entry("block", one.id, one.side, [one.argument, *one.says], one) for one in playbook.blocks]
    for side in ("for", "against"):
        if case := playbook.cases.of(side):
            found.append(_entry("case", side, side, [], case))
    return found


def _entry(
    part: Part, id: str, side: str | None, asked: list[str], entry: Answer | Block | Case
) -> EntryObject:
    sentences: list[SentenceObject] = [
        {"label": label, "says": str(sentence.model_dump())} for label, sentence in labelled(entry)
    ]
    return {"part": part, "id": id, "side": side, "asked": asked, "sentences": sentences}
