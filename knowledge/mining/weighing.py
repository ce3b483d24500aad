"""Whose view a sentence gives, and whether it asks for something: its role weighed with its neighbours'.

The reader of roles sees a sentence at a time; a concession is known by the rebuttal behind it, and an
opponent's view by those around it. A logistic regression over the roles of three sentences and a few signs of
the middle one tells the four standings that a map goes wrong by. Its probabilities are what a map gives as
confidence: `python -m evals.fit_weighing` fits them and shows how often they are right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders.roles import ROLES, RoleReading
from knowledge.mining.imperatives import is_order

Standing = Literal["recommends", "concedes", "reports", "own"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
WEIGHTS = Path(__file__).with_name("weighing.json")
_Floats = NDArray[np.float64]
_LEAST = 0.005  # of a probability, before its logarithm is taken
_BESIDE = [ROLES.index(role) for role in ("reports", "recommends", "rebuts", "concedes")]
_OUGHT = re.compile(r"\b(?:should|must|ought to|needs? to|has to|have to|had better)\b", re.IGNORECASE)
_TURNS = re.compile(r"^(?:but|yet|still|however)\b", re.IGNORECASE)


def weigh(readings: Sequence[RoleReading], texts: Sequence[str]) -> list[dict[Standing, float]]:
    """Return how probably each sentence of a piece, in its order, has each standing."""
    if not texts:
        return []
    weights, bias = _weights()
    odds = features(readings, texts) @ weights + bias
    shares = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return [dict(zip(STANDINGS, (round(float(one), 3) for one in row), strict=True)) for row in shares]


def features(readings: Sequence[RoleReading], texts: Sequence[str]) -> _Floats:
    """Return what is weighed of each sentence, shape (sentences, features).

    The logarithms of its roles' probabilities, of four of its neighbours', and signs of its own words.
    """
    roles = np.log(np.clip(np.array([reading.probabilities for reading in readings]), _LEAST, 1 - _LEAST))
    nothing = np.full((1, len(ROLES)), np.log(1 / len(ROLES)))
    before, behind = np.vstack([nothing, roles[:-1]]), np.vstack([roles[1:], nothing])
    signs = np.array([_signs(text) for text in texts], np.float64)
    turned = np.append(signs[1:, -1], 0.0)[:, None]
    return np.hstack([roles, before[:, _BESIDE], behind[:, _BESIDE], signs, turned])


def _signs(text: str) -> tuple[bool, ...]:
    """Return what a sentence's own words show; the last is whether it turns against the one before."""
    return (
        _OUGHT.search(text) is not None,
        is_order(text),
        text.rstrip("”’\"')").endswith("?"),
        "“" in text or '"' in text,
        _TURNS.match(text) is not None,
    )


@cache
def _weights() -> tuple[_Floats, _Floats]:
    """Return the weights, shape (features, standings), and the bias of each standing."""
    stored = json.loads(WEIGHTS.read_text("utf-8"))
    return np.array(stored["weights"], np.float64).T, np.array(stored["bias"], np.float64)
