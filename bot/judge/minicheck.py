"""The form of fact-checking models such as MiniCheck: a document and a claim, answered by Yes or No.

Bespoke-MiniCheck-7B, which Ollama serves as `bespoke-minicheck`, has weights for non-commercial use (CC BY-NC
4.0). It gives no reason and, served so, no probability, and it can only tell what passages say: not what a
document leaves out, and nothing of a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.judge.ruling import AskedSentence, Ruling
from bot.statement.attribution import unattributed
from prompts import Message

_ANSWER = re.compile(r"^\W*(?P<answer>yes|no)\b", re.IGNORECASE)


class MiniCheckForm:
    """Asks about one report at a time."""

    most = 1
    name = "minicheck"

    def reads(self, kind: str) -> bool:
        """Tell whether the judge can tell of a statement of this kind: of a report alone."""
        return kind == "report"

    def messages(self, asked: Sequence[AskedSentence]) -> tuple[Message, ...]:
        """Return the message in the words that these models were trained on."""
        (one,) = asked
        document = " ".join(text for _, text in one.passages)
        return (Message("user", f"Document: {document}\nClaim: {unattributed(one.text)}"),)

    def read(self, said: str, asked: Sequence[AskedSentence]) -> list[Ruling | None]:
        """Return the ruling; None where the answer begins with neither Yes nor No."""
        found = _ANSWER.match(said)
        if found is None:
            return [None for _ in asked]
        supported = found["answer"].lower() == "yes"
        reason = "the passages support it" if supported else "the passages do not support all of it"
        return [Ruling(supported, reason, "says") for _ in asked]
