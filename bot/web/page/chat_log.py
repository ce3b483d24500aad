"""The log of the chat page: its messages, and the replies behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.build import Bots
from bot.debate.state import Debate
from bot.evidence.follow_ups import TalkSoFar
from bot.evidence.neighbours import related_passages
from bot.output.reply_html import FAILED, card_of, notice, said, stage
from bot.output.schema import ReplyObject
from bot.request.question import Mode
from bot.store.conversations import Conversation
from bot.web.api.errors import explained
from bot.web.page.contest import can_be_contested, held_by
from knowledge.argument_map import Side
from knowledge.topic import Topic

CUT_OFF = "This was cut off before the reply was finished. Please ask again."
Messages = list[dict[str, Any]]
# what the debate's buttons send, and the other side's button while one is running
BEGIN, CLOSE, SWAP = "Please begin.", "Closing.", "Let us swap sides, please."
STAGES = {BEGIN: "The bot begins.", CLOSE: "Time for the closing speeches.", SWAP: "You swap sides."}


class LoggedReply(NamedTuple):
    """A reply in the log, as feedback and exports need it."""

    question: str
    mode: Mode
    reply: ReplyObject
    outcomes: Mapping[int, str] = {}  # of contested sentences, by their numbers; never changed

    @property
    def cites(self) -> frozenset[int]:
        """Return the passages that it cites."""
        return frozenset(number for one in self.reply["statements"] for number in one["cites"])


LoggedReplies = dict[int, LoggedReply]  # by the place in the log


class ChatState(NamedTuple):
    """What the page shows of a conversation, as it is handed from event to event."""

    id: str = ""
    log: Messages = []  # noqa: RUF012  # never changed: each event makes another
    replies: LoggedReplies = {}  # noqa: RUF012
    debate: Debate | None = None


def chat_of(conversation: Conversation, topic: Topic, *, model: bool) -> ChatState:
    """Return a kept conversation as the page shows it; `model` tells whether one judges."""
    log: Messages = []
    replies: LoggedReplies = {}
    for turn in conversation.turns:
        log = [*log, reader_message(turn.asked)]
        if turn.reply is None:
            log.append(bot_message(notice(CUT_OFF)))
            continue
        replies[len(log)] = LoggedReply(turn.asked, turn.mode, turn.reply)
        log.append(reply_message(replies[len(log)], len(log), topic, model=model))
    return ChatState(conversation.id, log, replies, conversation.debate)


def talk_so_far(replies: LoggedReplies, reader: Side | None) -> TalkSoFar:
    """Return what was asked and shown, for what could be said next by a reader on that side of a debate."""
    in_order = [replies[place] for place in sorted(replies)]
    cites = next((logged.cites for logged in reversed(in_order) if logged.cites), frozenset[int]())
    shown = {one["text"] for logged in in_order for one in logged.reply["statements"]}
    return TalkSoFar([logged.question for logged in in_order], shown, cites, reader)


def without_failure(log: Messages) -> Messages:
    """Return the log without a last question that failed: it is asked again, or another one is."""
    if not log or FAILED not in str(log[-1]["content"]):
        return log
    return log[:-2] if len(log) > 1 and log[-2]["role"] == "user" else log[:-1]


def reader_message(text: str) -> dict[str, Any]:
    """Return what the reader typed as a message of the log.

    What a debate's button asks for is a stage direction instead: the reader did not write it.
    """
    return {"role": "user", "content": stage(STAGES[text]) if text in STAGES else said(text)}


def reply_message(
    logged: LoggedReply,
    place: int,
    topic: Topic,
    choices: Sequence[tuple[str, str]] = (),
    *,
    model: bool,
) -> dict[str, Any]:
    """Return a whole reply as the message at that place of the log; `model` tells whether one judges."""
    related = related_passages(topic, logged.cites)
    checkable = frozenset(
        number
        for number, statement in enumerate(logged.reply["statements"])
        if can_be_contested(statement, model=model, prepared=held_by(topic, statement))
    )
    return bot_message(card_of(logged.reply, place, related, logged.outcomes, checkable), choices)


def bot_message(html: str, choices: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """Return what the bot says, as HTML, as a message of the log, with answers to choose from."""
    return {
        "role": "assistant",
        "content": html,
        "options": [{"label": name, "value": value} for name, value in choices],
    }


def sorry(exc: Exception, bots: Bots) -> str:
    """Return an error as a sentence for the reader."""
    text = explained(exc, public=bots.settings.public)
    return f"{text[:1].upper()}{text[1:]}."
