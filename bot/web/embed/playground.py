"""The playground: the line of HTML that puts the widget on a page, and a page that has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby
from string import Template

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from bot.output.schema import flat
from bot.web.assets import STRICT, answered, base_of, text_of, version
from bot.web.embed.widget import languages
from bot.web.service import Served

router = APIRouter(include_in_schema=False)
_NAME = re.compile(r"(?!topic$|widget$)[a-z-]{1,20}")  # of an option


@router.get("/embed/demo")
async def demo(request: Request, service: Served) -> Response:
    """The options, the line of HTML for them, and the page."""
    topics = [
        (slug, (await to_thread.run_sync(service.bots.of, slug)).topic.title) for slug in service.bots.slugs
    ]
    told = {
        "topics": _choices(topics),
        "languages": _choices([(code, words["language"]) for code, words in languages().items()]),
    }
    return _page(request, "demo/demo.html", told)


@router.get("/embed/article")
async def article(request: Request, service: Served, topic: str = "", widget: bool = True) -> Response:
    """A publisher's page: the topic's own text, with the widget as the other options say; `widget=no` leaves it out."""
    slug = topic if topic in service.bots.slugs else service.bots.slugs[0]
    about = (await to_thread.run_sync(service.bots.of, slug)).topic
    options = {"topic": slug} | {
        name: value for name, value in request.query_params.items() if _NAME.fullmatch(name)
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in options.items())
    paragraphs = groupby(about.document.passages, key=lambda passage: passage.paragraph)
    told = {
        "title": escape(about.title),
        "paragraphs": "".join(
            f"<p>{escape(' '.join(flat(one.text) for one in group))}</p>" for _, group in paragraphs
        ),
        "script": f'<script src="{base_of(request)}/widget.js"{attributes} async></script>' if widget else "",
        "hidden": "" if options.get("target") == "#debate" else " hidden",
    }
    return _page(request, "demo/article.html", told)


def _page(request: Request, name: str, told: dict[str, str]) -> Response:
    text = Template(text_of(name)).substitute(told, base=base_of(request), version=version())
    return answered(
        request, text, "text/html", {"Cache-Control": "no-cache", "Content-Security-Policy": STRICT}
    )


def _choices(values: Sequence[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(name)}</option>' for value, name in values)
