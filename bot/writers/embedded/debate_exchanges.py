"""The exchanges that mattered in a debate, as its closing sums them up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from bot.debate.points import SPEECH, Point
from bot.debate.state import Debate, Round
from bot.statement import Statement
from bot.writers.embedded.debate_words import prepared, signposted
from knowledge.argument_map import ArgumentMap
from knowledge.playbook import Block
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentence_analysis import read
from knowledge.sentences import sentences_of
from knowledge.topic import Topic

ON_GRANTED = "You granted my answer on {}."
PRESSED = (
    "We fought over {}.",
    "Next to it stands {}.",
)  # the first and the next
ASKED = "You asked, “{}”"
PAYS = "One more word on {}."
MOST = 2  # exchanges that a closing sums up, those among them that it answers with the call for it
_POINTS = re.compile(r"\b(?:that|this|those|these|it|they|them|he|him)(?:'?s)?\b", re.IGNORECASE)
_YES_NO = re.compile(r"(?:yes|no)\b", re.IGNORECASE)
LATELY = 3  # rounds behind which what was passed over is let go
FULL = 3  # words of content of a question that is understood by itself
QUOTED = 18  # words of a question that is put again, at most

SummedUp = Mapping[str, PreparedSentence]


def summed_up(current: Round, topic: Topic) -> SummedUp:
    """Return by the blocks what the exchanges that mattered came to, in words that say nothing again.

    What the closing answers along with the call for it is left out, and what the reader had the last word on.
    """
    debate, told = current.debate, {move.block for move in current.moves}
    blocks = [one for one in argued(debate, topic) if one.id not in told and not _left_open(one, debate)]
    found = {block.id: closing for block in blocks if (closing := _closing(block, debate))}
    fresh = [(id, closing) for id, closing in found.items() if closing.text not in current.stale]
    return dict(fresh[: max(1, MOST - len(current.moves))])


def exchanges(
    current: Round, topic: Topic, summed: SummedUp, granted: Collection[str]
) -> Iterator[Statement]:
    """Yield what the exchanges on the issues that were argued most came to.

    The blocks in `granted` the reader has granted.
    """
    pressed = iter(PRESSED)
    issues = {block.id: block.issue for block in argued(current.debate, topic)}
    for id, closing in summed.items():
        if id in granted:
            yield signposted(ON_GRANTED.format(issues[id]))
        else:
            yield signposted(next(pressed).format(issues[id]))
        yield from prepared([closing], "closing", _map(topic), current)


def asked_of_me(current: Round, topic: Topic, exchanges_told: int) -> Iterator[Statement]:
    """Yield the last questions that were answered from what the side has prepared, each answered in short.

    A question that is understood by itself is put again. Together with the exchanges that were told there are
    as many as a closing sums up.
    """
    debate = current.debate
    told = {number for point in debate.of("bot") for number in point.cites}
    prepared_for = topic.playbook.answers if topic.playbook else ()
    answers = {f"{SPEECH}{one.id}": one for one in prepared_for if one.side}
    room = max(0, MOST - exchanges_told - len(current.moves))
    for point in reversed(debate.of("bot")):
        answer = answers.get(point.id)
        short = [one for one in answer.short if one.text not in point.text] if answer else []
        short = [] if current.stale & {one.text for one in short} else short
        if (
            room
            and short
            and all(told.issuperset(one.cites) and not _YES_NO.match(one.text) for one in short)
        ):
            room -= 1
            if question := _question(debate.point(point.answers).text) if point.answers else "":
                yield signposted(ASKED.format(question))
            yield from prepared(short, "closing", _map(topic), current)


def paid(current: Round, topic: Topic, cited: Collection[int]) -> Iterator[Statement]:
    """Yield the answer to the argument that the bot has passed over and that was made most, in short.

    What rests on nothing but what this closing has `cited` would say it again.
    """
    debate, closing = current.debate, current.closing
    told = {move.block for move in current.moves} | {point.block for point in debate.of("bot")}
    told |= {debate.point(point.answers).block for point in debate.of("bot") if point.answers}
    by_id = {block.id: block for block in topic.playbook.blocks} if topic.playbook else {}
    owed = [point.block for point in (closing.dropped_by_bot if closing else ()) if point.block in by_id]
    lately = {point.block for point in debate.of("reader") if point.round > debate.rounds - LATELY}
    owed = [id for id in owed if id in lately - told and by_id[id].issue]
    issues = {by_id[id].issue for id in told if id in by_id}
    owed = [id for id in owed if by_id[id].issue not in issues]
    if owed and len(current.moves) < MOST:
        times = Counter(point.block for point in debate.of("reader"))
        block = by_id[max(owed, key=lambda id: times[id])]
        first = next((one.closing for one in block.answers if one.closing), None)
        told_before = (
            any(set(point.cites).issuperset(first.cites) for point in debate.of("bot")) if first else True
        )
        if first and not told_before and not set(cited).issuperset(first.cites):
            yield signposted(PAYS.format(block.issue))
            yield from prepared([first], "closing", _map(topic), current)


def _question(text: str) -> str:
    """Return the one question of a text, where it is short enough to be put again; "" for none or several."""
    asked = [one for one in sentences_of(text) if one.endswith("?")]
    fits = len(asked) == 1 and len(asked[0].split()) <= QUOTED and _stands(asked[0])
    return asked[0] if fits else ""


def _stands(question: str) -> bool:
    """Tell whether a question is understood by itself: it points at nothing and quotes nothing."""
    points = _POINTS.search(question) or any(sign in question for sign in '"“”')
    return not points and len(read(question).content) >= FULL


def argued(debate: Debate, topic: Topic) -> list[Block]:
    """Return the blocks with an issue that the bot has answered, the most and the last argued first."""
    answered = [
        point
        for point in debate.of("bot")
        if point.block and point.act != "concession" and point.number not in debate.withdrawn
    ]
    by_id = {block.id: block for block in topic.playbook.blocks} if topic.playbook else {}
    times = Counter(point.block for point in debate.points if point.block)
    latest = {point.block: point.number for point in answered}
    found = [by_id[id] for id in latest if id in by_id and by_id[id].issue]
    return sorted(found, key=lambda block: (-times[block.id], -latest[block.id]))


def _closing(block: Block, debate: Debate) -> PreparedSentence | None:
    """Return what the last answer to a block came to; None where it has no such words, or was put in them."""
    last = next(point for point in reversed(debate.of("bot")) if _argues(point, block))
    return next(
        (
            answer.closing
            for answer in block.answers
            if answer.closing and any(one.text in last.text for one in (*answer.says, *answer.extend))
        ),
        None,
    )


def _left_open(block: Block, debate: Debate) -> bool:
    """Tell whether the reader took up the last answer of a block, and the bot left it at that."""
    last = max(point.number for point in debate.of("bot") if _argues(point, block))
    return any(last in point.meets and point.act == "claim" for point in debate.unmet("reader"))


def _argues(point: Point, block: Block) -> bool:
    return point.block == block.id and point.act != "concession"


def _map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map
