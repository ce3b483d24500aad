"""One question on the chat page: what the log and the flow show after each statement."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import gradio as gr
from anyio import to_thread

from bot.debate.state import Debate
from bot.errors import USER_ERRORS
from bot.output.render import card, notice, waiting
from bot.output.schema import WithheldObject, as_object, withheld_object
from bot.statement import Statement
from bot.store.conversations import Conversation, UnknownConversation
from bot.turn.loops import RunningTurn
from bot.turn.reply import Reply, Withheld
from bot.web.access.caps import Caller, caller_of
from bot.web.access.requests import request_id
from bot.web.page.chat_log import ChatState, Given, LoggedReply, Messages, asked, sorry, told
from bot.web.service import AskedQuestion, Service

log = logging.getLogger(__name__)
Shown = tuple[
    Messages, str, Given, Debate | None, str
]  # the log, a question given back, the replies behind the log, the debate, the conversation's id


@dataclass(frozen=True)
class PageQuestion:
    """What a reader asks, and of what."""

    service: Service
    slug: str
    asked: AskedQuestion
    caller: Caller

    async def shown(self, chat: ChatState, opened: Callable[[RunningTurn], None]) -> AsyncIterator[Shown]:
        """The log after each statement. An error is one sentence in the log, and what was asked is given back."""
        before, given, debate, text = chat.log, chat.given, chat.debate, self.asked.text
        log_ = [*before, asked(text)] if text.strip() else before
        statements: list[Statement] = []
        withheld: list[WithheldObject] = []
        id = chat.id
        try:
            yield log_, "", given, debate, id
            conversation = await self._conversation(id)
            talk = await self.service.begin(conversation, self.asked, self.caller)
            id = conversation.id
            opened(talk.turn)
            if self.service.bots.chat:
                yield [*log_, told(waiting())], "", given, debate, id
            async for event in talk:
                if isinstance(event, Statement):
                    statements.append(event)
                elif isinstance(event, Withheld):
                    withheld.append(withheld_object(event))
                else:
                    reply = as_object(event)
                    given = {**given, len(log_): LoggedReply(text, event.plan.question.mode, reply)}
                    debate = event.debate or debate
                done = False if isinstance(event, (Statement, Withheld)) else reply
                yield (
                    [*log_, told(card(statements, withheld, done=done, place=len(log_)))],
                    "",
                    given,
                    debate,
                    id,
                )
        except USER_ERRORS as exc:
            yield [*before, told(notice(sorry(exc, self.service.bots)))], text, given, debate, id
        except Exception:
            number = request_id()
            log.exception("a turn failed", extra={"request": number})
            yield (
                [
                    *before,
                    told(notice(f"Something went wrong here; the log has it as {number}. Please ask again.")),
                ],
                text,
                given,
                debate,
                id,
            )

    async def _conversation(self, id: str) -> Conversation:
        """The conversation to go on with; a new one where there is none, or not any more."""
        kept = self.service.kept
        if id:
            with suppress(UnknownConversation):
                return await to_thread.run_sync(kept.get, id)
        await to_thread.run_sync(
            self.service.bots.of, self.slug
        )  # nothing is begun about a topic that there is not
        return await to_thread.run_sync(kept.begin, self.slug, self.caller.visitor)


def add_api(service: Service, at_once: int) -> None:
    """The endpoint `/ask` for Gradio's clients: a question, the mode and the topic to a reply object. Nothing of it is kept."""

    async def ask(text: str, mode: str, topic: str, request: gr.Request) -> dict[str, Any]:
        try:
            bot = await to_thread.run_sync(service.bots.of, topic or None)
            started = perf_counter()
            turn = service.enter(bot.turn(text, mode))
            await service.caps.count_all(caller_of(request.request) if request.request else Caller())
            *_, reply = [event async for event in service.events(turn, bot.topic.slug, mode)]
            assert isinstance(reply, Reply)
        except USER_ERRORS as exc:
            raise gr.Error(sorry(exc, service.bots), print_exception=False) from exc
        service.metrics.count(reply, perf_counter() - started)
        return dict(as_object(reply))

    inputs = [gr.Textbox(visible=False), gr.Textbox("ask", visible=False), gr.Textbox("", visible=False)]
    asked = gr.Button(visible=False)
    asked.click(
        ask, inputs, gr.JSON(visible=False), api_name="ask", concurrency_limit=at_once, concurrency_id="turn"
    )
