"""What the chat page does on each event. It renders what a turn gives and decides nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, NamedTuple

import gradio as gr
from anyio import to_thread

from bot.debate.state import Debate
from bot.errors import USER_ERRORS
from bot.evidence.follow_ups import follow_ups
from bot.output.debate_html import no_ballot, no_debate
from bot.output.reply_html import notice
from bot.request.question import MODES, Mode
from bot.store.conversations import UnknownConversation
from bot.turn.loops import RunningTurn
from bot.web.page import debate_panel as debating
from bot.web.page import fragments
from bot.web.page.asking import AskingInputs, PageQuestion, Shown, page_caller
from bot.web.page.chat_log import (
    LoggedReplies,
    Messages,
    bot_message,
    chat_of,
    reply_message,
    sorry,
    talk_so_far,
)
from bot.web.page.layout import HINTS, STARTERS, offered_buttons, starters, topic_choices
from bot.web.page.reader_feedback import contest, contested_sentence, keep_verdict
from bot.web.service import Service
from knowledge.argument_map import Side

THANKS = "Thank you. Your feedback is saved for those who run this page."


class NewChat(NamedTuple):
    """What the page shows of a chat that has not begun."""

    log: Messages
    replies: LoggedReplies
    debate: Debate | None
    chat: str
    ballot: str


class Handlers:
    """The functions that the page's events call; Gradio gives them the values of their inputs, one by one."""

    def __init__(self, service: Service) -> None:
        self._service, self._bots = service, service.bots
        self._open_turns: dict[str, RunningTurn] = {}  # by the page's session

    async def respond(self, request: gr.Request, *values: Any) -> AsyncIterator[Shown]:
        """Answer a question; `values` are those of AskingInputs."""
        inputs, session = AskingInputs(*values), request.session_hash or ""
        question = PageQuestion(self._service, inputs.topic, inputs.question, page_caller(request))
        try:
            async for shown in question.shown(
                inputs.state, lambda turn: self._open_turns.update({session: turn})
            ):
                yield shown
        finally:
            self._open_turns.pop(session, None)

    def chosen(self, event: gr.SelectData) -> str:
        """Return which of the offered answers was chosen."""
        return str(event.value)

    async def leave(self, request: gr.Request) -> None:
        """End the turn of a page that is closed."""
        turn = self._open_turns.pop(request.session_hash or "", None)
        if turn:
            turn.leaving.leave()

    async def keep(self, said: str, note: str, replies: LoggedReplies, chat: str, request: gr.Request) -> str:
        """Keep what a reader says of a reply; return the thanks, "" where there was nothing to keep."""
        try:
            await self._service.caps.count_all(page_caller(request))
            kept = await to_thread.run_sync(keep_verdict, self._bots, replies, chat, said, note)
        except USER_ERRORS as exc:
            gr.Warning(sorry(exc, self._bots))
            return ""
        return THANKS if kept else ""

    def choose(
        self, mode: Mode, slug: str, replies: LoggedReplies, debate: Debate | None, side: Side | None
    ) -> list[dict[str, Any]]:
        """Show what goes with a mode: the hint in the box, what a debate needs, what can be said next."""
        return [
            gr.update(placeholder=HINTS[mode]),
            gr.update(visible=mode == "debate"),
            *self.offer(mode, slug, replies, debate, side),
        ]

    def offer(
        self, mode: Mode, slug: str, replies: LoggedReplies, debate: Debate | None, side: Side | None
    ) -> list[dict[str, Any]]:
        """Show what can be said next: the starters of a mode, after a reply what stands near it.

        In a debate it is what the reader's side argues, until it is closed.
        """
        topic = self._bots.of(slug).topic
        reader = debate.reader if debate else side or None
        if replies or (mode == "debate" and reader):
            texts = follow_ups(topic, mode, talk_so_far(replies, reader))
        else:
            texts = starters(topic, mode)
        if mode == "debate" and debate and debate.closed:
            texts = ()
        return [gr.update(**button) for button in offered_buttons(texts)]

    def switch(self, mode: Mode, slug: str) -> list[Any]:
        """Begin a new chat about another topic."""
        topic = self._bots.of(slug).topic
        _, *fresh = self.clear()
        log = gr.update(value=[], placeholder=fragments.welcome(topic))
        beside = [fragments.heading(self._bots, slug), fragments.panel(self._bots, topic)]
        status = fragments.debate_status(topic, None, None)
        return [log, *fresh, no_debate(), status, None, *beside, *self.choose(mode, slug, {}, None, None)]

    def clear(self) -> NewChat:
        """Begin a new chat."""
        return NewChat([], {}, None, "", no_ballot())

    def restore(self, request: gr.Request) -> list[Any]:
        """Show the conversation that the page's address names, or the topic.

        Where it names none, only what can have changed: which topics there are. What can be said next is
        left as it was painted: a quick reader may have chosen another mode by now.
        """
        query, same = request.query_params, [gr.skip()] * STARTERS
        try:
            if chat := query.get("chat", ""):
                return self._restored(chat)
            topic = self._bots.of(query.get("topic", "") or None).topic
        except USER_ERRORS as exc:
            return ["", [bot_message(notice(sorry(exc, self._bots)))], {}, None, *[gr.skip()] * 5, *same]
        welcome = gr.update(placeholder=fragments.welcome(topic))
        return [gr.skip(), welcome, *[gr.skip()] * 2, *self._about(topic.slug, gr.skip()), *same]

    def _restored(self, chat: str) -> list[Any]:
        conversation = self._bots.store.conversations.get(chat)
        topic = self._bots.of(conversation.topic).topic
        mode = conversation.turns[-1].mode if conversation.turns else MODES[0]
        shown = chat_of(conversation, topic, model=self._bots.judge is not None)
        offered = self.offer(mode, topic.slug, shown.replies, shown.debate, None)
        return [*shown, *self._about(topic.slug, mode), *offered]

    def _about(self, slug: str, mode: Any) -> list[Any]:
        """Show a topic: the choice, the mode, the heading and the document."""
        topic = self._bots.of(slug).topic
        choices = gr.update(**topic_choices(self._bots, slug))
        beside = [fragments.heading(self._bots, slug), fragments.panel(self._bots, topic)]
        return [choices, mode, *beside, fragments.debate_status(topic, None, None)]

    def settle(self, chat: str, slug: str, debate: Debate | None, side: Side | None) -> tuple[Any, ...]:
        """Begin on the side and in the form that were chosen, unless a debate is running, which goes on.

        The side is only set back: another may have been chosen by now.
        """
        if debate and debate.begun:
            return gr.skip(), gr.skip(), gr.skip(), debate.reader
        return *self._new_debate(chat, slug, side or None), gr.skip()

    def no_side(self, chat: str, slug: str) -> tuple[None, str, str, None]:
        """End the debate, and let the reader choose a side again."""
        return *self._new_debate(chat, slug, None), None

    def _new_debate(self, chat: str, slug: str, side: Side | None) -> tuple[None, str, str]:
        """End the debate, so that the next point begins another."""
        with suppress(UnknownConversation):
            if chat:
                self._bots.store.conversations.end_debate(chat)
        return None, no_ballot(), fragments.debate_status(self._bots.of(slug).topic, side, None)

    def sheet(self, slug: str, debate: Debate | None, side: Side | None) -> tuple[Any, ...]:
        """Show the flow of the debate and who argues what in it; it can be judged as it is now."""
        reader = debate.reader if debate else side or None
        status = fragments.debate_status(self._bots.of(slug).topic, reader, debate)
        return debating.flow_html(self._bots, slug, debate), status, reader, gr.update(visible=True)

    async def judge(self, slug: str, debate: Debate | None, request: gr.Request) -> tuple[str, Any]:
        """Have the debate judged; until it goes on, there is nothing more to judge."""
        try:
            await self._service.caps.count_all(page_caller(request))  # a model may be paid for it
            return await debating.ballot_html(self._bots, slug, debate), gr.update(visible=False)
        except USER_ERRORS as exc:
            gr.Warning(sorry(exc, self._bots))
            return no_ballot(), gr.skip()

    async def contest(
        self, which: str, log: Messages, replies: LoggedReplies, chat: str, slug: str, request: gr.Request
    ) -> tuple[Messages, LoggedReplies]:
        """Have a sentence judged again, and show the outcome under it.

        `which` names the place of the reply in the log and the sentence in it.
        """
        contested = contested_sentence(which, replies)
        if contested is None:
            return log, replies
        place, sentence = contested
        caller = page_caller(request)
        logged = await contest(self._service, replies[place], sentence, chat, caller)
        topic, model = self._bots.of(slug).topic, self._bots.judge is not None
        message = reply_message(logged, place, topic, model=model)
        return [*log[:place], message, *log[place + 1 :]], {**replies, place: logged}
