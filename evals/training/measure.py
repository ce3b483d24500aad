"""The figures of the weights that ship: `python -m evals.training.measure dev|test --data LABELLED`."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, precision_score, recall_score, roc_auc_score

from evals.corpus.splits import Split, load_pieces
from evals.corpus_search import measure
from evals.training import examples
from evals.training.calibration import Floats, logits_of, reliability
from evals.training.examples import Example
from knowledge.encoders.acts import ACTS
from knowledge.encoders.cross_encoder import answers
from knowledge.encoders.manifest import WEIGHTS
from knowledge.encoders.roles import ROLES
from knowledge.encoders.sentence_encoder import SentenceEncoder


def retrieval(split: Split) -> list[str]:
    """Return how well search finds what answers, and how often *answers* is right where it is sure."""
    found = measure(split)
    listed = examples.answers(split, SentenceEncoder().encode)
    scores = answers().score([(item.first, item.second) for item in listed])
    right = reliability(scores, np.array([bool(item.target) for item in listed]))
    return [
        f"search: first {found.first:.3f}, in three {found.in_three:.3f}, in six {found.in_six:.3f}; "
        f"answerable or not: AUROC {found.auroc:.3f} of {found.asked}",
        f"answers, scored 0.85 to 0.95: right {right:.2f}",
    ]


def yes_or_no(listed: list[Example], name: str) -> list[str]:
    """Return accuracy and AUROC of a head that says yes or no."""
    logits, targets = logits_of(listed, "reader", WEIGHTS), np.array([item.target for item in listed])
    return [
        f"{name}: accuracy {np.mean((logits > 0) == targets):.3f}, AUROC {roc_auc_score(targets, logits):.3f}"
        f" of {len(listed)}"
    ]


def roles(split: Split) -> list[str]:
    """Return the figures of each role, and whether a sentence is the author's own."""
    listed = examples.roles(split)
    chosen, targets = _classes(listed)
    reports = ROLES.index("reports")
    return [
        f"role: accuracy {np.mean(chosen == targets):.3f} of {len(listed)}; "
        f"whose voice {np.mean((chosen == reports) == (targets == reports)):.3f}",
        *(_role(role, chosen == n, targets == n) for n, role in enumerate(ROLES)),
    ]


def acts(split: Split) -> list[str]:
    """Return how often the act is the right one, and among the best three."""
    listed = examples.acts(split, random.Random(1))
    order = np.argsort(-logits_of(listed, "reader", WEIGHTS), axis=1)
    targets = np.array([item.target for item in listed])
    hits = order[:, :3] == targets[:, None]
    return [
        f"act: accuracy {hits[:, 0].mean():.3f}, in three {hits.any(axis=1).mean():.3f} "
        f"of {len(listed)}, {len(ACTS)} acts"
    ]


def _classes(listed: list[Example]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    logits: Floats = logits_of(listed, "reader", WEIGHTS)
    return logits.argmax(axis=1), np.array([item.target for item in listed])


def _role(name: str, chosen: NDArray[np.bool_], targets: NDArray[np.bool_]) -> str:
    figures = {"P": precision_score, "R": recall_score, "F1": f1_score}
    told = ", ".join(f"{short} {measure(targets, chosen):.2f}" for short, measure in figures.items())
    return f"  {name}: {told} of {int(targets.sum())}"


def main(arguments: list[str]) -> int:
    """Print the figures of a split."""
    parser = argparse.ArgumentParser(prog="python -m evals.training.measure", description=__doc__)
    parser.add_argument("split", choices=["dev", "test"])
    parser.add_argument("--data", type=Path, required=True, help="folder with the public labelled data")
    given = parser.parse_args(arguments)
    own = load_pieces(given.split).values()
    pairs, said = sum(len(piece.pairs) for piece in own), sum(len(piece.arguments) for piece in own)
    stance, same = examples.stance(given.split, given.data), examples.same_argument(given.split, given.data)
    parts: list[Callable[[], list[str]]] = [
        lambda: retrieval(given.split),
        lambda: yes_or_no(stance[-said:], "stance, corpus"),
        lambda: yes_or_no(stance[:-said], "stance, ArgKP"),
        lambda: yes_or_no(same[-pairs:], "same argument, corpus"),
        lambda: yes_or_no(same[:-pairs], "same argument, ArgKP"),
        lambda: roles(given.split),
        lambda: acts(given.split),
    ]
    for part in parts:
        print(*part(), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
