"""The tables. A change here needs a file in `migrations/versions`; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Double,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite would forget the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as it is written."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as it is read."""
        return value and value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What the tables share."""


class ConversationRow(Base):
    """A conversation.

    Whoever knows its `id` may go on with it; whoever knows `shared` may read it. `owner` is a hash of the
    visitor's token.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        Index("conversations_of_owner", "owner", "changed"),
        Index("conversations_by_age", "changed"),
    )
    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    changed: Mapped[datetime] = mapped_column(Moment)
    shared: Mapped[str | None] = mapped_column(String(43), unique=True)
    debate: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    turns: Mapped[list[TurnRow]] = relationship(
        order_by="TurnRow.number", cascade="all, delete-orphan", passive_deletes=True
    )


class TurnRow(Base):
    """A question and, once it is whole, its reply: the object with statements, evidence and verdicts."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("conversation", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    number: Mapped[int]
    made: Mapped[datetime] = mapped_column(Moment)
    mode: Mapped[str] = mapped_column(String(10))
    asked: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text, default="")
    reply: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class FeedbackRow(Base):
    """A reader's word on a reply, or on a sentence of it, with a note of the reader's own.

    It goes with its conversation where that is kept.
    """

    __tablename__ = "feedback"
    __table_args__ = (Index("feedback_of_conversation", "conversation"),)
    id: Mapped[str] = mapped_column(String(8), primary_key=True)
    conversation: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    made: Mapped[datetime] = mapped_column(Moment)
    said: Mapped[str] = mapped_column(String(20))
    mode: Mapped[str] = mapped_column(String(10))
    question: Mapped[str] = mapped_column(Text)
    sentence: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, server_default="")
    upheld: Mapped[bool | None]
    reply: Mapped[dict[str, Any]] = mapped_column(JSON)


class SpentRow(Base):
    """Tokens and dollars that a conversation cost on a day (UTC, ISO)."""

    __tablename__ = "spent"
    __table_args__ = (Index("spent_by_conversation", "conversation"),)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(100), primary_key=True)
    tokens: Mapped[int] = mapped_column(BigInteger)
    dollars: Mapped[float] = mapped_column(Double)


class TopicRow(Base):
    """A topic that some server wrote; `revision` grows with every writing of any of them."""

    __tablename__ = "topics"
    slug: Mapped[str] = mapped_column(String(100), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    removed: Mapped[bool]


class TopicFileRow(Base):
    """A file of a topic's folder, as it lies there."""

    __tablename__ = "topic_files"
    slug: Mapped[str] = mapped_column(String(100), primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
