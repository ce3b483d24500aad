"""The argument map over HTTP: the picture with its list for the page, and every format that the command line has."""

from __future__ import annotations

from anyio import to_thread
from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from bot.build import Bots
from bot.output.map_picture.formats import FORMATS, list_of
from bot.output.map_picture.graph import graph_of
from bot.output.map_picture.svg import page_svg
from knowledge.argument_map import ArgumentMap

TYPES = {
    "svg": "image/svg+xml",
    "mermaid": "text/plain",
    "aif": "application/json",
    "json": "application/json",
    "markdown": "text/markdown",
}
CONTROLS = (
    '<div class="controls" role="toolbar" aria-label="The picture">'
    '<button type="button" data-zoom="in" aria-label="Larger">+</button><button type="button" data-zoom="out" aria-label="Smaller">−</button>'
    '<button type="button" data-zoom="all">Whole map</button><button type="button" data-zoom="lit">What was touched</button></div>'
)
DETAILS = '<div id="node" aria-live="polite"><p class="quiet">Choose a box to see its passages. Arrow keys move between boxes, + and − zoom.</p></div>'


def add_maps(app: FastAPI, bots: Bots) -> None:
    """`/maps/TOPIC` for the page, `/maps/TOPIC.FORMAT` for files."""

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
        return HTMLResponse(await to_thread.run_sync(_fragment, argument_map))


def _fragment(argument_map: ArgumentMap) -> str:
    return f'{CONTROLS}{page_svg(graph_of(argument_map))}{DETAILS}<details class="as-list"><summary>The map as a list</summary>{list_of(argument_map)}</details>'
