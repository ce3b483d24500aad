"""The library over HTTP: its page, the topics by search and tag, and questions across all of them."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ValidationError
from starlette.responses import Response
from typing_extensions import TypedDict

from bot.output.schema import PassageObject, StatementObject, passage_object, statement_object
from bot.request.request import LONGEST
from bot.topics.ask_all import TopicAnswer, across
from bot.web.access.caps import caller_of
from bot.web.assets import page_answered
from bot.web.missing import told
from bot.web.service import Served, Service
from knowledge.library import Shelf
from knowledge.topic import shipped_slugs

router = APIRouter(tags=["library"])
PAGE = 50  # topics at a time


class ShelfObject(TypedDict):
    """A topic in the library.

    `waiting` are mined claims that nobody has looked at; `faithfulness` is the last evaluation's, null for
    none, and `missed` says which thresholds that missed.
    """

    slug: str
    title: str
    source: str
    passages: int
    claims: int
    waiting: int
    reviewed: bool
    tags: list[str]
    changed: str
    faithfulness: float | None
    missed: list[str]


class Evaluated(BaseModel):
    """What a topic's last evaluation found: its replies' faithfulness, and the thresholds missed."""

    faithfulness: float
    missed: tuple[str, ...] = ()


class LibraryObject(TypedDict):
    """A part of the library.

    `total` topics fit, `topics` are those from `offset` on; `tags` are all that there are.
    """

    total: int
    offset: int
    topics: list[ShelfObject]
    tags: list[str]


class SaidObject(TypedDict):
    """What one op-ed says of a question: the statement, and the passage that carries it."""

    topic: str
    title: str
    statement: StatementObject
    passage: PassageObject


@router.get("/library", include_in_schema=False)
async def library(request: Request, service: Served) -> Response:
    """Show the page; on a public server without an edit key it is only for reading."""
    settings = service.bots.settings
    shut = settings.public and settings.edit_key is None
    model = "" if shut else settings.model or ""
    return page_answered(request, "library.html", shut="shut" if shut else "", model=model)


@router.get("/library/{slug}", include_in_schema=False)
async def review(request: Request, service: Served, slug: str) -> Response:
    """Show the page on which a topic's claims are looked at, or that there is no such topic."""
    if slug not in service.bots.slugs:
        return told(request, 404, "It may have been renamed or removed.", f"There is no op-ed “{slug}” here")
    topic = await to_thread.run_sync(service.bots.topic, slug)
    fixed = slug in shipped_slugs()  # what was prepared for it comes with the program
    return page_answered(request, "review.html", slug=slug, title=topic.title, fixed=fixed)


@router.get("/api/library")
async def shelves(
    request: Request,
    service: Served,
    search: str = "",
    tag: str = "",
    offset: Annotated[int, Query(ge=0)] = 0,
) -> LibraryObject:
    """List the topics whose title, file or tags have all the words."""
    everything = await to_thread.run_sync(_topics, service)
    allowed = frozenset(service.open_to(request))
    shelves = [shelf for shelf in everything if shelf.topic in allowed]
    words = search.lower().split()
    fits = [
        shelf
        for shelf in shelves
        if (not tag or tag in shelf.tags) and all(word in _searched(shelf) for word in words)
    ]
    shown = fits[offset : offset + PAGE]
    evaluated = await to_thread.run_sync(_evaluated, service, [shelf.topic for shelf in shown])
    return {
        "total": len(fits),
        "offset": offset,
        "topics": [_shelf_object(shelf, evaluated.get(shelf.topic)) for shelf in shown],
        "tags": sorted({tag for shelf in shelves for tag in shelf.tags}),
    }


@router.get("/api/library/answers")
async def answers(
    request: Request, service: Served, question: Annotated[str, Query(max_length=LONGEST)]
) -> list[SaidObject]:
    """List what the op-eds say of a question, the nearest first.

    Each statement has passed the check against its own document.
    """
    await service.caps.count_all(caller_of(request))
    allowed = frozenset(service.open_to(request))
    answers = await to_thread.run_sync(_across, service, question)
    return [_said_object(answer) for answer in answers if answer.topic in allowed]


def _topics(service: Service) -> tuple[Shelf, ...]:
    library = service.bots.library
    library.update()
    return library.topics()


def _across(service: Service, question: str) -> tuple[TopicAnswer, ...]:
    library = service.bots.library
    library.update()
    return across(question, library, lambda slug: service.bots.topic(slug))


def _evaluated(service: Service, slugs: list[str]) -> dict[str, Evaluated]:
    """Return what each topic's last evaluation found, which left it in the data folder."""
    by_slug = {}
    for slug in slugs:
        with suppress(OSError, ValidationError):
            path = service.bots.home / "evaluated" / f"{slug}.json"
            by_slug[slug] = Evaluated.model_validate_json(path.read_bytes())
    return by_slug


def _searched(shelf: Shelf) -> str:
    """Return the text of a shelf that a search looks through."""
    return f"{shelf.title} {shelf.source} {shelf.topic} {' '.join(shelf.tags)}".lower()


def _shelf_object(shelf: Shelf, evaluated: Evaluated | None) -> ShelfObject:
    return {
        "slug": shelf.topic,
        "title": shelf.title,
        "source": shelf.source,
        "passages": shelf.passages,
        "claims": shelf.claims,
        "waiting": shelf.waiting,
        "reviewed": shelf.reviewed,
        "tags": list(shelf.tags),
        "changed": shelf.changed,
        "faithfulness": evaluated.faithfulness if evaluated else None,
        "missed": list(evaluated.missed) if evaluated else [],
    }


def _said_object(answer: TopicAnswer) -> SaidObject:
    return {
        "topic": answer.topic,
        "title": answer.title,
        "statement": statement_object(answer.statement),
        "passage": passage_object(answer.passage),
    }
