"""What a piece of the corpus holds. README.md beside this file says what each label means."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge import KnowledgeError
from knowledge.encoders.roles import Role
from knowledge.yaml_file import parse_yaml

Stance = Literal["for", "against"]
Style = Literal[
    "plain",
    "ironic",
    "anecdotal",
    "letter",
    "editorial",
    "rebuttal",
    "list",
    "speech",
    "quoting",
    "questions",
]
Error = Literal[
    "actor",
    "cause reversed",
    "plan told as done",
    "quantifier dropped",
    "condition dropped",
    "degree",
    "figure moved",
    "date moved",
    "whose view",
    "comparison",
    "certainty",
    "negation",
    "order",
    "added detail",
    "world knowledge",
    "false absence",
    "presupposition",
    "lead-in",
]
Text = Annotated[str, Field(min_length=2, max_length=700)]
WORDS = range(180, 401)
COUNTS = {"true statements": 10, "false statements": 10, "answered questions": 12, "unanswered questions": 4}
COUNTS |= {"arguments for": 5, "arguments against": 5, "same pairs": 6, "near misses": 6}


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sentence(_Record):
    """One sentence of a piece; `voice` is "" where it is the author's."""

    role: Role
    text: Text
    voice: str = ""
    stance: Stance | None = None
    certainty: Literal["hedged", "conditional", "asked"] | None = None
    time: Literal["happened", "planned"] | None = None

    @model_validator(mode="after")
    def _voice_and_role_agree(self) -> Sentence:
        if (self.role == "reports") != bool(self.voice):
            raise ValueError("a sentence that 'reports' has a voice, and no other sentence has one")
        return self


class Statement(_Record):
    """A sentence about the piece, with the sentences that it cites; `supported` where these carry it."""

    cites: tuple[int, ...] = Field(min_length=1, max_length=3)
    supported: bool
    text: Text
    error: Error | None = None

    @model_validator(mode="after")
    def _false_ones_say_why(self) -> Statement:
        if self.supported == (self.error is not None):
            raise ValueError("a false statement names its error, a true one has none")
        return self


class Question(_Record):
    """What somebody types about the piece; `after` where it follows up the question before it."""

    text: Text
    answers: tuple[int, ...]
    after: bool = False


class Argument(_Record):
    """What a reader says for or against the thesis; `at` are the sentences that it takes up."""

    stance: Stance
    at: tuple[int, ...] = Field(min_length=1)
    text: Text


class Pair(_Record):
    """Two wordings, of the same argument or not."""

    same: bool
    a: Text
    b: Text


class Piece(_Record):
    """An opinion piece with its labels."""

    title: Text
    byline: str = ""
    subject: Text
    country: Text
    political: bool
    style: Style
    writer: Text
    thesis: Text
    sentences: tuple[Sentence, ...] = Field(min_length=8)
    statements: tuple[Statement, ...]
    questions: tuple[Question, ...]
    arguments: tuple[Argument, ...]
    pairs: tuple[Pair, ...]

    @property
    def words(self) -> int:
        """How many words its sentences have."""
        return sum(len(sentence.text.split()) for sentence in self.sentences)

    @property
    def standalone(self) -> tuple[Question, ...]:
        """The questions that follow up no other."""
        return tuple(question for question in self.questions if not question.after)

    def cited(self, numbers: tuple[int, ...]) -> str:
        """Return the text of the sentences with these numbers, counted from 1."""
        return " ".join(self.sentences[number - 1].text for number in numbers)

    @model_validator(mode="after")
    def _is_whole(self) -> Piece:
        if self.words not in WORDS:
            raise ValueError(f"it has {self.words} words; {WORDS.start} to {WORDS.stop - 1} are asked for")
        for name, least in COUNTS.items():
            if self.counts[name] < least:
                raise ValueError(f"it has {self.counts[name]} {name}; {least} are asked for")
        lists = [statement.cites for statement in self.statements] + [
            question.answers for question in self.questions
        ]
        for number in [
            number
            for numbers in [*lists, *(argument.at for argument in self.arguments)]
            for number in numbers
        ]:
            if not 1 <= number <= len(self.sentences):
                raise ValueError(
                    f"there is no sentence {number}; they are numbered 1 to {len(self.sentences)}"
                )
        if not any(sentence.role == "recommends" for sentence in self.sentences):
            raise ValueError("no sentence recommends anything")
        return self

    @property
    def counts(self) -> dict[str, int]:
        """How many it has of what is asked for."""
        return {
            "true statements": sum(statement.supported for statement in self.statements),
            "false statements": sum(not statement.supported for statement in self.statements),
            "answered questions": sum(bool(question.answers) for question in self.questions),
            "unanswered questions": sum(not question.answers for question in self.questions),
            "arguments for": sum(argument.stance == "for" for argument in self.arguments),
            "arguments against": sum(argument.stance == "against" for argument in self.arguments),
            "same pairs": sum(pair.same for pair in self.pairs),
            "near misses": sum(not pair.same for pair in self.pairs),
        }


def read_piece(file: Path) -> Piece:
    """Return the piece in the file; raise KnowledgeError with one line that says what is wrong where."""
    try:
        return Piece.model_validate(parse_yaml(file.read_text("utf-8")))
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise KnowledgeError(f"{file.name}: {where + ': ' if where else ''}{first['msg']}") from exc
    except yaml.YAMLError as exc:
        raise KnowledgeError(f"{file.name}: {' '.join(str(exc).split())}") from exc
