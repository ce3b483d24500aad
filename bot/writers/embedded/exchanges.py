"""Arguments, each with what the other side says to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.statement import Fixed, Statement, as_prepared
from bot.writers import Draft
from bot.writers.embedded.plain_case import in_plain_words
from bot.writers.embedded.speech_length import leans
from bot.writers.embedded.speech_shape import Shape
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Block, Case, Contention, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentence_analysis import read
from knowledge.study import Objection

USUAL = 4  # where no number is named
SENTENCES = 2  # of an answer
THEY_ANSWER = (  # in turn, since what a reply has said once it does not say again
    Fixed("They will probably answer:"),
    Fixed("To that they would say:"),
    Fixed("Their likely reply:"),
    Fixed("Here they would come back with this:"),
    Fixed("Against this they have:"),
    Fixed("And to this they would say:"),
)
WE_ANSWER = (
    Fixed("The answer to it:"),
    Fixed("What to say to that:"),
    Fixed("Our reply:"),
    Fixed("Come back with this:"),
    Fixed("Against this we have:"),
    Fixed("And to this we say:"),
)

Pair = tuple[Contention, Sequence[PreparedSentence]]


def exchanges(
    playbook: Playbook, side: Side, shape: Shape, *, theirs: bool, plain: bool = False
) -> Iterator[Draft]:
    """Yield numbered arguments of a side, or of its opponents, each with what the other one answers."""
    if theirs and plain and (met := playbook.study.objections.of(side)):
        yield from _met_plainly(met[: shape.points or USUAL], shape)
        return
    making = other_side(side) if theirs else side
    leads = WE_ANSWER if theirs else THEY_ANSWER
    case = playbook.cases.of(making)
    if case and plain:
        case = in_plain_words(case, playbook, making)
    for place, (one, answer) in enumerate(answered(playbook, making, shape.points, SENTENCES, case)):
        yield _opening(one.heading, shape, place + 1)
        yield replace(as_prepared(one.claim[0]), concession=theirs)
        yield leads[place % len(leads)]
        yield from (replace(as_prepared(said), concession=not theirs) for said in answer)


def _met_plainly(met: Sequence[Objection], shape: Shape) -> Iterator[Draft]:
    """Yield what opponents will say, each with the answer to it, in the simplest words."""
    for place, one in enumerate(met):
        yield replace(_opening(one.says, shape, place + 1), concession=True)
        yield WE_ANSWER[place % len(WE_ANSWER)]
        yield from map(as_prepared, one.answer)


def _opening(said: PreparedSentence, shape: Shape, number: int) -> Statement:
    """Return what opens a point, behind a bullet or a number."""
    if shape.layout == "bullets":
        return replace(as_prepared(said), layout="bullet")
    return replace(as_prepared(said), layout="number", number=number)


def rebuttals_answered(block: Block, comebacks: Sequence[Block], shape: Shape) -> Iterator[Draft]:
    """Yield numbered answers to the argument of a block, each with what those who make it say to that."""
    pairs = zip(block.answers[: shape.points], comebacks, strict=False)
    for place, (answer, comeback) in enumerate(pairs):
        opens, *behind = (answer.lead, *answer.says[:SENTENCES])
        yield replace(as_prepared(opens), layout="number", number=place + 1)
        yield from map(as_prepared, behind)
        yield THEY_ANSWER[place % len(THEY_ANSWER)]
        yield from (replace(as_prepared(said), concession=True) for said in _said(comeback, SENTENCES))


def answered(
    playbook: Playbook, making: Side, count: int | None, sentences: int = 1, told: Case | None = None
) -> list[Pair]:
    """Return a side's contentions, as they are `told`, each with so much of the block that meets it best."""
    case = told or playbook.cases.of(making)
    left = [block for block in playbook.blocks if block.side == making]
    pairs: list[Pair] = []
    for one in case.contentions[: count or USUAL] if case else ():
        named = next((block for block in left if block.id == one.met_by), None)
        block = named or max(left, key=lambda block: _meets(block, one), default=None)
        if block is None:
            break
        left.remove(block)
        pairs.append((one, _said(block, sentences)))
    return pairs


def _meets(block: Block, one: Contention) -> float:
    """Return how much a block is about a contention, by the words and the passages they share."""
    words = _stems(" ".join(sentence.text for sentence in (one.heading, *one.claim)))
    argued = _stems(block.argument)
    cites = frozenset(number for sentence in one.claim for number in sentence.cites)
    return len(words & argued) / len(argued or {""}) + len(block.cites & cites) / len(
        block.cites | cites or {0}
    )


def _said(block: Block, count: int) -> Sequence[PreparedSentence]:
    """Return so many sentences of the best answer of a block, from the first one that leans on none."""
    for answer in block.answers:
        for place, one in enumerate(answer.says):
            if one.cites and not leans(one.text):
                return answer.says[place : place + count]
    return block.answers[0].says[:1]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in read(text).content)
