"""What a person sees at an address where something is wrong: a page that says what, and leads on.

Programs get the same in the shape of their protocol; a browser that opens an address asks for a page.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from bot.web.assets import page_answered

NOTHING = "There is nothing here"
_HEADINGS = {403: "This is not open to you", 404: NOTHING, 410: NOTHING, 429: "Too many requests"}
_OTHERWISE = "This did not work"


def opened_by_person(request: Request) -> bool:
    """Return whether a browser opens the address itself; what scripts fetch takes anything or names JSON."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def told(
    request: Request, status: int, text: str, heading: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """Return the page that says what is wrong, under a heading that goes with the status."""
    shown = heading or _HEADINGS.get(status, _OTHERWISE)
    page = page_answered(request, "missing.html", heading=shown, text=text)
    page.status_code = status
    page.headers.update(headers or {})
    del page.headers["etag"]  # what is missing now may be there when it is asked for again
    return page
