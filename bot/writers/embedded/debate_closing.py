"""A closing speech and the standing of a debate, from its record: what was granted, what stands, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.debate.block_moves import EXTENDED, answer_id
from bot.debate.case_moves import missing_evidence
from bot.debate.closing import close
from bot.debate.hearing import disowns
from bot.debate.links import NOTHING_YET
from bot.debate.state import Closing, Debate, Point, Round
from bot.statement import Fixed, Statement, as_prepared
from bot.writers import Draft
from bot.writers.embedded.debate_words import prepared
from bot.writers.embedded.sides_cases import SIDES_CASES
from knowledge.argument_map import ArgumentMap
from knowledge.playbook import Block, PreparedSentence
from knowledge.topic import Topic

# One of each, another from one debate to the next.
CLOSES = (
    Fixed("This is my closing."),
    Fixed("Let me close, then."),
    Fixed("Here is my last word."),
    Fixed("So let me sum up my side."),
)
CLOSES_AGAIN = Fixed("I have closed already, and this is what I rest on.")
NOTHING_GRANTED = Fixed("Neither of us has granted the other anything so far.")
ALL_ANSWERED = Fixed("No point of either side is left unanswered.")
WOULD_SETTLE = Fixed("What would settle it is evidence that the op-ed does not have.")
# What is said of one point, and of several, where nothing names them.
YOU_GRANTED = (Fixed("You granted one of my points."), Fixed("You granted several of my points."))
I_GRANTED = (Fixed("I granted one of yours."), Fixed("I granted several of yours."))
YOU_DROPPED = (
    Fixed("You left one of my points unanswered."),
    Fixed("You left several of my points unanswered."),
)
I_DROPPED = (Fixed("I left one of yours unanswered."), Fixed("I left several of yours unanswered."))
# The same where the issues are named.
ON_GRANTED = "You granted my answer on {}."
ON_GRANTS = "I granted you something on {}, and it doesn't decide this."
ON_DROPPED = "On {} my answer has had no reply."
ON_OWED = "On {} I owe you an answer."
NAMED = 2  # issues that a speech names one by one
OPENS = 2  # sentences of an answer that say what it comes to; the others lean on them
RESTATED = 2  # issues on which a closing says what it rests on
WEIGHED = 2  # sentences of the side's weighing that a closing has beside its last one


def closing_speech(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield what was granted and what stands, why this side wins on it, and what would settle the rest.

    It speaks of what this debate was about: the issues are named, what is left to say on them is said, and of
    the side's weighing comes what is nearest to them.
    """
    debate = current.debate
    if not debate.points:
        yield NOTHING_YET
        return
    yield CLOSES_AGAIN if debate.closings else CLOSES[len(debate.points) % len(CLOSES)]
    if current.closing:
        # what the reader's last words left is not yet dropped: another turn might have come to it
        left = tuple(one for one in current.closing.dropped_by_reader if one.round < debate.rounds - 1)
        counted = not _argued(debate, topic)
        # a report that helps the reader alone grants something, and not always what the issue is about
        granted = current.closing.granted_by_bot if counted else ()
        record = replace(current.closing, dropped_by_reader=left, granted_by_bot=granted)
        yield from _record(record, topic, counted=counted)
    case = SIDES_CASES.of(topic, debate.side)
    if case is None:
        return
    yield from _restated(current, topic)
    cites = [number for point in debate.points for number in _rests_on(point, topic)]
    argued = bool(_argued(debate, topic))
    weighing = _nearest(case.closing, cites) if argued else case.closing
    yield from prepared(weighing, "closing", _map(topic), current)
    gaps = missing_evidence(case, cites)
    if gaps:
        yield WOULD_SETTLE
        yield from prepared(gaps, "closing", _map(topic), current)


def standing(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield how the debate stands: what each side granted, and what it left unanswered."""
    closing = close(current.debate, _map(topic))
    lines = list(_record(closing, topic))
    yield from lines or [ALL_ANSWERED]
    if not closing.granted_by_reader and not closing.granted_by_bot:
        yield NOTHING_GRANTED
    mine = [point.block for point in current.debate.of("bot") if point.block]
    argued = _arguments(mine, topic)
    if argued:
        words = f"What you argued, as I heard it: {'; '.join(argued)}."
        yield as_prepared(PreparedSentence(kind="link", text=words))


def _record(closing: Closing, topic: Topic, *, counted: bool = True) -> Iterator[Draft]:
    """Yield what each side granted and left, by its issues; else, if it is to be `counted`, how much."""
    told: set[str] = set()
    for points, named, numbers in (
        (closing.granted_by_reader, ON_GRANTED, YOU_GRANTED),
        (closing.granted_by_bot, ON_GRANTS, I_GRANTED),
        (closing.dropped_by_reader, ON_DROPPED, YOU_DROPPED),
        (closing.dropped_by_bot, ON_OWED, I_DROPPED),
    ):
        known = _issues((point.block for point in points), topic)
        issues = [issue for issue in known if issue not in told][:NAMED]
        told.update(issues)
        if issues:
            yield _link(named.format(" and on ".join(issues)))
        elif points and counted and not known:
            yield numbers[0] if len(points) == 1 else numbers[1]


def _restated(current: Round, topic: Topic) -> Iterator[Statement]:
    """Yield what the bot rests on, on the issues that were argued most, in words that it has not used."""
    used = {point.id.removesuffix(EXTENDED) for point in current.debate.of("bot")}
    said = " ".join(point.text for point in current.debate.of("bot"))
    fresh = [
        answer
        for block in _argued(current.debate, topic)
        for answer in [one for n, one in enumerate(block.answers) if answer_id(block, n) not in used][:1]
        if not any(sentence.text in said for sentence in answer.says)
    ]
    for answer in fresh[:RESTATED]:
        yield _link(answer.signpost)
        yield from prepared(answer.says[:OPENS], "closing", _map(topic), current)


def _argued(debate: Debate, topic: Topic) -> list[Block]:
    """Return the blocks with an issue that the bot has answered, the most and the last argued first."""
    mistaken = {point.answers for point in debate.of("reader") if disowns(point.text)}
    answered = [point for point in debate.of("bot") if point.block and point.number not in mistaken]
    by_id = _blocks(topic)
    times = Counter(point.block for point in debate.points if point.block)
    latest = {point.block: point.number for point in answered}
    found = [by_id[id] for id in latest if id in by_id and by_id[id].issue]
    return sorted(found, key=lambda block: (-times[block.id], -latest[block.id]))


def _nearest(closing: Sequence[PreparedSentence], cites: Sequence[int]) -> tuple[PreparedSentence, ...]:
    """Return the last sentence of a weighing, and before it those that are nearest to what was argued."""
    *weighing, last = closing
    told = Counter(cites)
    grounded = [one for one in weighing if one.cites]
    ranked = sorted(grounded, key=lambda one: -sum(told[cite] for cite in one.cites) / len(one.cites))
    kept = ranked[:WEIGHED]
    return (*(one for one in weighing if one in kept), last)


def _link(words: str) -> Statement:
    return as_prepared(PreparedSentence(kind="link", text=words))


def _issues(blocks: Iterable[str], topic: Topic) -> list[str]:
    """Return what was in dispute, each once; nothing for blocks that name no issue."""
    by_id = _blocks(topic)
    return list(dict.fromkeys(by_id[id].issue for id in blocks if id in by_id and by_id[id].issue))


def _arguments(blocks: Iterable[str], topic: Topic) -> list[str]:
    """Return the arguments of blocks, each once and quoted."""
    by_id = _blocks(topic)
    found = dict.fromkeys(by_id[id].argument for id in blocks if id in by_id)
    return [f"“{argument.rstrip('.')}”" for argument in found]


def _blocks(topic: Topic) -> dict[str, Block]:
    return {block.id: block for block in topic.playbook.blocks} if topic.playbook else {}


def _rests_on(point: Point, topic: Topic) -> tuple[int, ...]:
    return point.cites or _map(topic).passages_of(point.about[:1])


def _map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map
