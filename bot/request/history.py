"""What was said before in a conversation, kept within bounds.

The last exchanges in full, of earlier ones what was asked and the first sentence of the reply.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.sentences import sentences_of

TOKENS = 1_200  # of history that a model is given; some four characters each
EARLIER = 12  # exchanges that are still told of in short


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question, as it was understood, and its reply.

    `reply` holds only sentences that passed the gate; `cites` are their passages, `points` the points of a
    reply that has several, in their order.
    """

    question: str
    reply: str = ""
    mode: str = "ask"
    side: str | None = None
    cites: tuple[int, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words the reply has."""
        return len(self.reply.split())


def as_told(history: Sequence[Exchange], tokens: int = TOKENS) -> str:
    """Return the history as lines for a prompt.

    What exceeds `tokens` is told in short, and of that the oldest is left out.

    Summing up by the first sentence of each reply takes no further call and brings in nothing that was not
    checked.
    """
    recent: list[str] = []
    short: list[str] = []
    left = tokens * 4
    for exchange in reversed(history):
        whole = f"Reader: {exchange.question}\nReply: {exchange.reply or '(none)'}"
        if not short and len(whole) <= left:
            recent.insert(0, whole)
            left -= len(whole)
        elif len(short) < EARLIER:
            short.insert(
                0,
                f"Earlier, the reader asked: {exchange.question[:200]} The reply began: "
                f"{_first_sentence(exchange.reply)[:300]}",
            )
    return "\n".join([*short, *recent]) or "(none)"


def _first_sentence(text: str) -> str:
    return next(iter(sentences_of(text)), "(nothing)")
