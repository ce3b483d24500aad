"""The widget: its loader for other sites, its own page in their frames, and shared chats.

A changed article is told to its publisher.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from bot.output.in_short import in_short
from bot.request.question import MODES
from bot.store.conversations import UnknownConversation
from bot.topics.site_pages import Look
from bot.web.access.caps import caller_of
from bot.web.access.origins import RefusedOrigin, own
from bot.web.api.conversation_objects import shared_object
from bot.web.api.errors import Missing, no_topic
from bot.web.api.topics import passage_objects, topic_object
from bot.web.assets import STATIC, answered, base_of, page_answered, served, text_of, version
from bot.web.embed.auto import AUTO, look_at
from bot.web.missing import told
from bot.web.service import Served, Service
from knowledge.topic import Topic

log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)
_FOLDERS = {
    "": ("tokens.css", "icon.svg", "document.css", "history.js", "article.js", "page_words.js"),
    "embed/": ("embed.js", "contrast.js", "draw.js", "host.js", "reading.js", "server.js", "embed.css"),
    "library/": (
        *("library.css", "library.js", "review.js", "editing.js", "drafts.js", "mining.js", "playbook.js"),
    ),
    "demo/": ("demo.js", "demo.css", "article.css"),
}
FILES = {name: f"{folder}{name}" for folder, names in _FOLDERS.items() for name in names}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_OUTLINE = re.compile(
    r"\s*\n\s*(?://[^\n]*)?"
)  # indentation and comments of the loader, which need not travel
_LOADERS = ("launch", "shut", "blocked", "away")  # the words that the loader itself has to say
LISTED = 50  # topics that a loader is told of
_COLOURS = ("accent", "paper", "ink")
_TAKEN_BACK = "Whoever shared it has taken the link back or deleted the chat, or the link was copied in part."


class Sighting(BaseModel):
    """What the loader saw of the article on a page: its hash, and which indexed passages are not there."""

    model_config = ConfigDict(extra="forbid")
    page: str = Field(max_length=2000)
    hash: str = Field(max_length=64)
    missing: list[int] = Field(max_length=10_000)


@router.get("/widget.js")
async def widget(request: Request, service: Served) -> Response:
    """Send the loader. It is told which topics the page that asks may show, where that page can be known."""
    page = request.headers.get("origin") or _origin(request.headers.get("referer", ""))
    slugs = service.bots.slugs
    allowed = (
        [slug for slug in slugs if own(page, request.headers) or service.origins.allowed(page, slug)]
        if page
        else None
    )
    if allowed and len(allowed) > LISTED:  # a loader stays small: the frame is asked instead
        allowed = None
    served_with = {
        "topics": allowed,
        "every": allowed == list(slugs),
        "auto": bool(service.pages.most and service.origins.named(page)) if page else None,
        "words": {
            language: {name: words[name] for name in _LOADERS} for language, words in languages().items()
        },
        "version": version(),
    }
    text = _loader().replace("const SERVED = {};", f"const SERVED = {_json(served_with)};", 1)
    return answered(
        request,
        text,
        "text/javascript",
        {"Cache-Control": "private, max-age=600", "Vary": "Accept-Encoding, Referer, Origin"},
    )


@router.get("/embed")
async def embed(
    request: Request, service: Served, topic: str = "", lang: str = "", origin: str = "", page: str = ""
) -> Response:
    """Show the frame's page for a topic; the options of the loader are its query.

    For the topic "auto" that is the topic of the page around it, once that is read.
    """
    slug = topic or service.bots.slugs[0]
    if slug == AUTO:
        look = await look_at(request, service, page)
        if look.state != "ready":
            return _reading(request, service, look, lang, origin, page)
        slug = look.topic
    if slug not in service.bots.slugs:
        raise no_topic(request, service, slug)
    if origin and not own(origin, request.headers) and not service.origins.allowed(origin, slug):
        raise RefusedOrigin(origin, slug)
    about = (await to_thread.run_sync(service.bots.of, slug)).topic
    return _page(request, service, about, lang, {"origin": origin, **_options(request.query_params, about)})


@router.get("/shared/{token}")
async def shared(request: Request, service: Served, token: str) -> Response:
    """Show a shared chat, to read; where its link was taken back, that."""
    try:
        conversation = await to_thread.run_sync(service.kept.shared, token)
    except UnknownConversation:
        return told(request, 404, _TAKEN_BACK, "This link shows no chat")
    about = (await to_thread.run_sync(service.bots.of, conversation.topic)).topic
    return _page(
        request,
        service,
        about,
        request.query_params.get("lang", ""),
        {**_options({}, about), "shared": shared_object(conversation), "as": "page"},
        robots="noindex",
    )


@router.get("/embed/{name}")
async def file(request: Request, name: str) -> Response:
    """Send a file of these pages."""
    if name not in FILES:
        raise Missing(f"there is no file {name!r}")
    return served(request, FILES[name])


@router.post("/api/topics/{slug}/sightings", status_code=204)
async def sight(request: Request, service: Served, slug: str, sighting: Sighting) -> None:
    """Tell the publisher, once for each state of the article, that it has changed since it was indexed."""
    if slug not in service.bots.slugs:
        raise Missing(f"there is no topic {slug!r}")
    await service.caps.count_all(caller_of(request))
    seen = (slug, sighting.hash or sighting.page)
    if not sighting.missing or seen in service.sightings or len(service.sightings) > 10_000:
        return
    service.sightings.add(seen)
    page = _page_of(request, service, slug, sighting.page)
    numbers = ", ".join(str(number) for number in sighting.missing[:20]) + (
        " …" if len(sighting.missing) > 20 else ""
    )
    log.warning(
        "the article of %s at %s has changed since it was indexed: %d passages are not there (%s)",
        slug,
        page,
        len(sighting.missing),
        numbers,
    )


def _page_of(request: Request, service: Service, slug: str, address: str) -> str:
    """Return a publisher's page without what may be a reader's.

    That is the query, the fragment, or a site that the settings do not name.
    """
    page = re.match(r"(https?://[^/?#@]+)([^?#]*)", address)
    known = page is not None and (own(page[1], request.headers) or service.origins.allowed(page[1], slug))
    unsafe = re.compile(r"[^\x21-\x7e]")  # what is logged cannot pass for another line
    return unsafe.sub("?", "".join(page.groups())) if page and known else "(a page of another site)"


@cache
def languages() -> dict[str, dict[str, Any]]:
    """Return the widget's texts, per language."""
    return {
        file.name.removesuffix(".json"): json.loads(file.read_text("utf-8"))
        for file in (STATIC / "strings").iterdir()
    }


def _words_of(lang: str) -> tuple[str, dict[str, Any]]:
    """Return a language that there is, English by default, with its texts."""
    code = lang.lower().partition("-")[0]
    return (code, languages()[code]) if code in languages() else ("en", languages()["en"])


def _reading(request: Request, service: Service, look: Look, lang: str, origin: str, page: str) -> Response:
    """Show that the article is being read, or why it cannot be."""
    language, words = _words_of(lang)
    given = {"base": base_of(request), "words": words, "origin": origin, "page": page, "error": look.error}
    return page_answered(
        request,
        "reading.html",
        policy=_POLICY.format(ancestors=service.origins.ancestors(AUTO)),
        lang=language,
        dir=words["direction"],
        words=words,
        given=Markup(_json(given)),  # noqa: S704  # JSON that cannot end its script
    )


def _page(
    request: Request,
    service: Service,
    topic: Topic,
    lang: str,
    given: Mapping[str, Any],
    robots: str = "index",
) -> Response:
    language, words = _words_of(lang)
    translated = topic.argument_map.translations.get(language) if topic.argument_map else None
    title = translated.title if translated else topic.title
    given = {
        "base": base_of(request),
        "starters_shown": {mode: translated.starters.of(mode) for mode in MODES} if translated else {},
        "argues": [{"text": one.text, "cites": list(one.cites)} for one in in_short(topic)],
        "reads": service.bots.chat is not None,
        "topic": topic_object(topic),
        "passages": passage_objects(topic),
        "words": words,
        "days": service.bots.settings.retention_days,
        **given,
    }
    ancestors = service.origins.ancestors(topic.slug) if "shared" not in given else "'none'"
    return page_answered(
        request,
        "embed.html",
        policy=_POLICY.format(ancestors=ancestors),
        lang=language,
        dir=words["direction"],
        title=words["title"].replace("{title}", title),
        topic=title,
        description=words["promise"],
        robots=robots,
        given=Markup(_json(given)),  # noqa: S704  # JSON that cannot end its script
    )


def _options(query: Mapping[str, str], topic: Topic) -> dict[str, Any]:
    """Return what the loader may set, held to what makes sense."""
    mode, theme, pin = query.get("mode", ""), query.get("theme", ""), query.get("pin", "")
    starters = [text.strip()[:200] for text in query.get("starters", "").split("|") if text.strip()]
    return {
        "mode": mode if mode in MODES else MODES[0],
        "theme": theme if theme in ("light", "dark") else "auto",
        "as": query.get("as") if query.get("as") in ("popup", "inline") else "page",
        "pinned": topic.document.sha256.startswith(pin.lower()) if pin else None,
        "greeting": query.get("greeting", "")[:300],
        "starters": starters[:4],
        "colours": {name: query[name][:60] for name in _COLOURS if query.get(name)},
    }


@cache
def _loader() -> str:
    return _OUTLINE.sub("\n", text_of("widget.js"))


def _origin(address: str) -> str:
    origin = re.match(r"https?://[^/?#]+", address)
    return origin[0] if origin else ""


def _json(data: Any) -> str:
    """JSON that cannot end the script that it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).replace("<", "\\u003c")
