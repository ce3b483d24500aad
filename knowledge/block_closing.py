"""What is wrong with the words that a closing speech has for an exchange."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.prepared_sentence import PreparedSentence

CLOSING_WORDS = 40  # of what a closing says on one exchange, so that three of them are a speech


def closing_fault(closing: PreparedSentence, said: Sequence[PreparedSentence]) -> str | None:
    """Return what is wrong with a closing behind what its answer `said`, and what to do; None for nothing."""
    if closing.kind in ("link", "question"):
        return "a closing states something; write no link and no question"
    if len(closing.text.split()) > CLOSING_WORDS:
        return f"a closing has {CLOSING_WORDS} words at most; shorten it"
    if any(closing.text == one.text for one in said):
        return "a closing says it in other words; rewrite it"
    if new := set(closing.cites).difference(*(one.cites for one in said)):
        cited = sorted(new)
        return f"a closing may not bring anything new, and its answer does not cite {cited}; remove that"
    return None
