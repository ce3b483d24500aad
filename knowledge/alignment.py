"""A map and a playbook fitted to another version of their document: the same passages there, with a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from knowledge.argument_map import ArgumentMap, Claim
from knowledge.coverage import DocumentIndex, coverage, index_of
from knowledge.document import Document
from knowledge.playbook import Answer, Block, BlockAnswer, Case, Contention, Playbook, PreparedSentence
from knowledge.rounding import settled
from knowledge.sentence_analysis import Reading, read

WEAK = 0.6  # below it a claim's place should be looked at by a person
Value = TypeVar("Value", bound=BaseModel)
SAME_DOCUMENT = 0.6  # the mean score from which a text is taken for a version of the map's document


@dataclass(frozen=True, slots=True)
class AlignedClaim:
    """Where a claim stands in the other version; `score` is 0 to 1, the worst of its passages."""

    claim: str
    passages: tuple[int, ...]
    score: float

    @property
    def weak(self) -> bool:
        """Return whether a person should look at it."""
        return self.score < WEAK


@dataclass(frozen=True, slots=True)
class Alignment:
    """The map fitted to the other version, and how well each claim fits."""

    argument_map: ArgumentMap
    claims: tuple[AlignedClaim, ...]

    @property
    def score(self) -> float:
        """Return the mean over claims."""
        return settled(sum(claim.score for claim in self.claims) / len(self.claims)) if self.claims else 0.0

    @property
    def weak(self) -> tuple[AlignedClaim, ...]:
        """Return the claims whose place is doubtful, worst first."""
        return tuple(sorted((claim for claim in self.claims if claim.weak), key=lambda claim: claim.score))


def align(argument_map: ArgumentMap, document: Document, other: Document) -> Alignment:
    """Fit a map of `document` to `other`.

    Each passage of a claim becomes the passage of `other` that carries the claim best. The score of a passage
    for a claim is the weighed share of the claim's words that it carries, of the original passage's words,
    and of the figures and names of both.
    """
    index = index_of(other)
    placed = tuple(_place(claim, document, index) for claim in argument_map.claims)
    values = argument_map.model_dump(by_alias=True)
    for claim, place in zip(values["claims"], placed, strict=True):
        claim["passages"] = place.passages
    return Alignment(ArgumentMap.model_validate(values), placed)


def _place(claim: Claim, document: Document, index: DocumentIndex) -> AlignedClaim:
    claim_words = read(claim.says)
    best: dict[int, float] = {}
    for number in claim.passages:
        original = read(document.passage(number).text)
        scores = [_fit(claim_words, original, reading, index) for reading in index.readings]
        place = max(range(len(scores)), key=scores.__getitem__)
        best[place + 1] = max(best.get(place + 1, 0.0), scores[place])
    return AlignedClaim(claim.id, tuple(sorted(best)), min(best.values()))


def _fit(claim_words: Reading, original: Reading, reading: Reading, index: DocumentIndex) -> float:
    words = coverage(claim_words.content, (reading,), index)
    passage = coverage(original.content, (reading,), index)
    wanted = [*claim_words.figures, *original.figures]
    figures = (
        sum(any(figure.same(there) for there in reading.figures) for figure in wanted) / len(wanted)
        if wanted
        else passage
    )
    names = [name for name in claim_words.names if name.certain]
    named = (
        sum(any(name.same(there) for there in reading.names) for name in names) / len(names)
        if names
        else words
    )
    return settled(0.45 * words + 0.3 * passage + 0.15 * figures + 0.1 * named)


def align_playbook(playbook: Playbook, document: Document, other: Document) -> Playbook:
    """Fit a playbook of `document` to `other`: what cites a passage that `other` does not have is left out.

    An answer, a block's answer, a contention and a speech are left out whole; a list of questions or gaps
    loses those that have no ground.
    """
    index = index_of(other)
    places: dict[int, int] = {}
    for number in sorted(playbook.cites):
        original = read(document.passage(number).text)
        scores = [_fit(original, original, reading, index) for reading in index.readings]
        best = max(range(len(scores)), key=scores.__getitem__)
        if scores[best] >= WEAK:
            places[number] = best + 1
    cases = {
        name: case and _placed_case(case, places)
        for name, case in (("for_", playbook.cases.for_), ("against", playbook.cases.against))
    }
    answers = [_placed_answer(one, places) for one in playbook.answers]
    blocks = [_placed_block(one, places) for one in playbook.blocks]
    return Playbook(
        answers=tuple(answer for answer in answers if answer),
        blocks=tuple(block for block in blocks if block),
        cases=_changed(playbook.cases, **cases),
    )


Places = Mapping[int, int]  # passage here to passage there


def _placed_answer(answer: Answer, places: Places) -> Answer | None:
    short, full, plain = (_whole(part, places) for part in (answer.short, answer.full, answer.plain))
    return _changed(answer, short=short, full=full, plain=plain) if short and full and plain else None


def _placed_block(block: Block, places: Places) -> Block | None:
    answers = tuple(found for one in block.answers if (found := _placed_block_answer(one, places)))
    return _changed(block, answers=answers) if answers else None


def _placed_block_answer(answer: BlockAnswer, places: Places) -> BlockAnswer | None:
    says, extend = _whole(answer.says, places), _those_there(answer.extend, places)
    return _changed(answer, says=says, extend=extend) if says else None


def _placed_case(case: Case, places: Places) -> Case:
    speeches = ("overview", "strongest", "weakest", "both_sides", "closing")
    lists = ("cross_examination", "missing_evidence", "weighing")
    contentions = [_placed_contention(one, places) for one in case.contentions]
    return _changed(
        case,
        **{name: _whole(getattr(case, name), places) for name in speeches},
        **{name: _those_there(getattr(case, name), places) for name in lists},
        opening={time: words for time, said in case.opening.items() if (words := _whole(said, places))},
        interests={whose: words for whose, said in case.interests.items() if (words := _whole(said, places))},
        contentions=tuple(contention for contention in contentions if contention),
    )


def _placed_contention(one: Contention, places: Places) -> Contention | None:
    claim, warrant, impact = (_whole(part, places) for part in (one.claim, one.warrant, one.impact))
    return (
        _changed(one, claim=claim, warrant=warrant, impact=impact) if claim and warrant and impact else None
    )


def _whole(said: Sequence[PreparedSentence], places: Places) -> tuple[PreparedSentence, ...]:
    """Return the sentences with their passages' numbers there; none where one of them has lost a passage."""
    there = _those_there(said, places)
    return there if len(there) == len(said) else ()


def _those_there(said: Sequence[PreparedSentence], places: Places) -> tuple[PreparedSentence, ...]:
    return tuple(
        _changed(one, cites=tuple(dict.fromkeys(places[number] for number in one.cites)))
        for one in said
        if places.keys() >= set(one.cites)
    )


def _changed(value: Value, **fields: object) -> Value:
    """Return the value with other fields; what was worked out of the old ones is worked out again."""
    return type(value).model_construct(**{**dict(value), **fields})
