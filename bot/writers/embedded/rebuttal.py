"""The answer to an argument that is given, from the block that was prepared against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.statement import Statement, as_prepared
from bot.writers.embedded.case_speech import Drafts, prose
from bot.writers.embedded.speech_length import cut_to_sentences, cut_to_words, leans, missed, standing, within
from bot.writers.embedded.speech_shape import Shape
from knowledge.playbook import Block, BlockAnswer, Contention
from knowledge.prepared_sentence import PreparedSentence

Said = tuple[PreparedSentence, ...]
FULL = 45  # words of an answer of several sentences
TOLD = 0.8  # share of an argument's passages from which the answers to another one have told it


def rebut(
    block: Block,
    shape: Shape,
    told: frozenset[int] = frozenset(),
    beside: Sequence[Contention] = (),
) -> Drafts:
    """Return the best answer to a block's argument, or as many answers as there are points asked for.

    An answer all of whose passages were `told` before comes last; where there are too few, the side's other
    arguments go on.
    """
    answers = sorted(block.answers, key=lambda one: bool(one.cites) and one.cites <= told)
    if shape.points or shape.listed:
        points = [_point(one, shape, len(answers)) for one in answers[: shape.points or len(answers)]]
        lacking = (shape.points or 0) - len(points)
        fresh = [one for one in beside if not _told_by(one, block)] if lacking > 0 else []
        return _listed([*points, *(_claimed(one, shape) for one in fresh[:lacking])], shape)
    if shape.sentences == 1:
        return prose(_alone(answers))
    if shape.sentences:
        said = _opened(answers[0])
        said = said if len(said) >= shape.sentences else _body(answers)
        return prose(cut_to_sentences(said, shape.sentences))
    if shape.words:
        bodies = [_body(answers[:count]) for count in range(1, len(answers) + 1)]
        cut = [cut_to_words(body, shape.words) for body in (_opened(answers[0]), *bodies)]
        return prose(min(cut, key=lambda said: missed(said, shape.words or (0, 0))))
    return prose((answers[0].lead, *answers[0].says))


def _point(answer: BlockAnswer, shape: Shape, points: int) -> Said:
    """Return an answer as a point, behind the words that take up what it answers."""
    if shape.words_each:
        return within((*answer.says, *answer.extend), shape.words_each)
    if each := _each(shape, points):
        return _short(answer, each)
    return (answer.lead, *answer.says)


def _each(shape: Shape, points: int) -> int | None:
    """Return how many sentences a point has where that is said, or there are words for no more than one."""
    if shape.words and shape.words[1] < FULL * (shape.points or points):
        return 1
    return shape.each or (max(1, shape.sentences // max(1, points)) if shape.sentences else None)


def _claimed(one: Contention, shape: Shape) -> Said:
    """Return another argument of the side as a point beside the answers."""
    if shape.words_each:
        return within(one.body, shape.words_each)
    each = _each(shape, shape.points or 1)
    return one.body[:each] if each else (*one.claim, *one.impact)


def _told_by(one: Contention, block: Block) -> bool:
    return len(one.cites & block.cites) > TOLD * len(one.cites)


def _listed(points: Sequence[Said], shape: Shape) -> Drafts:
    listed = list[Statement]()
    for number, said in enumerate(points, start=1):
        first, *behind = map(as_prepared, said)
        bullets = shape.layout == "bullets"
        listed += [
            replace(first, layout="bullet") if bullets else replace(first, layout="number", number=number)
        ]
        listed += behind
    return tuple(listed)


def _alone(answers: Sequence[BlockAnswer]) -> Said:
    """Return the one sentence that is best said alone: of the first answer that has a report to say so."""
    found = [one for answer in answers if (one := standing(answer.says))]
    return (min(found, key=lambda one: one.kind != "report", default=answers[0].says[0]),)


def _short(answer: BlockAnswer, count: int) -> Said:
    """Return so many sentences of an answer, one that stands by itself or its first ones."""
    if count == 1 and (one := standing(answer.says) or answer.closing):
        return (one,)
    opened = _opened(answer)
    return opened[: count + (opened != answer.says)]


def _opened(answer: BlockAnswer) -> Said:
    """Return what an answer says, behind the words that lead to it where it cannot open by itself."""
    return (answer.lead, *answer.says) if leans(answer.says[0].text) else answer.says


def _body(answers: Sequence[BlockAnswer]) -> Said:
    return tuple(one for answer in answers for one in (answer.lead, *answer.says, *answer.extend))
