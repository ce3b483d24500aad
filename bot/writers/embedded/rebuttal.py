"""The answer to an argument that is given, from the block that was prepared against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.statement import Statement, as_prepared
from bot.writers.embedded.case_speech import Drafts, prose
from bot.writers.embedded.speech_length import cut_to_sentences, cut_to_words, leans, missed, standing, within
from bot.writers.embedded.speech_shape import Shape
from knowledge.playbook import Block, BlockAnswer
from knowledge.prepared_sentence import PreparedSentence

Said = tuple[PreparedSentence, ...]


def rebut(block: Block, shape: Shape, told: frozenset[int] = frozenset()) -> Drafts:
    """Return the best answer to a block's argument, or as many answers as there are points asked for.

    An answer all of whose passages were `told` before comes last.
    """
    answers = sorted(block.answers, key=lambda one: bool(one.cites) and one.cites <= told)
    if shape.points or shape.listed:
        return tuple(_points(answers[: shape.points or len(answers)], shape))
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


def _points(answers: Sequence[BlockAnswer], shape: Shape) -> Iterator[Statement]:
    """Yield each answer as a point, behind the words that take up what it answers."""
    each = shape.each or (max(1, shape.sentences // max(1, len(answers))) if shape.sentences else None)
    for number, answer in enumerate(answers, start=1):
        said = _short(answer, each) if each else (answer.lead, *answer.says)
        if shape.words_each:
            said = within((*answer.says, *answer.extend), shape.words_each)
        for place, statement in enumerate(map(as_prepared, said)):
            if place:
                yield statement
            elif shape.layout == "bullets":
                yield replace(statement, layout="bullet")
            else:
                yield replace(statement, layout="number", number=number)


def _alone(answers: Sequence[BlockAnswer]) -> Said:
    """Return the one sentence that is best said alone: of the first answer that has a report to say so."""
    found = [one for answer in answers if (one := standing(answer.says))]
    return (min(found, key=lambda one: one.kind != "report", default=answers[0].says[0]),)


def _short(answer: BlockAnswer, count: int) -> Said:
    """Return so many sentences of an answer, one that stands by itself or its first ones."""
    if count == 1 and (one := standing(answer.says)):
        return (one,)
    opened = _opened(answer)
    return opened[: count + (opened != answer.says)]


def _opened(answer: BlockAnswer) -> Said:
    """Return what an answer says, behind the words that lead to it where it cannot open by itself."""
    return (answer.lead, *answer.says) if leans(answer.says[0].text) else answer.says


def _body(answers: Sequence[BlockAnswer]) -> Said:
    return tuple(one for answer in answers for one in (answer.lead, *answer.says, *answer.extend))
