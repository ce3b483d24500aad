"""What every page and protocol is served by: the bots, what is kept, and who may ask how much.

A turn is kept as it is taken.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from time import perf_counter
from typing import Annotated
from weakref import WeakSet

from anyio import CancelScope, to_thread
from fastapi import Depends
from starlette.requests import Request

from bot.build import Bots
from bot.debate.formats import FormName
from bot.debate.state import Terms
from bot.errors import BotError
from bot.output.schema import as_object
from bot.request.question import Manner, Mode
from bot.store.conversations import Conversation, Conversations
from bot.topics.page_fetch import Fetcher
from bot.topics.site_pages import SitePages
from bot.turn.bot import Bot
from bot.turn.loops import RunningTurn
from bot.turn.reply import Reply
from bot.turn.turn import Event
from bot.web.access.caps import Caller, Caps
from bot.web.access.editors import Editors
from bot.web.access.keys import Keys
from bot.web.access.origins import Origins, own
from bot.web.access.requests import Busy
from bot.web.telemetry.metrics import Metrics
from bot.web.telemetry.traces import Traces
from knowledge.argument_map import Side, other_side


@dataclass(frozen=True)
class Talk:
    """A turn under way in a conversation; `number` is its number there. Its events are given as by `Turn`."""

    service: Service
    conversation: str
    topic: str
    mode: Mode
    number: int
    turn: RunningTurn

    async def __aiter__(self) -> AsyncIterator[Event]:
        """Give the events; the reply is kept before it is given.

        A question that fails is not kept, one that was cut off is.
        """
        kept = self.service.kept
        started = perf_counter()
        try:
            async with aclosing(self.service.events(self.turn, self.topic, self.mode)) as events:
                async for event in events:
                    if isinstance(event, Reply):
                        self.service.metrics.count(event, perf_counter() - started)
                        # whoever leaves with the last sentence still finds the reply
                        with CancelScope(shield=True):
                            await to_thread.run_sync(
                                kept.answer, self.conversation, self.number, as_object(event), event.debate
                            )
                    yield event
        except Restarting:
            raise
        except Exception:
            await to_thread.run_sync(kept.withdraw, self.conversation, self.number)
            raise


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as a reader sends it. In a debate that begins, `side` is the reader's."""

    text: str
    mode: Mode = "ask"
    side: Side | None = None
    form: FormName = "free"
    manner: Manner = field(default_factory=Manner)


class Restarting(BotError):  # noqa: N818  # it reads as what is the matter
    """The server is being ended while a turn is under way; what was asked is kept."""

    def __init__(self) -> None:
        super().__init__("this server is restarting: ask again in a moment; your chat is saved")


@dataclass
class Service:
    """The parts that the routes share.

    `turns` are those under way, `draining` says that the process is being ended.
    """

    bots: Bots
    caps: Caps
    origins: Origins
    keys: Keys
    pages: SitePages
    editors: Editors = field(default_factory=Editors)
    metrics: Metrics = field(default_factory=Metrics)
    sightings: set[tuple[str, str]] = field(default_factory=set)  # changed articles that the log has told of
    turns: WeakSet[RunningTurn] = field(default_factory=WeakSet)
    traces: Traces = field(default_factory=Traces)
    fetcher: Fetcher = field(default_factory=Fetcher)
    draining: bool = False
    # when it was last looked whether all is ready, and what was not
    looked: tuple[float, tuple[str, ...]] = (float("-inf"), ())

    @property
    def kept(self) -> Conversations:
        """Return the conversations."""
        return self.bots.store.conversations

    def open_to(self, request: Request) -> tuple[str, ...]:
        """Return the topics that whoever asks may use.

        All, or to another site those that the settings allow it.
        """
        origin = request.headers.get("origin", "")
        if not origin or own(origin, request.headers):
            return self.bots.slugs
        return tuple(slug for slug in self.bots.slugs if self.origins.allowed(origin, slug))

    async def bot(self, slug: str | None = None) -> Bot:
        """Return the bot of a topic.

        Its index may have to be built first, which other readers do not wait for.
        """
        if (joined := self.bots.joined(slug)) is not None:
            return joined
        return await to_thread.run_sync(self.bots.of, slug)

    def enter(self, turn: RunningTurn) -> RunningTurn:
        """Count the turn among those under way for as long as somebody holds it.

        Busy where there are too many.
        """
        if len(self.turns) >= self.bots.settings.turns_at_once:
            raise Busy
        self.turns.add(turn)
        return turn

    async def events(self, turn: RunningTurn, topic: str, mode: str) -> AsyncGenerator[Event]:
        """Give the events of a turn, traced. Restarting where the end of the process cut it off."""
        finished = False
        async with aclosing(self.traces.turn(topic, mode, turn)) as traced:
            async for event in traced:
                finished = finished or isinstance(event, Reply)
                yield event
        if self.draining and not finished:
            raise Restarting

    async def begin(self, conversation: Conversation, asked: AskedQuestion, caller: Caller) -> Talk:
        """Begin a turn in that conversation. BotError for a question that cannot be taken."""
        bot = await self.bot(conversation.topic)
        terms = Terms(other_side(asked.side) if asked.side else None, asked.form)
        debate = conversation.debate or terms
        turn = self.enter(
            bot.in_manner(asked.manner).turn(
                asked.text, asked.mode, conversation.exchanges, conversation.id, debate
            )
        )
        await self.caps.count_all(caller)
        number = await to_thread.run_sync(self.kept.ask, conversation.id, asked.text, asked.mode)
        return Talk(self, conversation.id, conversation.topic, asked.mode, number, turn)


def service_of(bots: Bots) -> Service:
    """Return the service as the settings say. BotError names the setting that is off."""
    settings = bots.settings
    caps = Caps(
        settings.limits_store,
        {
            "visitor": settings.cap_visitor,
            "address": settings.cap_address,
            "origin": settings.cap_origin,
            "all": settings.cap_all,
        },
        here=not settings.public,
    )
    keys = Keys.of(settings.api_keys.get_secret_value() if settings.api_keys else "")
    editors = Editors.of(
        settings.edit_key.get_secret_value() if settings.edit_key else "", here=not settings.public
    )
    origins = Origins.of(settings.origins, here=not settings.public)
    fetcher = Fetcher()

    def ready(slug: str) -> None:
        bots.of(slug)
        bots.publish(slug)

    pages = SitePages(settings.home, fetcher, origins.named, settings.auto_index, ready)
    return Service(bots, caps, origins, keys, pages, editors, fetcher=fetcher)


def serving(request: Request) -> Service:
    """Return the service of the application that was asked."""
    service: Service = request.app.state.service
    return service


Served = Annotated[Service, Depends(serving)]
