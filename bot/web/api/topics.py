"""What can be talked about, over HTTP: topics, their passages, their argument maps.

And the document as a page.
"""

from __future__ import annotations

import json
from typing import Any

from anyio import to_thread
from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import Response
from typing_extensions import TypedDict

from bot.output.document_html import document_panel
from bot.output.map_picture.formats import FORMATS
from bot.output.render import vouched
from bot.output.schema import PassageObject, passage_object
from bot.request.question import MODES
from bot.web.api.errors import Missing, no_topic
from bot.web.assets import page_answered
from bot.web.service import Service
from knowledge.topic import Topic, load_earlier


class TopicObject(TypedDict):
    """A topic: its document's SHA-256, its origin, who vouches for it, and questions to begin with.

    The questions are listed by mode; where it is not `arguable`, it can only be asked.
    """

    slug: str
    title: str
    document: str
    source: str
    vouched: str
    arguable: bool
    starters: dict[str, list[str]]


class DocumentObject(TypedDict):
    """A topic's document, passage by passage."""

    topic: str
    document: str
    passages: list[PassageObject]


def add_topics(app: FastAPI, service: Service) -> None:
    """Add `/api/topics`, `/api/topics/SLUG`, its passages and its map, and `/documents/SLUG`."""

    async def topic_of(request: Request, slug: str) -> Topic:
        if slug not in service.bots.slugs:
            raise no_topic(request, service, slug)
        service.origins.require(request, slug)
        return (await to_thread.run_sync(service.bots.of, slug)).topic

    @app.get("/api/topics", tags=["topics"])
    async def topics(request: Request) -> list[TopicObject]:
        """List what can be talked about; to another site, what it may use."""
        return [
            topic_object((await to_thread.run_sync(service.bots.of, slug)).topic)
            for slug in service.open_to(request)
        ]

    @app.get("/api/topics/{slug}", tags=["topics"])
    async def topic(request: Request, slug: str) -> TopicObject:
        """Describe one topic."""
        return topic_object(await topic_of(request, slug))

    @app.get("/api/topics/{slug}/passages", tags=["topics"])
    async def passages(request: Request, slug: str) -> DocumentObject:
        """List the sentences that replies cite, in reading order."""
        topic = await topic_of(request, slug)
        return {"topic": slug, "document": topic.document.sha256, "passages": passage_objects(topic)}

    @app.get("/api/topics/{slug}/passages/{number}", tags=["topics"])
    async def passage(request: Request, slug: str, number: int) -> PassageObject:
        """Read one passage."""
        for passage in passage_objects(await topic_of(request, slug)):
            if passage["id"] == number:
                return passage
        raise Missing(f"“{slug}” has no passage {number}")

    @app.get("/api/topics/{slug}/map", tags=["topics"])
    async def argument_map(request: Request, slug: str) -> dict[str, Any]:
        """Read the argument map: claims, what supports and attacks what, and the critical questions."""
        topic = await topic_of(request, slug)
        if topic.argument_map is None:
            raise Missing(f"“{slug}” has no argument map")
        graph: dict[str, Any] = json.loads(FORMATS["json"](topic.argument_map))
        return graph

    @app.get("/documents/{slug}", include_in_schema=False)
    async def document_page(request: Request, slug: str, document: str = "") -> Response:
        """Show the document, or the version of it with that hash, which an old reply cites."""
        topic = await topic_of(request, slug)
        if document and not topic.document.sha256.startswith(document):
            earlier = await to_thread.run_sync(load_earlier, slug, document, service.bots.home)
            if earlier is None:
                raise Missing(f"no version {document!r} of “{slug}” is kept")
            topic = earlier
        document_html = Markup(document_panel(topic, alone=True))  # noqa: S704  # a template made it
        return page_answered(request, "document.html", title=topic.title, document=document_html)


def topic_object(topic: Topic) -> TopicObject:
    """Return a topic as data."""
    argument_map = topic.argument_map
    return {
        "slug": topic.slug,
        "title": topic.title,
        "document": topic.document.sha256,
        "source": topic.source,
        "vouched": vouched(topic),
        "arguable": argument_map is not None and argument_map.arguable,
        "starters": {mode: list(argument_map.offered(mode)) if argument_map else [] for mode in MODES},
    }


def passage_objects(topic: Topic) -> list[PassageObject]:
    """Return all passages of a topic's document as data."""
    return [passage_object(passage) for passage in topic.document.passages]
