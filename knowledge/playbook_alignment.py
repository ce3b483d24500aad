"""A playbook fitted to another version of its document: the same sentences, citing the passages there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel

from knowledge.alignment import place_passages
from knowledge.document import Document
from knowledge.encoders import Encodes
from knowledge.playbook import Answer, Block, BlockAnswer, Case, Contention, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.prepared_table import Table
from knowledge.study import Admission, Objection, QuizQuestion, Study

Value = TypeVar("Value", bound=BaseModel)


def align_playbook(playbook: Playbook, document: Document, other: Document, encoder: Encodes) -> Playbook:
    """Fit a playbook of `document` to `other`: what cites a passage that `other` does not have is left out.

    An answer, a block's answer, a contention and a speech are left out whole; a list of questions or gaps
    loses those that have no ground.
    """
    placed = place_passages(document, other, encoder)
    places = {number: place.passage for number, place in placed.items() if place.found}
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
        study=_placed_study(playbook.study, places),
        files=playbook.files,
    )


Places = Mapping[int, int]  # passage here to passage there


def _placed_answer(answer: Answer, places: Places) -> Answer | None:
    short, full, plain = (_whole(part, places) for part in (answer.short, answer.full, answer.plain))
    lengths = tuple(words for said in answer.lengths if (words := _whole(said, places)))
    easy = tuple(words for said in answer.plain_lengths if (words := _whole(said, places)))
    table = answer.table and _placed_table(answer.table, places)
    placed = _changed(
        answer, short=short, full=full, plain=plain, lengths=lengths, plain_lengths=easy, table=table
    )
    return placed if short and full and plain else None


def _placed_table(table: Table, places: Places) -> Table | None:
    """Return a table with the rows of which every cell has its passages there; None where none is left."""
    rows = [(row, _whole(row.cells, places)) for row in table.rows]
    placed = tuple(_changed(row, cells=cells) for row, cells in rows if cells)
    return _changed(table, rows=placed) if placed else None


def _placed_block(block: Block, places: Places) -> Block | None:
    answers = tuple(found for one in block.answers if (found := _placed_block_answer(one, places)))
    return _changed(block, answers=answers) if answers else None


def _placed_block_answer(answer: BlockAnswer, places: Places) -> BlockAnswer | None:
    says, extend = _whole(answer.says, places), _those_there(answer.extend, places)
    closing = next(iter(_those_there((answer.closing,) if answer.closing else (), places)), None)
    return _changed(answer, says=says, extend=extend, closing=closing) if says else None


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
        pieces={kind: words for kind, said in case.pieces.items() if (words := _whole(said, places))},
        contentions=tuple(contention for contention in contentions if contention),
    )


def _placed_contention(one: Contention, places: Places) -> Contention | None:
    claim, warrant, impact = (_whole(part, places) for part in (one.claim, one.warrant, one.impact))
    return (
        _changed(one, claim=claim, warrant=warrant, impact=impact) if claim and warrant and impact else None
    )


def _placed_study(study: Study, places: Places) -> Study:
    """Return what is prepared for classes, without the questions that have lost a passage."""
    asked, met = study.cross_examination, study.objections
    return _changed(
        study,
        quiz=tuple(found for one in study.quiz if (found := _placed_question(one, places))),
        timeline=_those_there(study.timeline, places),
        cross_examination=_changed(
            asked,
            for_=_placed_admissions(asked.for_, places),
            against=_placed_admissions(asked.against, places),
        ),
        discussion=_those_there(study.discussion, places),
        objections=_changed(
            met, for_=_placed_objections(met.for_, places), against=_placed_objections(met.against, places)
        ),
    )


def _placed_question(one: QuizQuestion, places: Places) -> QuizQuestion | None:
    said = _whole((one.asks, one.key), places)
    return _changed(one, asks=said[0], key=said[1]) if said else None


def _placed_admissions(asked: Sequence[Admission], places: Places) -> tuple[Admission, ...]:
    there = ((one, _whole((one.asks, one.admits), places)) for one in asked)
    return tuple(_changed(one, asks=said[0], admits=said[1]) for one, said in there if said)


def _placed_objections(met: Sequence[Objection], places: Places) -> tuple[Objection, ...]:
    there = ((one, _whole((one.says, *one.answer), places)) for one in met)
    return tuple(_changed(one, says=said[0], answer=said[1:]) for one, said in there if said)


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
