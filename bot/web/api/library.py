"""The library over HTTP: its page, the topics by search and tag, and questions across all of them."""

from __future__ import annotations

import json
from html import escape
from string import Template
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from starlette.responses import Response
from typing_extensions import TypedDict

from bot.output.schema import PassageObject, StatementObject, passage_object, statement_object
from bot.request.question import LONGEST
from bot.topics.ask_all import TopicAnswer, across
from bot.web.access.caps import caller_of
from bot.web.api.errors import Missing
from bot.web.assets import STRICT, answered, base_of, text_of, version
from bot.web.service import Served, Service
from knowledge.library import Shelf

router = APIRouter(tags=["library"])
PAGE = 50  # topics at a time


class ShelfObject(TypedDict):
    """A topic in the library. `waiting` are mined claims that nobody has looked at; `faithfulness` is the last evaluation's, null for none."""

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


class LibraryObject(TypedDict):
    """A part of the library: `total` topics fit, `topics` are those from `offset` on; `tags` are all that there are."""

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
    """The page; on a public server without an edit key it is only for reading."""
    settings = service.bots.settings
    return page(
        request,
        "library/page.html",
        {"shut": "shut" if settings.public and settings.edit_key is None else ""},
    )


@router.get("/library/{slug}", include_in_schema=False)
async def review(request: Request, service: Served, slug: str) -> Response:
    """The page on which a topic's claims are looked at."""
    if slug not in service.bots.slugs:
        raise Missing(f"there is no topic {slug!r}")
    topic = await to_thread.run_sync(service.bots.topic, slug)
    return page(request, "library/review.html", {"slug": escape(slug), "title": escape(topic.title)})


@router.get("/api/library")
async def shelves(
    request: Request,
    service: Served,
    search: str = "",
    tag: str = "",
    offset: Annotated[int, Query(ge=0)] = 0,
) -> LibraryObject:
    """The topics whose title, file or tags have all the words."""
    everything = await to_thread.run_sync(_topics, service)
    allowed = frozenset(service.open_to(request))
    mine = [one for one in everything if one.topic in allowed]
    words = search.lower().split()
    fits = [
        one
        for one in mine
        if (not tag or tag in one.tags)
        and all(
            word in f"{one.title} {one.source} {one.topic} {' '.join(one.tags)}".lower() for word in words
        )
    ]
    shown = fits[offset : offset + PAGE]
    faithful = await to_thread.run_sync(_faithfulness, service, [one.topic for one in shown])
    return {
        "total": len(fits),
        "offset": offset,
        "topics": [_shelf(one, faithful.get(one.topic)) for one in shown],
        "tags": sorted({tag for one in mine for tag in one.tags}),
    }


@router.get("/api/library/answers")
async def answers(
    request: Request, service: Served, question: Annotated[str, Query(max_length=LONGEST)]
) -> list[SaidObject]:
    """What the op-eds say of a question, the nearest first; each statement has passed the check against its own document."""
    await service.caps.count_all(caller_of(request))
    allowed = frozenset(service.open_to(request))
    found = await to_thread.run_sync(_across, service, question)
    return [_said(one) for one in found if one.topic in allowed]


def page(request: Request, name: str, told: dict[str, str]) -> Response:
    """A page of the library."""
    text = Template(text_of(name)).substitute(told, base=base_of(request), version=version())
    return answered(
        request, text, "text/html", {"Cache-Control": "no-cache", "Content-Security-Policy": STRICT}
    )


def _topics(service: Service) -> tuple[Shelf, ...]:
    library = service.bots.library
    library.update()
    return library.topics()


def _across(service: Service, question: str) -> tuple[TopicAnswer, ...]:
    library = service.bots.library
    library.update()
    return across(question, library, lambda slug: service.bots.topic(slug))


def _faithfulness(service: Service, slugs: list[str]) -> dict[str, float]:
    """Of each topic the faithfulness that its last evaluation found, which that left in the data folder."""
    found = {}
    for slug in slugs:
        try:
            given = json.loads((service.bots.home / "evaluated" / f"{slug}.json").read_text("utf-8"))
            found[slug] = float(given["faithfulness"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def _shelf(one: Shelf, faithfulness: float | None) -> ShelfObject:
    return {
        "slug": one.topic, "title": one.title, "source": one.source, "passages": one.passages, "claims": one.claims, "waiting": one.waiting,
        "reviewed": one.reviewed, "tags": list(one.tags), "changed": one.changed, "faithfulness": faithfulness,
    }  # fmt: skip


def _said(one: TopicAnswer) -> SaidObject:
    return {
        "topic": one.topic,
        "title": one.title,
        "statement": statement_object(one.statement),
        "passage": passage_object(one.passage),
    }
