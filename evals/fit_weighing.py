"""Fit how mining weighs roles, and show how often its confidence is right: `python -m evals.fit_weighing`.

By the dev pieces of the corpus, from which the reader of roles has learned nothing, and the development
pieces of `evals/opinions`. The figures are of pieces that were left out of the fit, a tenth of them at a
time. `--write` keeps what is fitted to all of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from evals.corpus.splits import load_pieces
from evals.opinion_mining import opinions
from knowledge.encoders.roles import Role, Roles
from knowledge.mining.sentence_roles import standing_of
from knowledge.mining.weighing import STANDINGS, WEIGHTS, Standing, features

STRENGTH = 0.05  # inverse of the regularization
FOLDS = 10
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_Floats = NDArray[np.float64]
OWN: Standing = "own"
_ROLES: dict[Role, Standing] = {"recommends": "recommends", "concedes": "concedes", "reports": "reports"}
_OPINIONS: dict[str, Standing] = {
    "recommendation": "recommends",
    "concession": "concedes",
    "reported view": "reports",
}


@dataclass(frozen=True)
class Labelled:
    """A piece: the features of its sentences, and their standings."""

    rows: _Floats
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Fit:
    """Weights, shape (standings, features), and the bias of each standing."""

    weights: _Floats
    bias: _Floats

    def probabilities(self, rows: _Floats) -> _Floats:
        """Return the probability of each standing, shape (rows, standings)."""
        odds = rows @ self.weights.T + self.bias
        shares = np.exp(odds - odds.max(axis=1, keepdims=True))
        return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def labelled() -> list[Labelled]:
    """Return the pieces that may be fitted to."""
    roles = Roles()
    pieces = []
    for piece in load_pieces("dev").values():
        texts = [sentence.text for sentence in piece.sentences]
        standings = tuple(_ROLES.get(sentence.role, OWN) for sentence in piece.sentences)
        pieces.append(Labelled(features(roles.read(texts, piece.title), texts), standings))
    for opinion in opinions("development"):
        texts = [" ".join(passage.text.split()) for passage in opinion.document.passages]
        standings = tuple(_OPINIONS.get(label, OWN) for label in opinion.labels)
        pieces.append(Labelled(features(roles.read(texts, opinion.document.title), texts), standings))
    return pieces


def fit(pieces: Sequence[Labelled]) -> Fit:
    """Fit to pieces; what each feature is scaled by is part of the weights that come back."""
    rows = np.vstack([piece.rows for piece in pieces])
    targets = [standing for piece in pieces for standing in piece.standings]
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((rows - mean) / spread, targets)
    order = [list(model.classes_).index(standing) for standing in STANDINGS]
    weights = model.coef_[order] / spread
    return Fit(weights, model.intercept_[order] - weights @ mean)


def left_out(pieces: Sequence[Labelled]) -> list[tuple[Standing, Standing, float]]:
    """Return what each sentence is taken for, what it is, and the confidence, by fits without its piece."""
    rows: list[tuple[Standing, Standing, float]] = []
    for fold in range(FOLDS):
        fitted = fit([piece for place, piece in enumerate(pieces) if place % FOLDS != fold])
        for piece in pieces[fold::FOLDS]:
            for shares, standing in zip(fitted.probabilities(piece.rows), piece.standings, strict=True):
                read: dict[Standing, float] = dict(zip(STANDINGS, map(float, shares), strict=True))
                taken = standing_of(read)
                rows.append((taken, standing, read[taken]))
    return rows


def curve(rows: Sequence[tuple[Standing, Standing, float]]) -> list[str]:
    """Return, for each range of confidence, the share that is right."""
    lines = []
    for low, high in pairwise(BINS):
        right = [taken == true for taken, true, sure in rows if low <= sure < high or sure == high == 1]
        if right:
            lines.append(f"confidence {low:.1f} to {high:.1f}: {np.mean(right):.2f} right of {len(right)}")
    return lines


def table(rows: Sequence[tuple[Standing, Standing, float]]) -> list[str]:
    """Return precision and recall of each standing."""
    lines = []
    for standing in STANDINGS:
        hits = sum(taken == true == standing for taken, true, _ in rows)
        found = sum(taken == standing for taken, _, _ in rows)
        there = sum(true == standing for _, true, _ in rows)
        lines.append(f"{standing:10} precision {hits / found:.2f}, recall {hits / there:.2f} of {there}")
    return lines


def main(arguments: Sequence[str]) -> int:
    """Print the figures; with `--write` keep the weights."""
    pieces = labelled()
    rows = left_out(pieces)
    print(*table(rows), *curve(rows), sep="\n")
    if "--write" in arguments:
        fitted = fit(pieces)
        stored = {"weights": fitted.weights.round(4).tolist(), "bias": fitted.bias.round(4).tolist()}
        WEIGHTS.write_text(json.dumps(stored) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
