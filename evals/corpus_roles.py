"""How well mining tells what sentences of the corpus do: `python -m evals.corpus_roles [train|dev|test]`."""

from __future__ import annotations

import sys
from typing import cast, get_args

from evals.corpus.splits import Split, load_pieces
from evals.opinion_mining import PrecisionRecall
from knowledge.encoders.roles import ROLES, ReadsRoles, Role, Roles
from knowledge.mining.sentence_roles import role_of
from knowledge.mining.weighing import weigh


def measured(split: Split, roles: ReadsRoles) -> dict[Role, PrecisionRecall]:
    """Return what is found of each role in the pieces of a split."""
    rows = []
    for piece in load_pieces(split).values():
        texts = [sentence.text for sentence in piece.sentences]
        readings = roles.read(texts, piece.title)
        found = map(role_of, readings, weigh(readings, texts))
        rows += list(zip(found, (sentence.role for sentence in piece.sentences), strict=True))
    return {
        role: PrecisionRecall(
            sum(found == labelled == role for found, labelled in rows),
            sum(found == role for found, _ in rows),
            sum(labelled == role for _, labelled in rows),
        )
        for role in ROLES
    }


def main(arguments: list[str]) -> int:
    """Print the figures of a split, "dev" by default."""
    name = arguments[0] if arguments else "dev"
    if name not in get_args(Split):
        print(f"there is no part {name!r}; choose one of: {', '.join(get_args(Split))}", file=sys.stderr)
        return 2
    for role, figures in measured(cast("Split", name), Roles()).items():
        print(
            f"{role:11} {figures.labelled:3} labeled, precision {figures.precision:.2f}, recall "
            f"{figures.recall:.2f}, F1 {figures.f1:.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
