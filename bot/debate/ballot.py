"""A judge's ballot: both sides on the four maxims of Grice (1975), and on what they answered and dropped.

Each argument goes to the side that surely holds it, and these decide; where they are even, the marks do.
Every remark points at a round. The maxims are those by which Touché's Retrieval-Augmented Debating (Frank et
al., CLEF 2025) judges a turn. Computed from the points of the debate and the document, without a model.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal, get_args

from bot.debate.clashes import clash
from bot.debate.flow import OTHER_POINTS, FlowEntry, FlowRow, flow_of
from bot.debate.points import Point, Speaker
from bot.debate.state import WORDS, Debate
from knowledge.argument_map import Side
from knowledge.rounding import settled
from knowledge.sentence_analysis import read
from knowledge.sentences import sentence_spans
from knowledge.topic import Topic

Maxim = Literal["quantity", "quality", "relation", "manner", "answers"]
MAXIMS: tuple[Maxim, ...] = get_args(Maxim)
FULL = 10.0  # of a mark at most
_POINTS = 3  # that a turn makes at most
_SENTENCE = 45  # words of a sentence at most
_CLOSE = 0.5  # difference of the means up to which a debate is a draw
GradedMaxim = tuple[float, int, str]  # how well, 0 to 1; the round; the remark, "" where there is none
_ARGUES = ("claim", "attack", "defence", "closing")
_CHECKED = ("money", "percent")  # kinds of figures that a passage would have
_QUOTED = 160  # characters of a point in a remark


@dataclass(frozen=True, slots=True)
class Remark:
    """What the judge has to say about one round."""

    round: int
    text: str


@dataclass(frozen=True, slots=True)
class MaximMark:
    """A side's mark on one maxim, 0 to 10 or None for nothing to judge, and the remarks behind it."""

    maxim: Maxim
    mark: float | None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side's part of the ballot."""

    speaker: Speaker
    side: Side
    marks: tuple[MaximMark, ...]

    @property
    def mean(self) -> float | None:
        """The mean of the marks; None where nothing was judged."""
        marks = [mark.mark for mark in self.marks if mark.mark is not None]
        return settled(sum(marks) / len(marks)) if marks else None


@dataclass(frozen=True, slots=True)
class Held:
    """An argument, and the side that holds it: the other one granted it, or surely left it unanswered.

    None where each side answered the other, or where it isn't sure.
    """

    title: str
    by: Speaker | None
    reason: Literal["granted", "dropped", "disputed"]


@dataclass(frozen=True, slots=True)
class Ballot:
    """Both sheets, and who judged: `computed`, or a model's name; where computed, who holds each argument."""

    judge: str
    reader: Sheet
    bot: Sheet
    arguments: tuple[Held, ...] = ()

    @property
    def judges(self) -> bool:
        """Whether both sides have argued, so that there is something to judge."""
        return self.reader.mean is not None and self.bot.mean is not None

    @property
    def decision(self) -> Speaker | None:
        """Who had the better of it; None where it was too close, or the marks speak against the arguments."""
        better = self._marked
        held = [one.by for one in self.arguments]
        lead = held.count("reader") - held.count("bot")
        if not self.judges or not lead:
            return better
        holds: Speaker = "reader" if lead > 0 else "bot"
        return holds if better in (None, holds) else None

    @property
    def _marked(self) -> Speaker | None:
        """Who has the better marks; None where they are close."""
        reader, bot = self.reader.mean, self.bot.mean
        if reader is None or bot is None or abs(reader - bot) <= _CLOSE:
            return None
        return "reader" if reader > bot else "bot"


def judged(debate: Debate, topic: Topic) -> Ballot:
    """Return the ballot as computed.

    Each mark is the share of what went well, times ten; where there was nothing to judge there is none.
    """
    reader, bot = (_sheet(debate, topic, speaker) for speaker in get_args(Speaker))
    assert topic.argument_map is not None
    rows = flow_of(debate, topic.argument_map, topic.playbook).rows
    known = frozenset(point.number for point in debate.points if point.block)
    return Ballot("computed", reader, bot, tuple(_held(row, known) for row in rows if _is_argued(row)))


def _is_argued(row: FlowRow) -> bool:
    """Tell whether a row has a name, and holds more than grants and questions."""
    return row.title != OTHER_POINTS and any(entry.act in _ARGUES for entry in (*row.reader, *row.bot))


def _held(row: FlowRow, known: Collection[int]) -> Held:
    """Return which side holds what a row is about, by what the other one granted or left.

    What was left counts where it is `known` to be of an argument, and stands in no row by chance.
    """

    def lost(entries: Sequence[FlowEntry], status: str) -> bool:
        """Tell whether the other side gave something of these up."""
        return any(
            entry.status == status and entry.act in ("claim", "attack", "defence") for entry in entries
        )

    for reason in ("granted", "dropped"):
        reader, bot = lost(row.reader, reason), lost(row.bot, reason)
        if reader != bot:
            return Held(row.title, "reader" if reader else "bot", reason)
    return Held(row.title, None, "disputed")


def _sheet(debate: Debate, topic: Topic, speaker: Speaker) -> Sheet:
    argued = any(point.act in _ARGUES for point in debate.of(speaker))
    grades: dict[Maxim, Iterator[GradedMaxim]] = {
        "quantity": _quantity(debate, speaker),
        "quality": _quality(debate, speaker, topic),
        "relation": _relation(debate, speaker),
        "manner": _manner(debate, speaker),
        "answers": _answers(debate, speaker),
    }
    marks = [_mark(maxim, tuple(judged) if argued else (), debate) for maxim, judged in grades.items()]
    return Sheet(speaker, debate.reader if speaker == "reader" else debate.side, tuple(marks))


def _mark(maxim: Maxim, grades: Sequence[GradedMaxim], debate: Debate) -> MaximMark:
    remarks = tuple(Remark(debate.called(number), text) for _, number, text in grades if text)
    if not grades:
        return MaximMark(maxim, None, remarks)
    mean = settled(sum(worth for worth, _, _ in grades) / len(grades))
    return MaximMark(maxim, round(settled(FULL * mean), 1), remarks)


def _rounds(debate: Debate, speaker: Speaker) -> dict[int, list[Point]]:
    rounds: dict[int, list[Point]] = {number: [] for number in range(1, debate.rounds + 1)}
    for point in debate.of(speaker):
        rounds[point.round].append(point)
    return rounds


def _quantity(debate: Debate, speaker: Speaker) -> Iterator[GradedMaxim]:
    """Grade how much each round says: one to three points, in no more words than a turn has.

    To ask for the closing is a round without points that costs nothing, and a closing may be longer.
    """
    pressed = dict(debate.pressed)
    for number, points in _rounds(debate, speaker).items():
        if number in (*debate.closings, *debate.summed):
            continue
        words = sum(len(point.text.split()) for point in points)
        if not points and not (speaker == "reader" and pressed.get(number) in ("repetition", "caving")):
            yield 0.0, number, "makes no point"
        elif words > WORDS:
            yield 0.5, number, f"takes {words} words where {WORDS} would be enough"
        elif (made := sum(point.act in _ARGUES for point in points)) > _POINTS:
            yield 0.5, number, f"makes {made} points at once, so that none is developed"
        else:
            yield 1.0, number, ""


def _quality(debate: Debate, speaker: Speaker, topic: Topic) -> Iterator[GradedMaxim]:
    """Grade whether what is said contradicts neither the document nor itself, and makes up no figure."""
    assert topic.argument_map is not None
    argument_map, document = topic.argument_map, topic.document
    turned = {contradiction.second: contradiction for contradiction in debate.contradictions}
    for point in debate.of(speaker):
        if point.number in turned:
            contradiction = turned[point.number]
            earlier = debate.called(debate.point(contradiction.first).round)
            yield 0.0, point.round, f"contradicts what was said in round {earlier}: {contradiction.reason}"
        elif speaker == "bot" or point.act not in _ARGUES:
            # the bot's sentences were shown only because their passages carry them
            yield 1.0, point.round, ""
        else:
            numbers = argument_map.passages_of(point.about[:1])
            # an opinion may say more than a passage; only what cannot hold beside it goes against it
            faults = ((number, clash(point.text, document.passage(number).text)) for number in numbers)
            against = next(((number, reason) for number, reason in faults if reason), None)
            if against:
                yield 0.0, point.round, f"goes against passage [{against[0]}]: {against[1]}"
            elif strange := _strange_figure(point.text, topic):
                yield 0.75, point.round, f"gives a figure that the op-ed does not have: {strange}"
            else:
                yield 1.0, point.round, ""


def _strange_figure(text: str, topic: Topic) -> str:
    """Return an amount or a share that no passage has, not even rounded; "" where there is none."""
    known = read(topic.document.text).figures
    for figure in read(text).figures:
        alike = [one for one in known if one.kind == figure.kind]
        if figure.kind in _CHECKED and not any(figure.rounds(one) or one.rounds(figure) for one in alike):
            return figure.text
    return ""


def _relation(debate: Debate, speaker: Speaker) -> Iterator[GradedMaxim]:
    """Grade how each round after the first takes up the other side's points, or what was argued about.

    A closing sums up, be it behind the other side's. A round is blamed only where it is known what it is
    about, and it surely takes up nothing.
    """
    touched: set[str] = set()
    for number, points in _rounds(debate, speaker).items():
        other = {
            subject
            for point in debate.points
            if point.by != speaker and point.round <= number
            for subject in point.subject
        }
        said = [point for point in points if point.act in _ARGUES]
        if said and number > 1 and number not in (*debate.closings, *debate.summed):
            takes_up = any(point.meets or point.may or not point.subject for point in points)
            bears = takes_up or any(set(point.subject) & (other | touched) for point in points)
            yield (
                float(bears),
                number,
                "" if bears else "drops what was said before and starts something new",
            )
        touched |= {subject for point in points for subject in point.subject}


def _manner(debate: Debate, speaker: Speaker) -> Iterator[GradedMaxim]:
    """Grade how it is said: in sentences that can be followed; no pressing, insulting or saying again."""
    long = {point.round for point in debate.of(speaker) if _longest(point.text) > _SENTENCE}
    pressed = dict(debate.pressed) if speaker == "reader" else {}
    words = {
        "agree": "applies pressure instead of arguing",
        "switch": "asks the other side to give up its side",
        "insult": "insults",
        "flattery": "flatters",
    }
    for number in range(1, debate.rounds + 1):
        kind = pressed.get(number)
        if kind in words:
            yield 0.0, number, words[kind]
        elif kind == "repetition":
            yield 0.5, number, "repeats what was said before"
        elif number in long:
            yield 0.5, number, f"has a sentence of more than {_SENTENCE} words"
        else:
            yield 1.0, number, ""


def _answers(debate: Debate, speaker: Speaker) -> Iterator[GradedMaxim]:
    """Grade whether the other side's points are answered or granted.

    Those dropped count against this side.
    """
    other: Speaker = "bot" if speaker == "reader" else "reader"
    dropped = {point.number for point in debate.unanswered(other)}
    for point in debate.of(other):
        if point.number in dropped:
            yield 0.0, point.round, f"drops: {_quoted(point)}"
        elif point.number in debate.answered:
            yield 1.0, point.round, ""


def _longest(text: str) -> int:
    """Return the words of the longest sentence."""
    return max((len(text[start:end].split()) for start, end in sentence_spans(text)), default=0)


def _quoted(point: Point) -> str:
    text = shorten(point.text, _QUOTED, placeholder=" …")
    return f"“{text.replace('“', '‘').replace('”', '’')}”"
