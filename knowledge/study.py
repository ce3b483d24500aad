"""What is prepared for classes and cross-examination: a quiz, a timeline, questions and what they get."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Annotated, Generic, TypeVar

from pydantic import Field, model_validator

from knowledge.argument_map import Side
from knowledge.prepared_sentence import PreparedSentence, SentenceGroup, Sentences

Item = TypeVar("Item", bound=SentenceGroup)
FEWEST, MOST = 3, 6  # options of a question


class QuizQuestion(SentenceGroup):
    """A question with its options; `key` opens with the letter of the right one and cites what decides it."""

    asks: PreparedSentence
    options: Annotated[tuple[str, ...], Field(min_length=FEWEST, max_length=MOST)]
    key: PreparedSentence

    @property
    def choices(self) -> tuple[PreparedSentence, ...]:
        """The options behind their letters: one alone says nothing of the op-ed."""
        lettered = zip(ascii_uppercase, self.options, strict=False)
        return tuple(PreparedSentence(kind="link", text=f"{letter}) {text}") for letter, text in lettered)

    @model_validator(mode="after")
    def _key_names_an_option(self) -> QuizQuestion:
        letters = ascii_uppercase[: len(self.options)]
        if self.key.kind != "report" or self.key.text[:1] not in letters or self.key.text[1:3] != ") ":
            raise ValueError(f"the key “{self.key.text}” does not open with the letter of an option")
        if len({*self.options}) < len(self.options):
            raise ValueError(f"an option stands twice in {self.options}")
        return self


class Admission(SentenceGroup):
    """A question for the other side that wants yes or no, and what it has to admit."""

    asks: PreparedSentence
    admits: PreparedSentence


class Objection(SentenceGroup):
    """What the other side will say and what to answer, both in the simplest words."""

    says: PreparedSentence
    answer: Sentences


class BySide(SentenceGroup, Generic[Item]):
    """What is prepared for each side, the best or the weightiest first."""

    for_: tuple[Item, ...] = Field((), alias="for")
    against: tuple[Item, ...] = ()

    def of(self, side: Side) -> tuple[Item, ...]:
        """Return what is prepared for a side."""
        return self.for_ if side == "for" else self.against


class Study(SentenceGroup):
    """All that is prepared for classes and cross-examination.

    `quiz` follows the op-ed, `timeline` has the oldest event first and each in one sentence, and `discussion`
    goes from what the op-ed tells to what challenges its author. Each side has questions to ask in
    `cross_examination`, and `objections` to meet.
    """

    quiz: tuple[QuizQuestion, ...] = ()
    timeline: tuple[PreparedSentence, ...] = ()
    cross_examination: BySide[Admission] = BySide()
    discussion: tuple[PreparedSentence, ...] = ()
    objections: BySide[Objection] = BySide()
