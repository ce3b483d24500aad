"""Errors as an answer: one sentence, in JSON or on a page for a person.

Under `/v1` it has the shape that OpenAI's clients know.
"""

from __future__ import annotations

import logging

from anyio import BrokenResourceError
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.errors import USER_ERRORS, UnavailableError
from bot.store.conversations import UnknownConversation
from bot.web.access.caps import TooMany
from bot.web.access.editors import RefusedEditing
from bot.web.access.keys import WrongKey
from bot.web.access.login import NotYours
from bot.web.access.origins import RefusedOrigin
from bot.web.access.requests import RETRY, Busy, request_id
from bot.web.missing import opened_by_person, told
from bot.web.service import Restarting, Service
from knowledge import IndexUnavailable, UnknownTopic

log = logging.getLogger(__name__)
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (UnknownConversation, 404),
    (TooMany, 429),
    (WrongKey, 401),
    (RefusedOrigin, 403),
    (RefusedEditing, 403),
    (NotYours, 403),
    (Busy, 503),
    (Restarting, 503),
    (UnavailableError, 503),
    (IndexUnavailable, 503),
    (UnknownTopic, 404),
)
_TYPES = {
    401: ("authentication_error", "invalid_api_key"),
    403: ("permission_error", None),
    429: ("requests", "rate_limit_exceeded"),
    500: ("server_error", None),
    503: ("server_error", "overloaded"),
}


class Missing(Exception):  # noqa: N818  # it reads as what is the matter
    """What was asked for is not there; the text says what there is.

    `code` and `param` are for OpenAI's clients.
    """

    def __init__(self, text: str, code: str | None = None, param: str | None = None) -> None:
        super().__init__(text)
        self.code, self.param = code, param


def no_topic(request: Request, service: Service, slug: str) -> Missing:
    """Return that there is no such topic.

    On a server of one's own with those that there are for whoever asks.
    """
    there = "" if service.bots.settings.public else f"; choose one of: {', '.join(service.open_to(request))}"
    return Missing(f"there is no topic {slug!r}{there}")


def explained(exc: Exception, *, public: bool) -> str:
    """Return what an error tells a reader.

    What a public server has, and what is wrong within it, is not for strangers.
    """
    if not public or not isinstance(exc, (UnavailableError, IndexUnavailable, UnknownTopic)):
        return str(exc)
    if isinstance(exc, UnknownTopic):
        return f"there is no topic {exc.slug!r}"
    number = request_id()
    log.warning("%s", exc, extra={"request": number})
    return f"this server cannot reach its data right now (log reference {number}): try again in a moment"


def add_answers(app: FastAPI) -> None:
    """Answer every error in the shape that its route has."""

    async def of_user(request: Request, exc: Exception) -> Response:
        service: Service = request.app.state.service
        status = next((status for kind, status in _STATUS if isinstance(exc, kind)), 400)
        headers = {"WWW-Authenticate": "Bearer"} if isinstance(exc, WrongKey) else {}
        if isinstance(exc, (TooMany, Busy)) or status == 503:
            headers["Retry-After"] = str(getattr(exc, "seconds", RETRY))
        return answer(request, status, explained(exc, public=service.bots.settings.public), headers=headers)

    async def missing(request: Request, exc: Exception) -> Response:
        assert isinstance(exc, Missing)
        return answer(request, 404, str(exc), exc.code, exc.param)

    async def plain(request: Request, exc: Exception) -> Response:
        assert isinstance(exc, HTTPException)
        return answer(request, exc.status_code, str(exc.detail), headers=dict(exc.headers or {}))

    for kind in USER_ERRORS:
        app.add_exception_handler(kind, of_user)
    app.add_exception_handler(Missing, missing)
    app.add_exception_handler(RequestValidationError, wrong)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(Exception, broken)


async def wrong(request: Request, exc: Exception) -> Response:
    """Answer a body or query that does not have the form that it must have: which field, and why."""
    assert isinstance(exc, RequestValidationError)
    first = exc.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "body")
    return answer(
        request,
        400,
        f"the field “{where}”: {first['msg']}" if where else f"the body: {first['msg']}",
        param=where or None,
    )


async def broken(request: Request, exc: Exception) -> Response:
    """Answer a bug: its number is for the reader, the rest for the log."""
    number = request_id()
    if not _is_a_reader_who_left(exc):
        log.error("a request failed", exc_info=exc, extra={"request": number})
    return answer(request, 500, f"something went wrong (log reference {number}): please try again")


def _is_a_reader_who_left(exc: Exception) -> bool:
    """Tell whether all that failed is that nobody takes a streamed reply any more."""
    return isinstance(exc, ExceptionGroup) and exc.split(BrokenResourceError)[1] is None


def answer(
    request: Request,
    status: int,
    text: str,
    code: str | None = None,
    param: str | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """Return one error in the shape of its route; a person who opens the address gets a page."""
    if "/v1/" not in request.url.path:
        sentence = f"{text[:1].upper()}{text[1:].rstrip('.')}."
        if opened_by_person(request):
            return told(request, status, sentence, headers=headers)
        return JSONResponse({"error": sentence}, status, headers)
    kind, usual = _TYPES.get(status, ("invalid_request_error", None))
    return JSONResponse(
        {"error": {"message": text, "type": kind, "param": param, "code": code or usual}}, status, headers
    )
