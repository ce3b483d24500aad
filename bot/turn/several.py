"""A message that asks for several things: which parts are answered, and which are said to be open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.request.form import NO_FORM, Form
from bot.request.leaning import own_words, points_back
from bot.request.parts import plainly_asks
from bot.turn.matching import FACTS, VERDICTS, prepared_for
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.encoders import Scores
from knowledge.playbook import Answer
from knowledge.prepared_sentence import PreparedSentence

SHARED = 0.3  # share of their passages from which an answer to a part tells little more than one to the whole
PLAINLY = 0.5  # probability from which whoever talks to a side plainly asks for a fact
# Probability from which the answer to one part is taken to answer another one, and from which it plainly does
COVERS, TELLS = 0.1, 0.5
WANTS_ALL = 0.7  # probability from which a part plainly wants the whole of the piece
CASES = frozenset("overview case opening contentions strongest closing".split())  # what each makes a case of
NEARLY_MEANT, HARDLY_TELLS = 0.5, 0.25  # probabilities below which an answer is but what is nearest to a part


def each_answered(parts: Sequence[Assignment], given: TurnInput) -> list[Assignment]:
    """Return what is written about each part; nothing where none of them has an answer.

    What an earlier part has answered is not said again. Of a part that has none, one sentence says so, and
    nothing that is only near it; an order that has nothing to do with the piece is not followed.
    """
    kept: list[Assignment] = []
    parts = _in_one_form(parts)
    answers = [part for part in parts if has_answer(part)]
    weak = [part for part in answers if weakly_met(part, given)]
    if len(weak) < len(answers):
        answers = [part for part in answers if part not in weak]
    for place, part in enumerate(parts, start=1):
        if part in answers:
            told = any(_same(part, other) or _tells(other, part, given.reads) for other in kept)
            kept += [] if told else [part]
        elif part in weak:
            continue
        elif _is_open(part) and not any(covers(other, part, given.reads) for other in answers):
            kept.append(_as_open(part, place))
    return kept if answers else []


def _in_one_form(parts: Sequence[Assignment]) -> Sequence[Assignment]:
    """Return the parts without the bare wish for a case where another asks for just that in a form.

    "I have to argue for this on Thursday. Give me three points." asks for three points and for no speech.
    """
    formed = {part.plan.side for part in parts if _is_case(part) and _says_how_much(part.plan.request.form)}
    return [
        part
        for part in parts
        if not (_is_case(part) and part.plan.request.form == NO_FORM and part.plan.side in formed)
    ]


def _is_case(part: Assignment) -> bool:
    """Tell whether a part asks for a side's own case, not for anything in it, and puts no question."""
    request, found = part.plan.request, part.evidence
    own = not (request.apart or found.prepared or found.block or found.corrections)
    return part.plan.kind == "argue" and own and request.act in CASES and not plainly_asks(request.said)


def _says_how_much(form: Form) -> bool:
    return (form.points or 1) > 1 or (form.measured and form.sentences != 1)


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
        if not _is_open(part) or (own and (weakly_met(part, given) or _tells(whole, part, given.reads))):
            continue
        own = own and not _of_another_thing(part, whole)
        if covers(whole, part, given.reads) and not (own and _of_more(part, whole)):
            continue
        if not own:
            left.append(_as_open(part, place))
        elif not any(_same(part, other) for other in left):
            left.append(part)
    answered = any(not one.evidence.unanswered for one in left) or len(left) < len(parts)
    return [whole, *left] if answered else [whole]


def weakly_met(part: Assignment, given: TurnInput) -> bool:
    """Tell whether the answer to a part is but the nearest there is, or tells the whole of the piece instead.

    Alone it may be better than nothing; beside what surely answers another part nobody has asked for it.
    """
    answer, request = part.evidence.prepared, part.plan.request
    if part.plan.kind == "argue":
        return part.evidence.far
    if answer is None or part.plan.kind not in ("answer", "overview"):
        return False
    if "overview" in answer.acts:
        return bool(part.evidence.thin) or request.act != "overview" or request.sure < WANTS_ALL
    match = prepared_for(part.plan, given)
    if match is None or match.answer is not answer or match.certain:
        return False
    return match.probability < NEARLY_MEANT and match.told < HARDLY_TELLS


def _of_another_thing(part: Assignment, whole: Assignment) -> bool:
    """Tell whether a part that goes on about the same thing has an answer from other passages alone."""
    answer, told = part.evidence.prepared, whole.evidence.prepared
    if answer is None or told is None or not points_back(part.plan.request.alone):
        return False
    return not answer.cites & told.cites


def _tells(answered: Assignment, part: Assignment, reads: Scores | None) -> bool:
    """Tell whether the answer to one part plainly tells what another asks, whose own answer strays."""
    if (
        reads is None
        or part.plan.request.act not in FACTS | VERDICTS
        or not _of_another_thing(part, answered)
    ):
        return False
    return _score(answered, part, reads) >= TELLS


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
    return _score(answered, part, reads) >= COVERS


def _score(answered: Assignment, part: Assignment, reads: Scores) -> float:
    """Return how probably the words that answer one part answer another one."""
    answer = answered.evidence.prepared
    assert answer is not None
    said = " ".join(sentence.text for sentence in _words(answered, answer))
    return float(reads.score([(part.plan.request.alone, said)])[0])


def _words(part: Assignment, answer: Answer) -> Sequence[PreparedSentence]:
    """Return the words that an answer has for a part: in plain ones it may tell less."""
    return answer.plain if part.plan.request.form.plain else answer.full


def _is_open(part: Assignment) -> bool:
    """Tell whether a part plainly asks a question.

    Whoever talks to a side argues in questions, too: of that only what asks for a fact can be left open.
    """
    request = part.plan.request
    if part.plan.talks or not plainly_asks(request.said):
        return False
    return part.plan.question.mode == "ask" or (request.act in FACTS and request.sure >= PLAINLY)


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
