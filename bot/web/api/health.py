"""What a supervisor asks: whether the process lives, and whether it can do its work now."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterator
from threading import Lock

from fastapi import APIRouter, Response

from bot.errors import USER_ERRORS, BotError
from bot.web.service import Served, Service

log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)
LEAST_SPACE = 50 << 20  # bytes free in the data folder, below which an index or a chat may not be written
_KEPT = 1.0  # seconds that an answer holds, so that asking often costs nothing
_lock = Lock()


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Tell that the event loop turns."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(response: Response, service: Served) -> dict[str, str | list[str]]:
    """Tell that a question would be answered and kept.

    The index finds, the database takes, there is room, and nobody ends the process.
    """
    if service.draining:
        troubles: tuple[str, ...] = ("this server is shutting down",)
    else:
        with _lock:
            when, troubles = service.looked
            if time.monotonic() - when > _KEPT:
                troubles = tuple(_troubles(service))
                service.looked = time.monotonic(), troubles
                for trouble in (
                    troubles if service.bots.settings.public else ()
                ):  # they name folders and servers
                    log.warning("not ready: %s", trouble)
    if troubles:
        response.status_code = 503
        return {"status": "not ready", "troubles": [] if service.bots.settings.public else list(troubles)}
    return {"status": "ok"}


def _troubles(service: Service) -> Iterator[str]:
    try:
        service.bots.of().search.find("ready")
    except USER_ERRORS as exc:
        yield str(exc)
    try:
        service.kept.probe()
    except USER_ERRORS as exc:
        yield str(exc)
    try:
        free = shutil.disk_usage(service.bots.home).free
    except OSError as exc:
        yield str(BotError(f"the data folder {service.bots.home} is missing ({exc.strerror})"))
    else:
        if free < LEAST_SPACE:
            yield f"only {free >> 20} MiB are free in {service.bots.home}: free up space, or set DEBATE_HOME"
