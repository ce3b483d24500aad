"""One question on the chat page: what the log and the flow show after each statement."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

import gradio as gr
from anyio import to_thread

from bot.debate.formats import FormName
from bot.debate.state import Debate
from bot.errors import USER_ERRORS
from bot.output.reply_html import card, failed, notice, waiting
from bot.output.schema import WithheldObject, as_object, withheld_object
from bot.request.question import Manner, Mode
from bot.statement import Statement
from bot.store.conversations import Conversation, UnknownConversation
from bot.turn.loops import RunningTurn
from bot.turn.reply import Mending, Reply, Withheld
from bot.turn.turn import Event
from bot.web.access.caps import Caller, caller_of
from bot.web.access.requests import request_id
from bot.web.page.chat_log import (
    ChatState,
    LoggedReplies,
    LoggedReply,
    Messages,
    bot_message,
    reader_message,
    reply_message,
    sorry,
    without_failure,
)
from bot.web.service import AskedQuestion, Service
from knowledge.argument_map import Side
from knowledge.topic import Topic

log = logging.getLogger(__name__)
GONE = "The chat that stood here was deleted. This question begins a new one."
# what a reader can press where the bot asks: what it says, and what it sends
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "which side": (("For: defend the recommendation", "for"), ("Against: attack it", "against")),
    "which case": (("Argue for it", "for"), ("Argue against it", "against")),
}


class AskingInputs(NamedTuple):
    """What the page sends with a question, in this order."""

    text: str
    mode: Mode
    topic: str
    log: Messages
    replies: LoggedReplies
    debate: Debate | None
    chat: str
    side: Side
    form: FormName
    writer: str
    language: str
    check: str

    @property
    def question(self) -> AskedQuestion:
        """Return the question, with how it is to be answered."""
        manner = Manner(
            embedded=self.writer == "embedded",
            english=self.language == "english",
            strict=self.check == "strict",
        )
        return AskedQuestion(self.text, self.mode, self.side or None, self.form, manner)

    @property
    def state(self) -> ChatState:
        """Return the conversation as the page shows it."""
        return ChatState(self.chat, self.log, self.replies, self.debate)


class Shown(NamedTuple):
    """What the page shows from now on.

    `returned` is a question given back, `replies` are those behind the log.
    """

    log: Messages
    returned: str
    replies: LoggedReplies
    debate: Debate | None
    chat: str


class GrowingReply:
    """A reply in the making, at the end of a log."""

    def __init__(self, question: str, log: Messages, topic: Callable[[], Topic], *, model: bool) -> None:
        self._question, self._log, self._topic, self._model = question, log, topic, model
        self._statements: list[Statement] = []
        self._withheld: list[WithheldObject] = []

    def after(self, event: Event, shown: Shown) -> Shown:
        """Return what the page shows after an event of the turn."""
        if isinstance(event, Statement):
            self._statements.append(event)
        elif isinstance(event, Withheld):
            self._withheld.append(withheld_object(event))
        elif isinstance(event, Reply):
            return self._finished(event, shown)
        mending = isinstance(event, Mending)
        html = card(self._statements, self._withheld, done=False, mending=mending, place=len(self._log))
        return shown._replace(log=[*self._log, bot_message(html)])

    def _finished(self, reply: Reply, shown: Shown) -> Shown:
        data = as_object(reply)
        logged = LoggedReply(self._question, reply.plan.question.mode, data)
        choices = CHOICES.get(reply.plan.kind, ())
        place = len(self._log)
        return shown._replace(
            log=[*self._log, reply_message(logged, place, self._topic(), choices, model=self._model)],
            replies={**shown.replies, place: logged},
            debate=reply.debate or shown.debate,
        )


@dataclass(frozen=True)
class PageQuestion:
    """What a reader asks, and of what."""

    service: Service
    slug: str
    asked: AskedQuestion
    caller: Caller

    async def shown(self, chat: ChatState, opened: Callable[[RunningTurn], None]) -> AsyncIterator[Shown]:
        """Give what the page shows after each statement.

        An error is one sentence in the log, and what was asked is given back.
        """
        text, bots = self.asked.text, self.service.bots
        before = without_failure(chat.log)
        log_ = [*before, reader_message(text)] if text.strip() else before
        now = Shown(log_, "", chat.replies, chat.debate, chat.id)
        try:
            yield now
            conversation = await self._conversation(chat.id)
            if chat.id and conversation.id != chat.id:  # what it showed was deleted, as on another page
                log_ = [bot_message(notice(GONE)), reader_message(text)]
                now = now._replace(log=log_, replies={}, debate=None)
            talk = await self.service.begin(conversation, self.asked, self.caller)
            now = now._replace(chat=conversation.id)
            opened(talk.turn)
            if bots.chat:
                yield now._replace(log=[*log_, bot_message(waiting())])
            model = bots.judge is not None
            growing = GrowingReply(text, log_, lambda: bots.of(self.slug).topic, model=model)
            async for event in talk:
                now = growing.after(event, now)
                yield now
        except USER_ERRORS as exc:
            yield self._given_back(log_, now, sorry(exc, bots))
        except Exception:
            number = request_id()
            log.exception("a turn failed", extra={"request": number})
            sentence = f"Something went wrong (log reference {number}). Please ask again."
            yield self._given_back(log_, now, sentence)

    def _given_back(self, asked: Messages, now: Shown, sentence: str) -> Shown:
        """Return the page with a notice under the question, which is in the box again."""
        return now._replace(log=[*asked, bot_message(failed(sentence))], returned=self.asked.text)

    async def _conversation(self, id: str) -> Conversation:
        """Return the conversation to go on with; a new one where there is none, or not any more."""
        kept = self.service.kept
        if id:
            with suppress(UnknownConversation):
                return await to_thread.run_sync(kept.get, id)
        # nothing is begun about a topic that there is not
        await to_thread.run_sync(self.service.bots.of, self.slug)
        return await to_thread.run_sync(kept.begin, self.slug, self.caller.visitor)


def add_api(service: Service, at_once: int) -> None:
    """Add the endpoint `/ask` for Gradio's clients: a question, the mode and the topic to a reply object.

    Nothing of it is kept.
    """

    async def ask(text: str, mode: str, topic: str, request: gr.Request) -> dict[str, Any]:
        try:
            bot = await to_thread.run_sync(service.bots.of, topic or None)
            started = perf_counter()
            turn = service.enter(bot.turn(text, mode))
            await service.caps.count_all(page_caller(request))
            *_, reply = [event async for event in service.events(turn, bot.topic.slug, mode)]
            assert isinstance(reply, Reply)
        except USER_ERRORS as exc:
            raise gr.Error(sorry(exc, service.bots), print_exception=False) from exc
        service.metrics.count(reply, perf_counter() - started)
        return dict(as_object(reply))

    inputs = [gr.Textbox(visible=False), gr.Textbox("ask", visible=False), gr.Textbox("", visible=False)]
    button = gr.Button(visible=False)
    button.click(
        ask, inputs, gr.JSON(visible=False), api_name="ask", concurrency_limit=at_once, concurrency_id="turn"
    )


def page_caller(request: gr.Request) -> Caller:
    """Return who sent an event of the page."""
    return caller_of(request.request) if request.request else Caller()
