"""A critique may say what the op-ed does not do.

The whole document is searched for it before that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.gate.verdict import CheckedStatement
from knowledge.coverage import DocumentIndex, carried, coverage
from knowledge.sentence_analysis import Reading, read

_AMOUNTS = frozenset({"money", "percent", "number"})
_DATES = frozenset({"day", "month", "year", "decade"})
_GIVES = (
    r"(?:puts?|gives?|offers?|names?|cites?|quotes?|sets?|states?|reports?|considers?|provides?|supplies"
    r"|mentions?|points\sto|shows?|attaches|draws?|has)"
)
_END = (
    r"(?=,?\s(?:and|but|yet)\s(?:it\s|the\sop-ed\s|(?:gives?|puts?|names?|cites?|offers?)\sno)|;|,\syet"
    r"|[.?!]?$)"
)
_NO = re.compile(
    rf"\b{_GIVES}\sno\s(?P<head>.+?)(?:\s(?P<link>on|for|of|to|that|which|from|in|about|by"
    rf"|at)\s(?P<about>.+?))?{_END}",
    re.IGNORECASE,
)
_ALSO_NO = re.compile(r"\b(?:and|or)\sno\s(?P<head>\w+)", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:does\snot|never|doesn[’']t)\s(?:say|tell|explain|show|argue|consider|mention|state|prove"
    r"|establish|discuss|address|weigh|report|specify|spell\sout|give|name)s?\s"
    r"(?P<how>how\s(?:much|many|large|big|high|low|likely|far|long|often|soon)|when|by\swhen|since\swhen"
    rf"|whether|why|how|what|who|where|that|if)?\s?(?P<about>.+?){_END}",
    re.IGNORECASE,
)
_SILENT = re.compile(
    rf"\b(?:leaves\sopen|is\ssilent\s(?:on|about)|says\snothing\s(?:of|about|on))\s(?P<about>.+?){_END}",
    re.IGNORECASE,
)
_VERDICT_ON_THE_WORLD = re.compile(
    r"\b(?:is|are|was|were)\s(?:false|wrong|untrue|mistaken|a\slie|not\strue|incorrect|nonsense|absurd)\b",
    re.IGNORECASE,
)
_FIGURE_WORD = re.compile(
    r"^(?:other\s|exact\s|new\s)*(?:figure|number|sum|amount|percentage|price|estimate)s?$", re.IGNORECASE
)
_DATE_WORD = re.compile(r"^(?:other\s|exact\s)*(?:date|deadline|timetable|year|time)s?$", re.IGNORECASE)

ABOUT = 0.5  # a passage that carries so much of the object is about it
SAYS = 0.85  # and so much, says it
GROUND = 0.45  # of what a critique says beside the absence, at least so much stands in the cited passages


@dataclass(frozen=True, slots=True)
class Absence:
    """Something the critique says is not in the document.

    Figures or dates, the words `head`, or a whole thought.
    """

    kinds: frozenset[str]
    head: str
    about: str
    start: int
    end: int


def absence(case: CheckedStatement) -> str | None:
    """Check that what the critique says is absent is in no passage.

    What else it says stands in the cited ones.
    """
    text = case.statement.text
    if not re.search(r"\bop-ed\b", text, re.IGNORECASE):
        return "a critique says what the op-ed does or fails to do, but this one does not mention the op-ed"
    if _VERDICT_ON_THE_WORLD.search(text):
        return "it calls a claim false; say what the op-ed does not show"
    gaps = list(absences(text))
    if not gaps and "only" not in text and "“" not in text and '"' not in text:
        return "it names nothing that the op-ed leaves out or limits"
    for gap in gaps:
        number = _contradicted(gap, case)
        if number:
            return f"passage [{number}] has what the statement says is missing"
    ground = read(_without(text, gaps))
    if ground.content and coverage(ground.content, case.cited, case.index) < GROUND:
        return "the cited passages are not what it criticizes"
    return None


def absences(text: str) -> Iterator[Absence]:
    """Yield what a critique says is absent, in the order of the text."""
    for match in _NO.finditer(text):
        head = match["head"].strip()
        kinds = (
            _AMOUNTS if _FIGURE_WORD.match(head) else _DATES if _DATE_WORD.match(head) else frozenset[str]()
        )
        yield Absence(kinds, head, match["about"] or "", match.start(), match.end())
    for match in _ALSO_NO.finditer(text):
        yield Absence(frozenset(), match["head"], "", match.start(), match.end())
    for match in _NOT.finditer(text):
        how = (match["how"] or "").lower()
        kinds = (
            _DATES
            if re.search(r"when|long|soon", how)
            else _AMOUNTS
            if re.match(r"how\s", how)
            else frozenset[str]()
        )
        yield Absence(kinds, "", match["about"], match.start(), match.end())
    for match in _SILENT.finditer(text):
        yield Absence(frozenset(), "", match["about"], match.start(), match.end())


def _contradicted(gap: Absence, case: CheckedStatement) -> int:
    """Return the number of a passage that has what is said to be absent; 0 where none has."""
    about, index = read(gap.about), case.index
    if gap.kinds:
        places = case.document.passages if about.content or about.names else case.passages
        return next((p.id for p in places if _gives_figure(gap, about, index.readings[p.id - 1], index)), 0)
    heads = [read(head) for head in re.split(r"\s(?:or|and)\s", gap.head)] if gap.head else []
    for passage, reading in zip(case.document.passages, index.readings, strict=True):
        if not _names_in(about, reading):
            continue
        share = coverage(about.content, (reading,), index)
        if heads and any(head.content for head in heads):
            for head in heads:
                if (
                    head.content
                    and all(carried(word, (reading,)) for word in head.content)
                    and _names_in(head, reading)
                    and share >= ABOUT
                ):
                    return passage.id
        elif about.content and share >= SAYS:
            return passage.id
    return 0


def _gives_figure(gap: Absence, about: Reading, reading: Reading, index: DocumentIndex) -> bool:
    if not any(
        figure.kind in gap.kinds and figure.text.lower() not in ("two", "half") for figure in reading.figures
    ):
        return False
    return _names_in(about, reading) and coverage(about.content, (reading,), index) >= ABOUT


def _names_in(about: Reading, reading: Reading) -> bool:
    """Tell whether at least one of the names is in the passage, or there is none to look for."""
    wanted = [name for name in about.names if name.certain]
    return not wanted or any(name.same(other) for name in wanted for other in reading.names)


def _without(text: str, gaps: list[Absence]) -> str:
    kept, position = [], 0
    for gap in sorted(gaps, key=lambda gap: gap.start):
        kept.append(text[position : max(position, gap.start)])
        position = max(position, gap.end)
    return " ".join([*kept, text[position:]])
