"""Conversations as data: in a list, whole, and as a read-only link shows them."""

from __future__ import annotations

from datetime import datetime

from typing_extensions import TypedDict

from bot.output.schema import ReplyObject
from bot.store.conversations import Conversation, Summary


class SummaryObject(TypedDict):
    """A conversation in a list; `shared` is the token of its read-only link."""

    id: str
    topic: str
    title: str
    created: datetime
    changed: datetime
    shared: str | None


class TurnObject(TypedDict):
    """A turn; `reply` is null where it was cut off."""

    number: int
    made: datetime
    mode: str
    asked: str
    reply: ReplyObject | None


class ConversationObject(SummaryObject):
    """A conversation whole."""

    turns: list[TurnObject]


class SharedObject(TypedDict):
    """What a read-only link shows."""

    topic: str
    title: str
    turns: list[TurnObject]


def shared_object(conversation: Conversation) -> SharedObject:
    """Return what a read-only link shows, as data: not the id, with which one could go on."""
    return {"topic": conversation.topic, "title": conversation.title, "turns": _turn_objects(conversation)}


def conversation_object(conversation: Conversation) -> ConversationObject:
    """Return a conversation as data."""
    return {**summary_object(conversation), "turns": _turn_objects(conversation)}


def summary_object(summary: Summary) -> SummaryObject:
    """Return what a list says of a conversation."""
    return {
        "id": summary.id,
        "topic": summary.topic,
        "title": summary.title,
        "created": summary.created,
        "changed": summary.changed,
        "shared": summary.shared,
    }


def _turn_objects(conversation: Conversation) -> list[TurnObject]:
    return [
        {
            "number": turn.number,
            "made": turn.made,
            "mode": turn.mode,
            "asked": turn.asked,
            "reply": turn.reply,
        }
        for turn in conversation.turns
    ]
