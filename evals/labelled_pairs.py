"""A judge on pairs that people labelled: how well it ranks them, decides, and knows how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from bot.errors import BotError
from bot.judge.pairs import read_lines
from evals.judges import Judge

BINS = 10


class LabelledPair(BaseModel):
    """A claim, the passages given with it, and whether people say that they carry it.

    Other keys are ignored.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    claim: str
    passages: tuple[str, ...] = Field(min_length=1)
    label: int = Field(ge=0, le=1)


class JudgeFigures(NamedTuple):
    """The figures of a judge on labelled pairs.

    `bins` are mean score, share carried and count, for the reliability plot.
    """

    name: str
    pairs: int
    carried: int
    auroc: float
    balanced_accuracy: float
    precision: float
    recall: float
    brier: float
    bins: list[tuple[float, float, int]]


def read_labelled(path: Path) -> list[LabelledPair]:
    """Return the pairs in a JSONL file. A BotError names file, line and what to fix."""
    pairs = read_lines(path, LabelledPair, 'give "claim", "passages" and "label" (0 or 1)')
    if len({pair.label for pair in pairs}) < 2:
        raise BotError(
            f"{path.name}: pairs of both labels are needed, 0 and 1, to say how well a judge tells them apart"
        )
    return pairs


def judge_pairs(name: str, pairs: Sequence[LabelledPair], judge: Judge) -> JudgeFigures:
    """Grade every pair, and return the figures.

    AUROC by Fawcett 2006, balanced accuracy by Brodersen et al. 2010, calibration by Brier 1950.
    """
    from sklearn import metrics  # it takes two seconds to import, which the reading of pairs does not need

    grades = [judge.grade(pair.claim, pair.passages) for pair in pairs]
    labels = np.array([pair.label for pair in pairs])
    scores = np.array([grade.score for grade in grades])
    decided = np.array([grade.supported for grade in grades])
    places = np.minimum((scores * BINS).astype(int), BINS - 1)
    bins = [
        (float(scores[places == n].mean()), float(labels[places == n].mean()), int((places == n).sum()))
        for n in range(BINS)
        if (places == n).any()
    ]
    return JudgeFigures(
        name,
        len(pairs),
        int(labels.sum()),
        float(metrics.roc_auc_score(labels, scores)),
        float(metrics.balanced_accuracy_score(labels, decided)),
        float(metrics.precision_score(labels, decided, zero_division=0)),
        float(metrics.recall_score(labels, decided)),
        float(metrics.brier_score_loss(labels, scores)),
        bins,
    )
