"""The picture of a topic that sites show beside a link to it: its title, and what can be done with it."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from io import BytesIO

from anyio import to_thread
from fastapi import APIRouter
from starlette.responses import Response

from bot.web.api.errors import Missing
from bot.web.service import Served

router = APIRouter(include_in_schema=False)
WIDTH, HEIGHT = 1200, 630  # pixels, as the sites that preview links ask for
_PAPER, _INK, _QUIET = "#4338ca", "#ffffff", "#c7d2fe"
_MARGIN, _TITLE, _LINE, _SMALL = 80, 72, 88, 36
_LETTERS, _LINES = 26, 4  # of the title on a line, and lines at most
_DOES = "Ask what it says. Hear it argued for and against. Debate it."


@router.get("/cards/{slug}.png")
async def card(service: Served, slug: str) -> Response:
    """Send the picture of a topic."""
    if slug not in service.bots.slugs:
        raise Missing(f"there is no topic {slug!r}")
    title = (await to_thread.run_sync(service.bots.of, slug)).topic.title
    drawn = await to_thread.run_sync(picture, title)
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "public, max-age=3600"})


@lru_cache(maxsize=64)
def picture(title: str) -> bytes:
    """Return the picture as a PNG. Its font has Latin letters alone: a title in others is left out."""
    from PIL import Image, ImageDraw, ImageFont  # Gradio's; only a card waits for it

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    if all(ord(letter) < 0x250 or 0x2010 <= ord(letter) < 0x2040 for letter in title):
        lines = textwrap.wrap(title, _LETTERS, max_lines=_LINES, placeholder=" …")
        font = ImageFont.load_default(size=_TITLE)
        for number, line in enumerate(lines):
            draw.text((_MARGIN, _MARGIN + number * _LINE), line, _INK, font)
    draw.text((_MARGIN, HEIGHT - _MARGIN - _SMALL), _DOES, _QUIET, ImageFont.load_default(size=_SMALL))
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
