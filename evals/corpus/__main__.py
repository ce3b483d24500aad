"""Check the corpus, or the given files, and say what it holds: `python -m evals.corpus [FILE …]`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from evals.corpus.acts import read_acts
from evals.corpus.balance import MEASURES, auroc
from evals.corpus.schema import Piece, read_piece
from knowledge import KnowledgeError

HERE = Path(__file__).parent


def main(files: list[str]) -> int:
    """Print one line for each fault, then the counts; return 1 where there was a fault."""
    paths = [Path(file) for file in files] or sorted(HERE.glob("*/*.yaml"))
    pieces: list[Piece] = []
    wordings = faults = 0
    for path in paths:
        try:
            if path.parent.name == "acts":
                wordings += sum(map(len, read_acts(path).values()))
            else:
                pieces.append(read_piece(path))
        except (KnowledgeError, OSError, UnicodeDecodeError) as exc:
            faults += 1
            print(exc)
    sentences = [sentence for piece in pieces for sentence in piece.sentences]
    words = sum(piece.words for piece in pieces)
    print(f"{wordings} wordings of acts; {len(pieces)} pieces, {len(sentences)} sentences, {words} words")
    print(
        "roles:",
        ", ".join(
            f"{name} {n}" for name, n in Counter(sentence.role for sentence in sentences).most_common()
        ),
    )
    errors = Counter(statement.error for piece in pieces for statement in piece.statements if statement.error)
    print("errors:", ", ".join(f"{name} {n}" for name, n in errors.most_common()))
    for name, measure in MEASURES.items():
        print(f"true from false by {name} alone: AUROC {auroc(pieces, measure):.2f} (0.45 to 0.55 is wanted)")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
