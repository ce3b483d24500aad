"""The argument map: claims, lines of argument, what answers them. Loads and validates `arguments.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge import KnowledgeError
from knowledge.document import Document
from knowledge.figures import find_figures
from knowledge.schemes import schemes
from knowledge.sentence_analysis import read
from knowledge.yaml_file import parse_model

ClaimKind = Literal["fact", "cause", "prediction", "value", "recommendation", "concession", "reported view"]
Side = Literal["for", "against"]
Helps = Literal["for", "against", "either"]
AnswerStatus = Literal["answered", "partly", "open"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


def other_side(side: Side) -> Side:
    """Return the side that argues against this one."""
    return "against" if side == "for" else "for"


# Confidence from which a mined recommendation is held for one that the op-ed makes: of the claims with 0.8 to
# 0.9 seven in eight are right, of those above it nearly all: python -m evals.fit_weighing
SURE = 0.8
RULES = "rules"  # what a map is mined by where no model is asked


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NamedPerson(_Strict):
    """A name and the other ways in which texts and readers give it."""

    name: str
    also: tuple[str, ...] = ()


class Claim(_Strict):
    """One assertion of the op-ed; `says` reads on after "The op-ed says that", `passages` carry it.

    `answered` are claims with which the recommendation's side answers whoever relies on this one.
    `confidence`, 0 to 1, is that of a claim that was mined and that nobody has accepted yet.
    """

    id: Slug
    kind: ClaimKind
    says: str
    passages: tuple[int, ...] = Field(min_length=1)
    helps: Helps
    figures: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    supports: tuple[Slug, ...] = ()
    attacks: tuple[Slug, ...] = ()
    answered: tuple[Slug, ...] = ()
    asked: tuple[str, ...] = ()
    misread: tuple[str, ...] = ()
    confidence: float | None = Field(None, ge=0, le=1)


class Attack(_Strict):
    """What answers a line: words of critique (`says`) or a concession (`claim`).

    It has only the op-ed as ground. `answered` are claims with which the recommendation's side answers it.
    """

    id: Slug
    aim: Literal["undercut", "undermine", "rebut"]
    about: tuple[Slug, ...] = Field(min_length=1)
    says: str = ""
    claim: Slug | None = None
    answered: tuple[Slug, ...] = ()


class CriticalQuestion(_Strict):
    """A question that the line's scheme must answer; `of` names it in the catalogue of schemes.

    `answered_by` are the claims that answer it, wholly or partly; `settled_by` is the evidence from outside
    that would.
    """

    id: Slug
    asks: str = Field(pattern=r"\?$")
    of: Slug
    status: AnswerStatus
    about: tuple[Slug, ...] = Field(min_length=1)
    answered_by: tuple[Slug, ...] = ()
    settled_by: str = ""


class ArgumentLine(_Strict):
    """A line of argument: premises in the order in which they are argued, and their conclusion."""

    id: Slug
    title: str
    scheme: Slug
    premises: tuple[Slug, ...] = Field(min_length=1)
    conclusion: Slug
    asked: tuple[str, ...] = ()
    attacks: tuple[Attack, ...] = ()
    questions: tuple[CriticalQuestion, ...] = ()


class Weighing(_Strict):
    """Where readers part ways; both sides are cited.

    `turns_on` says whether over facts, predictions or values.
    """

    id: Slug
    about: tuple[Slug, ...] = Field(min_length=2)
    lines: tuple[Slug, ...] = ()
    says: str
    turns_on: Literal["facts", "predictions", "values"] = "values"


class Starters(_Strict):
    """Questions to begin with, per mode; `sides` tells for each of `debate` which side it argues for."""

    ask: tuple[str, ...] = ()
    for_: tuple[str, ...] = Field((), alias="for")
    against: tuple[str, ...] = ()
    debate: tuple[str, ...] = ()
    sides: tuple[Helps, ...] = ()

    def of(self, mode: str) -> tuple[str, ...]:
        """Return the starters of a mode."""
        return tuple(getattr(self, "for_" if mode == "for" else mode))

    @property
    def argued(self) -> dict[str, Side]:
        """Return the side of each starter of a debate whose side is known."""
        known = zip(self.debate, self.sides, strict=False)
        return {text: side for text, side in known if side != "either"}


class Translation(_Strict):
    """The title and the starters in another language, each starter in the place of its original."""

    title: str
    starters: Starters = Starters()


class ArgumentMap(_Strict):
    """All that the op-ed claims and how it hangs together.

    `review_first` holds it back from being argued until somebody has signed it.
    """

    schema_: Literal[1] = Field(alias="schema")
    title: str
    subject: str
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    mined_by: str | None = None
    review_first: bool = False
    names: tuple[NamedPerson, ...] = ()
    claims: tuple[Claim, ...] = ()
    lines: tuple[ArgumentLine, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    starters: Starters = Starters()
    translations: dict[str, Translation] = {}

    def __hash__(self) -> int:
        """Return the hash of what it says; the words of its translations are in a dict, which has none."""
        return hash((self.title, self.claims, self.lines))

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """Map claim id to claim."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def recommendations(self) -> tuple[Claim, ...]:
        """Return the claims about what somebody should do."""
        return tuple(claim for claim in self.claims if claim.kind == "recommendation")

    @property
    def reviewed(self) -> bool:
        """Return whether the author has signed the map off."""
        return self.reviewed_by is not None and self.reviewed_on is not None

    @property
    def main(self) -> Claim | None:
        """Return what its lines of argument argue for, None where it has no line."""
        return self.by_id[self.lines[0].conclusion] if self.lines else None

    @property
    def arguable(self) -> bool:
        """Return whether to argue by it: it is signed or was made by hand, or what it argues for is sure."""
        if self.reviewed or self.mined_by is None or self.main is None:
            return self.main is not None
        return not self.review_first and (self.main.confidence is None or self.main.confidence >= SURE)

    @property
    def guessed(self) -> bool:
        """Return whether small models made it and nobody has signed it, so that its sides may be wrong."""
        return self.mined_by == RULES and not self.reviewed

    def offered(self, mode: str) -> tuple[str, ...]:
        """Return the starters of a mode; none but questions where it is not to be argued."""
        return self.starters.of(mode) if mode == "ask" or self.arguable else ()

    @property
    def unreviewed(self) -> tuple[Claim, ...]:
        """Return the claims that were mined and that nobody has accepted yet, the least sure first."""
        waiting = [claim for claim in self.claims if claim.confidence is not None]
        return tuple(sorted(waiting, key=lambda claim: claim.confidence or 0.0))

    def changed(self, **fields: object) -> ArgumentMap:
        """Return the map with other fields; what was worked out of the old ones is worked out again."""
        other_map = self.model_copy(update=fields)
        for name in ("by_id", "recommendations"):
            other_map.__dict__.pop(name, None)
        return other_map

    def passages_of(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        """Return the passages of those claims, each once, in reading order."""
        return tuple(sorted({number for claim_id in ids for number in self.by_id[claim_id].passages}))

    def side_of_passage(self, number: int) -> Helps:
        """Return the side that the claims on a passage help: one only if none helps the other or either."""
        sides = {claim.helps for claim in self.claims if number in claim.passages}
        return sides.pop() if len(sides) == 1 else "either"


def load_argument_map(path: Path) -> ArgumentMap:
    """Return the map in `path`. A KnowledgeError names the file, the place and the fix."""
    try:
        text = path.read_text("utf-8")
    except OSError as exc:
        raise KnowledgeError(f"cannot read {path}: {exc.strerror}") from exc
    return parse_argument_map(text, path.name)


def parse_argument_map(text: str, name: str) -> ArgumentMap:
    """Return the map in `text`; `name` is what errors call the file."""
    loaded = parse_model(text, name, ArgumentMap)
    fault = next(_faults(loaded), None)
    if fault:
        raise KnowledgeError(f"{name}, {fault}")
    return loaded


def check_against(argument_map: ArgumentMap, document: Document, name: str = "arguments.yaml") -> None:
    """Raise KnowledgeError where the map does not fit the document.

    It cites a passage that is missing, or a figure or hedge that does not stand in it.
    """
    for claim in argument_map.claims:
        missing = [number for number in claim.passages if not document.has(number)]
        if missing:
            raise KnowledgeError(
                f"{name}, claim {claim.id}: there is no passage {missing[0]}; "
                f"give numbers from 1 to {len(document.passages)}"
            )
        text = " ".join(document.passage(number).text for number in claim.passages)
        figures = find_figures(text)
        for words in claim.figures:
            if (
                not any(wanted.same(there) for wanted in find_figures(words) for there in figures)
                and words not in text
            ):
                raise KnowledgeError(
                    f"{name}, claim {claim.id}: the figure {words!r} does not appear in its "
                    "passages; correct one or the other"
                )
        for hedge in claim.hedges:
            if hedge not in read(text).hedges:
                raise KnowledgeError(
                    f"{name}, claim {claim.id}: the hedge {hedge!r} does not appear in its "
                    "passages; correct one or the other"
                )


def _faults(loaded: ArgumentMap) -> Iterator[str]:
    ids = [claim.id for claim in loaded.claims]
    for target in ids:
        if ids.count(target) > 1:
            yield f"claims: two claims are called {target}; rename one"
    for place, target in _references(loaded):
        if target not in loaded.by_id:
            yield f"{place}: there is no claim {target!r}; use an id from claims"
    for line in loaded.lines:
        scheme = schemes().get(line.scheme)
        if scheme is None:
            yield (
                f"lines [{line.id}]: there is no scheme {line.scheme!r}; choose one of: "
                f"{', '.join(schemes())}"
            )
            continue
        for question in line.questions:
            if question.of not in scheme.questions:
                yield (
                    f"lines [{line.id}] → questions [{question.id}]: {line.scheme} has no question "
                    f"{question.of!r}; choose one of: {', '.join(scheme.questions)}"
                )
            if (question.status == "open") == bool(question.answered_by):
                fix = (
                    "is open; remove answered_by"
                    if question.answered_by
                    else f"is said to be {question.status}; name the claims in answered_by"
                )
                yield f"lines [{line.id}] → questions [{question.id}]: {fix}"
        for attack in line.attacks:
            if bool(attack.says) == bool(attack.claim):
                yield f"lines [{line.id}] → attacks [{attack.id}]: give either says or claim"
    sides, debates = len(loaded.starters.sides), len(loaded.starters.debate)
    if sides not in (0, debates):
        yield f"starters [sides]: there are {sides}; give {debates}, one for each entry in debate"
    for language, translation in loaded.translations.items():
        for mode in ("ask", "for", "against", "debate"):
            given, wanted = len(translation.starters.of(mode)), len(loaded.starters.of(mode))
            if given != wanted:
                yield f"translations [{language}] → starters [{mode}]: there are {given}; give {wanted}"
    known = {line.id for line in loaded.lines}
    for weighing in loaded.weighings:
        for target in weighing.lines:
            if target not in known:
                yield f"weighings [{weighing.id}]: there is no line {target!r}; use an id from lines"


def _references(loaded: ArgumentMap) -> Iterator[tuple[str, str]]:
    for claim in loaded.claims:
        yield from (
            (f"claims [{claim.id}]", target) for target in (*claim.supports, *claim.attacks, *claim.answered)
        )
    for line in loaded.lines:
        yield from ((f"lines [{line.id}]", target) for target in (*line.premises, line.conclusion))
        for attack in line.attacks:
            ids = (*attack.about, *attack.answered, *([attack.claim] if attack.claim else []))
            yield from ((f"lines [{line.id}] → attacks [{attack.id}]", target) for target in ids)
        for question in line.questions:
            yield from (
                (f"lines [{line.id}] → questions [{question.id}]", target)
                for target in (*question.about, *question.answered_by)
            )
    for weighing in loaded.weighings:
        yield from ((f"weighings [{weighing.id}]", target) for target in weighing.about)
