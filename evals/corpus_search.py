"""How well search finds the passages that answer a question, and tells whether any does.

`python -m evals.corpus_search [dev|train|test]` asks the questions of the corpus that stand on their own, of
raw passages, without an argument map. `test` is for the figures of a release.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evals.corpus.schema import Piece
from evals.corpus.splits import Split, load_pieces
from evals.stats import auroc
from knowledge.document import Paragraph, SourceText, split
from knowledge.embeddings import OnnxEmbedder
from knowledge.encoders.cross_encoder import answers
from knowledge.index import open_index
from knowledge.search import Search
from knowledge.topic import Topic


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the place of the first passage that answers it, 0 the best, and the best score.

    The place is None where the piece does not answer it.
    """

    place: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the answerable questions with a right passage first, in 3, in 6; AUROC of answerable."""

    asked: int
    first: float
    in_three: float
    in_six: float
    auroc: float


def as_topic(slug: str, piece: Piece) -> Topic:
    """Return a piece as a topic without a map; each sentence of it is a paragraph."""
    text, paragraphs = "", []
    for sentence in piece.sentences:
        paragraphs.append(Paragraph(len(text), len(text) + len(sentence.text)))
        text += f"{sentence.text}\n\n"
    return Topic(slug, split(SourceText(text, tuple(paragraphs), piece.title)), None, slug)


def ask_piece(piece: Piece, search: Search, topic: Topic) -> Iterable[Asked]:
    """Yield what came of each question of a piece that stands on its own."""
    sentence_of = {passage.id: passage.paragraph for passage in topic.document.passages}
    for question in piece.standalone:
        found = search.answer(question.text).passages
        right = [n for n, hit in enumerate(found) if sentence_of[int(hit.id)] in question.answers]
        place = min(right, default=len(found)) if question.answers else None
        yield Asked(place, max(hit.score for hit in found))


def figures_of(asked: Iterable[Asked]) -> Figures:
    """Return the figures of questions that were asked."""
    asked = tuple(asked)
    places = [one.place for one in asked if one.place is not None]
    first, three, six = (sum(place < most for place in places) / len(places) for most in (1, 3, 6))
    answered, unanswered = (
        [one.score for one in asked if (one.place is not None) == told] for told in (True, False)
    )
    return Figures(len(asked), first, three, six, auroc(answered, unanswered))


def measure(part: Split) -> Figures:
    """Ask all questions of a part of the corpus."""
    asked: list[Asked] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for name, piece in load_pieces(part).items():
            topic, embedder = as_topic(name, piece), OnnxEmbedder()
            search = Search(topic, open_index(topic, embedder, Path(home)), embedder, answers())
            asked += ask_piece(piece, search, topic)
    return figures_of(asked)


if __name__ == "__main__":
    parts: dict[str, Split] = {"train": "train", "dev": "dev", "test": "test"}
    chosen: Split = next((parts[name] for name in sys.argv[1:] if name in parts), "dev")
    sys.stdout.write(f"{chosen}: {measure(chosen)}\n")
