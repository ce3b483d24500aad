"""Figures and names of a sentence are the document's: the vetoes that hold whatever its other words are.

They read numbers and capitals alone, so that they take no synonym for an invention. A rounded figure is left
to whoever judges the sentence, and so is a number in words of what the passages do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import log10

from bot.gate.rules.derived import amount, derived
from bot.gate.rules.name import names_of
from bot.gate.rules.prepared import counted, same_as_named, stands_for_leader
from bot.gate.rules.sentence_form import BLANK
from bot.gate.verdict import CheckedStatement
from knowledge.figures import Figure
from knowledge.lexicon import stopwords
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, read

NEAR = 1.5  # a round number may stand for one up to so many times as large or as small
MOST_TOLD = 4  # figures that a refusal names
_OPENING = ("“", '"', "‘")
_STEM = 4  # letters that an adjective or a plural shares with its name: Cyprus, Cypriot
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|new year|(?:north|south|east|west)(?:ern(?:ers?)?)?"
)
_CITY = re.compile(r"(?:['’]s)?\scapital\b")  # "the Swedish capital": a city, called by its country
_SPANS = {"decade": "10", "decades": "10", "century": "100", "centuries": "100", "fortnight": "14"}
_SPAN = re.compile(rf"\b(?:{'|'.join(_SPANS)})\b", re.IGNORECASE)


def given_figure(case: CheckedStatement) -> str | None:
    """Check that every exact figure of the sentence stands in the document, or follows from what it cites.

    What it belongs to is for whoever judges the sentence. One that is denied may be the reader's.
    """
    own, cited = read(case.statement.text), [figure for reading in case.cited for figure in reading.figures]
    readings = (*case.index.readings, read(case.heard)) if own.negations else case.index.readings
    there = [(reading, figure) for reading in readings for figure in (*reading.figures, *_spans(reading))]
    for stated in own.figures:
        given = [figure for _, figure in there]
        if any(_says(stated, figure) for figure in given) or _rounds(stated, given) or derived(stated, cited):
            continue
        if not _in_words(stated) or _counts_the_same(stated, own, there):
            return _figure_fault(stated, cited or given)
    return None


def _spans(reading: Reading) -> Iterator[Figure]:
    """Yield the spans of time that have a name as the numbers that they are: a decade as ten years."""
    for found in _SPAN.finditer(reading.text):
        yield Figure("number", _SPANS[found.group().lower()], found.group(), *found.span())


def given_name(case: CheckedStatement) -> str | None:
    """Check that the document, who signed it, or the reader has every name of the sentence.

    What a sentence denies may be just that: a name that the document lacks. Where it cites nothing, whoever
    judges it tells a name from a capital: "Thank you, Chair."
    """
    own, blanks = read(case.statement.text), [one.span() for one in BLANK.finditer(case.statement.text)]
    if case.statement.kind == "critique" or own.negations or not case.statement.cites:
        return None
    there = [name for reading in case.index.readings for name in reading.names]
    there += [name for passage in case.passages for name in names_of(passage, case.document)]
    there += [name for text in (*_heading(case), case.heard) for name in read(text).names]
    words = _words(case)
    for stated in own.names:
        if (
            not stated.certain
            or any(start < stated.end and stated.start <= end + 1 for start, end in blanks)
            or any(sign.isdigit() for sign in stated.text)  # a sum: "R88"
            or len(stated.text.strip(".")) == 1  # one of several options: "B"
            or case.statement.text[: stated.start].rstrip().endswith(_OPENING)  # its capital begins a line
            or _CALENDAR.fullmatch(stated.key)
            or any(same_as_named(stated, name) for name in there)
            or stands_for_leader(stated, there, case)
            or all(_told(word, words) for word in stated.text.lower().split())
            or _abbreviates(stated, case)
            or _CITY.match(case.statement.text, stated.end)
        ):
            continue
        return f"the op-ed does not name {stated.text}"
    return None


def _says(stated: Figure, figure: Figure) -> bool:
    """Tell whether two figures say the same: "$90,000" and "90,000 dollars", "the fifties" and "1953"."""
    if stated.same(figure):
        return True
    if "decade" in (stated.kind, figure.kind):
        first, second = (_digits(one.value.split()[-1]) for one in (stated, figure))
        return bool(first and second) and first[-2:-1] == second[-2:-1]
    if {stated.kind, figure.kind} == {"year", "day"}:
        return _year(stated) == _year(figure)
    return bool(amount(stated)) and amount(stated) == amount(figure)


def _year(figure: Figure) -> str:
    """Return the year of a date, itself where it has none."""
    return figure.value.split("-")[-1]


def _rounds(stated: Figure, there: Iterable[Figure]) -> bool:
    """Tell whether a round number may stand for one of the passages: "over two hundred" for 213."""
    told = amount(stated)
    if not told or not _is_round(told, stated):
        return False
    return any(1 / NEAR <= other / told <= NEAR for figure in there if (other := amount(figure)))


def _is_round(told: float, stated: Figure) -> bool:
    """Tell whether the number has one figure beside its zeros, or is written in words."""
    return _in_words(stated) or (told >= 10 and told % 10 ** int(log10(told)) == 0)


def _in_words(stated: Figure) -> bool:
    return stated.text.replace("-", "").replace(" ", "").isalpha()


def _counts_the_same(stated: Figure, own: Reading, there: Sequence[tuple[Reading, Figure]]) -> bool:
    """Tell whether the passages give another number of the very thing; of others only a reader can tell."""
    noun = counted(own, stated)
    if not noun or noun in stopwords() or amount(stated) < 1:
        return False
    return any(figure.kind == stated.kind and counted(reading, figure) == noun for reading, figure in there)


def _digits(value: str) -> str:
    return re.sub(r"\D", "", value)


def _figure_fault(stated: Figure, there: Sequence[Figure]) -> str:
    alike = list(dict.fromkeys(other.text for other in there if other.kind == stated.kind))
    if alike:
        return f"the passage says {' and '.join(alike[:MOST_TOLD])}, the statement {stated.text}"
    return f"the cited passages do not give {stated.text}"


def _heading(case: CheckedStatement) -> tuple[str, ...]:
    """Return what stands over a document and is none of its passages: its title, its author, its source."""
    return (case.document.title, *(value for _, value in case.document.meta))


def _words(case: CheckedStatement) -> frozenset[str]:
    text = " ".join((*_heading(case), case.document.text, case.heard)).lower()
    return frozenset(re.findall(r"[^\W\d_]+", text))


def _told(word: str, words: frozenset[str]) -> bool:
    """Tell whether the document has a part of a name, in whatever form: a plural, an adjective, initials."""
    word = word.strip(".,;:!?’'\"“”()").removesuffix("'s").removesuffix("’s")
    if word in words:
        return True
    stem = word[: max(_STEM, len(word) - 4)]
    return len(stem) >= _STEM and any(other.startswith(stem) for other in words)


def _abbreviates(name: Name, case: CheckedStatement) -> bool:
    """Tell whether a name of capitals alone abbreviates a longer one of the document: ECB."""
    letters = name.text.replace(".", "")
    if not letters.isupper() or not 2 <= len(letters) <= 6:
        return False
    pattern = r"\W+(?:\w+\W+)?".join(rf"{letter}\w*" for letter in letters)
    return re.search(rf"\b{pattern}", case.document.text) is not None
