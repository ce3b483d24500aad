"""The fitted part of the judge: trees read from `judge.json`, and how their answers become one score."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from knowledge.rounding import settled

_LEAST = 1e-3  # a share of votes is kept this far from 0 and 1 before it becomes a logit


class Trees(BaseModel):
    """Binary trees, one after the other, each in preorder.

    The left child of a node is the next one, `right` says how far on the right one is.

    A node goes left where the feature is at most the threshold. A leaf has the feature -1 and a value: a
    share of votes, or a step of a logit.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: Literal[
        "votes", "steps"
    ]  # extremely randomised trees (Geurts et al. 2006), gradient boosting (Friedman 2001)
    share: float  # what its logit counts in the score
    bias: float
    roots: list[int]
    feature: list[int]
    threshold: list[float]
    right: list[int]
    value: list[float]


class Fitted(BaseModel):
    """What `judge.json` holds.

    Features by name, two sets of trees, the logit at which a claim counts as carried, and where it all came
    from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    features: list[str]
    parts: list[Trees]
    even: float
    fitted_on: dict[str, int]
    cross_validated: dict[str, float]


class Forest:
    """The trees as arrays."""

    def __init__(self, fitted: Fitted) -> None:
        self.features = tuple(fitted.features)
        self.fitted_on = frozenset(fitted.fitted_on)  # names of the sets of pairs
        self._even = fitted.even
        self._parts = [_Part(trees) for trees in fitted.parts]

    def score(self, values: NDArray[np.float32]) -> float:
        """Return 0 to 1 for one row of features; from 0.5 on the claim counts as carried."""
        return settled(1 / (1 + math.exp(self._even - self.logit(values))))

    def logit(self, values: NDArray[np.float32]) -> float:
        """Return the parts' logits, each by its share."""
        return sum(part.share * part.logit(values) for part in self._parts)


class _Part:
    def __init__(self, trees: Trees) -> None:
        self.share = trees.share
        self._steps = trees.kind == "steps"
        self._bias = trees.bias
        self._roots = np.array(trees.roots, dtype=np.int32)
        feature = np.array(trees.feature, dtype=np.int32)
        leaf = feature < 0
        places = np.arange(len(feature), dtype=np.int32)
        self._left = np.where(leaf, places, places + 1)  # a leaf leads to itself
        self._feature = np.maximum(feature, 0)
        self._threshold = np.array(trees.threshold, dtype=np.float32)
        self._right = places + np.array(trees.right, dtype=np.int32)
        self._depth = _depth(self._roots, self._left, self._right)
        self._value = np.array(trees.value, dtype=np.float64)

    def logit(self, values: NDArray[np.float32]) -> float:
        at = self._roots
        for _ in range(self._depth):
            at = np.where(values[self._feature[at]] <= self._threshold[at], self._left[at], self._right[at])
        if self._steps:
            return self._bias + float(self._value[at].sum())
        share = min(1 - _LEAST, max(_LEAST, float(self._value[at].mean())))
        return math.log(share / (1 - share))


def _depth(roots: NDArray[np.int32], left: NDArray[np.int32], right: NDArray[np.int32]) -> int:
    """Return how many steps lead from the roots to the last leaf."""
    steps, at = 0, roots
    while (left[at] != at).any():
        at = np.unique(np.concatenate([left[at], right[at]]))
        steps += 1
    return steps


@cache
def forest() -> Forest:
    """Return the forest that ships."""
    return Forest(Fitted.model_validate(json.loads((files("bot.judge") / "judge.json").read_text("utf-8"))))
