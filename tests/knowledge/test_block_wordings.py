"""Which block an argument belongs to, and which side argues like that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge import KnowledgeError
from knowledge.block_wordings import FILE, HEARD, BlockWordings, FittedBlocks
from knowledge.encoders import Pair
from knowledge.entry_words import EntryWords
from knowledge.playbook import Block, Playbook
from knowledge.topic import PLAYBOOK, shipped_topic

WORDS = {
    "Cars pay for the town.": [1.0, 0.0, 0.0],
    "Drivers bring the money.": [0.96, 0.28, 0.0],
    "Cars stink.": [0.0, 1.0, 0.0],
    "Exhaust makes us ill.": [0.0, 0.96, 0.28],
    "Cars do not stink.": [0.0, 1.0, 0.0],
    "The moon is far away.": [0.0, 0.0, 1.0],
}


class Encoder:
    """Gives texts their places from a table."""

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.array([WORDS.get(text, [0.0, 0.0, 1.0]) for text in texts], np.float32)


class Same:
    """Finds nothing the same."""

    def score(self, pairs: list[Pair]) -> np.ndarray:
        return np.zeros(len(pairs))


def block(name: str, side: str, says: str) -> Block:
    answer = {"move": "deny", "signpost": "You say so.", "says": ["reasoning: That is no reason."]}
    parts = {"id": name, "side": side, "argument": says, "says": [says], "answers": [answer]}
    return Block.model_validate(parts)


@pytest.fixture
def blocks() -> BlockWordings:
    playbook = Playbook(
        blocks=(block("money", "against", "Cars pay for the town."), block("stench", "for", "Cars stink."))
    )
    places = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    fitted = FittedBlocks(
        "table", ("money", "stench"), places, np.array([0, 1]), places, places, np.array([0, 1]),
        2 * places, np.zeros(2), EntryWords.of(["", ""], np.array([0, 1]), 2),
        np.array([0.0, 8.0, 0.0, 0.0, 0.0]), -5.0,
    )  # fmt: skip
    return BlockWordings(playbook, fitted, Encoder(), Same())  # type: ignore[arg-type]


def test_an_argument_is_heard_as_the_block_that_it_is_near(blocks: BlockWordings) -> None:
    (match,) = blocks.match("Drivers bring the money.", "against")
    assert (match.block.id, match.heard, len(match.likeness)) == ("money", True, 1)


def test_what_is_near_no_block_of_its_side_is_new(blocks: BlockWordings) -> None:
    (match,) = blocks.match("Exhaust makes us ill.", "against")
    assert match.probability < HEARD
    assert not match.heard


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("Drivers bring the money.", "against"),
        ("Exhaust makes us ill.", "for"),
        ("The moon is far away.", None),
        ("Cars do not stink.", None),
        ("Drivers bring the money. Exhaust makes us ill.", None),
    ],
)
def test_an_argument_tells_its_side_unless_it_denies_or_speaks_for_both(
    blocks: BlockWordings, said: str, side: str | None
) -> None:
    assert blocks.side_of(said) == side


def test_what_was_fitted_is_kept_whole(tmp_path: Path) -> None:
    shipped = Path("knowledge/us-korea-alliance") / PLAYBOOK / FILE
    fitted = FittedBlocks.load(shipped)
    fitted.save(tmp_path / FILE)
    again = FittedBlocks.load(tmp_path / FILE)
    assert again.ids == fitted.ids
    assert np.array_equal(again.wordings, fitted.wordings)
    assert np.array_equal(again.line, fitted.line)
    playbook = shipped_topic("us-korea-alliance").playbook
    assert playbook is not None
    assert {one.id for one in playbook.blocks} == set(fitted.ids), (
        "fit them again: python -m evals.fit_blocks"
    )


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"PK")
    with pytest.raises(KnowledgeError, match=r"python -m evals\.fit_blocks"):
        FittedBlocks.load(tmp_path / FILE)


def test_words_tell_apart_what_lies_as_near(blocks: BlockWordings) -> None:
    fitted = replace(
        blocks._fitted,
        weights=np.zeros((2, 3)),
        words=EntryWords.of(["the money of drivers", "the stench of cars"], np.array([0, 1]), 2),
    )
    among = np.array([True, True])
    shares = fitted.shares(np.array([0.7, 0.7, 0.0]), "All that stench!", among)
    assert shares[1] > shares[0]


def test_the_words_of_the_known_arguments_tell_how_probably_somebody_is_for_it(blocks: BlockWordings) -> None:
    assert blocks.probability_for("Cars stink.") > 0.8
    assert blocks.probability_for("Cars pay for the town.") < 0.2
    assert blocks.probability_for("The moon is far away.") == 0.5
