"""The widget beside an article that nobody has indexed yet: `data-topic="auto"`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from typing_extensions import TypedDict

from bot.topics.page_fetch import LONGEST_ADDRESS
from bot.topics.site_pages import Look, State
from bot.web.access.caps import caller_of
from bot.web.service import Served, Service

router = APIRouter(tags=["topics"])
AUTO = "auto"  # what a page names in the place of a topic


class PageObject(TypedDict):
    """What is known of a page of a site that the settings name; `topic` once it is ready."""

    state: State
    topic: str
    error: str


@router.get("/api/pages")
async def page(
    request: Request, service: Served, address: Annotated[str, Query(max_length=LONGEST_ADDRESS)]
) -> PageObject:
    """Tell whether an article is indexed; the first to ask has it read."""
    look = await look_at(request, service, address)
    return {"state": look.state, "topic": look.topic, "error": look.error}


async def look_at(request: Request, service: Service, page: str) -> Look:
    """Return what is known of a page; where it is not known, or may have changed, have it read.

    BotError for a page of a site that the settings do not name, or where too many are being read.
    """
    address = service.pages.address_of(page)
    look = service.pages.look(address)
    if look is None:
        await service.caps.count_all(caller_of(request))
        service.pages.begin(address)
    elif service.pages.stale(address):
        service.pages.begin(address)
    return look or Look("reading")
