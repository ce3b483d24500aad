"""A map from what the sentences do."""

from __future__ import annotations

from knowledge.document import Document, split
from knowledge.loaders.plain import from_text
from knowledge.mining.build_map import mined_map
from tests.knowledge.mining.oped import OPED, ROLES
from tests.knowledge.mining.told_roles import ToldRoles


def document(text: str) -> Document:
    return split(from_text(text))


def test_a_map_is_made_of_what_the_sentences_do() -> None:
    made = mined_map(document(OPED), ROLES)
    main = made.by_id[made.lines[0].conclusion]
    assert main.says == "the harbor fee should go"
    assert [name.also for name in made.names] == [("Meyer",)]
    assert all(claim.confidence for claim in made.claims)
    assert not made.reviewed
    assert len(made.unreviewed) == len(made.claims)
    granted = next(claim for claim in made.claims if claim.kind == "concession")
    assert granted.attacks == (main.id,)
    assert any(attack.claim == granted.id for line in made.lines for attack in line.attacks)
    assert "What does the op-ed recommend?" in made.starters.ask


def test_what_somebody_should_do_is_rather_the_main_thing_than_an_order_to_nobody() -> None:
    made = mined_map(
        document("If the board can't sleep, keep a lamp. The council should end the fee."),
        ToldRoles({"If": "recommends", "The": "recommends"}),
    )
    assert made.by_id[made.lines[0].conclusion].says == "the council should end the fee"


def test_what_rebuts_answers_what_is_granted_and_reported_before_it() -> None:
    made = mined_map(document(OPED), ROLES)
    answer = next(claim.id for claim in made.claims if claim.says.startswith("the fee may drive away"))
    others = [claim for claim in made.claims if claim.helps == "against"]
    assert others
    assert all(claim.answered[0] == answer for claim in others)


def test_a_story_that_nothing_rests_on_is_no_case() -> None:
    made = mined_map(document(OPED), ROLES)
    premises = {made.by_id[id].says for line in made.lines for id in line.premises}
    assert "Meyer now fishes elsewhere" in {claim.says for claim in made.claims}
    assert "Meyer now fishes elsewhere" not in premises


def test_what_is_no_part_of_the_piece_is_not_mined() -> None:
    made = mined_map(
        document("Subscribe to our letter today. The council should end the fee."),
        ToldRoles({"Subscribe": "furniture", "The": "recommends"}),
    )
    assert [claim.says for claim in made.claims] == ["the council should end the fee"]


def test_what_grants_in_one_clause_and_warns_in_the_other_is_two_claims() -> None:
    made = mined_map(
        document("While the fee pays for dredging, it could drive boats away. The council should end it."),
        ToldRoles({"While": "concedes", "The": "recommends"}),
    )
    assert [(claim.kind, claim.says) for claim in made.claims[:2]] == [
        ("concession", "the fee pays for dredging"),
        ("prediction", "it could drive boats away"),
    ]


def test_a_text_that_recommends_nothing_has_claims_and_no_line() -> None:
    made = mined_map(document("Bees make honey in spring. A hive needs shade."), ToldRoles({}))
    assert len(made.claims) == 2
    assert made.lines == ()
