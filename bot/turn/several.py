"""A message that asks for several things: which parts are answered, and which are said to be open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.request.leaning import own_words, points_back
from bot.request.parts import asks_something
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.encoders import Scores

SHARED = 0.3  # share of their passages from which an answer to a part tells little more than one to the whole
COVERS = 0.1  # probability from which the answer to one part is taken to answer another one, too


def each_answered(parts: Sequence[Assignment], given: TurnInput) -> list[Assignment]:
    """Return what is written about each part; nothing where none of them has an answer.

    What an earlier part has answered is not said again. Of a part that has none, one sentence says so, and
    nothing that is only near it; an order that has nothing to do with the piece is not followed.
    """
    kept: list[Assignment] = []
    answers = [part for part in parts if has_answer(part)]
    for place, part in enumerate(parts, start=1):
        if part in answers:
            kept += [] if any(_same(part, other) for other in kept) else [part]
        elif _is_open(part) and not any(covers(other, part, given.reads) for other in answers):
            kept.append(_as_open(part, place))
    return kept if answers else []


def each_told(parts: Sequence[Assignment]) -> list[Assignment]:
    """Return what is written about wishes that stand apart: each is met, or said to be open or told above."""
    kept: list[Assignment] = []
    for place, part in enumerate(parts, start=1):
        if any(_same(part, other) and _alike(part, other) for other in kept):
            kept.append(replace(part, evidence=replace(part.evidence, told_above=True)))
        elif _meets_wish(part):
            kept.append(part)
        else:
            kept.append(_as_open(part, place))
    return kept


def _meets_wish(part: Assignment) -> bool:
    """Tell whether there is something to say to a wish, if not surely what was meant."""
    found = part.evidence
    return (
        has_answer(part) or part.plan.kind in ("argue", "overview") or bool(found.prepared or found.nearest)
    )


def _alike(part: Assignment, other: Assignment) -> bool:
    """Tell whether two wishes get the same words: neither wants so many of them."""
    return part.plan.request.form.count == other.plan.request.form.count


def with_open_parts(whole: Assignment, parts: Sequence[Assignment], given: TurnInput) -> list[Assignment]:
    """Return what answers a message as a whole, and behind it the parts that it leaves open.

    One that has an answer of its own is answered; of the others it is said that they have none.
    """
    left = list[Assignment]()
    for place, part in enumerate(parts, start=1):
        own = has_answer(part) and part.evidence.prepared is not None and not _same(part, whole)
        if not _is_open(part) or (covers(whole, part, given.reads) and not (own and _of_more(part, whole))):
            continue
        if not own:
            left.append(_as_open(part, place))
        elif not any(_same(part, other) for other in left):
            left.append(part)
    answered = any(not one.evidence.unanswered for one in left) or len(left) < len(parts)
    return [whole, *left] if answered else [whole]


def _of_more(part: Assignment, whole: Assignment) -> bool:
    """Tell whether a part that has words of its own is answered from other passages than the whole is."""
    answer, told = part.evidence.prepared, whole.evidence.prepared
    if answer is None or told is None or not own_words(part.plan.request.alone):
        return False
    return len(answer.cites & told.cites) < SHARED * len(answer.cites | told.cites)


def _as_open(part: Assignment, place: int) -> Assignment:
    return replace(part, evidence=replace(part.evidence, unanswered=place))


def has_answer(part: Assignment) -> bool:
    """Tell whether a part surely has an answer, or words for what it wants."""
    if part.plan.kind in ("author", "self") or (part.plan.kind == "argue" and part.plan.request.whole):
        return True  # of the document, and of a case as a whole, something can always be said
    found = part.evidence
    if part.plan.talks or found.unsure:
        return False
    return bool(found.prepared or found.block or found.corrections) or not found.thin


def covers(answered: Assignment, part: Assignment, reads: Scores | None) -> bool:
    """Tell whether the answer to a message, or to a part of it, seems to answer another part of it."""
    answer = answered.evidence.prepared
    if answer is None or reads is None:
        return False
    surely = part.evidence.prepared is answer and not part.evidence.unsure
    if surely and points_back(part.plan.request.alone):
        return True  # it goes on about the same thing
    said = " ".join(sentence.text for sentence in answer.full)
    return float(reads.score([(part.plan.request.alone, said)])[0]) >= COVERS


def _is_open(part: Assignment) -> bool:
    """Tell whether a part asks a question, or something of the piece."""
    return asks_something(part.plan.request.said) and not part.plan.talks


def _same(part: Assignment, other: Assignment) -> bool:
    answer, told = part.evidence.prepared, other.evidence.prepared
    right = part.evidence.corrections
    if right and right == other.evidence.corrections and answer is None:
        return True  # it was put right before
    if part.plan.kind == "self":
        return other.plan.kind == "self"
    if part.plan.kind == "author":  # it says no more than what was prepared on the document
        return told is not None and "about the document" in told.acts
    return answer is not None and answer is told
