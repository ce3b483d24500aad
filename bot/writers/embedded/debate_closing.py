"""A closing speech and the standing of a debate, from its record: what was granted, what stands, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.debate.case_moves import missing_evidence
from bot.debate.closing import close
from bot.debate.links import NOTHING_YET
from bot.debate.state import Closing, Point, Round
from bot.statement import Fixed, Statement, as_prepared
from bot.writers import Draft
from bot.writers.embedded.debate_words import prepared
from bot.writers.embedded.sides_cases import SIDES_CASES
from knowledge.argument_map import ArgumentMap
from knowledge.playbook import PreparedSentence
from knowledge.topic import Topic

CLOSES = Fixed("This is my closing.")
CLOSES_AGAIN = Fixed("I have closed already, and this is what I rest on.")
NOTHING_GRANTED = Fixed("Neither of us has granted the other anything so far.")
ALL_ANSWERED = Fixed("No point of either side is left unanswered.")
WOULD_SETTLE = Fixed("What would settle it is evidence that the op-ed does not have.")
# What is said of one point, and of several.
YOU_GRANTED = (Fixed("You granted one of my points."), Fixed("You granted several of my points."))
I_GRANTED = (Fixed("I granted one of yours."), Fixed("I granted several of yours."))
YOU_DROPPED = (
    Fixed("You left one of my points unanswered."),
    Fixed("You left several of my points unanswered."),
)
I_DROPPED = (Fixed("I left one of yours unanswered."), Fixed("I left several of yours unanswered."))
NAMED = 2  # arguments that a speech names one by one


def closing_speech(current: Round, topic: Topic) -> Iterator[Draft]:
    """Yield what was granted and what stands, why this side wins on it, and what would settle the rest."""
    if not current.debate.points:
        yield NOTHING_YET
        return
    yield CLOSES_AGAIN if current.debate.closings else CLOSES
    if current.closing:
        yield from _record(current.closing, topic)
    case = SIDES_CASES.of(topic, current.debate.side)
    if case is None:
        return
    yield from prepared(case.closing, "closing", _map(topic), current)
    cites = [number for point in current.debate.points for number in _rests_on(point, topic)]
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


def _record(closing: Closing, topic: Topic) -> Iterator[Draft]:
    yield from _counted(closing.granted_by_reader, YOU_GRANTED)
    yield from _counted(closing.granted_by_bot, I_GRANTED)
    yield from _counted(closing.dropped_by_reader, YOU_DROPPED)
    yield from _still_stands(closing.dropped_by_reader, topic)
    yield from _counted(closing.dropped_by_bot, I_DROPPED)


def _counted(points: Sequence[Point], words: tuple[Fixed, Fixed]) -> Iterator[Fixed]:
    """Yield the words for one point or for several; nothing for none."""
    if points:
        yield words[0] if len(points) == 1 else words[1]


def _still_stands(points: Iterable[Point], topic: Topic) -> Iterator[Statement]:
    """Yield the arguments of the reader that the bot answered, and that nobody came back to."""
    named = _arguments([point.block for point in points], topic)[:NAMED]
    if named:
        words = f"My answer still stands to what was put like this: {' and '.join(named)}."
        yield as_prepared(PreparedSentence(kind="link", text=words))


def _arguments(blocks: Iterable[str], topic: Topic) -> list[str]:
    """Return the arguments of blocks, each once and quoted."""
    by_id = {block.id: block for block in topic.playbook.blocks} if topic.playbook else {}
    found = dict.fromkeys(by_id[id].argument for id in blocks if id in by_id)
    return [f"“{argument.rstrip('.')}”" for argument in found]


def _rests_on(point: Point, topic: Topic) -> tuple[int, ...]:
    return point.cites or _map(topic).passages_of(point.about[:1])


def _map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map
