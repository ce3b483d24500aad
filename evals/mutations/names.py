"""Corrupt a name: put another person or place in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.statement import Statement
from evals.mutations.sentence import body, lead
from knowledge.document import Document
from knowledge.names import find_names


def name_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Put another name, from the document or from elsewhere, in the place of each name."""
    people = ["Trump", "Lee", "Xi", "Park Geun-hye", "Biden", "Putin", "Moon Jae-in"]
    places = ["the U.S.", "South Korea", "China", "Japan", "Russia", "North Korea", "Germany"]
    words = body(true)
    names = find_names(words)
    for place, name in enumerate(names):
        if any(
            abs(name.start - other.end) < 2 or abs(other.start - name.end) < 2
            for n, other in enumerate(names)
            if n != place
        ):
            continue  # part of a longer name
        pool = places if name.place else people
        for other in pool:
            swapped = find_names("of " + other)
            if any(name.same(there) for there in names if any(there.same(o) for o in swapped)) or any(
                o.same(name) for o in swapped
            ):
                continue
            if re.match(r"[-A-Za-z]", words[name.end : name.end + 1] or " "):
                continue
            adjective = name.text in ("American", "South Korean", "Korean", "Chinese", "Japanese")
            word = (
                {
                    "the U.S.": "American",
                    "South Korea": "South Korean",
                    "China": "Chinese",
                    "Japan": "Japanese",
                }.get(other, other)
                if adjective
                else other
            )
            start = (
                name.start - 4
                if other.startswith("the ") and words[max(0, name.start - 4) : name.start].lower() == "the "
                else name.start
            )
            yield replace(true, text=lead(true) + words[:start] + word + words[name.end :])
