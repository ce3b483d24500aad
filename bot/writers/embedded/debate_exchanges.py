"""The exchanges that mattered in a debate, as its closing sums them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from bot.debate.hearing import disowns
from bot.debate.state import Debate, Point, Round
from bot.statement import Statement
from bot.writers.embedded.debate_words import prepared, signposted
from knowledge.argument_map import ArgumentMap
from knowledge.playbook import Block, PreparedSentence
from knowledge.topic import Topic

ON_GRANTED = "You granted my answer on {}."
ON_DROPPED = "On {} my answer has had no reply."
ON_RESTED = "On {}, I rest on this."
PRESSED = (
    "You pressed me on {}.",
    "You also raised {}.",
    "And there was {}.",
)  # the first, the next, the last
MOST = 3  # exchanges that a closing sums up
RESTATED = 2  # issues on which it says again what it rests on, where nothing sums that up

SummedUp = Mapping[str, PreparedSentence]


def summed_up(debate: Debate, topic: Topic) -> SummedUp:
    """Return by the blocks what the exchanges that mattered came to, where words are prepared for that."""
    found = {block.id: _closing(block, debate) for block in argued(debate, topic)[:MOST]}
    return {id: closing for id, closing in found.items() if closing}


def exchanges(
    current: Round, topic: Topic, summed: SummedUp, granted: Collection[str], dropped: Collection[str]
) -> Iterator[Statement]:
    """Yield what the bot rests on, on the issues that were argued most: what each exchange came to.

    The blocks in `granted` the reader has granted, and left unanswered those in `dropped`.
    """
    pressed = iter(PRESSED)
    blocks = argued(current.debate, topic)
    restated = [block for block in blocks if block.id not in summed][: max(0, RESTATED - len(summed))]
    for block in blocks:
        if closing := summed.get(block.id):
            lead = ON_GRANTED if block.id in granted else ON_DROPPED if block.id in dropped else next(pressed)
            yield signposted(lead.format(block.issue))
            yield from prepared([closing], "closing", _map(topic), current)
        elif block in restated:
            yield from _restated(block, current, topic)


def argued(debate: Debate, topic: Topic) -> list[Block]:
    """Return the blocks with an issue that the bot has answered, the most and the last argued first."""
    mistaken = {point.answers for point in debate.of("reader") if disowns(point.text)}
    answered = [
        point
        for point in debate.of("bot")
        if point.block and point.act != "concession" and point.number not in mistaken
    ]
    by_id = {block.id: block for block in topic.playbook.blocks} if topic.playbook else {}
    times = Counter(point.block for point in debate.points if point.block)
    latest = {point.block: point.number for point in answered}
    found = [by_id[id] for id in latest if id in by_id and by_id[id].issue]
    return sorted(found, key=lambda block: (-times[block.id], -latest[block.id]))


def _closing(block: Block, debate: Debate) -> PreparedSentence | None:
    """Return what the last of a block's answers that were given and have such words came to."""
    for point in reversed(debate.of("bot")):
        if _argues(point, block):
            for answer in block.answers:
                if answer.closing and any(one.text in point.text for one in (*answer.says, *answer.extend)):
                    return answer.closing
    return None


def _restated(block: Block, current: Round, topic: Topic) -> Iterator[Statement]:
    """Yield what the bot's answer to a block came to, in the words that it was given in."""
    debate = current.debate
    said = next(point for point in reversed(debate.of("bot")) if _argues(point, block))
    sentences = (one for answer in block.answers for one in (*answer.says, *answer.extend))
    told = [one for one in sentences if one.text in said.text]
    grounds = [one for one in told if one.cites and _ours(one, debate, topic)][:1]
    if grounds:
        yield signposted(ON_RESTED.format(block.issue))
        again = grounds if told[-1] in grounds else [*grounds, told[-1]]
        yield from prepared(again, "closing", _map(topic), current)


def _argues(point: Point, block: Block) -> bool:
    return point.block == block.id and point.act != "concession"


def _ours(sentence: PreparedSentence, debate: Debate, topic: Topic) -> bool:
    """Tell whether a sentence helps the bot's side, or is not for one side alone."""
    return any(_map(topic).side_of_passage(number) != debate.reader for number in sentence.cites)


def _map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map
