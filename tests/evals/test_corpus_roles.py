"""How well mining tells what the sentences of the corpus do."""

from __future__ import annotations

import pytest

from evals.corpus.splits import load_pieces
from evals.corpus_roles import main, measured
from knowledge.encoders.roles import Role, Roles
from tests.knowledge.mining.told_roles import ToldRoles

pytestmark = pytest.mark.xdist_group("corpus")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "precision", "recall"),
    [("recommends", 0.84, 0.68), ("reports", 0.82, 0.8), ("predicts", 0.75, 0.75)],
)
def test_roles_are_found_on_pieces_that_were_not_learned_from(
    role: Role, precision: float, recall: float
) -> None:
    figures = measured("dev", Roles())[role]
    assert figures.precision >= precision
    assert figures.recall >= recall


def test_a_reader_that_is_told_the_labels_finds_nearly_all() -> None:
    told = {
        sentence.text: sentence.role for piece in load_pieces("dev").values() for sentence in piece.sentences
    }
    figures = measured("dev", ToldRoles(told))
    assert all(figures[role].recall > 0.95 for role in ("furniture", "reports", "recommends", "evidence"))


def test_a_part_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["all"]) == 2
    assert "there is no part 'all'; choose one of: train, dev, test" in capsys.readouterr().err
