"""Mining without a model, measured on opinion pieces whose sentences were labelled by hand.

Precision and recall, and how honest the confidence is.

A piece is a file of `evals/opinions`: a head with `title`, `source` and `set` (development or held out), then
a sentence a line behind its label and a tab, with its hedges in braces, and a blank line between paragraphs.
Labels: R recommendation, C concession, V view of others that is reported, - none of them. They were given by
other hands and by another scheme than the corpus that the reader of roles has learned from, and it has seen
none of these pieces. The rules for hedges were written with them at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge import KnowledgeError
from knowledge.document import Document, split
from knowledge.encoders.roles import Roles
from knowledge.loaders.plain import from_text
from knowledge.mining.hedges import hedges_of
from knowledge.mining.sentence_roles import LabelledSentence, label

LABELS = {"R": "recommendation", "C": "concession", "V": "reported view", "-": ""}
SETS = ("development", "held out")
_HEDGE = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True)
class Opinion:
    """A labelled piece: for each passage its label and the words by which it hedges."""

    name: str
    source: str
    set: str
    document: Document
    labels: tuple[str, ...]
    hedges: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """How much of what was labelled is found, and how much of what is found was labelled."""

    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """Return of what was found, the share that was labelled."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return of what was labelled, the share that was found."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.right / (self.found + self.labelled) if self.found + self.labelled else 1.0


@cache
def opinions(set: str) -> tuple[Opinion, ...]:  # noqa: A002  # the head of a piece calls it so
    """Return the labelled pieces of a set, by name."""
    folder = files("evals") / "opinions"
    pieces = (
        _opinion(item.name.removesuffix(".txt"), item.read_text("utf-8"))
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
    )
    return tuple(item for item in pieces if item.set == set)


def _opinion(name: str, text: str) -> Opinion:
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    paragraphs = [[line.split("\t", 1) for line in part.splitlines()] for part in body.strip().split("\n\n")]
    rows = [(label, sentence) for paragraph in paragraphs for label, sentence in paragraph]
    document = split(
        from_text(
            "\n\n".join(
                " ".join(_HEDGE.sub(r"\1", sentence) for _, sentence in paragraph) for paragraph in paragraphs
            )
        )
    )
    for passage, (_, sentence) in zip(document.passages, rows, strict=False):
        if passage.text != _HEDGE.sub(r"\1", sentence):
            raise KnowledgeError(
                f"{name}: the sentence {sentence!r} is split as {passage.text!r}; give one sentence a line"
            )
    hedges = tuple(tuple(word.lower() for word in _HEDGE.findall(sentence)) for _, sentence in rows)
    return Opinion(
        name, fields["source"], fields["set"], document, tuple(LABELS[label] for label, _ in rows), hedges
    )


def measured(pieces: Sequence[Opinion]) -> dict[str, PrecisionRecall]:
    """Return what is found of each kind, and of hedges, over the pieces."""
    rows = list(_rows(pieces))
    table = {}
    for kind in ("recommendation", "concession", "reported view"):
        hits = [(sentence.kind == kind, label == kind) for sentence, label, _ in rows]
        table[kind] = PrecisionRecall(
            sum(a and b for a, b in hits), sum(a for a, _ in hits), sum(b for _, b in hits)
        )
    hedges = [(set(hedges_of(sentence.passage.text)), set(wanted)) for sentence, _, wanted in rows]
    table["hedge"] = PrecisionRecall(
        sum(len(a & b) for a, b in hedges), sum(len(a) for a, _ in hedges), sum(len(b) for _, b in hedges)
    )
    return table


def confidence(pieces: Sequence[Opinion]) -> tuple[float, float]:
    """Return the mean confidence in what was found, and the share that was labelled so.

    Over recommendations, concessions and reported views.
    """
    mined = [
        (sentence.confidence, sentence.kind == label)
        for sentence, label, _ in _rows(pieces)
        if sentence.kind in LABELS.values()
    ]
    return sum(sure for sure, _ in mined) / len(mined), sum(right for _, right in mined) / len(mined)


def _rows(pieces: Sequence[Opinion]) -> Iterator[tuple[LabelledSentence, str, tuple[str, ...]]]:
    for piece in pieces:
        yield from zip(label(piece.document, Roles()), piece.labels, piece.hedges, strict=True)


def table() -> str:
    """Return the measures as a Markdown table, as knowledge/README.md has it."""
    pieces = [piece for name in SETS for piece in opinions(name)]
    lines = [
        f"| in {len(pieces)} opinion pieces | labeled | precision | recall |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {kind}s | {figures.labelled} | {figures.precision:.2f} | {figures.recall:.2f} |"
        for kind, figures in measured(pieces).items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
