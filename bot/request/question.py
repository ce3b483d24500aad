"""A question: its words, the mode that the reader chose, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from bot.errors import BotError
from bot.request.history import Exchange
from bot.request.language import ENGLISH, language_of
from bot.request.model_reading import ModelReading
from bot.request.patterns import load_patterns
from bot.request.request import LONGEST
from knowledge.argument_map import NamedPerson
from knowledge.sentence_analysis import Reading, read

Mode = Literal["ask", "for", "against", "debate"]
MODES: tuple[Mode, ...] = get_args(Mode)
Wants = Literal["amount", "date", "duration", "anything"]

_PATTERNS = load_patterns("question")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a reader wants replies.

    By the embedded writer alone, in English alone, with a second judge over what the gate has passed.
    """

    embedded: bool = False
    english: bool = False
    strict: bool = False


@dataclass(frozen=True)
class Question:
    """What a reader said, and in which mode.

    `names` are the topic's people with the other ways of naming them.

    `text` can be understood by itself; `typed` are the reader's own words where they lean on `history`, or
    are in another language than English. `known` are passages that were cited before and would be no answer
    again. `read` is what a chat model read in it, None where none did. Who `complains` asked this before and
    was told something else.
    """

    text: str
    mode: Mode = "ask"
    names: tuple[NamedPerson, ...] = ()
    history: tuple[Exchange, ...] = ()
    typed: str = ""
    language: str = ENGLISH
    known: frozenset[int] = frozenset()
    read: ModelReading | None = None
    complains: bool = False

    @property
    def words(self) -> str:
        """What the reader typed."""
        return self.typed or self.text

    @cached_property
    def resolved(self) -> str:
        """The text with a person's own name for what stands for it.

        "Britain's leader" becomes "Clement Attlee".
        """
        text = self.text
        aliases = [(alias, person.name) for person in self.names for alias in person.also if " " in alias]
        for alias, name in sorted(aliases, key=lambda pair: -len(pair[0])):
            text = re.sub(rf"\b{re.escape(alias)}\b(?!\w)", name, text, flags=re.IGNORECASE)
        return text

    @cached_property
    def reading(self) -> Reading:
        """The question taken apart; people are found in small letters too."""
        return read(self.resolved, frozenset(person.name.lower() for person in self.names))

    @cached_property
    def wants(self) -> Wants:
        """What a fitting answer has to hold."""
        if _PATTERNS["amount"].search(self.text):
            return "amount"
        if _PATTERNS["duration"].search(self.text):
            return "duration"
        return "date" if _PATTERNS["date"].search(self.text) else "anything"

    @cached_property
    def hopes_for(self) -> frozenset[Wants]:
        """What would answer it best: an amount for "how high", a date for "by when".

        Unlike `wants`, nothing depends on there being one.
        """
        hoped: set[Wants] = {self.wants} - {"anything"}
        hoped |= {"amount"} if _PATTERNS["measure"].search(self.text) else set()
        return frozenset(hoped | ({"date"} if _PATTERNS["time"].search(self.text) else set()))

    @cached_property
    def seeks_advice(self) -> bool:
        """Whether the question is about what somebody should do, or about the op-ed's point."""
        return _PATTERNS["advice"].search(self.text) is not None

    @cached_property
    def supposes(self) -> bool:
        """Whether the question only supposes something: an if, a would or could."""
        return self.imagines or _PATTERNS["supposes"].search(self.text) is not None

    @cached_property
    def imagines(self) -> bool:
        """Whether the reader asks the question to be taken up with what he makes up: "assume that …"."""
        return _PATTERNS["imagines"].search(self.text) is not None

    @cached_property
    def presumes(self) -> bool:
        """Whether the question takes something for given: a why, a since, a yes or no."""
        return _PATTERNS["presumes"].search(self.text.strip()) is not None


def ask(
    text: str, mode: str = "ask", names: Iterable[NamedPerson] = (), history: Iterable[Exchange] = ()
) -> Question:
    """Return a question from what somebody typed.

    BotError when it is empty, too long or in no mode that there is.
    """
    words = " ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text).split())
    if not words:
        raise BotError("the question is empty: type what you want to know, or an argument to answer")
    if len(words) > LONGEST:
        raise BotError(
            f"the question is {len(words)} characters long, but at most {LONGEST} are read: shorten it"
        )
    if mode not in MODES:
        raise BotError(f"there is no mode {mode!r}; choose one of: {', '.join(MODES)}")
    return Question(words, mode, tuple(names), tuple(history), language=language_of(words))
