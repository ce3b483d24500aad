"""A capital or country that stands for its government.

"London plans" is read as "Attlee plans" where the passage has that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.statement import Statement
from knowledge.argument_map import NamedPerson
from knowledge.document import Passage
from knowledge.names import Name, find_names
from knowledge.sentence_analysis import Reading, read
from knowledge.unicode_text import folded

_OFFICE = ("president", "leader", "government", "administration", "minister", "chancellor", "white house")


def literal(statement: Statement, cited: Sequence[Passage], people: Sequence[NamedPerson]) -> Statement:
    """Return the statement with the leader's name for the place, so that all rules judge it as it is meant.

    Only where the cited passages name the leader and not the place, and the same word follows both: who does
    it is then the same.
    """
    led = {person.name: country for person in people if (country := country_led_by(person))}
    if not led or statement.kind != "report":
        return statement
    said, readings = read(statement.text), [read(passage.text) for passage in cited]
    there = [name for reading in readings for name in reading.names]
    for place in said.names:
        if not place.place or any(place.same(other) for other in there):
            continue
        follows = _following(said, place)
        for reading in readings:
            for other in reading.names:
                leader = next(
                    (name for name, country in led.items() if country == place.key and _is(other, name)), None
                )
                if (
                    leader
                    and follows
                    and _following(reading, other) == follows
                    and not any(name.same(other) for name in said.names)
                ):
                    text = (
                        statement.text[: place.start].removesuffix("the ").removesuffix("The ")
                        + other.text
                        + statement.text[place.end :]
                    )
                    return replace(statement, text=text)
    return statement


def _following(reading: Reading, name: Name) -> tuple[str, bool] | None:
    """Return the stem of the word behind a name, and whether the name owns it."""
    word = next(
        (
            word
            for word in reading.words
            if word.start >= name.end and word.text.lower() not in ("s", "’s", "'s")
        ),
        None,
    )
    owns = reading.text[name.end : name.end + 2] in ("'s", "’s")
    return (word.stem, owns) if word and word.start - name.end <= 4 else None


@lru_cache(maxsize=1024)
def country_led_by(person: NamedPerson) -> str | None:
    """Return the country that somebody leads, told by the other ways of naming them: "the U.S. president"."""
    titles = [
        title
        for title in person.also
        if any(office in title.lower() for office in _OFFICE)
        and not title.lower().startswith(("former", "a former", "an earlier"))
    ]
    places = [name.key for title in titles for name in find_names(title) if name.place]
    return (
        max(set(places), key=places.count)
        if places and "former" not in " ".join(person.also).lower()
        else None
    )


def _is(name: Name, leader: str) -> bool:
    return not name.place and name.key.split()[-1] in folded(leader).split()
