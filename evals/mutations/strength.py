"""Say more than the sentence does: drop its hedge, or widen its scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.statement import Statement
from evals.mutations.sentence import body, lead, with_body
from knowledge.document import Document

_SCOPES = [
    (
        r"(?<!the )\b(?:some|many|most|several|a few|certain|numerous)\b(?! (?:of|formidable|beneficial)\b)",
        ("all", "every one of the"),
    ),
    (r"\b(?:some|many|most|several) of\b", ("all of",)),
    (
        r"\b(?:often|sometimes|usually|typically|generally|mostly|partly|largely)\b",
        ("always", "in every case", "without exception"),
    ),
    (
        r"\b(is|are|was|were|has|have)\b(?! (?:not|never|always))",
        (r"\1 always", r"\1 in all cases", r"\1 everywhere"),
    ),
    (
        r"\b(could|may|might|would|should|will)\b(?! (?:not|never|always))",
        (r"\1 always", r"\1 in every case"),
    ),
    (
        r"\b(goods|products|exports|importers|allies|allied countries|voters|citizens|officials|companies"
        r"|countries|troops|sanctions|tariffs)\b",
        (r"all \1 worldwide", r"every kind of \1"),
    ),
]


def hedge_dropped(true: Statement, document: Document) -> Iterator[Statement]:
    """Turn what may be into what is."""
    words = body(true)
    for hedge in ("could", "may also", "may", "might", "would", "will likely"):
        if re.search(rf"\b{hedge}\b", words):
            for sure in (
                "will",
                "will certainly",
                "is going to",
                "must",
                "cannot but",
                "is bound to",
                "is sure to",
                "will definitely",
            ):
                yield replace(true, text=lead(true) + re.sub(rf"\b{hedge}\b", sure, words))
    for hedge in ("likely ", "typically ", "appeared to have "):
        if hedge in words:
            yield replace(
                true, text=lead(true) + words.replace(hedge, "" if hedge != "appeared to have " else "has ")
            )
            yield replace(
                true,
                text=lead(true)
                + words.replace(hedge, "always " if hedge != "appeared to have " else "clearly has "),
            )


def scope_widened(true: Statement, document: Document) -> Iterator[Statement]:
    """Say of all and always what holds of some, of one or at times."""
    words = body(true)
    for some, alls in _SCOPES:
        for match in re.finditer(some, words):
            for every in alls:
                yield with_body(true, words[: match.start()] + match.expand(every) + words[match.end() :])
