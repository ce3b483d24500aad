"""A sentence's standing, weighed with what stands around it."""

from __future__ import annotations

import pytest

from knowledge.encoders.roles import Role
from knowledge.mining.weighing import STANDINGS, Standing, weigh
from tests.knowledge.mining.told_roles import reading


def test_the_probabilities_of_a_sentence_add_up_to_one() -> None:
    (shares,) = weigh([reading("evidence")], ["The fee pays for dredging."])
    assert set(shares) == set(STANDINGS)
    assert sum(shares.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("role", "standing"), [("recommends", "recommends"), ("reports", "reports"), ("evidence", "own")]
)
def test_a_sure_role_is_the_standing(role: Role, standing: Standing) -> None:
    (shares,) = weigh([reading(role)], ["The council should end the fee."])
    assert max(shares, key=lambda one: shares[one]) == standing


def test_a_rebuttal_behind_it_makes_a_sentence_rather_a_concession() -> None:
    texts = ["The fee pays for dredging.", "But it drives the boats away."]
    unsure = reading("concedes", 0.5, second="evidence")
    answered = weigh([unsure, reading("rebuts")], texts)[0]
    followed = weigh([unsure, reading("evidence")], [texts[0], "It pays for the lamps, too."])[0]
    assert answered["concedes"] > followed["concedes"]


def test_a_piece_without_sentences_has_no_standings() -> None:
    assert weigh([], []) == []
