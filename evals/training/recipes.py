"""The models that are trained: what each starts from, learns and is called."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import nn
from transformers import BertModel

from evals.corpus.splits import load_pieces
from evals.training import base_weights, examples
from evals.training.examples import Example
from evals.training.trunk import Trunk
from knowledge.encoders.acts import ACTS
from knowledge.encoders.roles import ROLES

WIDTH = 384
Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True)
class Recipe:
    """How a model is made: the trunk to start from, the examples, the passes and the rate of learning."""

    start: Callable[[Path], Trunk]
    learn: Callable[[Path, Encode], list[Example]]
    epochs: int
    rate: float


def _answers(base: Path) -> Trunk:
    bert, head = base_weights.answer_reader(base)
    return Trunk(bert, {"answers": head}, base_weights.tokenizer(base))


def _reader(base: Path) -> Trunk:
    heads = {"stance": 1, "same": 1, "role": len(ROLES), "act": len(ACTS)}
    bert = BertModel(base_weights.config(layers=6))
    bert.load_state_dict(base_weights.sentence_encoder(base).state_dict(), strict=False)  # it has no pooler
    return Trunk(
        bert, {name: nn.Linear(WIDTH, wide) for name, wide in heads.items()}, base_weights.tokenizer(base)
    )


def _for_answers(_: Path, encode: Encode) -> list[Example]:
    return examples.answers("train", encode)


def _for_reader(data: Path, _: Encode) -> list[Example]:
    """Return what the heads share a trunk to learn from: what the corpus has little of comes more often."""
    pieces = load_pieces("train").values()
    own_pairs = sum(len(piece.pairs) for piece in pieces)
    own_stances = sum(len(piece.arguments) + sum(bool(s.stance) for s in piece.sentences) for piece in pieces)
    stance, same = examples.stance("train", data), examples.same_argument("train", data)
    made = stance * 3 + stance[-own_stances:] + same + same[-own_pairs:] * 3 + examples.roles("train") * 7
    for filling in range(6):
        made += examples.acts("train", random.Random(filling))
    return made


RECIPES = {
    "answers": Recipe(_answers, _for_answers, epochs=2, rate=3e-5),
    "reader": Recipe(_reader, _for_reader, epochs=1, rate=5e-5),
}
