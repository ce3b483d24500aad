"""Conversations, kept: begun, gone on with, found again, shared, renamed, deleted."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.debate.state import Debate
from bot.errors import BotError
from bot.output.schema import ReplyObject, exchange_of
from bot.request.history import Exchange
from bot.request.question import Mode
from bot.store.database import Database
from bot.store.tables import ConversationRow, TurnRow

TITLE = 80  # characters of the first question that name a conversation
LISTED = 50  # conversations in a list, at most
_DEBATE = TypeAdapter(Debate)


class UnknownConversation(BotError):  # noqa: N818  # it reads as what is the matter
    """There is no such conversation, or not any more."""

    def __init__(self) -> None:
        super().__init__("there is no such conversation: its link is wrong, or it was deleted")


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn as it is kept; `reply` is None where it was cut off before it was whole."""

    number: int
    made: datetime
    mode: Mode
    asked: str
    reply: ReplyObject | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation in a list. `shared` is the token of its read-only link, where there is one."""

    id: str
    topic: str
    title: str
    created: datetime
    changed: datetime
    shared: str | None


@dataclass(frozen=True, slots=True)
class Conversation(Summary):
    """A conversation whole. `debate` is the debate that its next turn would go on with."""

    turns: tuple[Kept, ...]
    debate: Debate | None

    @property
    def exchanges(self) -> list[Exchange]:
        """Return what the next question may refer to."""
        return [exchange_of(turn.asked, turn.reply) for turn in self.turns if turn.reply]


def owner_of(visitor: str) -> str:
    """Return how a visitor's token is kept; "" for nobody.

    It is the token's SHA-256, so that the database alone opens nobody's list.
    """
    return hashlib.sha256(visitor.encode()).hexdigest() if visitor else ""


class Conversations:
    """The conversations in the database.

    Whoever has an id may read and go on; lists need the visitor's token.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock

    def begin(self, topic: str, visitor: str = "") -> Conversation:
        """Begin a conversation, with an id that cannot be guessed.

        It is listed once something was asked in it.
        """
        now = self._clock()
        with self._database.session(writes=True) as session:
            row = ConversationRow(
                id=secrets.token_urlsafe(16),
                owner=owner_of(visitor),
                topic=topic,
                title="",
                created=now,
                changed=now,
                turns=[],
            )
            session.add(row)
            session.flush()
            return _conversation(row)

    def get(self, id: str) -> Conversation:
        """Return the conversation with that id. UnknownConversation where there is none."""
        with self._database.session() as session:
            return _conversation(_row(session, ConversationRow.id == id))

    def belongs_to(self, id: str, visitor: str) -> bool:
        """Return whether the visitor began the conversation. UnknownConversation where there is none."""
        with self._database.session() as session:
            return bool(visitor) and _row(session, ConversationRow.id == id).owner == owner_of(visitor)

    def shared(self, token: str) -> Conversation:
        """Return the conversation that a read-only link shows. UnknownConversation where it was revoked."""
        with self._database.session() as session:
            return _conversation(_row(session, ConversationRow.shared == token))

    def get_or_shared(self, id: str) -> Conversation:
        """Return the conversation of that id, or of a read-only link with that token."""
        with self._database.session() as session:
            return _conversation(_row(session, or_(ConversationRow.id == id, ConversationRow.shared == id)))

    def ask(self, id: str, text: str, mode: Mode) -> int:
        """Keep a question before it is answered, so that a restart loses nothing.

        Return its number in the conversation, from 1.
        """
        with self._database.session(writes=True) as session:
            row = _row(session, ConversationRow.id == id, lock=True)
            number = (
                session.scalar(select(func.max(TurnRow.number)).where(TurnRow.conversation == id)) or 0
            ) + 1
            session.add(
                TurnRow(
                    conversation=id,
                    number=number,
                    made=self._clock(),
                    mode=mode,
                    asked=text,
                    said="",
                    reply=None,
                )
            )
            row.title = row.title or _title(text)
            row.changed = self._clock()
            return number

    def answer(self, id: str, number: int, reply: ReplyObject, debate: Debate | None) -> None:
        """Keep the whole reply, and the debate after it.

        Do nothing where the conversation was deleted meanwhile.
        """
        with self._database.session(writes=True) as session:
            row = session.get(ConversationRow, id)
            turn = session.scalar(select(TurnRow).where(TurnRow.conversation == id, TurnRow.number == number))
            if row is None or turn is None:
                return
            turn.reply, turn.said = cast("dict[str, Any]", reply), reply["text"]
            row.debate = _DEBATE.dump_python(debate, mode="json") if debate else row.debate
            row.changed = self._clock()

    def withdraw(self, id: str, number: int) -> None:
        """Forget a question that got no reply."""
        with self._database.session(writes=True) as session:
            session.execute(
                delete(TurnRow).where(
                    TurnRow.conversation == id, TurnRow.number == number, TurnRow.said == ""
                )
            )

    def end_debate(self, id: str) -> None:
        """Have the next turn begin a new debate."""
        with self._database.session(writes=True) as session:
            _row(session, ConversationRow.id == id).debate = None

    def of(self, visitor: str, search: str = "") -> list[Summary]:
        """List a visitor's conversations, the last one first.

        With `search`, those in whose title, questions or replies all its words stand.
        """
        if not visitor:
            return []
        query = select(ConversationRow).where(
            ConversationRow.owner == owner_of(visitor), ConversationRow.title != ""
        )
        for word in search.split()[:10]:
            texts = or_(
                TurnRow.asked.icontains(word, autoescape=True), TurnRow.said.icontains(word, autoescape=True)
            )
            inside = select(TurnRow.conversation).where(TurnRow.conversation == ConversationRow.id, texts)
            query = query.where(or_(ConversationRow.title.icontains(word, autoescape=True), inside.exists()))
        with self._database.session() as session:
            rows = session.scalars(query.order_by(ConversationRow.changed.desc()).limit(LISTED))
            return [_summary(row) for row in rows]

    def probe(self) -> None:
        """Take hold of the database as a writer does. BotError where it does not let one."""
        with self._database.session(writes=True) as session:
            session.execute(select(1))

    def count(self) -> int:
        """Count them."""
        with self._database.session() as session:
            return session.scalar(select(func.count()).select_from(ConversationRow)) or 0

    def rename(self, id: str, title: str) -> Summary:
        """Give it another title. BotError for an empty one."""
        if not title.strip():
            raise BotError("a conversation needs a title: type one")
        with self._database.session(writes=True) as session:
            row = _row(session, ConversationRow.id == id)
            row.title = _title(title, 200)
            return _summary(row)

    def rename_topic(self, slug: str, new: str) -> int:
        """Move the conversations about a topic to its new slug; return how many they are."""
        with self._database.session(writes=True) as session:
            moved = session.execute(
                update(ConversationRow).where(ConversationRow.topic == slug).values(topic=new)
            )
            return cast("CursorResult[Any]", moved).rowcount

    def share(self, id: str) -> str:
        """Return the token of its read-only link; the same one until it is revoked."""
        with self._database.session(writes=True) as session:
            row = _row(session, ConversationRow.id == id, lock=True)
            row.shared = row.shared or secrets.token_urlsafe(16)
            return row.shared

    def revoke(self, id: str) -> None:
        """End its read-only link for good: sharing it again gives another."""
        with self._database.session(writes=True) as session:
            _row(session, ConversationRow.id == id).shared = None

    def delete(self, id: str) -> None:
        """Delete it with its turns and feedback. UnknownConversation where there is none."""
        with self._database.session(writes=True) as session:
            if not _deleted(session, ConversationRow.id == id):
                raise UnknownConversation

    def delete_all_of(self, visitor: str) -> int:
        """Delete everything of a visitor; return how many conversations that were."""
        if not visitor:
            return 0
        with self._database.session(writes=True) as session:
            return _deleted(session, ConversationRow.owner == owner_of(visitor))

    def delete_older(self, days: float) -> int:
        """Delete what nobody has gone on with for so many days; return how many conversations that were."""
        with self._database.session(writes=True) as session:
            return _deleted(session, ConversationRow.changed < self._clock() - timedelta(days=days))


def _row(session: Session, which: ColumnElement[bool], *, lock: bool = False) -> ConversationRow:
    query = select(ConversationRow).where(which)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise UnknownConversation
    return row


def _deleted(session: Session, which: ColumnElement[bool]) -> int:
    return cast("CursorResult[Any]", session.execute(delete(ConversationRow).where(which))).rowcount


def _title(text: str, longest: int = TITLE) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _summary(row: ConversationRow) -> Summary:
    return Summary(row.id, row.topic, row.title, row.created, row.changed, row.shared)


def _conversation(row: ConversationRow) -> Conversation:
    turns = tuple(
        Kept(
            turn.number,
            turn.made,
            cast("Mode", turn.mode),
            turn.asked,
            cast("ReplyObject | None", turn.reply),
        )
        for turn in row.turns
    )
    return Conversation(
        row.id, row.topic, row.title, row.created, row.changed, row.shared, turns, _debate(row)
    )


def _debate(row: ConversationRow) -> Debate | None:
    if row.debate is None:
        return None
    try:
        return _DEBATE.validate_python(row.debate)
    except ValidationError:
        return (
            None  # kept by a version with another form of debates: the chat is there, its debate begins again
        )
