"""Who is what: an office is given to nobody but the one whom the passage names beside it."""

from __future__ import annotations

import re

from bot.gate.verdict import CheckedStatement
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, Word

_IS = re.compile(r"\s(?:is|was|remains|became|has become)\s(?:the|an?)\s", re.IGNORECASE)

_OFFICES = frozenset(
    (
        "president leader minister chancellor premier secretary general chief ambassador king queen "
        "senator governor mayor"
    ).split()
)


def role(case: CheckedStatement) -> str | None:
    """Check that where a person is said to be something, a cited passage names that person.

    And that it names nobody else closer to the word.
    """
    for person in case.body.names:
        said = _IS.match(case.body.text, person.end) if person.certain else None
        if said is None:
            continue
        offices = [word for word in case.body.content if word.start >= said.end()]
        if person.place:
            if any(word.text.lower() in _OFFICES for word in offices[:4]):
                return f"{person.text} is a place and holds no office"
            continue
        found = [
            nearest
            for reading in case.cited
            for office in offices[:4]
            if (nearest := _beside(office, reading))
        ]
        if not any(person.same(name) for reading in case.cited for name in reading.names):
            return f"the cited passages do not say who {person.text} is"
        if found and not any(person.same(name) for name in found):
            return f"the passage says this of {found[0].text}, the statement of {person.text}"
    return None


def _beside(office: Word, reading: Reading) -> Name | None:
    """Return the person whom the passage names closest to the word."""
    people = [name for name in reading.names if name.certain and not name.place]
    places = [word.start for word in reading.words if word.carries(office)]
    return (
        min(people, key=lambda name: min(abs(place - name.end) for place in places))
        if people and places
        else None
    )
