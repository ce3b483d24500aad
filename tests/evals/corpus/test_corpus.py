from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from evals.corpus.balance import MEASURES, auroc
from evals.corpus.schema import Piece, read_piece
from evals.corpus.splits import HERE, load_acts, load_pieces, load_splits
from knowledge import KnowledgeError
from knowledge.encoders.acts import ACTS

pytestmark = pytest.mark.xdist_group("corpus")


@pytest.fixture(scope="module")
def pieces() -> dict[str, Piece]:
    return load_pieces("train") | load_pieces("dev") | load_pieces("test")


def test_every_piece_is_whole_and_in_one_split(pieces: dict[str, Piece]) -> None:
    splits = load_splits().pieces
    listed = Counter(chain.from_iterable(splits.values()))
    assert set(listed) == set(pieces) == {file.stem for file in (HERE / "pieces").glob("*.yaml")}
    assert max(listed.values()) == 1
    assert {name: len(names) for name, names in splits.items()} == {"train": 100, "dev": 30, "test": 30}


def test_the_pieces_differ_in_subject_country_and_style(pieces: dict[str, Piece]) -> None:
    assert len({piece.subject for piece in pieces.values()}) >= 40
    assert len({piece.country for piece in pieces.values()}) >= 40
    assert len({piece.style for piece in pieces.values()}) == 10
    assert sum(not piece.political for piece in pieces.values()) / len(pieces) >= 0.25
    sentences = Counter(sentence.text for piece in pieces.values() for sentence in piece.sentences)
    assert max(sentences.values()) == 1


@pytest.mark.parametrize("measure", MEASURES)
def test_only_meaning_tells_true_statements_from_false(measure: str, pieces: dict[str, Piece]) -> None:
    assert 0.45 <= auroc(list(pieces.values()), MEASURES[measure]) <= 0.55


def test_two_writers_of_pieces_and_one_of_acts_are_kept_for_the_test() -> None:
    learned = {piece.writer for split in ("train", "dev") for piece in load_pieces(split).values()}
    assert len({piece.writer for piece in load_pieces("test").values()} - learned) == 2
    assert set(load_acts("test")).isdisjoint(load_acts("train"))


def test_every_act_has_wordings_by_every_writer() -> None:
    writers = load_acts("train") | load_acts("dev") | load_acts("test")
    assert {f"{name}.yaml" for name in writers} == {file.name for file in (HERE / "acts").glob("*.yaml")}
    assert all(set(acts) == set(ACTS) for acts in writers.values())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("role: reports, voice:", "role: reports, stance: for, vioce:", "sentences.3.vioce: Extra inputs"),
        ("role: tells", "role: narrates", "sentences.9.role: Input should be"),
        ("supported: true", "supported: false", "a false statement names its error"),
        ("cites: [1]", "cites: [99]", "there is no sentence 99"),
    ],
)
def test_a_broken_piece_is_refused_with_its_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (HERE / "pieces" / "hat-seat.yaml").read_text("utf-8")
    file = tmp_path / "piece.yaml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError) as refused:
        read_piece(file)
    assert says in str(refused.value)
