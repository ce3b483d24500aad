"""Check that meaning alone tells true statements from false: not length, and not the words they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from evals import stats
from evals.corpus.schema import Piece, Statement

_WORD = re.compile(r"\w+")


def overlap(piece: Piece, statement: Statement) -> float:
    """Return the share of its words of four letters or more that the cited sentences have, 0 to 1."""
    words = {word for word in _WORD.findall(statement.text.lower()) if len(word) > 3}
    return len(words & set(_WORD.findall(piece.cited(statement.cites).lower()))) / max(len(words), 1)


def length(_: Piece, statement: Statement) -> float:
    """Return how many words the statement has."""
    return len(_WORD.findall(statement.text))


MEASURES: dict[str, Callable[[Piece, Statement], float]] = {"shared words": overlap, "length": length}


def auroc(pieces: Sequence[Piece], measure: Callable[[Piece, Statement], float]) -> float:
    """Return how well the measure alone tells true from false statements: 0.5 is not at all."""
    measured = [
        (statement.supported, measure(piece, statement)) for piece in pieces for statement in piece.statements
    ]
    true, false = ([value for told, value in measured if told is supported] for supported in (True, False))
    return stats.auroc(true, false)
