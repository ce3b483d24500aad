"""What an op-ed's sentences do, from what a reader of roles tells."""

from __future__ import annotations

import pytest

from knowledge.document import Document, Paragraph, SourceText, split
from knowledge.encoders.roles import Role, RoleReading
from knowledge.loaders.plain import from_text
from knowledge.mining.sentence_roles import TAKEN_FROM, LabelledSentence, label
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
    assert (one.role, one.kind, one.confidence) == ("rebuts", "prediction", 0.7)


def test_what_a_map_goes_wrong_by_is_taken_from_its_own_probability_on_and_never_below() -> None:
    enough = TAKEN_FROM["recommends"]
    text = "One line in the rules would do."
    assert labelled(text, reading("evidence", 1 - enough, second="recommends")).role == "recommends"
    assert labelled(text, reading("evidence", 1.01 - enough, second="recommends")).role == "evidence"
    unsure = reading("reports", TAKEN_FROM["reports"] - 0.01, second="tells")
    assert labelled("The mayor would call it a tax.", unsure).role == "tells"


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
