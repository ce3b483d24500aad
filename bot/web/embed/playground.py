"""The playground: the line of HTML that puts the widget on a page, and a page that has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from bot.build import Bots
from bot.output.schema import flat
from bot.web.assets import page_answered
from bot.web.embed.widget import languages
from bot.web.service import Served

router = APIRouter(include_in_schema=False)
_NAME = re.compile(r"(?!topic$|widget$)[a-z-]{1,20}")  # of an option


@router.get("/embed/demo")
async def demo(request: Request, service: Served) -> Response:
    """Show the options, the line of HTML for them, and the page."""
    topics = [
        (slug, (await to_thread.run_sync(service.bots.of, slug)).topic.title) for slug in service.bots.slugs
    ]
    names = [(code, _called(words, service.bots)) for code, words in languages().items()]
    return page_answered(request, "demo.html", topics=topics, languages=names)


def _called(words: Mapping[str, Any], bots: Bots) -> str:
    """Return what a language is called, and where no model writes, what of the widget is not in it."""
    spoken = "" if bots.chat else words["replies_in_english"]
    return f"{words['language']} ({spoken})" if spoken else str(words["language"])


@router.get("/embed/article")
async def article(request: Request, service: Served, topic: str = "", widget: bool = True) -> Response:
    """Show a publisher's page: the topic's own text, with the widget as the other options say.

    `widget=no` leaves it out.
    """
    slug = topic if topic in service.bots.slugs else service.bots.slugs[0]
    about = (await to_thread.run_sync(service.bots.of, slug)).topic
    chosen = {name: value for name, value in request.query_params.items() if _NAME.fullmatch(name)}
    options = {"topic": slug, **chosen}
    paragraphs = groupby(about.document.passages, key=lambda passage: passage.paragraph)
    return page_answered(
        request,
        "article.html",
        title=about.title,
        paragraphs=[" ".join(flat(passage.text) for passage in group) for _, group in paragraphs],
        widget=widget,
        options=options,
        hidden=options.get("target") != "#debate",
    )
