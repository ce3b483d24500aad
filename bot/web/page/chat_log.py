"""The log of the chat page: its messages, and the replies behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.build import Bots
from bot.debate.state import Debate
from bot.output.exports import ExportedTurn
from bot.output.reply_html import card_of, notice, said
from bot.output.schema import ReplyObject
from bot.request.question import Mode
from bot.store.conversations import Conversation
from bot.web.api.errors import explained

CUT_OFF = "This was cut off before its reply was whole. Please ask again."
Messages = list[dict[str, Any]]


class LoggedReply(NamedTuple):
    """A reply in the log, as feedback and exports need it."""

    question: str
    mode: Mode
    reply: ReplyObject

    @property
    def exported(self) -> ExportedTurn:
        """Return the turn as it is exported."""
        return ExportedTurn(self.question, self.reply)


LoggedReplies = dict[int, LoggedReply]  # by the place in the log


class ChatState(NamedTuple):
    """What the page shows of a conversation, as it is handed from event to event."""

    id: str = ""
    log: Messages = []  # noqa: RUF012  # never changed: each event makes another
    replies: LoggedReplies = {}  # noqa: RUF012
    debate: Debate | None = None


def chat_of(conversation: Conversation) -> ChatState:
    """Return a kept conversation as the page shows it."""
    log: Messages = []
    replies: LoggedReplies = {}
    for turn in conversation.turns:
        log = [*log, reader_message(turn.asked)]
        if turn.reply is None:
            log.append(bot_message(notice(CUT_OFF)))
            continue
        replies[len(log)] = LoggedReply(turn.asked, turn.mode, turn.reply)
        log.append(bot_message(card_of(turn.reply, len(log))))
    return ChatState(conversation.id, log, replies, conversation.debate)


def reader_message(text: str) -> dict[str, Any]:
    """Return what the reader typed as a message of the log."""
    return {"role": "user", "content": said(text)}


def bot_message(html: str, choices: Sequence[str] = ()) -> dict[str, Any]:
    """Return what the bot says, as HTML, as a message of the log, with answers to choose from."""
    return {"role": "assistant", "content": html, "options": [{"value": choice} for choice in choices]}


def sorry(exc: Exception, bots: Bots) -> str:
    """Return an error as a sentence for the reader."""
    text = explained(exc, public=bots.settings.public)
    return f"{text[:1].upper()}{text[1:]}."
