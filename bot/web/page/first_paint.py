"""The chat page as it is first sent: for the topic that its address names, with that topic's title and card.

Gradio makes one page for everybody and lets its scripts change it afterwards; a reader would see another
topic first, and a site that previews links no topic at all.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

from anyio import to_thread
from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.output.in_short import in_short
from bot.output.templating import fragment
from bot.web.access.paths import path_within
from bot.web.assets import version
from bot.web.page import fragments
from bot.web.page.language import ENGLISH, language_of_page, words_of
from bot.web.page.layout import ChatLayout, offered_buttons, starters, topic_choices

_CONFIG = re.compile(r"(?<=<script>window\.gradio_config = ).*?(?=;</script>)", re.DOTALL)
# Gradio's own card, and its link to a manifest that it does not serve
_GRADIOS = re.compile(r'<(?:meta\s+(?:property="og:|name="twitter:)|link\s+rel="manifest")[^>]*>\s*')
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"}  # JSON that cannot end its script


@dataclass(frozen=True)
class Painter:
    """Knows which part of the page shows what of a topic."""

    bots: Bots
    layout: ChatLayout

    def slug_of(self, query: str) -> str | None:
        """Return the topic that the address names, itself or by a chat; None for the one shown anyway."""
        given = {name: values[-1] for name, values in parse_qs(query).items()}
        with suppress(*USER_ERRORS):
            if chat := given.get("chat", ""):
                return self.bots.store.conversations.get(chat).topic
            return self.bots.of(given.get("topic") or None).topic.slug
        return None

    def props(self, slug: str) -> Mapping[int, dict[str, Any]]:
        """Return what each part of the page has to show, by the number that Gradio gave it."""
        topic, talk, side = self.bots.of(slug).topic, self.layout.talk, self.layout.side
        shown: dict[Any, dict[str, Any]] = {
            talk.heading: {"value": fragments.heading(self.bots, slug)},
            talk.topic: _choices(topic_choices(self.bots, slug)),
            talk.debating.status: {"value": fragments.debate_status(topic, None, None)},
            talk.states.log: {"placeholder": fragments.welcome(topic)},
            side.panel: {"value": fragments.panel(self.bots, topic)},
        }
        shown |= dict(zip(talk.starters, offered_buttons(starters(topic, "ask")), strict=True))
        return {block._id: props for block, props in shown.items()}

    def painted(self, html: str, slug: str, base: str, language: str = ENGLISH) -> str:
        """Return Gradio's page as it stands for a topic; `base` is the address of the chat page."""
        topic = self.bots.of(slug).topic
        found = _CONFIG.search(html)
        if found is None:
            return html
        config, props = json.loads(found[0]), self.props(slug)
        for component in config["components"]:
            component["props"] |= props.get(component["id"], {})
        config["title"] = topic.title
        text = json.dumps(config, ensure_ascii=False, separators=(",", ":"))
        escaped = re.sub("[<>&']", lambda sign: _ESCAPED[sign[0]], text)
        head = fragment(fragments.PACKAGE, "early_clicks.html").render()
        head += fragment(fragments.PACKAGE, "share_card.html").render(
            title=topic.title,
            description=" ".join(sentence.text for sentence in in_short(topic)) or fragments.PROMISE,
            base=base,
            slug=slug,
        )
        painted = f"{html[: found.start()]}{escaped}{html[found.end() :]}"
        if language != ENGLISH:
            words = words_of(language, topic, answers=self.bots.judges)
            head += fragment(fragments.PACKAGE, "page_words.html").render(
                words=Markup(json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")),  # noqa: S704
                language=language,
                version=version(),
            )
            painted = re.sub(r'(<html\b[^>]*\blang=")[^"]*', rf"\g<1>{language}", painted, count=1)
        return _GRADIOS.sub("", painted).replace("</head>", f"{Markup(head)}</head>", 1)  # noqa: S704


class FirstPaint:
    """Sends the page for the topic that its address names, gzipped for those that take it."""

    def __init__(self, app: ASGIApp, painter: Painter) -> None:
        self._app, self._painter = app, painter
        self._packed = lru_cache(maxsize=32)(_gzipped)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything but the page itself."""
        if scope["type"] != "http" or scope["method"] != "GET" or path_within(scope) not in ("", "/"):
            await self._app(scope, receive, send)
            return
        started: list[Message] = []
        body = b""

        async def kept(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                started.append(message)
            else:
                body += message.get("body", b"")

        await self._app(scope, receive, kept)
        headers = MutableHeaders(scope=started[0])
        if headers.get("content-type", "").startswith("text/html") and started[0]["status"] == 200:
            body = await to_thread.run_sync(self._painted, body, scope, headers)
        headers["Content-Length"] = str(len(body))
        await send(started[0])
        await send({"type": "http.response.body", "body": body})

    def _painted(self, body: bytes, scope: Scope, headers: MutableHeaders) -> bytes:
        slug = self._painter.slug_of(scope["query_string"].decode("latin-1"))
        if slug is not None:
            request = Request(scope)
            base = f"{request.url.scheme}://{request.url.netloc}{scope.get('root_path', '').rstrip('/')}/"
            language = language_of_page(request.url.query, request.headers.get("accept-language", ""))
            body = self._painter.painted(body.decode(), slug, base, language).encode()
        headers.add_vary_header("Accept-Encoding")
        headers.add_vary_header("Accept-Language")
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = self._packed(body)
        return body


def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _choices(given: dict[str, Any]) -> dict[str, Any]:
    """Return a dropdown's choices as Gradio sends them, and that nothing else can be typed into it."""
    choices = [[title, slug] for title, slug in given["choices"]]
    return {**given, "choices": choices, "allow_custom_value": False}
