"""What the heads learn from: the corpus and the public data, as pairs of texts with a target."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from evals.corpus.splits import Split, load_acts, load_pieces
from knowledge.encoders.acts import ACTS
from knowledge.encoders.roles import ROLES, in_context

Task = Literal["answers", "stance", "same", "role", "act"]
LONGEST_CLAIM = 14  # words of a clause that is put into a wording
_PLACE = re.compile(r"\{(thing|claim|figure)\}")
HARD = 9  # candidates of a question besides those that answer: the likest ones
Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True)
class Example:
    """Two texts that are read together, and what is true of them.

    `target` is 1 or 0, or the number of a role or an act. Examples of one `group`, a question's
    candidates, stay together.
    """

    task: Task
    first: str
    second: str
    target: int
    group: int = 0


def answers(split: Split, encode: Encode) -> list[Example]:
    """Return each question with the passages that answer it and the likest of those that do not."""
    made: list[Example] = []
    for piece in load_pieces(split).values():
        passages = [sentence.text for sentence in piece.sentences]
        vectors = encode(passages)
        for question in piece.standalone:
            likest = np.argsort(-(vectors @ encode([question.text])[0]), kind="stable")
            wrong = [int(n) for n in likest if int(n) + 1 not in question.answers][:HARD]
            right = [number - 1 for number in question.answers]
            group = len(made) + 1
            made += [
                Example("answers", question.text, passages[n], n in right, group) for n in [*right, *wrong]
            ]
    return made


def stance(split: Split, data: Path) -> list[Example]:
    """Return theses with arguments: 1 where the argument speaks for the thesis."""
    made = [
        Example("stance", row["thesis"], row["argument"], int(row["stance"] > 0))
        for row in _rows(data / "arguments" / "argkp-stance.jsonl", split)
    ]
    for piece in load_pieces(split).values():
        made += [
            Example("stance", piece.thesis, item.text, int(item.stance == "for")) for item in piece.arguments
        ]
        if split == "train":
            made += [
                Example("stance", piece.thesis, item.text, int(item.stance == "for"))
                for item in piece.sentences
                if item.stance
            ]
    return made


def same_argument(split: Split, data: Path) -> list[Example]:
    """Return pairs of wordings: 1 where both make the same argument."""
    made = [
        Example("same", row["argument"], row["point"], row["same"])
        for row in _rows(data / "arguments" / "argkp-match.jsonl", split)
    ]
    for piece in load_pieces(split).values():
        made += [Example("same", pair.a, pair.b, int(pair.same)) for pair in piece.pairs]
    return made


def roles(split: Split) -> list[Example]:
    """Return each sentence of the pieces in its surroundings, with the number of its role."""
    made = []
    for piece in load_pieces(split).values():
        pairs = in_context([sentence.text for sentence in piece.sentences], piece.title)
        made += [
            Example("role", *pair, ROLES.index(sentence.role))
            for pair, sentence in zip(pairs, piece.sentences, strict=True)
        ]
    return made


def acts(split: Split, order: random.Random) -> list[Example]:
    """Return the wordings of acts, with their places filled from pieces to learn from."""
    pieces = list(load_pieces("train").values())
    fills = {
        "thing": [piece.subject for piece in pieces],
        "figure": [piece.subject for piece in pieces],
        "claim": [
            sentence.text.rstrip(".").lower()
            for piece in pieces
            for sentence in piece.sentences
            if sentence.role != "reports" and len(sentence.text.split()) < LONGEST_CLAIM
        ],
    }
    return [
        Example(
            "act", _PLACE.sub(lambda place: order.choice(fills[place[1]]), wording.text), "", ACTS.index(act)
        )
        for wordings in load_acts(split).values()
        for act, listed in wordings.items()
        for wording in listed
    ]


def batches(examples: Sequence[Example], size: int, order: random.Random) -> list[list[Example]]:
    """Return the examples in batches of one task and of like length, in random order; groups stay whole."""
    groups: dict[object, list[Example]] = {}
    for n, example in enumerate(examples):
        groups.setdefault((example.task, example.group or n), []).append(example)
    units = list(groups.values())
    order.shuffle(units)
    units.sort(key=lambda unit: (unit[0].task, max(len(e.first) + len(e.second) for e in unit) // 40))
    made: list[list[Example]] = []
    for unit in units:
        if not made or made[-1][0].task != unit[0].task or len(made[-1]) + len(unit) > size:
            made.append([])
        made[-1] += unit
    order.shuffle(made)
    return made


def _rows(file: Path, split: Split) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [row for row in rows if row["split"] == split]
