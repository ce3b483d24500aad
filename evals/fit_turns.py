"""Fit how a sentence of a debate is meant: `python -m evals.fit_turns` → `knowledge/debating.npz`.

Learned from the corpus: what people say in a debate (`corpus/debating.yaml`), the wordings of acts, readers'
arguments, and half of the wordings of the blocks that ship. The figures are those on the writer of acts and
the pieces of the test part.
"""

from __future__ import annotations

import warnings
from importlib.resources import files
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from evals.corpus.splits import HERE, Split, load_acts, load_pieces
from knowledge.debating import FILE, FittedDebating, Meant, read_together
from knowledge.encoders.act_reader import ActReader
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.topic import shipped_slugs, shipped_topic
from knowledge.yaml_file import parse_yaml

STRENGTH = 10.0  # inverse of the regularisation
_ASKED = (
    "fact", "yes-no", "either-or", "reason", "consequence", "evidence", "stance", "recommendation",
    "concession", "compare", "quote", "identify", "list", "weakest", "missing evidence",
)  # fmt: skip
OF_ACTS: dict[str, Meant] = {
    **dict[str, Meant].fromkeys(_ASKED, "question"),
    "argue": "argue",
    "concede": "concede",
    "closing": "closing",
    "score": "score",
    "weigh": "weigh",
    "define": "define",
    "choose side": "choose side",
    "ask the bot": "ask",
    "more": "more",
    "small talk": "small talk",
    "opening": "begin",
}
_READS = TypeAdapter(dict[Meant, tuple[str, ...]])
Row = tuple[str, Meant]


def debating() -> dict[Meant, tuple[str, ...]]:
    """Return what people say in a debate beside their arguments, by how it is meant."""
    return _READS.validate_python(parse_yaml((HERE / "debating.yaml").read_text("utf-8")))


def _rows(split: Split) -> list[Row]:
    acts = [
        (wording.text, OF_ACTS[act])
        for writer in load_acts(split).values()
        for act, wordings in writer.items()
        if act in OF_ACTS
        for wording in wordings
    ]
    pieces = load_pieces(split).values()
    return acts + [(one.text, "argue") for piece in pieces for one in piece.arguments[::2]]


def fit() -> tuple[FittedDebating, str]:
    """Return what was fitted, and its figures as a line of text."""
    from sklearn.linear_model import LogisticRegression

    encoder, acts = SentenceEncoder(), ActReader()
    learned, unseen = _rows("train"), _rows("test")
    learned += [(text, way) for way, texts in debating().items() for text in texts]
    for slug in shipped_slugs():
        playbook = shipped_topic(slug).playbook
        learned += (
            [(text, "argue") for block in playbook.blocks for text in block.says[::2]] if playbook else []
        )
    regression = LogisticRegression(C=STRENGTH, max_iter=200, class_weight="balanced")
    with warnings.catch_warnings():  # the figures are flat long before it calls itself converged
        warnings.simplefilter("ignore")
        regression.fit(
            read_together([text for text, _ in learned], encoder, acts), [way for _, way in learned]
        )
    found = regression.predict(read_together([text for text, _ in unseen], encoder, acts))
    right = float(np.mean([way == own for way, (_, own) in zip(found, unseen, strict=True)]))
    fitted = FittedDebating(encoder.name, tuple(regression.classes_), regression.coef_, regression.intercept_)
    return fitted, f"{len(learned)} sentences learned; of {len(unseen)} unseen ones {right:.3f} meant as read"


def main() -> None:
    """Fit it and write the figures to the terminal."""
    fitted, figures = fit()
    fitted.save(Path(str(files("knowledge") / FILE)))
    print(figures)


if __name__ == "__main__":
    main()
