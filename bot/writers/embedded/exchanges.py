"""Arguments, each with what the other side says to it: a side's own and their likely answers, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.statement import Fixed, as_prepared
from bot.writers import Draft
from bot.writers.embedded.speech_length import leans
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Block, Contention, Playbook, PreparedSentence
from knowledge.sentence_analysis import read

USUAL = 4  # where no number is named
BY_WORDS = 0.5  # how much shared words count beside shared passages
THEY_ANSWER = Fixed("They will probably answer:")
WE_ANSWER = Fixed("Answer:")

Pair = tuple[Contention, PreparedSentence]


def exchanges(playbook: Playbook, side: Side, count: int | None, *, theirs: bool) -> Iterator[Draft]:
    """Yield numbered arguments of a side, or of its opponents, each with what the other one answers."""
    making = other_side(side) if theirs else side
    for number, (one, answer) in enumerate(answered(playbook, making, count), start=1):
        yield replace(as_prepared(one.heading), layout="number", number=number)
        yield replace(as_prepared(one.claim[0]), concession=theirs)
        yield WE_ANSWER if theirs else THEY_ANSWER
        yield replace(as_prepared(answer), concession=not theirs)


def answered(playbook: Playbook, making: Side, count: int | None) -> list[Pair]:
    """Return a side's contentions, the best first, each with the answer of the block that meets it best."""
    case = playbook.cases.of(making)
    left = [block for block in playbook.blocks if block.side == making]
    pairs: list[Pair] = []
    for one in case.contentions[: count or USUAL] if case else ():
        block = max(left, key=lambda block: _meets(block, one), default=None)
        if block is None:
            break
        left.remove(block)
        pairs.append((one, _alone(block)))
    return pairs


def _meets(block: Block, one: Contention) -> float:
    """Return how much a block is about a contention: the passages they share, and the words."""
    claim = " ".join(sentence.text for sentence in (one.heading, *one.claim))
    argued = _stems(f"{block.argument} {' '.join(block.says)}")
    cites = frozenset(number for sentence in one.claim for number in sentence.cites)
    words = _stems(claim)
    return _shared(block.cites, cites) + BY_WORDS * len(words & argued) / len(words or {""})


def _alone(block: Block) -> PreparedSentence:
    """Return the first sentence of a block's answers that reports or criticises and leans on none."""
    said: Sequence[PreparedSentence] = [one for answer in block.answers for one in answer.says if one.cites]
    return next((one for one in said if not leans(one.text)), block.answers[0].says[0])


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in read(text).content)


def _shared(these: frozenset[int], those: frozenset[int]) -> float:
    return len(these & those) / len(these | those or {0})
