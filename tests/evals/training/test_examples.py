"""What the heads learn from: the training part alone; in batches that keep candidates together."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.corpus.splits import load_pieces
from evals.training.examples import HARD, Example, acts, answers, batches, roles

pytestmark = pytest.mark.xdist_group("corpus")


def by_length(texts: Sequence[str]) -> NDArray[np.float32]:
    """A stand-in for the encoder: texts are the more alike the more they have the same length."""
    angles = np.array([min(len(text), 300) / 300 for text in texts])
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_a_question_has_what_answers_it_and_the_likest_of_the_rest() -> None:
    questions = defaultdict[int, list[Example]](list)
    for example in answers("dev", by_length):
        questions[example.group].append(example)
    pieces = load_pieces("dev").values()
    alone = [question for piece in pieces for question in piece.questions if not question.after]
    assert len(questions) == len(alone)
    for candidates, question in zip(questions.values(), alone, strict=True):
        assert sum(candidate.target for candidate in candidates) == len(question.answers)
        assert len({candidate.second for candidate in candidates}) == len(candidates)
        assert sum(not candidate.target for candidate in candidates) <= HARD


def test_nothing_of_a_test_piece_is_learned_from() -> None:
    learned = {example.first for example in [*roles("train"), *answers("train", by_length)]}
    for piece in load_pieces("test").values():
        assert not learned & {sentence.text for sentence in piece.sentences}
        assert not learned & {question.text for question in piece.questions if len(question.text) > 20}


def test_the_places_of_wordings_are_filled() -> None:
    texts = [example.first for example in acts("train", random.Random(1))]
    assert len(texts) > 3000
    assert not any("{" in text for text in texts)
    assert texts != [example.first for example in acts("train", random.Random(2))]


def test_batches_hold_one_task_and_whole_groups() -> None:
    listed = [*answers("dev", by_length), *roles("dev")]
    made = batches(listed, 32, random.Random(1))
    assert sorted(map(hash, listed)) == sorted(hash(example) for batch in made for example in batch)
    assert all(len({example.task for example in batch}) == 1 for batch in made)
    places = defaultdict[int, set[int]](set)
    for place, batch in enumerate(made):
        for example in batch:
            places[example.group].add(place)
    assert all(len(found) == 1 for group, found in places.items() if group)
    assert max(map(len, made)) <= 32
