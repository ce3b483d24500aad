"""A closing speech and the standing of a debate, from its record: what was granted, what stands, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.debate.ballot import judged
from bot.debate.case_moves import missing_evidence
from bot.debate.closing import close
from bot.debate.links import NOTHING_YET
from bot.debate.points import Point
from bot.debate.state import Closing, Debate, Round
from bot.statement import Fixed, Statement
from bot.writers import Draft
from bot.writers.embedded.debate_exchanges import (
    ON_GRANTED,
    SummedUp,
    asked_of_me,
    exchanges,
    paid,
    summed_up,
)
from bot.writers.embedded.debate_record import (
    I_SAID,
    YOU_SAID,
    ahead,
    granted_by_reader,
    never_answered,
    quoted,
)
from bot.writers.embedded.debate_words import prepared, signposted
from bot.writers.embedded.sides_cases import SIDES_CASES
from knowledge.argument_map import ArgumentMap
from knowledge.playbook import Block, Case
from knowledge.prepared_sentence import PreparedSentence
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
ON_DROPPED = "On {} my answer has had no reply."
VERDICT = "You have the point on {}, which I never met, and I claim the one on {}."
VERDICT_MINE = "I claim the point on {}, and the facts that I granted on the way are yours."
ON_WAITING = "On {} it is your turn to answer me."
# What is left where nothing names the issue, by the rounds.
IN_DROPPED = "What I said in {} has had no reply."
IN_OWED = "I have not answered what you said in {}."
IN_WAITING = "What I said in {} is yours to answer now."
NAMED = 2  # issues that a speech names one by one
LONGEST = 130  # words of a closing that says what would settle the rest, at most
WEIGHED = 1  # sentences of the side's weighing that a closing has beside its last one, where it has told much


def closing_speech(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield what the exchanges came to, what was owed, and why this side wins on it.

    It argues nothing new but what it owes: what each exchange came to is said in words that were prepared for
    that, else the issue is named and the answer said again in short; of the side's weighing comes only what
    was not said and rests on passages that it has argued from.
    """
    debate = current.debate
    if not debate.points:
        yield NOTHING_YET
        return
    yield CLOSES_AGAIN if debate.closings else CLOSES[len(debate.points) % len(CLOSES)]
    summed = summed_up(current, topic)
    points = current.closing.granted_by_reader if current.closing else ()
    granted = {point.block for point in points if not point.partly}
    if "verdict" in current.closes_with:
        yield from _verdict(current, topic, summed, granted)
    elif current.closing and not _blocks(topic):
        yield from _record(replace(current.closing, dropped_by_reader=(), dropped_by_bot=()), topic)
    case = SIDES_CASES.of(topic, debate.side)
    if case is None:
        return
    told = list(exchanges(current, topic, summed, granted))
    yield from _asked_for(current, topic)
    told += asked_of_me(current, topic, sum(one.kind != "link" for one in told))
    cites = [number for move in current.moves for number in move.cites]
    told += paid(current, topic, [*cites, *(number for one in told for number in one.cites)])
    yield from told
    yield from _conclusion(current, topic, case, told)


def _asked_for(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield what the reader has granted, and what else of the record the closing was asked for."""
    closing = current.closing
    if closing is None:
        return
    wants = current.closes_with
    told = list(granted_by_reader(closing.granted_by_reader))
    yield from told if "granted what" in wants else told[-1:]
    if "granted what" in wants:
        granted = Closing((() if told else closing.granted_by_reader), closing.granted_by_bot)
        yield from _record(granted, topic)
        if not closing.granted_by_reader and not closing.granted_by_bot:
            yield NOTHING_GRANTED
    if "unanswered" in wants:
        yield from never_answered(closing.dropped_by_bot)


def _conclusion(current: Round, topic: Topic, case: Case, told: Sequence[Statement]) -> Iterator[Draft]:
    """Yield of the side's weighing what was not said, its last sentence, and what would settle the rest."""
    debate = current.debate
    cites = [number for point in debate.points for number in _rests_on(point, topic)]
    argued_from = {number for point in debate.of("bot") for number in point.cites}
    said = " ".join(point.text for point in debate.points)
    made = [move.cites for move in current.moves]
    here = {number for cited in (*made, *(one.cites for one in told)) for number in cited}
    weighs = (*case.weighing, *case.closing[:-1])
    fresh = [one for one in weighs if one.text not in said and one.text not in current.stale]
    fresh = [one for one in fresh if not here.issuperset(one.cites)]
    most = WEIGHED if any(one.cites for one in told) else WEIGHED + 1
    weighing = _nearest([*fresh, *case.closing[-1:]], cites, argued_from, most)
    yield from prepared(weighing[:-1], "closing", _map(topic), current)
    gaps = missing_evidence(case, cites)
    before = sum(move.length for move in current.moves) + sum(len(one.text.split()) for one in told)
    length = before + sum(len(one.text.split()) for one in (*weighing, *gaps))
    if gaps and set(gaps[0].cites) & set(cites) and length <= LONGEST and not debate.free:
        yield WOULD_SETTLE
        yield from prepared(gaps, "closing", _map(topic), current)
    yield from prepared(weighing[-1:], "closing", _map(topic), current)


def _verdict(current: Round, topic: Topic, summed: SummedUp, granted: Collection[str]) -> Iterator[Draft]:
    """Yield who has won what: what the bot never met is the reader's, what was granted to it its own."""
    assert current.closing is not None
    debate = current.debate
    met = [debate.point(point.answers).block for point in debate.of("bot") if point.answers]
    mine = _issues([*granted, *summed, *reversed(met)], topic)[:NAMED]
    owed = _issues((point.block for point in reversed(current.closing.dropped_by_bot)), topic)
    yours = [issue for issue in owed if issue not in mine][:NAMED]
    if yours and mine:
        yield signposted(VERDICT.format(" and on ".join(yours), " and on ".join(mine)))
    elif mine:
        yield signposted(VERDICT_MINE.format(" and on ".join(mine)))


def in_sentences(said: Iterable[Draft], most: int) -> Iterator[Draft]:
    """Yield as many sentences of a closing as were asked for: who has won what, if told, and its last one."""
    verdict = VERDICT.partition("{}")[0], VERDICT_MINE.partition("{}")[0]
    told = list(said)
    links = [one for one in told if isinstance(one, Statement) and one.text.startswith(verdict)]
    content = [one for one in told if isinstance(one, Statement) and one.kind != "link"]
    if links:
        yield from [*links[:1], *content[: max(0, most - 2)], *content[-1:]][:most]
    elif content:
        yield from [*content[:-1][: most - 1], content[-1]]
    else:
        yield from told


def standing(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield how the debate stands: what each side left unanswered, all of it, and what it granted."""
    debate = current.debate
    if not debate.points:
        yield NOTHING_YET
        return
    closing = close(debate, _map(topic))
    yield from ahead(judged(debate, topic))
    yield from _left(closing.dropped_by_reader, debate, topic, ON_DROPPED, IN_DROPPED)
    yield from quoted(closing.dropped_by_reader, I_SAID, debate)
    yield from _left(debate.waiting, debate, topic, ON_WAITING, IN_WAITING)
    yield from quoted(debate.waiting, I_SAID, debate)
    if debate.of("bot") and not debate.without_answer("bot"):
        yield YOU_ANSWERED_ALL
    yield from _left(closing.dropped_by_bot, debate, topic, ON_OWED, IN_OWED)
    yield from quoted(closing.dropped_by_bot, YOU_SAID, debate)
    if debate.of("reader") and not debate.without_answer("reader"):
        yield I_ANSWERED_ALL
    told = list(granted_by_reader(closing.granted_by_reader))
    yield from told
    granted = replace(closing, dropped_by_reader=(), dropped_by_bot=())
    yield from _record(replace(granted, granted_by_reader=()) if told else granted, topic)
    if not closing.granted_by_reader and not closing.granted_by_bot:
        yield NOTHING_GRANTED


def _left(points: Sequence[Point], debate: Debate, topic: Topic, on: str, said_in: str) -> Iterator[Draft]:
    """Yield what was left unanswered, by its issues, and by the rounds where nothing names one."""
    issues = _issues((point.block for point in points), topic)
    if issues:
        yield signposted(on.format(" and on ".join(issues)))
    unnamed = sorted({debate.called(point.round) for point in points if not _issues((point.block,), topic)})
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
    closing: Sequence[PreparedSentence], cites: Sequence[int], told: Collection[int], most: int
) -> tuple[PreparedSentence, ...]:
    """Return the last sentence of a weighing, and before it those `most` that are nearest to what was argued.

    They rest on what the bot has `told`, and on nothing else.
    """
    *weighing, last = closing
    times = Counter(cites)
    grounded = [one for one in weighing if one.cites and all(cite in told for cite in one.cites)]
    ranked = sorted(grounded, key=lambda one: -sum(times[cite] for cite in one.cites) / len(one.cites))
    kept = ranked[:most]
    return (*(one for one in weighing if one in kept), last)


def _issues(blocks: Iterable[str], topic: Topic) -> list[str]:
    """Return what was in dispute, each once; nothing for blocks that name no issue."""
    by_id = _blocks(topic)
    return list(dict.fromkeys(by_id[id].issue for id in blocks if id in by_id and by_id[id].issue))


def _blocks(topic: Topic) -> dict[str, Block]:
    return {block.id: block for block in topic.playbook.blocks} if topic.playbook else {}


def _rests_on(point: Point, topic: Topic) -> tuple[int, ...]:
    return point.cites or _map(topic).passages_of(point.about[:1])


def _map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map
