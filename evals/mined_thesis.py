"""How often what mining takes for the main recommendation is the thesis: `python -m evals.mined_thesis`.

It is right where it is a sentence that recommends, and no other one is clearly liker to the thesis that the
piece's writer has put into other words. The test pieces are for the figures of a release.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import cast, get_args

from evals.corpus.schema import Piece
from evals.corpus.splits import Split, load_pieces
from knowledge.document import Document, Passage
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map

CLEARLY = 0.1  # cosine by which another sentence would have to be liker to the thesis


@dataclass(frozen=True)
class Found:
    """What was found in the pieces: with a right main recommendation, with one that recommends at all."""

    right: int
    recommends: int
    pieces: int


def document_of(piece: Piece) -> Document:
    """Return a piece as a document, a passage for each of its sentences."""
    passages: list[Passage] = []
    text = ""
    for number, sentence in enumerate(piece.sentences, 1):
        start = len(text)
        text += sentence.text
        passages.append(Passage(number, 1, start, len(text), sentence.text))
        text += " "
    return Document(piece.title, text, tuple(passages))


def found(split: Split) -> Found:
    """Mine the pieces of a split."""
    roles, encoder = Roles(), SentenceEncoder()
    right = recommends = 0
    pieces = load_pieces(split).values()
    for piece in pieces:
        main = mined_map(document_of(piece), roles, encoder).main
        if main is None or piece.sentences[main.passages[-1] - 1].role != "recommends":
            continue
        vectors = encoder.encode([piece.thesis, *(sentence.text for sentence in piece.sentences)])
        like = vectors[1:] @ vectors[0]
        asked = [n for n, sentence in enumerate(piece.sentences) if sentence.role == "recommends"]
        recommends += 1
        right += bool(like[main.passages[-1] - 1] >= max(like[n] for n in asked) - CLEARLY)
    return Found(right, recommends, len(pieces))


def main(arguments: list[str]) -> int:
    """Print the figures of a split, "dev" by default."""
    name = arguments[0] if arguments else "dev"
    if name not in get_args(Split):
        print(f"there is no part {name!r}; choose one of: {', '.join(get_args(Split))}", file=sys.stderr)
        return 2
    figures = found(cast("Split", name))
    print(f"thesis right {figures.right}, a recommendation {figures.recommends}, of {figures.pieces} pieces")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
