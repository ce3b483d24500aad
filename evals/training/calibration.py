"""Turn logits into probabilities that mean what they say, fitted on the dev part of the corpus."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.training import examples
from evals.training.examples import Example
from knowledge.encoders.onnx_model import open_model
from knowledge.encoders.sentence_encoder import SentenceEncoder

Floats = NDArray[np.float64]


def calibrate(models: Sequence[str], folder: Path, data: Path) -> dict[str, dict[str, float]]:
    """Return for each head of the models by which line its logits become the log of the odds.

    `answerable` is the same for a document: of the best logit that any of its passages has.
    """
    lines: dict[str, dict[str, float]] = {}
    if "answers" in models:
        listed = examples.answers("dev", SentenceEncoder(folder).encode)
        logits = logits_of(listed, "answers", folder)
        lines["answers"] = platt(logits, _targets(listed))
        lines["answerable"] = platt(*best_of_groups(listed, logits))
    if "reader" in models:
        for listed in (examples.stance("dev", data), examples.same_argument("dev", data)):
            lines[listed[0].task] = platt(logits_of(listed, "reader", folder), _targets(listed))
        for listed in (examples.roles("dev"), examples.acts("dev", random.Random(1))):
            slope = temperature(logits_of(listed, "reader", folder), _targets(listed))
            lines[listed[0].task] = {"slope": slope, "intercept": 0.0}
    return lines


def logits_of(listed: Sequence[Example], model: str, folder: Path) -> Floats:
    """Return the logits of the examples' head: (n,), or (n, classes)."""
    rows = open_model(f"{model}.onnx", folder).rows([(item.first, item.second) for item in listed])
    return np.array([row[listed[0].task] for row in rows], np.float64).squeeze(
        -1 if len(rows[0][listed[0].task]) == 1 else ()
    )


def best_of_groups(listed: Sequence[Example], logits: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Return for each question its best candidate's logit, and 1 where any of them answers."""
    groups: dict[int, list[int]] = {}
    for place, item in enumerate(listed):
        groups.setdefault(item.group, []).append(place)
    best = np.array([logits[places].max() for places in groups.values()])
    return best, np.array([int(any(listed[n].target for n in places)) for places in groups.values()])


def platt(logits: Floats, targets: NDArray[np.int64]) -> dict[str, float]:
    """Return slope and intercept of the log-odds that fit the targets (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression  # seconds to import, which only a fit waits for

    fitted = LogisticRegression(C=1e6).fit(logits.reshape(-1, 1), targets)
    return {"slope": round(float(fitted.coef_[0, 0]), 4), "intercept": round(float(fitted.intercept_[0]), 4)}


def temperature(logits: Floats, targets: NDArray[np.int64]) -> float:
    """Return by what to multiply the logits of several classes, shape (n, classes) (Guo et al. 2017)."""
    steps = [step / 20 for step in range(6, 60)]
    return min(steps, key=lambda step: _surprise(logits * step, targets))


def reliability(
    probabilities: Floats, right: NDArray[np.bool_], near: float = 0.9, width: float = 0.05
) -> float:
    """Return the share that is right of what is scored `near` that, give or take `width`."""
    chosen = np.abs(probabilities - near) <= width
    return float(right[chosen].mean()) if chosen.any() else float("nan")


def _targets(listed: Sequence[Example]) -> NDArray[np.int64]:
    return np.array([item.target for item in listed])


def _surprise(logits: Floats, targets: NDArray[np.int64]) -> float:
    top = logits.max(axis=1, keepdims=True)
    log_total = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return float((log_total - logits[np.arange(len(targets)), targets]).mean())
