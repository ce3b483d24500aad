"""The answer to an argument that is given, from the block that was prepared against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.statement import Statement, as_prepared
from bot.writers.embedded.case_speech import Drafts, prose
from bot.writers.embedded.speech_length import cut_to_sentences, cut_to_words, missed
from bot.writers.embedded.speech_shape import Shape
from knowledge.playbook import Block, BlockAnswer, PreparedSentence


def rebut(block: Block, shape: Shape, told: frozenset[int] = frozenset()) -> Drafts:
    """Return the best answer to a block's argument, or as many answers as there are points asked for.

    An answer all of whose passages were `told` before comes last.
    """
    answers = sorted(block.answers, key=lambda one: bool(one.cites) and one.cites <= told)
    if shape.points or shape.listed:
        return tuple(_points(answers[: shape.points or len(answers)], shape))
    if shape.sentences:
        said = answers[0].says if len(answers[0].says) >= shape.sentences else _body(answers)
        return prose(cut_to_sentences(said, shape.sentences))
    if shape.words:
        bodies = [_body(answers[:count]) for count in range(1, len(answers) + 1)]
        cut = [cut_to_words(body, shape.words) for body in (answers[0].says, *bodies)]
        return prose(min(cut, key=lambda said: missed(said, shape.words or (0, 0))))
    return prose((answers[0].lead, *answers[0].says))


def _points(answers: Sequence[BlockAnswer], shape: Shape) -> Iterator[Statement]:
    each = max(1, (shape.sentences or 0) // max(1, len(answers)))
    for number, answer in enumerate(answers, start=1):
        said = answer.says[:each] if shape.sentences else answer.says
        for place, statement in enumerate(map(as_prepared, said)):
            if place:
                yield statement
            elif shape.layout == "bullets":
                yield replace(statement, layout="bullet")
            else:
                yield replace(statement, layout="number", number=number)


def _body(answers: Sequence[BlockAnswer]) -> tuple[PreparedSentence, ...]:
    return tuple(one for answer in answers for one in (answer.lead, *answer.says, *answer.extend))
