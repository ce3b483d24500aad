"""Swap cause and effect, or the one who does a thing and the one to whom it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.statement import Statement
from evals.mutations.sentence import body, with_body
from knowledge.document import Document
from knowledge.figures import find_figures
from knowledge.names import find_names

_JOINTS = [
    *(
        "because",
        "unless",
        "after",
        "before",
        "so that",
        "leads? to",
        "led to",
        "caus(?:es|ed)",
        "results? in",
        "resulted in",
    ),
    *("drives", "drove", "enabled", "persuaded", "hinders?", "pushed"),
]


def cause_and_effect_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Swap the two sides of a because, an unless or a causing verb, or who does a thing and to whom."""
    words = body(true).rstrip(".")
    opening = re.match(r"(?i)that ", words)
    core = words[opening.end() :] if opening else words
    for joint in _JOINTS:
        joined = re.search(rf",?\s(?:{joint})\s", core)
        if joined and min(len(core[: joined.start()].split()), len(core[joined.end() :].split())) >= 2:
            first, second = core[: joined.start()], core[joined.end() :]
            if (joint in ("after", "before") and re.search(r"(?i)\bif\b", core)) or any(
                figure.start == 0 for figure in find_figures(second)
            ):
                continue  # "before September 3 if …": what would come out is no sentence
            yield with_body(true, f"{second}{joined.group()}{first}.")
    for left, right in pairwise(name for name in find_names(words) if name.certain):
        between = words[left.end : right.start]
        adjectives = {name.text.endswith(("an", "ese", "n's", "ish")) for name in (left, right)}
        if (
            not left.same(right)
            and len(adjectives) == 1
            and len(re.findall(r"[a-z]{3,}", between)) > 1
            and not re.search(r",|;|\b(?:and|or|that|which|who)\b", between)
            # Either may then stand first
            and not re.search(r"\b(?:together|partner|celebrates? with)\b", words)
        ):
            yield with_body(true, words[: left.start] + right.text + between + left.text + words[right.end :])
