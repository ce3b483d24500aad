"""How a claim is told: in a sentence of its own, or, where rules found it, in the op-ed's words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.statement import Statement
from bot.writers.embedded.wording import Frames, quoting
from knowledge.argument_map import Claim
from knowledge.document import Document, Passage
from knowledge.lexicon import joining
from knowledge.mining.clauses import inner_quotes

LONGEST = 400  # characters of a passage that is quoted whole


class Telling:
    """Tells claims one after the other within a reply.

    Rules cut a clause out of its sentence, with an "I" or "it" in it that means nothing elsewhere. Until
    somebody has reviewed it, the sentence itself is quoted, behind the one that it leans on.
    """

    def __init__(self, document: Document, *, context: bool = True) -> None:
        self._document, self._context = document, context
        self._frames = Frames()
        self._quoted: set[int] = set()
        self._again = False

    def tell(self, claim: Claim) -> Iterator[Statement]:
        """Yield the claim, and before it what it cannot be understood without."""
        if claim.confidence is None:
            yield self._frames.say(claim)
            return
        for number in claim.passages:
            passage = self._document.passage(number)
            before = self._before(passage)
            if before and self._context and points_back(passage):
                yield from self._quote(before)
            yield from self._quote(passage)

    def _quote(self, passage: Passage) -> Iterator[Statement]:
        if passage.id in self._quoted or len(passage.text) > LONGEST:
            return
        self._quoted.add(passage.id)
        words = inner_quotes(" ".join(passage.text.split()))
        yield Statement("report", quoting(passage, again=self._again).format(words), (passage.id,))
        self._again = True

    def _before(self, passage: Passage) -> Passage | None:
        """Return the passage before, where it stands in the same paragraph."""
        if not self._document.has(passage.id - 1):
            return None
        before = self._document.passage(passage.id - 1)
        return before if before.paragraph == passage.paragraph else None


def points_back(passage: Passage) -> bool:
    """Tell whether a sentence opens with a word that means something only behind the one before."""
    opens = passage.text.lower().replace(",", " ")
    return opens.startswith(tuple(f"{word} " for word in joining().leaning))
