"""What an op-ed's sentences do, from what a reader of roles tells."""

from __future__ import annotations

import pytest

from knowledge.document import Document, Paragraph, SourceText, split
from knowledge.encoders.roles import Role, RoleReading
from knowledge.loaders.plain import from_text
from knowledge.mining.sentence_roles import TAKEN_FROM, LabelledSentence, label, standing_of
from knowledge.mining.weighing import STANDINGS, Standing
from tests.knowledge.mining.told_roles import ToldRoles, reading


def labelled(text: str, told: Role | RoleReading) -> LabelledSentence:
    (only,) = label(split(from_text(text)), ToldRoles({text[:5]: told}))
    return only


@pytest.mark.parametrize(
    ("role", "kind", "helps"),
    [
        ("recommends", "recommendation", "for"),
        ("concedes", "concession", "against"),
        ("reports", "reported view", "against"),
        ("predicts", "prediction", "for"),
        ("explains", "cause", "for"),
        ("judges", "value", "for"),
        ("evidence", "fact", "for"),
        ("tells", "fact", "either"),
    ],
)
def test_each_role_makes_a_kind_of_claim_that_helps_a_side(role: Role, kind: str, helps: str) -> None:
    one = labelled("The fee pays for dredging.", role)
    assert (one.kind, one.helps) == (kind, helps)


def test_what_rebuts_is_of_the_kind_that_comes_second() -> None:
    one = labelled("The boats will come anyway.", reading("rebuts", 0.7, second="predicts"))
    assert (one.role, one.kind) == ("rebuts", "prediction")


def standings(**shares: float) -> dict[Standing, float]:
    return {standing: shares.get(standing, 0.0) for standing in STANDINGS}


def test_what_a_map_goes_wrong_by_is_taken_from_its_own_probability_on_and_never_below() -> None:
    enough = TAKEN_FROM["recommends"]
    assert standing_of(standings(recommends=enough, own=0.6)) == "recommends"
    assert standing_of(standings(recommends=enough - 0.01, own=0.3, concedes=0.31)) == "own"
    assert standing_of(standings(reports=0.45, recommends=0.55)) == "reports"


def test_a_view_that_may_be_another_s_is_no_reason_of_the_author_s() -> None:
    passage = split(from_text("Someone has to pay for it.")).passages[0]
    doubtful = LabelledSentence(passage, "explains", "cause", 0.6, doubtful=True)
    assert doubtful.helps == "either"


def test_a_block_that_is_quoted_is_reported_whatever_it_does() -> None:
    text = "End the fee."
    document: Document = split(SourceText(text, (Paragraph(0, len(text), quoted=True),)))
    (one,) = label(document, ToldRoles({"End": "recommends"}))
    assert (one.kind, one.confidence) == ("reported view", 0.0)


def test_only_what_recommends_is_taken_for_an_order() -> None:
    assert labelled("Raise the limit to $40.", "recommends").order
    assert not labelled("Take the ferry and you save an hour.", "evidence").order


def test_a_question_is_told_as_one() -> None:
    assert labelled("Why not end the fee?", "recommends").asks
