"""Fit the embedded judge on labelled pairs: `python -m evals.fit_judge PAIRS.jsonl …` → `judge.json`.

The numbers are the same on every run. There are two sets of trees, as their errors differ. `told` learns from
pairs that people labelled whether the passages tell of the claim at all. `exact` learns in addition from true
claims with one thing corrupted (as FactCC does it, Kryściński et al. 2020), which human labels hold too few
of. Their logits are added, and a claim counts as carried from the point on where, over claims held out,
balanced accuracy is best in the mean of the sources. Folds never separate rows of one claim.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import BotError
from bot.judge import features
from bot.judge.details import FEATURES as DETAILS
from bot.judge.forest import Fitted, Trees
from bot.judge.pairs import read_pairs
from bot.judge.support import DIGITS
from bot.judge.support import FEATURES as SUPPORT
from bot.statement import Statement
from evals.mutations import MUTATIONS
from evals.mutations.unicode import SIGNS
from evals.true_statements import corrupted, true_statements
from knowledge.document import Document, Passage
from knowledge.topic import load_topic

FOLDS = 5
PER_CLASS = 3  # corruptions of one kind taken of a claim
CORRUPTED_WEIGHT, TOPIC_WEIGHT = 0.5, 1.0  # beside the labelled pairs, which weigh 1 for each row on average
_OF_THE_GATE = {"lent", *SIGNS}  # the features have no word for these; they are the gate's to see
SHARES = {"told": 0.4, "exact": 0.6}
OUT = Path(__file__).parent.parent / "bot" / "judge" / "judge.json"

Rows = NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """One example: its source, the claim that it goes back to, how it was corrupted, whether it is carried.

    `kind` is "" where it was not corrupted.
    """

    source: str
    claim: str
    passages: tuple[str, ...]
    label: int
    origin: str
    kind: str = ""


def labelled(path: Path) -> list[Example]:
    """Return the pairs of a file."""
    return [
        Example(path.stem, pair.claim, pair.passages, int(pair.label or 0), pair.claim)
        for pair in read_pairs(path)
    ]


def corrupted_pairs(rows: Sequence[Example]) -> list[Example]:
    """Return the supported claims of labelled rows, each corrupted in every way that fits it."""
    pairs = []
    for origin, row in {row.origin: row for row in rows if row.label}.items():
        document = _document(row.passages)
        true = Statement("report", row.claim, tuple(passage.id for passage in document.passages))
        chance = _chance(origin)
        for kind, mutate in MUTATIONS.items():
            if kind == "citation" or kind in _OF_THE_GATE:
                continue
            texts = sorted({statement.text for statement in mutate(true, document)} - {row.claim})
            pairs += [
                replace(row, claim=text, label=0, kind=kind)
                for text in chance.sample(texts, min(PER_CLASS, len(texts)))
            ]
    return pairs


def topic_rows(slug: str) -> list[Example]:
    """Return the true statements about a shipped topic, and the same corrupted."""
    with tempfile.TemporaryDirectory() as home:
        topic = load_topic(slug, Path(home))

    def given(statement: Statement) -> tuple[str, ...]:
        return tuple(topic.document.passage(number).text for number in statement.cites)

    true = true_statements(topic)
    rows = [Example("topic", shown.text, given(shown), 1, str(shown.cites)) for shown in true]
    by_kind: dict[tuple[str, str], list[Example]] = {}
    for kind, source, shown in corrupted(topic, true):
        if kind in _OF_THE_GATE:
            continue
        by_kind.setdefault((kind, source.text), []).append(
            Example("topic", shown.text, given(shown), 0, str(source.cites), kind)
        )
    for (kind, text), examples in by_kind.items():
        rows += _chance(kind + text).sample(examples, min(PER_CLASS, len(examples)))
    return rows


def _document(passages: Sequence[str]) -> Document:
    starts = list(accumulate((len(text) + 1 for text in passages), initial=0))
    return Document(
        "",
        "\n".join(passages),
        tuple(
            Passage(n, n, start, start + len(text), text)
            for n, (start, text) in enumerate(zip(starts, passages, strict=False), start=1)
        ),
    )


def _chance(seed: str) -> random.Random:
    return random.Random(hashlib.sha256(seed.encode()).hexdigest())  # noqa: S311  # for a sample that is the same on every run


@dataclass(frozen=True)
class Table:
    """All rows with their features and what they weigh in each of the two fits."""

    rows: list[Example]
    values: Rows

    @property
    def labels(self) -> NDArray[np.int64]:
        """Return 1 for carried, 0 for not."""
        return np.array([row.label for row in self.rows])

    def where(self, holds: Callable[[Example], bool]) -> NDArray[np.bool_]:
        """Return the rows for which `holds` does."""
        return np.array([holds(row) for row in self.rows])

    @property
    def folds(self) -> NDArray[np.int64]:
        """Return the fold of each row, by the claim that it goes back to."""
        return np.array(
            [int(hashlib.sha256(row.origin.encode()).hexdigest(), 16) % FOLDS for row in self.rows]
        )

    def weights(self, part: str) -> NDArray[np.float64]:
        """Return what each row weighs in the fit of that part.

        Labelled files count by their rows, both labels alike; corruptions and the topic in a fixed proportion
        to them, all classes alike.
        """
        weighed = np.zeros(len(self.rows))
        labels = self.labels
        sources = sorted({row.source for row in self.rows if row.source != "topic" and not row.kind})
        for source in sources:
            own = self.where(lambda row, source=source: row.source == source and not row.kind)  # type: ignore[misc]
            for label in (0, 1):
                chosen = own & (labels == label)
                weighed[chosen] = own.sum() / 2 / max(1, chosen.sum())
        if part == "told":
            return weighed
        total = weighed.sum()
        for source, weight in (("", CORRUPTED_WEIGHT), ("topic", TOPIC_WEIGHT)):
            kinds = sorted(
                {row.kind for row in self.rows if row.kind and (row.source == "topic") == (source == "topic")}
            )
            for kind in kinds:
                chosen = self.where(
                    lambda row, kind=kind, source=source: (  # type: ignore[misc]
                        row.kind == kind and (row.source == "topic") == (source == "topic")
                    )
                )
                weighed[chosen] = weight * total / 2 / len(kinds) / chosen.sum()
            true = self.where(
                lambda row, source=source: (  # type: ignore[misc]
                    row.label == 1 and not row.kind and (row.source == "topic") == (source == "topic")
                )
            )
            weighed[true] += weight * total / 2 / max(1, true.sum()) if source else weighed[true] * weight
        return weighed


def table(rows: list[Example]) -> Table:
    """Return the features of all rows."""
    names = [*SUPPORT, *DETAILS]
    by_row = [features(row.claim, row.passages) for row in rows]
    return Table(rows, np.array([[values[name] for name in names] for values in by_row], dtype=np.float32))


def fit_parts(data: Table, chosen: NDArray[np.bool_]) -> list[Trees]:
    """Fit both sets of trees on the chosen rows."""
    from sklearn.ensemble import ExtraTreesClassifier, GradientBoostingClassifier

    boosted = GradientBoostingClassifier(
        n_estimators=120,
        max_depth=3,
        learning_rate=0.06,
        subsample=0.5,
        max_features=0.3,
        min_samples_leaf=15,
        random_state=0,
    )
    forest = ExtraTreesClassifier(
        32, max_depth=11, min_samples_leaf=8, max_features=0.4, random_state=0, n_jobs=-1
    )
    weights = {part: data.weights(part) for part in SHARES}
    used = {part: chosen & (weights[part] > 0) for part in SHARES}
    boosted.fit(
        data.values[used["told"]][:, : len(SUPPORT)], data.labels[used["told"]], weights["told"][used["told"]]
    )
    forest.fit(data.values[used["exact"]], data.labels[used["exact"]], weights["exact"][used["exact"]])
    prior = float(boosted.init_.class_prior_[1])
    steps = [
        (tree.tree_, tree.tree_.value[:, 0, 0] * boosted.learning_rate) for tree in boosted.estimators_[:, 0]
    ]
    votes = [
        (tree.tree_, tree.tree_.value[:, 0, 1] / tree.tree_.value[:, 0].sum(axis=1))
        for tree in forest.estimators_
    ]
    return [
        _trees("told", "steps", float(np.log(prior / (1 - prior))), steps),
        _trees("exact", "votes", 0.0, votes),
    ]


def _trees(name: str, kind: Any, bias: float, fitted: list[tuple[Any, NDArray[np.float64]]]) -> Trees:
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float] = []
    right: list[int] = []
    value: list[float] = []
    for tree, values in fitted:
        roots.append(len(feature))
        leaf = tree.children_left < 0
        assert (leaf | (tree.children_left == np.arange(len(leaf)) + 1)).all(), (
            "scikit-learn numbers nodes in preorder"
        )
        feature += np.where(leaf, -1, tree.feature).tolist()
        halfway = tree.threshold.round(DIGITS + 1)  # between two values of the feature
        threshold += np.where(leaf, 0.0, halfway).tolist()
        right += np.where(leaf, 0, tree.children_right - np.arange(len(leaf))).tolist()
        value += [
            round(float(leaf_value), 4) if end else 0.0 for end, leaf_value in zip(leaf, values, strict=True)
        ]
    return Trees(
        name=name,
        kind=kind,
        share=SHARES[name],
        bias=round(bias, 4),
        roots=roots,
        feature=feature,
        threshold=threshold,
        right=right,
        value=value,
    )


def fit(data: Table) -> Fitted:
    """Cross-validate, put the point of decision, then fit on everything."""
    from sklearn.metrics import balanced_accuracy_score, roc_auc_score

    held_out = np.zeros(len(data.rows))
    for fold in range(FOLDS):
        inside = data.folds == fold
        held_out[inside] = _logits(fit_parts(data, ~inside), data.values[inside])
    sources = sorted({row.source for row in data.rows})
    sets = {
        source: data.where(
            lambda row, source=source: row.source == source and (source == "topic" or not row.kind)  # type: ignore[misc]
        )
        for source in sources
    }

    def accuracy(source: str, even: float) -> float:
        return float(balanced_accuracy_score(data.labels[sets[source]], held_out[sets[source]] >= even))

    even = max(np.arange(-3, 3, 0.05), key=lambda point: sum(accuracy(source, point) for source in sources))
    figures: dict[str, float] = {}
    for source in sources:
        figures[f"{source} AUROC"] = float(roc_auc_score(data.labels[sets[source]], held_out[sets[source]]))
        figures[f"{source} balanced accuracy"] = accuracy(source, even)
    true = data.where(lambda row: row.source == "topic" and row.label == 1)
    figures["false alarms"] = float((held_out[true] < even).mean())
    for kind in sorted({row.kind for row in data.rows if row.source == "topic" and row.kind}):
        own = data.where(lambda row, kind=kind: row.source == "topic" and row.kind == kind)  # type: ignore[misc]
        figures[f"caught: {kind}"] = float((held_out[own] < even).mean())
    sizes = {source: int(sets[source].sum()) for source in sources}
    return Fitted(
        features=[*SUPPORT, *DETAILS],
        parts=fit_parts(data, np.ones(len(data.rows), dtype=bool)),
        even=round(float(even), 4),
        fitted_on=sizes | {"corrupted": sum(bool(row.kind) for row in data.rows)},
        cross_validated={name: round(value, 3) for name, value in figures.items()},
    )


def _logits(parts: list[Trees], values: Rows) -> NDArray[np.float64]:
    from bot.judge.forest import Forest

    forest = Forest(Fitted(features=[], parts=parts, even=0.0, fitted_on={}, cross_validated={}))
    return np.array([forest.logit(row) for row in values])


def main(arguments: list[str]) -> int:
    """Fit on the files named, write the judge, print what cross-validation says."""
    if not arguments:
        print("usage: python -m evals.fit_judge PAIRS.jsonl …", file=sys.stderr)
        return 2
    if find_spec("sklearn") is None:
        print("fitting needs scikit-learn: pip install 'policy-debate-bot[evals]'", file=sys.stderr)
        return 1
    try:
        human = [row for name in arguments for row in labelled(Path(name))]
    except BotError as exc:
        print(exc, file=sys.stderr)
        return 1
    data = table([*human, *corrupted_pairs(human), *topic_rows("us-korea-alliance")])
    fitted = fit(data)
    OUT.write_text(
        json.dumps(fitted.model_dump(), separators=(",", ":")).replace('"parts"', '\n"parts"') + "\n", "utf-8"
    )
    for name, figure in fitted.cross_validated.items():
        print(f"{figure:6.3f}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
