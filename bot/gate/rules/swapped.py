"""In a near copy no word is exchanged, and none changes places with another.

Between the same two words stands what the passage has there, and the same word has the same on either side.
"""

from __future__ import annotations

from bot.gate.verdict import CheckedStatement
from knowledge.coverage import carried
from knowledge.figures import Figure
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, Word

Part = Word | Name | Figure


def swapped(case: CheckedStatement) -> str | None:
    """Check that no word which the passages lack stands where a passage has another one."""
    stated = _parts(case.body)
    for at, word in enumerate(stated):
        if not isinstance(word, Word) or carried(word, case.cited):
            continue
        for reading in case.cited:
            there = _parts(reading)
            for place, other in enumerate(there):
                if not isinstance(other, Word) or any(_same(own, other) for own in stated):
                    continue
                sides = [_side(case.body, stated, at, reading, there, place, step) for step in (-1, 1)]
                if all(sides) and "close" in sides:
                    return f"the passage says “{other.text}”, the statement “{word.text}”"
    return None


def crossed(case: CheckedStatement) -> str | None:
    """Check that what stands on either side of a word has not changed places: who acts, and upon whom."""
    there = [(reading, three) for reading in case.cited for three in _threes(reading)]
    for mine in _threes(case.body):
        like = [(reading, theirs) for reading, theirs in there if _same(mine[1], theirs[1])]
        if any(_same(mine[0], theirs[0]) or _same(mine[2], theirs[2]) for _, theirs in like):
            continue
        if any(
            _same(mine[0], theirs[2])
            and _same(mine[2], theirs[0])
            and _joined(case.body, mine) == _joined(reading, theirs)
            for reading, theirs in like
        ):
            return f"the passage has “{mine[0].text}” and “{mine[2].text}” the other way around"
    return None


def _threes(reading: Reading) -> list[list[Part]]:
    """Return each word of content with what stands before and behind it, where no mark parts them."""
    parts = _parts(reading)
    threes = [parts[at - 1 : at + 2] for at in range(1, len(parts) - 1)]
    return [
        three
        for three in threes
        if isinstance(three[1], Word)
        and not any(mark in reading.text[three[0].start : three[2].start] for mark in ",;:—")
    ]


def _joined(reading: Reading, parts: list[Part]) -> list[str]:
    """Return the small words that join three parts, without articles."""
    return _between(reading.text, *parts[:2]) + _between(reading.text, *parts[1:])


def _parts(reading: Reading) -> list[Part]:
    """Return the words of content, the names and the figures of a sentence in their order."""
    names = [name for name in reading.names if name.certain]
    return sorted([*reading.content, *names, *reading.figures], key=lambda part: part.start)


def _side(
    body: Reading, stated: list[Part], at: int, reading: Reading, there: list[Part], place: int, step: int
) -> str:
    """Return "same" where both have the same part beside a place, "close" if joined by the same words."""
    own, other = at + step, place + step
    if not (0 <= own < len(stated) and 0 <= other < len(there) and _same(stated[own], there[other])):
        return ""
    between = [
        _between(text, *sorted((parts[first], parts[second]), key=lambda part: part.start))
        for text, parts, first, second in ((body.text, stated, at, own), (reading.text, there, place, other))
    ]
    return "close" if between[0] == between[1] else "same"


def _between(text: str, first: Part, second: Part) -> list[str]:
    words = text[first.start + len(first.text) : second.start].lower().split()
    return [word for word in words if word not in ("the", "a", "an")]


def _same(one: Part, other: Part) -> bool:
    if isinstance(one, Word) and isinstance(other, Word):
        return one.carries(other)
    if isinstance(one, Name) and isinstance(other, Name):
        return one.same(other)
    return isinstance(one, Figure) and isinstance(other, Figure) and one.same(other)
