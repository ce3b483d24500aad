"""The argument map over HTTP: as a tree for the page, and in every format that the command line has."""

from __future__ import annotations

from anyio import to_thread
from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from bot.build import Bots
from bot.output.map_picture.formats import FORMATS
from bot.web.page.fragments import map_panel

TYPES = {
    "svg": "image/svg+xml",
    "mermaid": "text/plain",
    "aif": "application/json",
    "json": "application/json",
    "markdown": "text/markdown",
}


def add_maps(app: FastAPI, bots: Bots) -> None:
    """Add `/maps/TOPIC` for the page, `/maps/TOPIC.FORMAT` for files."""

    @app.get("/maps/{name}", response_model=None, include_in_schema=False)
    async def maps(name: str) -> Response:
        slug, _, form = name.partition(".")
        argument_map = (
            (await to_thread.run_sync(bots.of, slug)).topic.argument_map if slug in bots.slugs else None
        )
        if argument_map is None or (form and form not in FORMATS):
            return PlainTextResponse("There is no such map.", 404)
        if form:
            return Response(await to_thread.run_sync(FORMATS[form], argument_map), media_type=TYPES[form])
        return HTMLResponse(await to_thread.run_sync(map_panel, argument_map))
