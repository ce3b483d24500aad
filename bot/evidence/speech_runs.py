"""Whose words a quotation is: a speech stands behind the sentence that says who speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from bot.request.question import Question
from knowledge.coverage import index_of
from knowledge.document import Document, Passage
from knowledge.names import find_names, same_name

SPEAKERS, SPOKEN = 2, 3  # people who may be meant, and sentences of each
_SPOKEN = re.compile(r"[\"“][^\"”]{8,}")
_SPEAKS_ON = re.compile(
    _SPOKEN.pattern + r"|\b(?:he|she|they) (?:says?|said|asked|adds?|added|told)\b",
    re.IGNORECASE,
)
_OF_THE_SPEAKER = re.compile(r"(?:he|she|they)\b", re.IGNORECASE)
_WHOSE = re.compile(
    r"\b(?:quotes?|quotations?|words?|lines?) (?:from|by|of)\b (?P<who>[^?.!,;]+)", re.IGNORECASE
)
_ANYBODY = re.compile(
    r"\b(?:any(?:one|body)|some(?:one|body)|whom? (?:is|are|does|do|did))\b"
    r"[^?.!]*(?<!the )\bquot(?:ed|es?|ing)\b"
    r"|\bopponents? quoted\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"(?:the|that|this|his|her|their|an?) (?:[\w-]+ ){0,2}(?:guy|man|woman|lady|person|boss|chief|head"
    r"|official|\w+(?:er|or|ist|ian|ess|ent|ant))s?\b",
    re.IGNORECASE,
)


def asked_of_somebody(question: Question) -> bool:
    """Tell whether somebody's words are asked for whom a question describes or names."""
    who = _WHOSE.search(question.text)
    return asks_whom_it_quotes(question) or (
        who is not None
        and (_SOMEBODY.match(who["who"]) is not None or any(one.certain for one in find_names(who["who"])))
    )


def asks_whom_it_quotes(question: Question) -> bool:
    """Tell whether a question asks if, or whom, a piece quotes."""
    return _ANYBODY.search(question.text) is not None


def names_a_stranger(question: Question, document: Document) -> bool:
    """Tell whether the one whose words are asked for has a name that the op-ed does not have."""
    who = _WHOSE.search(question.text)
    names = [one for one in find_names(who["who"]) if one.certain] if who else []
    there = index_of(document).names
    return bool(names) and not any(same_name(one.key, key) for one in names for key in there)


def nearest_speeches(near: Mapping[int, float], document: Document) -> list[Sequence[Passage]]:
    """Return what the people say who may be meant, each from the sentence that names them, the nearest first.

    Who is only described may be any of them: a reader knows by the names.
    """
    runs = [run[:SPOKEN] for run in speeches(document)]
    runs.sort(key=lambda run: -max(near.get(one.id, 0.0) for one in run))
    return [*runs[:SPEAKERS]]


def speeches(document: Document) -> list[list[Passage]]:
    """Return what people say in quotation marks, each from the sentence that names who speaks."""
    return [run for run in _runs(document) if any(map(is_spoken, run))]


def is_spoken(passage: Passage) -> bool:
    """Tell whether somebody's words stand in a passage in quotation marks."""
    return _SPOKEN.search(passage.text) is not None


def _runs(document: Document) -> list[list[Passage]]:
    """Return the sentences of each paragraph from one that names somebody until another one is named."""
    runs: list[list[Passage]] = []
    for _, paragraph in groupby(document.passages, key=lambda one: one.paragraph):
        run: list[Passage] = []
        for passage in paragraph:
            if _introduces(passage):
                run = [passage]
                runs.append(run)
            elif run and (_SPEAKS_ON.search(passage.text) or _OF_THE_SPEAKER.match(passage.text)):
                run.append(passage)
            else:
                run = []
    return runs


def _introduces(passage: Passage) -> bool:
    """Tell whether a sentence names somebody in full, outside of what is quoted in it."""
    unquoted = re.sub(r"[\"“][^\"”]*[\"”]?", " ", passage.text)
    return any(len(name.text.split()) > 1 for name in find_names(unquoted))
