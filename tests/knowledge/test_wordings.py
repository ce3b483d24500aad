from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge import KnowledgeError
from knowledge.byte_vectors import ByteVectors
from knowledge.encoders import Pair
from knowledge.encoders.act_reader import ActReading
from knowledge.encoders.acts import ACTS
from knowledge.entry_words import EntryWords
from knowledge.fitted_wordings import Fitted
from knowledge.playbook import Playbook
from knowledge.wordings import Wordings, are_kin, evidence_for

FITTED = Fitted(
    encoder="table",
    ids=("toll", "trains"),
    wordings=ByteVectors.of(np.eye(2)),
    entry_of=np.array([0, 1]),
    replies=np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]]),
    weights=4 * np.eye(2),
    bias=np.zeros(2),
    words=EntryWords.of(["toll", "trains"], np.array([0, 1]), 2),
    line=np.array([1.0, 4, 1, 2, 1]),
    intercept=-7.0,
)


def _playbook(*ids: str) -> Playbook:
    said = {"toll": ["Nine dollars [1]."], "trains": ["The trains [2]."]}
    return Playbook.model_validate(
        {
            "answers": [
                {
                    "id": name,
                    "acts": ["fact"],
                    "asks": [name],
                    "short": said[name],
                    "full": said[name],
                    "plain": said[name],
                }
                for name in ids
            ]
        }
    )


class Table:
    """Encodes two words, and tells that a reply answers a question that shares its first letter."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = {"toll": (1, 0), "the toll": (0.9, 0.3), "trains": (0, 1)}
        return np.array([rows.get(text, (0.1, 0.1)) for text in texts], dtype=np.float32)

    def score(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        return np.array(
            [0.9 if (reply == "Nine dollars.") == (asked.endswith("toll")) else 0.1 for asked, reply in pairs]
        )


class Acts:
    """Reads "sum it up" as a wish for an overview, and all else as a question of fact."""

    def read(self, messages: Sequence[str]) -> list[ActReading]:
        overview = [0.9 if message == "sum it up" else 0.0 for message in messages]
        return [dict.fromkeys(ACTS, 0.0) | {"overview": share, "fact": 1 - share} for share in overview]


def _wordings(*ids: str) -> Wordings:
    return Wordings(_playbook(*ids), FITTED, Table(), Table(), Acts())


def test_a_wish_for_the_whole_is_told_by_its_act() -> None:
    playbook = _playbook("toll", "trains")
    about = playbook.answers[1].model_copy(update={"acts": ("overview",)})
    whole = Playbook.model_construct(**{**dict(playbook), "answers": (playbook.answers[0], about)})
    match = Wordings(whole, FITTED, Table(), Table(), Acts()).match("sum it up", whole=True)
    assert match is not None
    assert (match.answer.id, match.whole, match.certain) == ("trains", True, True)


def test_the_entry_that_a_message_means_is_found_surely() -> None:
    match = _wordings("toll", "trains").match("toll")
    assert match is not None
    assert match.answer.id == "toll"
    assert match.sure
    assert match.verbatim


def test_it_is_surer_the_nearer_it_comes() -> None:
    near = _wordings("toll", "trains").match("the toll")
    assert near is not None
    assert near.answer.id == "toll"
    assert near.sure
    assert not near.verbatim


def test_words_tell_apart_what_vectors_do_not() -> None:
    for asked, entry in (("how dear, this toll?", "toll"), ("how slow, these trains?", "trains")):
        match = _wordings("toll", "trains").match(asked)
        assert match is not None
        assert match.answer.id == entry


def test_what_comes_near_no_wording_is_not_sure() -> None:
    match = _wordings("toll", "trains").match("weather")
    assert match is not None
    assert not match.sure


def test_an_entry_that_the_document_lost_is_not_found() -> None:
    match = _wordings("trains").match("toll")
    assert match is not None
    assert match.answer.id == "trains"
    assert not match.sure
    assert _wordings().match("toll") is None


def test_entries_on_the_same_passages_are_kin() -> None:
    assert are_kin(frozenset({1, 2}), frozenset({1, 2, 3}))
    assert not are_kin(frozenset({1, 2, 3}), frozenset({3, 4}))


def test_each_measure_speaks_for_the_entry() -> None:
    weak = evidence_for(0.5, 0.5, 0.5, 0.5, [0.5])
    for strong in (
        evidence_for(0.6, 0.5, 0.5, 0.5, [0.5]),
        evidence_for(0.5, 0.6, 0.5, 0.5, [0.5]),
        evidence_for(0.5, 0.5, 0.6, 0.5, [0.5]),
        evidence_for(0.5, 0.5, 0.5, 0.6, [0.5]),
        evidence_for(0.5, 0.5, 0.5, 0.5, [0.4]),
    ):
        assert (strong >= weak).all()
        assert (strong > weak).any()


def test_what_was_fitted_is_kept(tmp_path: Path) -> None:
    FITTED.save(tmp_path / "wordings.npz")
    loaded = Fitted.load(tmp_path / "wordings.npz")
    assert loaded.ids == FITTED.ids
    assert loaded.encoder == FITTED.encoder
    assert np.array_equal(loaded.wordings.rows, FITTED.wordings.rows)
    assert loaded.wordings.steps == FITTED.wordings.steps
    for name in ("entry_of", "replies", "weights", "bias", "line"):
        assert np.array_equal(getattr(loaded, name), getattr(FITTED, name)), name
    assert loaded.words.stems == FITTED.words.stems
    assert np.allclose(loaded.words.speak_for("trains"), FITTED.words.speak_for("trains"), atol=1e-2)
    assert replace(loaded, intercept=0.0).intercept == 0.0


def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "wordings.npz").write_bytes(b"PK")
    with pytest.raises(KnowledgeError, match=r"fit_wordings"):
        Fitted.load(tmp_path / "wordings.npz")


class NearerTheTrains(Table):
    """Encodes every message a little nearer to the trains."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([(0.8, 0.85) for _ in texts], dtype=np.float32)


def test_an_entry_whose_words_answer_goes_before_one_that_wordings_point_to() -> None:
    found = Wordings(_playbook("toll", "trains"), FITTED, NearerTheTrains(), Table(), Acts())
    match = found.match("what of the atoll")
    assert match is not None
    assert (match.answer.id, [other.id for other in match.others]) == ("toll", ["trains"])
