"""How a claim is told: in a sentence of its own, or, where rules found it, in the op-ed's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.evidence.leaning_back import leaves_out
from bot.statement import Statement
from bot.writers.embedded.speech_length import leans
from bot.writers.embedded.wording import Frames, quoting
from knowledge.argument_map import Claim
from knowledge.document import Document, Passage
from knowledge.lexicon import joining
from knowledge.mining.clauses import inner_quotes

FEW = 14  # words of a sentence that may only announce the next
_FOLLOWS = re.compile(
    r"\b(?:here (?:is|are)|as follows|like this|the following|(?:two|three|four|five|six|several) things)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|it|they|this|that|these|those)\b")
LONGEST = 400  # characters of a passage that is quoted whole
ANNOUNCED = 900  # the same of one that the passage before it has announced
ONWARD, ROOM = 2, 90  # passages that are quoted behind the first one, and words of all of them together


class Telling:
    """Tells claims one after the other within a reply.

    Rules cut a clause out of its sentence, with an "I" or "it" in it that means nothing elsewhere. Until
    somebody has reviewed it, the sentence itself is quoted, behind the one that it leans on.
    """

    def __init__(self, document: Document, *, context: bool = True) -> None:
        self._document, self._context = document, context
        self._frames = Frames()
        self._quoted: dict[int, int] = {}  # the passages quoted so far, with their words

    def tell(self, claim: Claim, *, onward: bool = False) -> Iterator[Statement]:
        """Yield the claim, and before it what it cannot be understood without; `onward` what follows, too."""
        if claim.confidence is None:
            yield self._frames.say(claim)
            return
        for number in claim.passages:
            last = number == claim.passages[-1]
            yield from self.quote(self._document.passage(number), onward=onward and last)

    def quote(self, passage: Passage, *, onward: bool = False) -> Iterator[Statement]:
        """Yield a passage in its own words, with what it leans on; `onward` what follows, too."""
        before = self._beside(passage, -1)
        if before and self._context and points_back(passage):
            yield from self._quote(before)
        yield from self._quote(passage)
        if onward:
            yield from self._onward(passage)

    def _onward(self, passage: Passage) -> Iterator[Statement]:
        """Yield what stands behind a passage, as far as there is room: a sentence alone seldom answers."""
        for _ in range(ONWARD):
            behind = self._beside(passage, 1)
            if behind is None:
                return
            full = len(behind.text.split()) + sum(self._quoted.values()) > ROOM
            if full and not announces(passage):
                return
            yield from self._quote(behind)
            passage = behind

    def _quote(self, passage: Passage) -> Iterator[Statement]:
        announced = passage.id > 1 and announces(self._document.passage(passage.id - 1))
        if passage.id in self._quoted or len(passage.text) > (ANNOUNCED if announced else LONGEST):
            return
        again, onward = bool(self._quoted), next(reversed(self._quoted), None) == passage.id - 1
        self._quoted[passage.id] = len(passage.text.split())
        words = inner_quotes(" ".join(passage.text.split()))
        yield Statement("report", quoting(passage, again=again, onward=onward).format(words), (passage.id,))

    def _beside(self, passage: Passage, step: int) -> Passage | None:
        """Return the passage so many places on, where it stands in the same paragraph or is announced."""
        number = passage.id + step
        if not self._document.has(number):
            return None
        beside = self._document.passage(number)
        announced = step > 0 and announces(passage)
        return beside if announced or beside.paragraph == passage.paragraph else None


def announces(passage: Passage) -> bool:
    """Tell whether a passage says that something follows, and not what: that is told with it."""
    text = passage.text.rstrip()
    return text.endswith(":") or (len(text.split()) <= FEW and _FOLLOWS.search(text) is not None)


def points_back(passage: Passage) -> bool:
    """Tell whether a sentence opens with a word that means something only behind the one before."""
    opens = passage.text.lower().replace(",", " ")
    return (
        opens.startswith(tuple(f"{word} " for word in joining().leaning))
        or leaves_out(passage.text)
        or (_PRONOUN.match(opens) is not None and leans(passage.text))
    )
