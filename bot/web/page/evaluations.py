"""The page "Evaluations": the figures that ship, past runs, a report, two of them compared.

The evaluations make the pages; this package does not import them, as they import it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.web.assets import base_of

PAGES = "evals.pages"
WORKED_OUT = ("report", "comparison")  # which needs the extra [evals]


def add_evaluations(app: FastAPI, bots: Bots) -> None:
    """Add `/evaluations`, `/evaluations/RUN` and `/evaluations/compare?before=RUN&after=RUN`."""

    def page(request: Request, name: str, *arguments: str) -> HTMLResponse:
        pages: Any = import_module(PAGES)
        if name in WORKED_OUT and (missing := pages.lacking()):
            return HTMLResponse(pages.notice(bots.home, base_of(request), missing), 503)
        try:
            return HTMLResponse(getattr(pages, name)(bots.home, base_of(request), *arguments))
        except USER_ERRORS as exc:
            return HTMLResponse(pages.notice(bots.home, base_of(request), str(exc)), 404)

    @app.get("/evaluations", include_in_schema=False)
    def runs(request: Request) -> HTMLResponse:
        return page(request, "runs")

    @app.get("/evaluations/compare", include_in_schema=False)
    def comparison(request: Request, before: str = "", after: str = "") -> HTMLResponse:
        return page(request, "comparison", before, after)

    @app.get("/evaluations/{run}", include_in_schema=False)
    def report(request: Request, run: str) -> HTMLResponse:
        return page(request, "report", run)
