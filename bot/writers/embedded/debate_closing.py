"""A closing speech and the standing of a debate, from its record: what was granted, what stands, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.debate.case_moves import missing_evidence
from bot.debate.closing import close
from bot.debate.links import NOTHING_YET
from bot.debate.state import Closing, Point, Round
from bot.statement import Fixed, as_prepared
from bot.writers import Draft
from bot.writers.embedded.debate_exchanges import ON_DROPPED, ON_GRANTED, argued, exchanges, summed_up
from bot.writers.embedded.debate_words import prepared, signposted
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
ON_GRANTS = "I granted you something on {}, but it doesn't decide this."
ON_OWED = "On {} I owe you an answer."
ON_WAITING = "On {} it is your turn to answer me."
# What is left where nothing names the issue, by the rounds.
IN_DROPPED = "What I said in {} has had no reply."
IN_OWED = "I have not answered what you said in {}."
IN_WAITING = "What I said in {} is yours to answer now."
NAMED = 2  # issues that a speech names one by one
LONGEST, LEADS = 220, 8  # words of a closing at most, and of what leads to a part of it
WEIGHED = 2  # sentences of the side's weighing that a closing has beside its last one


def closing_speech(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield what was granted and what stands, why this side wins on it, and what would settle the rest.

    It argues nothing new: what each exchange came to is said in words that were prepared for that, else the
    issue is named and the answer said again in short; of the side's weighing comes only what was not said and
    rests on passages that it has argued from.
    """
    debate = current.debate
    if not debate.points:
        yield NOTHING_YET
        return
    yield CLOSES_AGAIN if debate.closings else CLOSES[len(debate.points) % len(CLOSES)]
    summed = summed_up(debate, topic)
    granted_to_me: set[str] = set()
    dropped: set[str] = set()
    if current.closing:
        # what the reader's last words left is not yet dropped: another turn might have come to it
        left = tuple(one for one in current.closing.dropped_by_reader if one.round < debate.rounds - 1)
        counted = not argued(debate, topic)
        # a report that helps the reader alone grants something, and not always what the issue is about
        granted = current.closing.granted_by_bot if counted else ()
        record = replace(current.closing, dropped_by_reader=left, granted_by_bot=granted)
        granted_to_me = {point.block for point in record.granted_by_reader}
        dropped = {point.block for point in left}
        yield from _record(record, topic, counted=counted, told=_issues(summed, topic))
    case = SIDES_CASES.of(topic, debate.side)
    if case is None:
        return
    yield from exchanges(current, topic, summed, granted_to_me, dropped)
    cites = [number for point in debate.points for number in _rests_on(point, topic)]
    told = {number for point in debate.of("bot") for number in point.cites}
    fresh = [one for one in case.closing[:-1] if not any(one.text in point.text for point in debate.points)]
    weighing = _nearest([*fresh, *case.closing[-1:]], cites, told)
    yield from prepared(weighing, "closing", _map(topic), current)
    gaps = missing_evidence(case, cites)
    room = LONGEST - sum(len(one.text.split()) for one in (*summed.values(), *weighing, *gaps))
    if gaps and set(gaps[0].cites) & set(cites) and room >= LEADS * (len(summed) + 1):
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
        yield signposted(on.format(" and on ".join(issues)))
    unnamed = sorted({point.round for point in points if not _issues((point.block,), topic)})
    if unnamed:
        yield signposted(said_in.format(" and in ".join(f"round {number}" for number in unnamed)))


def _record(
    closing: Closing, topic: Topic, *, counted: bool = True, told: Collection[str] = ()
) -> Iterator[Draft]:
    """Yield what each side granted and left, by its issues; else, if it is to be `counted`, how much.

    Issues that were `told` are left out.
    """
    named_before = set(told)
    for points, named, numbers in (
        (closing.granted_by_reader, ON_GRANTED, YOU_GRANTED),
        (closing.granted_by_bot, ON_GRANTS, I_GRANTED),
        (closing.dropped_by_reader, ON_DROPPED, YOU_DROPPED),
        (closing.dropped_by_bot, ON_OWED, I_DROPPED),
    ):
        known = _issues((point.block for point in points), topic)
        issues = [issue for issue in known if issue not in named_before][:NAMED]
        named_before.update(issues)
        if issues:
            yield signposted(named.format(" and on ".join(issues)))
        elif points and counted and not known:
            yield numbers[0] if len(points) == 1 else numbers[1]


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
