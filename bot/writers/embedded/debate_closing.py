"""A closing speech and the standing of a debate, from its record: what was granted, what stands, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

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
YOU_ANSWERED_ALL = Fixed("You have left nothing of mine unanswered.")
I_ANSWERED_ALL = Fixed("I have left nothing of yours unanswered.")
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
ON_RESTED = "On {} I rest on this."
ON_OWED = "On {} I owe you an answer."
ON_WAITING = "On {} it is your turn to answer me."
# What is left where nothing names the issue, by the rounds.
IN_DROPPED = "What I said in {} has had no reply."
IN_OWED = "What you said in {} I have not answered."
IN_WAITING = "What I said in {} is yours to answer now."
NAMED = 2  # issues that a speech names one by one
RESTATED = 2  # issues on which a closing says what it rests on
WEIGHED = 2  # sentences of the side's weighing that a closing has beside its last one


def closing_speech(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield what was granted and what stands, why this side wins on it, and what would settle the rest.

    It argues nothing new: the issues are named, what the bot said on them is said again in short, and of the
    side's weighing comes only what rests on passages that it has argued from.
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
    told = {number for point in debate.of("bot") for number in point.cites}
    yield from prepared(_nearest(case.closing, cites, told), "closing", _map(topic), current)
    gaps = missing_evidence(case, cites)
    if gaps and set(gaps[0].cites) & set(cites):
        yield WOULD_SETTLE
        yield from prepared(gaps, "closing", _map(topic), current)


def standing(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield how the debate stands: what each side left unanswered, all of it, and what it granted."""
    debate = current.debate
    if not debate.points:
        yield NOTHING_YET
        return
    closing = close(debate, _map(topic))
    yield from _left(closing.dropped_by_reader, topic, ON_DROPPED, IN_DROPPED)
    yield from _left(debate.waiting, topic, ON_WAITING, IN_WAITING)
    if not closing.dropped_by_reader and not debate.waiting:
        yield YOU_ANSWERED_ALL
    yield from _left(closing.dropped_by_bot, topic, ON_OWED, IN_OWED)
    if not closing.dropped_by_bot:
        yield I_ANSWERED_ALL
    yield from _record(replace(closing, dropped_by_reader=(), dropped_by_bot=()), topic)
    if not closing.granted_by_reader and not closing.granted_by_bot:
        yield NOTHING_GRANTED
    mine = [point.block for point in current.debate.of("bot") if point.block]
    argued = _arguments(mine, topic)
    if argued:
        words = f"What you argued, as I heard it: {'; '.join(argued)}."
        yield as_prepared(PreparedSentence(kind="link", text=words))


def _left(points: Sequence[Point], topic: Topic, on: str, said_in: str) -> Iterator[Draft]:
    """Yield what was left unanswered, by its issues, and by the rounds where nothing names one."""
    issues = _issues((point.block for point in points), topic)
    if issues:
        yield _link(on.format(" and on ".join(issues)))
    unnamed = sorted({point.round for point in points if not _issues((point.block,), topic)})
    if unnamed:
        yield _link(said_in.format(" and in ".join(f"round {number}" for number in unnamed)))


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
    """Yield what the bot rests on, on the issues that were argued most: what its answer came to."""
    debate = current.debate
    for block in _argued(debate, topic)[:RESTATED]:
        said = next(point for point in reversed(debate.of("bot")) if _argues(point, block))
        sentences = (one for answer in block.answers for one in (*answer.says, *answer.extend))
        told = [one for one in sentences if one.text in said.text]
        grounds = [one for one in told if one.cites and _ours(one, debate, topic)][:1]
        if grounds:
            yield _link(ON_RESTED.format(block.issue))
            again = grounds if told[-1] in grounds else [*grounds, told[-1]]
            yield from prepared(again, "closing", _map(topic), current)


def _argues(point: Point, block: Block) -> bool:
    return point.block == block.id and point.act != "concession"


def _ours(sentence: PreparedSentence, debate: Debate, topic: Topic) -> bool:
    """Tell whether a sentence helps the bot's side, or is not for one side alone."""
    return any(_map(topic).side_of_passage(number) != debate.reader for number in sentence.cites)


def _argued(debate: Debate, topic: Topic) -> list[Block]:
    """Return the blocks with an issue that the bot has answered, the most and the last argued first."""
    mistaken = {point.answers for point in debate.of("reader") if disowns(point.text)}
    answered = [
        point
        for point in debate.of("bot")
        if point.block and point.act != "concession" and point.number not in mistaken
    ]
    by_id = _blocks(topic)
    times = Counter(point.block for point in debate.points if point.block)
    latest = {point.block: point.number for point in answered}
    found = [by_id[id] for id in latest if id in by_id and by_id[id].issue]
    return sorted(found, key=lambda block: (-times[block.id], -latest[block.id]))


def _nearest(
    closing: Sequence[PreparedSentence], cites: Sequence[int], told: Collection[int]
) -> tuple[PreparedSentence, ...]:
    """Return the last sentence of a weighing, and before it those that are nearest to what was argued.

    They rest on what the bot has `told`, and on nothing else.
    """
    *weighing, last = closing
    times = Counter(cites)
    grounded = [one for one in weighing if one.cites and all(cite in told for cite in one.cites)]
    ranked = sorted(grounded, key=lambda one: -sum(times[cite] for cite in one.cites) / len(one.cites))
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
