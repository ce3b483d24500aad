"""Names stand in the cited passages, or are what a pronoun there means."""

from __future__ import annotations

import re

from bot.gate.rules.quotation import quotes_whole
from bot.gate.rules.slots import better_filled
from bot.gate.verdict import CheckedStatement
from knowledge.coverage import index_of
from knowledge.document import Document, Passage
from knowledge.names import Name
from knowledge.sentence_analysis import CERTAIN, Reading, hedge_level, is_negator, read

_PERSON_PRONOUN = re.compile(
    r"\b(?:he|his|him|himself|she|her)\b|^(?:these|this|those|such)\b", re.IGNORECASE
)
_OTHER_PRONOUN = re.compile(
    r"\b(?:it|its|they|their|them|these|this|those|both|(?:the|his|her) country|the two)\b", re.IGNORECASE
)
_MEANS = {
    False: ("he", "his", "him", "himself", "she", "her"),
    True: ("it", "its", "they", "their", "them", "country", "these", "both"),
}
_RELATES = re.compile(r"\b(?:of|with|to|from|and|against|for)\s(?:the\s)?(?:president\s)?$", re.IGNORECASE)
_DERIVED = re.compile(
    r"(?:ing|ed|ly|ness|tion|ment|ity|er|or|ist|[^s]s)$"
)  # endings of common words, which may open a sentence
_LOOK_BACK = 3  # passages


def name(case: CheckedStatement) -> str | None:
    """Check that every name of the sentence stands in a cited passage, or is meant there by a pronoun."""
    there = [name for passage in case.passages for name in names_of(passage, case.document)]
    for stated in case.body.names:
        if is_name(stated, case) and not any(stated.same(other) for other in there):
            return f"the cited passages do not name {stated.text}"
    return strange_part(case.body, case)


def is_name(name: Name, case: CheckedStatement) -> bool:
    """Tell whether a word with a capital is a name.

    Not where the capital only opens the sentence, and the document or the language has the word.
    """
    if name.certain:
        return True
    word = read(name.key).words[:1]
    ordinary = name.text.isascii() and (
        _DERIVED.search(name.key) or is_negator(name.key) or hedge_level(name.key) < CERTAIN
    )
    return not ordinary and not any(case.index.has(first) for first in word)


def strange_part(reading: Reading, case: CheckedStatement) -> str | None:
    """Check that a part of a longer name that the document has nowhere: "Bruce" in "Bruce Lee"."""
    for name in reading.names:
        words = [] if name.place else name.key.split()
        strange = next(
            (word for word in words if len(words) > 1 and not case.index.forms.issuperset(word.split("-"))),
            None,
        )
        if strange:
            return f"the document has no “{strange}” in a name"
    return None


def name_place(case: CheckedStatement) -> str | None:
    """Check that a name plays the part that it has in the passage.

    Not "closer to the U.S." for "closer to China". Where a passage is quoted whole all of them do.
    """
    if quotes_whole(case) and not read(case.statement.text.split("“")[0]).names:
        return None
    for stated in case.body.names:
        others = [
            other
            for reading in case.cited
            for other in reading.names
            if other.certain and _sort(other) == _sort(stated) and not stated.same(other)
        ]
        better = better_filled(case.body, stated, case.cited, others, _MEANS[stated.place])
        if better:
            return f"the passage names {better} there, the statement {stated.text}"
    return None


def _sort(name: Name) -> tuple[bool, bool]:
    """Return the sort of a name: a place, an event ("Victory Day", "the Gulf War"), or a person.

    Only like can stand in for like.
    """
    return name.place, name.text.rsplit(None, 1)[-1] in ("Day", "War", "Wars")


def names_of(passage: Passage, document: Document) -> tuple[Name, ...]:
    """Return the names in a passage and those that its pronouns stand for.

    The nearest before them, of the same sort.
    """
    names = read(passage.text).names
    for place in (False, True):
        if _points_back(passage.text, place=place):
            names += _nearest(passage, document, place=place)
    return names


def named_too_often(case: CheckedStatement) -> str | None:
    """Check that no name stands more often in the sentence than its passages mention it.

    Pronouns count; it would fill another's place.
    """
    there = [name for passage in case.passages for name in names_of(passage, case.document)]
    for stated in case.body.names:
        uses = sum(stated.same(other) for other in case.body.names)
        if uses > 1:
            mentions = sum(stated.same(other) for other in there) + sum(
                _meant(stated, reading) for reading in case.cited
            )
            if uses > mentions:
                return f"the cited passages name {stated.text} fewer times than the statement does"
            explicit = sum(stated.same(other) for reading in case.cited for other in reading.names)
            if explicit < 2 and _RELATES.search(case.body.text[: stated.start]):
                return f"the cited passages do not relate {stated.text} to itself"
    return None


def _meant(stated: Name, reading: Reading) -> int:
    """Return how many pronouns of the passage can mean the name.

    Those whose first or nearest name before them it is.
    """
    count = 0
    for word in reading.words:
        if word.text.lower() in _MEANS[stated.place]:
            before = [
                name for name in reading.names if name.place == stated.place and name.start < word.start
            ]
            count += not before or any(stated.same(name) for name in (before[0], before[-1]))
    return count


def _nearest(passage: Passage, document: Document, *, place: bool) -> tuple[Name, ...]:
    names: tuple[Name, ...] = ()
    known = {word for key in index_of(document).names for word in key.split()}
    for number in range(passage.id - 1, max(0, passage.id - 1 - _LOOK_BACK), -1):
        before = document.passage(number).text
        names += tuple(n for n in read(before).names if n.place == place and (n.certain or n.key in known))
        if names and not _points_back(before, place=place):
            break
    return names


def _points_back(text: str, *, place: bool) -> bool:
    """Tell whether a pronoun in the text means something before it.

    It opens the text, or no name of its sort precedes it.
    """
    pronoun = (_OTHER_PRONOUN if place else _PERSON_PRONOUN).search(text)
    if pronoun is None:
        return False
    pointing = pronoun.group().lower() in ("these", "this", "those", "such", "both", "the two")
    return pointing or not any(n.place == place and n.start < pronoun.start() for n in read(text).names)
