"""What readers say of replies: kept, so that a bad reply can become an evaluation case."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast, get_args

from sqlalchemy import select

from bot.output.schema import ReplyObject
from bot.request.question import Mode
from bot.store.database import Database
from bot.store.tables import ConversationRow, FeedbackRow

FeedbackVerdict = Literal[
    "good", "bad", "not in the text", "wrong passage", "wrong side", "missing", "other", "contested"
]
SAID: tuple[FeedbackVerdict, ...] = get_args(FeedbackVerdict)
_AT_ONCE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reader's word on one reply, with all that is needed to ask for it again.

    Where it is about one sentence, `sentence` holds that; where that was contested, `upheld` and `outcome`
    say what came of it. `note` is what is wrong, in words of the reader's own.
    """

    id: str
    made: datetime
    said: FeedbackVerdict
    question: str
    mode: Mode
    reply: ReplyObject
    sentence: str = ""
    upheld: bool | None = None
    outcome: str = ""
    note: str = ""


class FeedbackStore:
    """The words of all readers."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock

    def add(
        self,
        said: FeedbackVerdict,
        question: str,
        mode: Mode,
        reply: ReplyObject,
        *,
        sentence: str = "",
        upheld: bool | None = None,
        outcome: str = "",
        note: str = "",
        conversation: str | None = None,
    ) -> Feedback | None:
        """Keep a reader's word; return None where the same one was just kept, as by a double click.

        It is deleted with its conversation.
        """
        now = self._clock()
        id = uuid.uuid4().hex[:8]
        feedback = Feedback(id, now, said, question, mode, reply, sentence, upheld, outcome, note)
        same_conversation = (
            FeedbackRow.conversation == conversation if conversation else FeedbackRow.conversation.is_(None)
        )
        same = select(FeedbackRow).where(
            FeedbackRow.made > now - _AT_ONCE,
            FeedbackRow.said == said,
            FeedbackRow.question == question,
            FeedbackRow.mode == mode,
            FeedbackRow.sentence == sentence,
            FeedbackRow.note == note,
            same_conversation,
        )
        with self._database.session(writes=True) as session:
            if any(row.reply == reply for row in session.scalars(same)):
                return None
            if conversation and session.get(ConversationRow, conversation) is None:
                conversation = None  # deleted meanwhile
            session.add(
                FeedbackRow(
                    id=feedback.id,
                    conversation=conversation,
                    made=now,
                    said=said,
                    mode=mode,
                    question=question,
                    sentence=sentence,
                    outcome=outcome,
                    note=note,
                    upheld=upheld,
                    reply=cast("dict[str, Any]", reply),
                )
            )
        return feedback

    def all(self) -> list[Feedback]:
        """Return everything kept, the oldest first."""
        with self._database.session() as session:
            rows = session.scalars(select(FeedbackRow).order_by(FeedbackRow.made, FeedbackRow.id))
            return [_feedback(row) for row in rows]


def _feedback(row: FeedbackRow) -> Feedback:
    reply = cast("ReplyObject", row.reply)
    return Feedback(
        row.id,
        row.made,
        cast("FeedbackVerdict", row.said),
        row.question,
        cast("Mode", row.mode),
        reply,
        row.sentence,
        row.upheld,
        row.outcome,
        row.note,
    )
