"""The ballot of a model: asked twice with the sides exchanged (position bias: Zheng et al. 2023)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

from bot.debate.ballot import FULL, MAXIMS, Ballot, Maxim, MaximMark, Remark, Sheet
from bot.debate.points import Speaker
from bot.debate.state import Debate
from bot.errors import ModelError
from knowledge.rounding import settled
from prompts import Prompt, fenced

_CUT = 2_000  # characters of a point that a model is shown
_CLOSES = ", closing"
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
    reader, bot = (
        _mean_sheet(debate, speaker, [reading[speaker] for reading in readings])
        for speaker in get_args(Speaker)
    )
    return Ballot(called, reader, bot)


def _transcript(debate: Debate, names: dict[str, Speaker]) -> str:
    letter = {speaker: name for name, speaker in names.items()}
    sides = {name: debate.reader if speaker == "reader" else debate.side for name, speaker in names.items()}
    lines = [f"{name} argues {side} the recommendation." for name, side in sides.items()]
    lines += [
        f"Round {debate.called(point.round)}, {letter[point.by]}{_CLOSES if point.act == 'closing' else ''}: "
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
