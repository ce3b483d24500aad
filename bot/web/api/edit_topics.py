"""Topics changed over HTTP: brought in from a file, their mined claims looked at and signed off.

And tagged, renamed, removed, exported.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from bot.build import build_server
from bot.errors import USER_ERRORS, BotError
from bot.topics.add import AddedTopic, add_topic
from bot.topics.deciding import decide, undo_last
from bot.topics.index_file import notes_on
from bot.topics.main_recommendation import make_main
from bot.topics.page_fetch import LONGEST_ADDRESS
from bot.topics.review import accept_claim, accept_claims, edit_claim, hold_back, remove_claim, sign_map
from bot.topics.starter_sets import generate_starter_sets, prune_starter_sets
from bot.web.access.caps import caller_of
from bot.web.access.editors import HEADER, RefusedEditing
from bot.web.api.errors import Missing
from bot.web.api.review_objects import (
    EditingObject,
    Holding,
    Mending,
    ReviewObject,
    Signing,
    Tagging,
    TopicRenaming,
    Undoing,
    review_object,
)
from bot.web.service import Served, Service
from knowledge.argument_map import ArgumentMap
from knowledge.bundle import ENDING, export_topic, remove_topic, rename_topic
from knowledge.document import Document
from knowledge.index import drop_indexes
from knowledge.loaders import LARGEST_FILE, LONGEST_TEXT
from knowledge.loaders.subprocess_loader import load_apart
from knowledge.slugs import slugged
from knowledge.tags import set_tags
from knowledge.topic import Topic, load_topic

router = APIRouter(tags=["editing"])
log = logging.getLogger(__name__)
PASTED = "the pasted text.txt"


async def editor(request: Request, service: Served) -> Service:
    """Return the service, for whoever may change topics."""
    await service.caps.count_all(caller_of(request))  # also those who only guess at the key
    service.editors.require(request)
    return service


Editor = Annotated[Service, Depends(editor)]


async def own_topic(service: Editor, slug: str) -> Topic:
    """Return the topic of the path, which somebody added."""
    if slug not in service.bots.slugs:
        raise Missing(f"there is no topic {slug!r}")
    return await to_thread.run_sync(load_topic, slug, service.bots.home)


OwnTopic = Annotated[Topic, Depends(own_topic)]


def plain(text: str) -> str:
    """Return the text on one line, without signs that control something."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brings: a file's content, or a page's address; `name` is what it is called."""

    name: str
    data: bytes = b""
    address: str = ""


async def brought(
    file: UploadFile | None = None,
    text: Annotated[str, Form(max_length=LONGEST_TEXT)] = "",
    address: Annotated[str, Form(max_length=LONGEST_ADDRESS)] = "",
) -> Brought:
    """Return the one thing that a form brings. BotError where it is none, several, or too large."""
    given = [
        name
        for name, one in (
            ("file", file and file.filename),
            ("text", text.strip()),
            ("address", address.strip()),
        )
        if one
    ]
    if len(given) != 1:
        raise BotError(
            "give a file, a text or an address, and only one of them"
            + ("" if not given else f", not {len(given)}")
        )
    if given == ["address"]:
        return Brought(address.strip(), address=address.strip())
    if given == ["text"]:
        return Brought(PASTED, text.encode())
    assert file is not None
    data = await file.read(LARGEST_FILE + 1)
    name = plain(Path((file.filename or "").replace("\\", "/")).name)[-200:]
    if len(data) > LARGEST_FILE:
        raise BotError(f"{name} is larger than {LARGEST_FILE >> 20} MiB: give only the op-ed")
    return Brought(name, data)


@router.get("/api/editing")
async def editing(request: Request, service: Served) -> EditingObject:
    """Tell whether whoever asks may change topics, with the edit key where one is needed."""
    if HEADER in request.headers:
        await service.caps.count_all(caller_of(request))  # who guesses at the key
    try:
        service.editors.require(request)
    except RefusedEditing as exc:
        text = str(exc)
        return {"may": False, "keyed": exc.keyed, "error": f"{text[:1].upper()}{text[1:]}."}
    return {"may": True, "keyed": bool(service.editors.key), "error": ""}


@router.post("/api/topics", response_class=EventSourceResponse)
async def add(
    service: Editor,
    given: Annotated[Brought, Depends(brought)],
    topic: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=300)] = "",
) -> AsyncIterator[ServerSentEvent]:
    """Make a topic of a file, a text or the page at an address, or another version of one.

    Events: `progress` with what is done, then `topic` with what came of it, or `error` with a sentence.
    """
    try:
        yield _progress(f"Reading {given.name}")
        document, source = await _read(service, given, plain(title))
        yield _progress(f"Finding the claims in {len(document.passages)} sentences")
        added: AddedTopic = await to_thread.run_sync(
            lambda: add_topic(document, source, service.bots.home, topic.strip() or None)
        )
        yield _progress(f"Indexing “{added.topic.title}”")
        await to_thread.run_sync(service.bots.of, added.topic.slug)
        await to_thread.run_sync(generate_starter_sets, added.topic, service.bots.home)
        await to_thread.run_sync(service.bots.publish, added.topic.slug)
        yield ServerSentEvent(event="topic", data=added_object(document, added))
    except USER_ERRORS as exc:
        text = str(exc)
        yield ServerSentEvent(event="error", data={"error": f"{text[:1].upper()}{text[1:].rstrip('.')}."})


def _progress(doing: str) -> ServerSentEvent:
    return ServerSentEvent(event="progress", data={"doing": doing})


async def _read(service: Service, given: Brought, title: str) -> tuple[Document, str]:
    """Return the document, and where it is from: an address, or a file's name."""
    data, name, source = given.data, given.name, given.name
    if given.address:
        page = await service.fetcher.fetch(given.address)
        assert page is not None  # nothing was said to be known of it
        data, name, source = page.data, page.name, page.address
    document: Document = await to_thread.run_sync(load_apart, data, name, title)
    if given.name == PASTED:
        source = f"{slugged(document.title) or 'pasted'}.txt"
    return document, source


@router.get("/api/topics/{slug}/claims")
async def claims(service: Editor, topic: OwnTopic) -> ReviewObject:
    """List the claims beside their passages."""
    return await to_thread.run_sync(review_object, topic, service.bots.home)


@router.patch("/api/topics/{slug}/claims/{claim}")
async def mend(service: Editor, topic: OwnTopic, claim: str, mending: Mending) -> ReviewObject:
    """Accept a claim as it stands, or as it is put here. An error where its passage does not carry that."""

    def change(now: Topic) -> ArgumentMap:
        if mending.model_fields_set:
            return edit_claim(now, claim, mending.says, mending.kind, mending.helps, mending.passages)
        return accept_claim(now, claim)

    return await _kept(service, topic.slug, change, claim)


@router.put("/api/topics/{slug}/claims/{claim}/main")
async def argue_for(service: Editor, topic: OwnTopic, claim: str) -> ReviewObject:
    """Make a claim the main recommendation, which the map then argues for."""
    told = "the main recommendation"
    return await _kept(service, topic.slug, lambda now: make_main(now, claim), claim, told)


@router.delete("/api/topics/{slug}/claims/{claim}")
async def delete_claim(service: Editor, topic: OwnTopic, claim: str) -> ReviewObject:
    """Take a claim out, with what cannot stand without it."""
    return await _kept(service, topic.slug, lambda now: remove_claim(now, claim), claim)


@router.post("/api/topics/{slug}/undo")
async def undo(service: Editor, topic: OwnTopic, undoing: Undoing) -> ReviewObject:
    """Undo the last decision. An error where it is another one than that named, or the topic has changed."""

    def act() -> ReviewObject:
        undone, _ = undo_last(topic.slug, service.bots.home, undoing.decision)
        service.bots.publish(topic.slug)
        return review_object(undone, service.bots.home)

    return await to_thread.run_sync(act)


@router.post("/api/topics/{slug}/acceptance")
async def accept_rest(service: Editor, topic: OwnTopic) -> ReviewObject:
    """Accept every claim that waits as it stands."""
    return await _kept(service, topic.slug, accept_claims, told="accepted all the rest")


@router.post("/api/topics/{slug}/signature")
async def sign(service: Editor, topic: OwnTopic, signing: Signing) -> ReviewObject:
    """Sign the map off, once every claim was looked at."""
    today = datetime.now(UTC).date()
    return await _kept(service, topic.slug, lambda now: sign_map(now, signing.name, today), told="signed off")


@router.put("/api/topics/{slug}/review-first")
async def hold(service: Editor, topic: OwnTopic, holding: Holding) -> ReviewObject:
    """Have it argued only after review, or as soon as what it recommends is sure."""
    told = "argued only after review" if holding.review_first else "argued before review"
    change = partial(hold_back, review_first=holding.review_first)
    return await _kept(service, topic.slug, change, told=told)


@router.put("/api/topics/{slug}/tags")
async def tag(service: Editor, topic: OwnTopic, tagging: Tagging) -> list[str]:
    """Give it other tags."""
    tags = await to_thread.run_sync(set_tags, topic.slug, tagging.tags, service.bots.home)
    await to_thread.run_sync(service.bots.publish, topic.slug)
    return list(tags)


@router.post("/api/topics/{slug}/slug", status_code=204, response_class=Response)
async def rename(service: Editor, topic: OwnTopic, renaming: TopicRenaming) -> None:
    """Give it another slug; its chats go along."""

    def act() -> None:
        rename_topic(topic.slug, renaming.slug, service.bots.home)
        drop_indexes(topic.slug, service.bots.home, build_server(service.bots.settings))
        service.kept.rename_topic(topic.slug, renaming.slug)
        service.bots.publish(topic.slug)
        service.bots.publish(renaming.slug)

    await to_thread.run_sync(act)


@router.delete("/api/topics/{slug}", status_code=204, response_class=Response)
async def remove(service: Editor, topic: OwnTopic) -> None:
    """Remove it with all its versions. Chats about it keep the passages that they cited."""

    def act() -> None:
        remove_topic(topic.slug, service.bots.home)
        drop_indexes(topic.slug, service.bots.home, build_server(service.bots.settings))
        service.bots.publish(topic.slug)

    await to_thread.run_sync(act)


@router.get("/api/topics/{slug}/export", response_class=Response)
async def export(service: Editor, topic: OwnTopic) -> Response:
    """Export all of it in one file, which `debate topics import` takes in elsewhere."""

    def act() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "topic.zip"
            export_topic(topic.slug, service.bots.home, file)
            return file.read_bytes()

    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(f'{topic.slug}{ENDING}')}"}
    return Response(await to_thread.run_sync(act), media_type="application/zip", headers=headers)


async def _kept(
    service: Service, slug: str, change: Callable[[Topic], ArgumentMap], claim: str = "", told: str = ""
) -> ReviewObject:
    """Write the topic as it is by now with its map changed; return what there is to review in it."""

    def act() -> ReviewObject:
        home = service.bots.home
        mapped = decide(slug, home, change, claim, told)
        for fault in prune_starter_sets(mapped, home):
            log.warning("%s: %s", mapped.slug, fault)
        service.bots.publish(slug)
        return review_object(mapped, home)

    return await to_thread.run_sync(act)


def added_object(document: Document, added: AddedTopic) -> dict[str, Any]:
    """Return what came of a file as data."""
    topic, argument_map = added.topic, added.topic.argument_map
    return {
        "slug": topic.slug,
        "title": topic.title,
        "passages": len(document.passages),
        "changed": added.changed,
        "claims": len(argument_map.claims) if argument_map else 0,
        "lines": len(argument_map.lines) if argument_map else 0,
        "waiting": len(argument_map.unreviewed) if argument_map else 0,
        "notes": notes_on(document, added.notes),
        "beside": added.beside.title if added.beside else None,
    }
