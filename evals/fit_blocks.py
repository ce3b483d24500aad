"""Fit which block of a playbook an argument belongs to: `python -m evals.fit_blocks` → `blocks.npz`.

The regression and the words that rank the blocks are fitted on all their wordings. How surely the best are
meant is learned from wordings that were held out, in ten folds; from the same wordings where their own block
is left out, as arguments that no block is prepared for; and from readers' arguments about other op-eds.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.corpus.splits import Split, load_pieces
from knowledge.block_wordings import FILE, HEARD, READ, FittedBlocks, Floats, measures_of
from knowledge.encoders import Encodes, Scores
from knowledge.encoders.cross_encoder import CrossEncoder
from knowledge.encoders.onnx_model import open_model
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.entry_words import EntryWords
from knowledge.playbook import Block, Playbook
from knowledge.topic import PLAYBOOK, shipped_slugs, shipped_topic

FOLDS = 10
STRENGTH = 10.0  # inverse of the regularisation; 30 gave the same on wordings held out
OTHERS = 200  # arguments about other op-eds
NEW_SHARE = 0.3  # of the arguments of a debate that no block is prepared for, as the fit takes it


def fit(playbook: Playbook, encoder: Encodes, same: Scores, name: str) -> tuple[FittedBlocks, str]:
    """Return what was fitted, and its figures as lines of text."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    blocks = playbook.blocks
    texts = [words for block in blocks for words in block.says]
    entry_of = np.repeat(np.arange(len(blocks)), [len(block.says) for block in blocks])
    answers = [
        " ".join([answer.signpost, *(sentence.text for sentence in answer.says)])
        for block in blocks
        for answer in block.answers
    ]
    rows = np.asarray(encoder.encode(texts), np.float64)
    untrained = FittedBlocks(
        name,
        tuple(block.id for block in blocks),
        rows,
        entry_of,
        np.asarray(encoder.encode([block.argument for block in blocks]), np.float64),
        np.asarray(encoder.encode(answers), np.float64),
        np.repeat(np.arange(len(blocks)), [len(block.answers) for block in blocks]),
        np.zeros((len(blocks), rows.shape[1])),
        np.zeros(len(blocks)),
        EntryWords.of(texts, entry_of, len(blocks)),
        np.zeros(5),
        0.0,
    )

    def fitted_on(kept: NDArray[np.int64]) -> FittedBlocks:
        regression = LogisticRegression(C=STRENGTH, max_iter=150)
        with warnings.catch_warnings():  # the figures are flat long before it calls itself converged
            warnings.simplefilter("ignore")
            regression.fit(rows[kept], entry_of[kept])
        return replace(
            untrained,
            wordings=rows[kept],
            entry_of=entry_of[kept],
            weights=regression.coef_,
            bias=regression.intercept_,
            words=EntryWords.of([texts[place] for place in kept], entry_of[kept], len(blocks)),
        )

    candidates = _Candidates(blocks, same)
    for kept, held in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(rows, entry_of):
        part = fitted_on(kept)
        for place in held:
            candidates.add(texts[place], rows[place], part, int(entry_of[place]))
        for place in held[::4]:
            candidates.add(texts[place], rows[place], part, int(entry_of[place]), without_own=True)
    whole = fitted_on(np.arange(len(texts)))
    arguments = _arguments("train")[:OTHERS]
    for text, row in zip(arguments, np.asarray(encoder.encode(arguments), np.float64), strict=True):
        for side_of in (blocks[0], blocks[-1]):
            candidates.add(text, row, whole, blocks.index(side_of), without_own=True)
    surely = LogisticRegression(C=10.0, max_iter=1000)
    surely.fit(candidates.measures, candidates.right, sample_weight=candidates.weights)
    calibrated = replace(whole, line=surely.coef_[0], intercept=float(surely.intercept_[0]))
    return calibrated, candidates.figures(calibrated)


class _Candidates:
    """The blocks that wordings came near, with their measures and whether they are the wordings' own."""

    def __init__(self, blocks: tuple[Block, ...], same: Scores) -> None:
        self._blocks, self._same = dict(enumerate(blocks)), same
        self._measures: list[Floats] = []
        self._right: list[NDArray[np.bool_]] = []
        self._new: list[bool] = []

    def add(
        self, text: str, row: Floats, fitted: FittedBlocks, own: int, *, without_own: bool = False
    ) -> None:
        """Take a wording's nearest blocks of its side; `without_own` as if its own block were not there."""
        side = self._blocks[own].side
        among = np.array(
            [
                block.side == side and (place != own or not without_own)
                for place, block in self._blocks.items()
            ]
        )
        shares = fitted.shares(row, text, among)
        ranked = [int(place) for place in np.argsort(-shares)[:READ]]
        self._measures.append(measures_of(text, row, shares, ranked, fitted, self._blocks, self._same))
        self._right.append(np.array([place == own for place in ranked]))
        self._new.append(without_own)

    @property
    def measures(self) -> Floats:
        """All measures, shape (candidates, 5)."""
        return np.concatenate(self._measures)

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether each candidate is the wording's own block."""
        return np.concatenate(self._right)

    @property
    def weights(self) -> Floats:
        """What each candidate counts, so that new arguments have their share."""
        new = np.array(self._new)
        each = np.where(new, NEW_SHARE / new.sum(), (1 - NEW_SHARE) / (~new).sum()) * len(new)
        return np.repeat(each, [len(right) for right in self._right])

    def figures(self, fitted: FittedBlocks) -> str:
        """Return how often the best block is the right one, and is taken for it."""
        best = [fitted.probability(measures) for measures in self._measures]
        first = np.array([right[odds.argmax()] for right, odds in zip(self._right, best, strict=True)])
        sure = np.array([odds.max() for odds in best])
        new = np.array(self._new)
        lines = [f"{(~new).sum()} wordings, each held out: its own block first {first[~new].mean():.3f}"]
        for least in (0.2, HEARD, 0.4, 0.5):
            kept = sure >= least
            lines.append(
                f"heard from {least}: {kept[~new].mean():.3f} of the wordings, of these the own block "
                f"{first[~new & kept].mean():.3f}; of {new.sum()} that no block is for {kept[new].mean():.3f}"
            )
        return "\n".join(lines)


def _arguments(split: Split) -> list[str]:
    """Return readers' arguments about the pieces of the corpus, in turns from each."""
    pieces = [[one.text for one in piece.arguments] for piece in load_pieces(split).values()]
    return [texts[place] for place in range(2) for texts in pieces if place < len(texts)]


def main() -> None:
    """Fit every playbook that ships and write the figures to the terminal."""
    encoder = SentenceEncoder()
    same = CrossEncoder(open_model("reader.onnx"), "same")
    for slug in shipped_slugs():
        playbook = shipped_topic(slug).playbook
        if playbook is not None and playbook.blocks:
            fitted, figures = fit(playbook, encoder, same, encoder.name)
            fitted.save(Path(str(files("knowledge") / slug / PLAYBOOK / FILE)))
            print(figures)


if __name__ == "__main__":
    main()
