"""A judge's ballot: both sides on the four maxims of Grice (1975), and on what they answered and dropped.

Every remark points at a round. The maxims are those by which Touché's Retrieval-Augmented Debating (Frank et
al., CLEF 2025) judges a turn. Computed from the points of the debate and the document, without a model; with
one, `judged_by_model` asks it twice with the sides exchanged, and takes the mean (position bias: Zheng et al.
2023).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal, get_args

from bot.debate.contradiction import contradicts
from bot.debate.points import Point, Speaker
from bot.debate.state import WORDS, Debate
from bot.errors import ModelError
from knowledge.argument_map import Side
from knowledge.rounding import settled
from knowledge.sentences import sentence_spans
from knowledge.topic import Topic
from prompts import Prompt, fenced

Maxim = Literal["quantity", "quality", "relation", "manner", "answers"]
MAXIMS: tuple[Maxim, ...] = get_args(Maxim)
FULL = 10.0  # of a mark at most
_POINTS = 3  # that a turn makes at most
_SENTENCE = 45  # words of a sentence at most
_CLOSE = 0.5  # difference of the means up to which a debate is a draw
GradedMaxim = tuple[float, int, str]  # how well, 0 to 1; the round; the remark, "" where there is none
_QUOTED = 160  # characters of a point in a remark
_CUT = 2_000  # characters of a point that a model is shown


@dataclass(frozen=True, slots=True)
class Remark:
    """What the judge has to say about one round."""

    round: int
    text: str


@dataclass(frozen=True, slots=True)
class MaximMark:
    """A side's mark on one maxim, 0 to 10, and the remarks behind it."""

    maxim: Maxim
    mark: float
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side's part of the ballot."""

    speaker: Speaker
    side: Side
    marks: tuple[MaximMark, ...]

    @property
    def mean(self) -> float:
        """The mean of the marks."""
        return settled(sum(mark.mark for mark in self.marks) / len(self.marks))


@dataclass(frozen=True, slots=True)
class Ballot:
    """Both sheets, and who judged: `computed`, or a model's name."""

    judge: str
    reader: Sheet
    bot: Sheet

    @property
    def decision(self) -> Speaker | None:
        """Who had the better of it; None where it was too close."""
        if abs(self.reader.mean - self.bot.mean) <= _CLOSE:
            return None
        return "reader" if self.reader.mean > self.bot.mean else "bot"


def judged(debate: Debate, topic: Topic) -> Ballot:
    """Return the ballot as computed.

    Each mark is the share of what went well, times ten; where there was nothing to judge it is full.
    """
    return Ballot("computed", *(_sheet(debate, topic, speaker) for speaker in get_args(Speaker)))


def _sheet(debate: Debate, topic: Topic, speaker: Speaker) -> Sheet:
    grades: dict[Maxim, Iterator[GradedMaxim]] = {
        "quantity": _quantity(debate, speaker),
        "quality": _quality(debate, speaker, topic),
        "relation": _relation(debate, speaker),
        "manner": _manner(debate, speaker),
        "answers": _answers(debate, speaker),
    }
    marks = [_mark(maxim, tuple(judged)) for maxim, judged in grades.items()]
    return Sheet(speaker, debate.reader if speaker == "reader" else debate.side, tuple(marks))


def _mark(maxim: Maxim, grades: Sequence[GradedMaxim]) -> MaximMark:
    mean = settled(sum(worth for worth, _, _ in grades) / len(grades)) if grades else 1.0
    remarks = tuple(Remark(number, text) for _, number, text in grades if text)
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
        elif len(points) > _POINTS:
            yield 0.5, number, f"makes {len(points)} points at once, so that none is developed"
        else:
            yield 1.0, number, ""


def _quality(debate: Debate, speaker: Speaker, topic: Topic) -> Iterator[GradedMaxim]:
    """Grade whether what is said stands on the document, and contradicts neither it nor itself."""
    assert topic.argument_map is not None
    argument_map, document = topic.argument_map, topic.document
    turned = {contradiction.second: contradiction for contradiction in debate.contradictions}
    for point in debate.of(speaker):
        if point.number in turned:
            contradiction = turned[point.number]
            earlier = debate.point(contradiction.first).round
            yield 0.0, point.round, f"contradicts what was said in round {earlier}: {contradiction.reason}"
        elif speaker == "bot" or point.act in ("question", "concession"):
            yield (
                1.0,
                point.round,
                "",
            )  # the bot's sentences were shown only because their passages carry them
        else:
            numbers = argument_map.passages_of(point.about[:1])
            # an opinion may say more than a passage; only what cannot hold beside it goes against it
            faults = ((number, contradicts(point.text, document.passage(number).text)) for number in numbers)
            against = next(((number, reason) for number, reason in faults if reason), None)
            if against:
                yield 0.0, point.round, f"goes against passage [{against[0]}]: {against[1]}"
            elif numbers or point.block:
                yield 1.0, point.round, ""
            else:
                yield 0.75, point.round, f"rests on nothing in the op-ed: {_quoted(point)}"


def _relation(debate: Debate, speaker: Speaker) -> Iterator[GradedMaxim]:
    """Grade how each round after the first takes up the other side's points, or what was argued about.

    A claim of the op-ed, or an argument that blocks know. A closing sums up, be it behind the other side's.
    """
    touched: set[str] = set()
    for number, points in _rounds(debate, speaker).items():
        other = {
            claim
            for point in debate.points
            if point.by != speaker and point.round <= number
            for claim in (*point.about, point.block)
            if claim
        }
        if points and number > 1 and number not in (*debate.closings, *debate.summed):
            bears = any(point.answers or {*point.about, point.block} & (other | touched) for point in points)
            yield (
                float(bears),
                number,
                "" if bears else "drops what was said before and starts something new",
            )
        touched |= {claim for point in points for claim in (*point.about, point.block) if claim}


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
    return f"“{shorten(point.text, _QUOTED, placeholder=' …')}”"


# ── by a model ──

_LINE = re.compile(
    r"^\W*(?P<who>[AB])\W+(?P<maxim>quantity|quality|relation|manner|answers)\W+(?P<mark>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^\W*(?P<who>[AB])\W+(?P<maxim>quantity|quality|relation|manner"
    r"|answers)\W+round\W+(?P<round>\d+)\W+(?P<text>\S.*)",
    re.IGNORECASE,
)


def judged_by_model(debate: Debate, ask: Callable[[str], str], prompt: Prompt, called: str) -> Ballot:
    """Return the ballot of a model, asked twice with the sides exchanged.

    Marks are means, remarks those of both. ModelError where it gives no marks.
    """
    readings: list[dict[Speaker, dict[Maxim, tuple[float, list[Remark]]]]] = []
    for first in get_args(Speaker):
        names: dict[str, Speaker] = {"A": first, "B": "bot" if first == "reader" else "reader"}
        readings.append(_read(ask(prompt.fill(transcript=_transcript(debate, names))), names, debate.rounds))
    return Ballot(
        called,
        *(
            _mean_sheet(debate, speaker, [reading[speaker] for reading in readings])
            for speaker in get_args(Speaker)
        ),
    )


def _transcript(debate: Debate, names: dict[str, Speaker]) -> str:
    letter = {speaker: name for name, speaker in names.items()}
    sides = {name: debate.reader if speaker == "reader" else debate.side for name, speaker in names.items()}
    lines = [f"{name} argues {side} the recommendation." for name, side in sides.items()]
    lines += [
        f"Round {point.round}, {letter[point.by]}{', closing' if point.act == 'closing' else ''}: "
        f"{fenced(point.text[:_CUT])}"
        for point in debate.points
    ]
    return "\n".join(lines)


def _read(
    answer: str, names: dict[str, Speaker], rounds: int
) -> dict[Speaker, dict[Maxim, tuple[float, list[Remark]]]]:
    sheets: dict[Speaker, dict[Maxim, tuple[float, list[Remark]]]] = {"reader": {}, "bot": {}}
    for line in answer.splitlines():
        mark, remark = _LINE.match(line), _REMARK.match(line)
        if mark:
            maxim = next(name for name in MAXIMS if name == mark["maxim"].lower())
            sheets[names[mark["who"].upper()]][maxim] = (min(FULL, float(mark["mark"])), [])
        elif remark and 1 <= int(remark["round"]) <= rounds:
            maxim = next(name for name in MAXIMS if name == remark["maxim"].lower())
            kept = sheets[names[remark["who"].upper()]].get(maxim)
            if kept:
                kept[1].append(Remark(int(remark["round"]), remark["text"].strip()))
    if any(set(marks) != set(MAXIMS) for marks in sheets.values()):
        raise ModelError("the judge's ballot cannot be read: it lacks a mark; ask for it again")
    return sheets


def _mean_sheet(
    debate: Debate, speaker: Speaker, readings: list[dict[Maxim, tuple[float, list[Remark]]]]
) -> Sheet:
    marks = []
    for maxim in MAXIMS:
        remarks = dict.fromkeys(remark for reading in readings for remark in reading[maxim][1])
        mean = settled(sum(reading[maxim][0] for reading in readings) / len(readings))
        marks.append(
            MaximMark(maxim, round(mean, 1), tuple(sorted(remarks, key=lambda remark: remark.round)))
        )
    return Sheet(speaker, debate.reader if speaker == "reader" else debate.side, tuple(marks))
