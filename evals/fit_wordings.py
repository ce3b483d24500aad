"""Fit which prepared answer a message asks for: `python -m evals.fit_wordings` → `wordings.npz`.

The regression and the words that tell the entries apart are fitted on all wordings of the playbook. How
surely they do is learned from wordings that were held out, a fifth at a time, and from messages that ask for
none of the entries: the corpus's questions about other op-eds, and its wordings of acts that no answer is
prepared for.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.corpus.splits import Split, load_acts, load_pieces
from knowledge.argument_map import Side
from knowledge.byte_vectors import ByteVectors
from knowledge.encoders import Encodes, Scores
from knowledge.encoders.cross_encoder import answers as answer_reader
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.entry_words import EntryWords
from knowledge.fitted_wordings import Fitted, Floats
from knowledge.playbook import Playbook
from knowledge.topic import PLAYBOOK, shipped_slugs, shipped_topic
from knowledge.wordings import FILE, SURE, are_kin, evidence_for, rivals

FOLDS = 5
MEASURED = 2400  # wordings by which it is learned how surely an entry is meant
STRENGTH = 10.0  # inverse of the regularisation; of 3, 10 and 30 the best on wordings held out
OTHERS = 500  # messages that ask for none of the entries
OTHERS_WEIGHT = 0.5  # beside the wordings, all together
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Seen:
    """A message with the measures of the entry that it came nearest to.

    `right` says whether that is its own entry, `kin` whether it is one that rests on much the same passages.
    """

    text: str
    entry: str
    measures: Floats
    right: bool
    kin: bool


def fit(playbook: Playbook, encoder: Encodes, reader: Scores, name: str) -> tuple[Fitted, str]:
    """Return what was fitted, and its figures as lines of text."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    texts = [words for answer in playbook.answers for words in answer.asks]
    entry_of = np.repeat(np.arange(len(playbook.answers)), [len(answer.asks) for answer in playbook.answers])
    replies = [
        " ".join(sentence.text for sentence in said)
        for answer in playbook.answers
        for said in (answer.short, answer.full)
    ]
    rows = np.asarray(encoder.encode(texts), np.float64)
    regression = LogisticRegression(C=STRENGTH, max_iter=150)
    with warnings.catch_warnings():  # the figures are flat long before it calls itself converged
        warnings.simplefilter("ignore")
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
        by_vector = cross_val_predict(regression, rows, entry_of, cv=folds, method="predict_proba")
        regression.fit(rows, entry_of)
    held_out = by_vector * _by_words(texts, entry_of, folds.split(rows, entry_of))
    held_out /= held_out.sum(axis=1, keepdims=True)
    fitted = Fitted(
        name,
        tuple(answer.id for answer in playbook.answers),
        ByteVectors.of(rows),
        entry_of,
        np.asarray(encoder.encode(replies), np.float64),
        regression.coef_,
        regression.intercept_,
        EntryWords.of(texts, entry_of, len(playbook.answers)),
        np.zeros(5),
        0.0,
    )
    measuring = _Measuring(playbook, fitted, reader)
    measured = range(0, len(texts), max(1, len(texts) // MEASURED))
    own = [measuring.seen(texts[n], rows[n], held_out[n], int(entry_of[n]), n) for n in measured]
    other = {
        split: measuring.others(_asking_for_nothing(split, playbook), encoder) for split in ("train", "test")
    }
    measures = np.stack([one.measures for one in (*own, *other["train"])])
    kin_or_not = np.array([one.kin for one in (*own, *other["train"])])
    weights = np.concatenate(
        [
            np.ones(len(own)),
            np.full(len(other["train"]), OTHERS_WEIGHT * len(own) / len(other["train"])),
        ]
    )
    surely = LogisticRegression(C=10.0, max_iter=1000)
    sure = cross_val_predict(
        surely, measures, kin_or_not, cv=FOLDS, method="predict_proba", params={"sample_weight": weights}
    )[:, 1]
    surely.fit(measures, kin_or_not, sample_weight=weights)
    calibrated = replace(fitted, line=surely.coef_[0], intercept=float(surely.intercept_[0]))
    unseen = surely.predict_proba(np.stack([one.measures for one in other["test"]]))[:, 1]
    return calibrated, _figures(own, sure[: len(own)], unseen)


def _by_words(texts: Sequence[str], entry_of: Ints, folds: Iterable[tuple[Ints, Ints]]) -> Floats:
    """Return the odds of each entry by the words of each text alone, which were learned from other folds."""
    odds = np.zeros((len(texts), int(entry_of.max()) + 1))
    for kept, held in folds:
        words = EntryWords.of([texts[place] for place in kept], entry_of[kept], odds.shape[1])
        for place in held:
            logits = words.speak_for(texts[place])
            odds[place] = np.exp(logits - logits.max())
    return odds


class _Measuring:
    """Takes the measures of the entry that a message comes nearest to."""

    def __init__(self, playbook: Playbook, fitted: Fitted, reader: Scores) -> None:
        self._playbook, self._fitted, self._reader = playbook, fitted, reader
        self._cites = [answer.cites for answer in playbook.answers]

    def seen(
        self, text: str, row: Floats, shares: Floats, entry: int, wording: int, side: Side | None = None
    ) -> Seen:
        """Return a message; `entry` is its own, `wording` the one that it must not be compared with.

        It is compared with the entries of its own entry's side, where it has none with those of `side`.
        """
        answers = self._playbook.answers
        argued = answers[entry].side if entry >= 0 else side
        shares = shares * np.array([answer.side == argued for answer in answers])
        shares = shares / shares.sum()
        ranked = rivals(shares, range(len(answers)))
        first = ranked[0]
        texts = [" ".join(one.text for one in self._playbook.answers[place].short) for place in ranked]
        scores = self._reader.score([(text, reply) for reply in texts])
        others = [
            float(score)
            for place, score in zip(ranked, scores, strict=True)
            if not are_kin(self._cites[first], self._cites[place])
        ]
        near = self._fitted.wordings.products(row)
        if wording >= 0:
            near[wording] = -1.0
        measures = evidence_for(
            shares[first],
            float(near[self._fitted.entry_of == first].max()),
            float(self._fitted.told(row)[first]),
            float(scores[0]),
            others,
        )
        right = first == entry
        like = entry >= 0 and are_kin(self._cites[first], self._cites[entry])
        return Seen(text, self._fitted.ids[first], measures, right, like)

    def others(self, texts: Sequence[str], encoder: Encodes) -> list[Seen]:
        """Return messages that ask for none of the entries."""
        rows = np.asarray(encoder.encode(texts), np.float64)
        sides: tuple[Side | None, ...] = (None, "for", "against")
        return [
            self.seen(text, row, self._fitted.shares(row, text), -1, -1, sides[n % len(sides)])
            for n, (text, row) in enumerate(zip(texts, rows, strict=True))
        ]


def _asking_for_nothing(split: Split, playbook: Playbook) -> list[str]:
    """Return messages of the corpus that no entry answers, of each kind as many."""
    prepared = frozenset(act for answer in playbook.answers if answer.side is None for act in answer.acts)
    questions = [one.text for piece in load_pieces(split).values() for one in piece.questions]
    acts = [
        wording.text
        for writer in load_acts(split).values()
        for act, wordings in writer.items()
        if act not in prepared
        for wording in wordings
    ]
    half = OTHERS // 2
    return [text for texts in (questions, acts) for text in texts[:: max(1, len(texts) // half)][:half]]


def _figures(own: Sequence[Seen], sure: NDArray[np.float64], unseen: NDArray[np.float64]) -> str:
    right, like = np.array([one.right for one in own]), np.array([one.kin for one in own])
    lines = [
        f"{len(own)} wordings, each held out: its own entry first {right.mean():.3f}, its own or kin "
        f"{like.mean():.3f}"
    ]
    for least in (0.5, 0.6, 0.7, SURE, 0.85, 0.9):
        kept = sure >= least
        lines.append(
            f"accepted from {least}: {kept.mean():.3f} of the wordings, own entry {right[kept].mean():.3f}, "
            f"own or kin {like[kept].mean():.3f}; of {len(unseen)} unseen messages that ask for none "
            f"{(unseen >= least).mean():.3f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Fit every playbook that ships and write the figures to the terminal."""
    encoder = SentenceEncoder()
    for slug in shipped_slugs():
        playbook = shipped_topic(slug).playbook
        if playbook is not None:
            fitted, figures = fit(playbook, encoder, answer_reader(), encoder.name)
            fitted.save(Path(str(files("knowledge") / slug / PLAYBOOK / FILE)))
            print(figures)


if __name__ == "__main__":
    main()
