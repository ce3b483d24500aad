"""A map from what the sentences do."""

from __future__ import annotations

from knowledge.document import Document, split
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders.plain import from_text
from knowledge.mining.build_map import mined_map
from tests.knowledge.mining.oped import OPED, ROLES
from tests.knowledge.mining.told_roles import ToldRoles


def document(text: str) -> Document:
    return split(from_text(text))


def test_a_map_is_made_of_what_the_sentences_do() -> None:
    made = mined_map(document(OPED), ROLES, SentenceEncoder())
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


def test_the_main_thing_is_what_the_other_sentences_support_and_not_the_first_should() -> None:
    made = mined_map(
        document(
            "The board should paint the lamp. The council should end the harbor fee. The harbor fee costs "
            "every boat $40. Because of the harbor fee the boats land elsewhere. The fee has emptied it."
        ),
        ToldRoles({"The board": "recommends", "The council": "recommends"}),
        SentenceEncoder(),
    )
    assert made.main is not None
    assert made.main.says == "the council should end the harbor fee"


def test_a_reason_supports_the_recommendation_that_it_stands_beside_and_speaks_of() -> None:
    made = mined_map(
        document(
            "The council should end the harbor fee. The harbor fee costs every boat $40. The fee has emptied "
            "the harbor.\n\nThe board should paint the lamp. The lamp is so dirty that no boat can see it."
        ),
        ToldRoles({"The board": "recommends", "The council": "recommends"}),
        SentenceEncoder(),
    )
    fee, lamp = made.recommendations
    reason = next(claim for claim in made.claims if "dirty" in claim.says)
    assert reason.supports == (lamp.id, fee.id)
    assert all(
        claim.supports == (fee.id,) for claim in made.claims if "harbor" in claim.says and claim != fee
    )


def test_what_rebuts_answers_what_is_granted_and_reported_before_it() -> None:
    made = mined_map(document(OPED), ROLES, SentenceEncoder())
    answer = next(claim.id for claim in made.claims if claim.says.startswith("the fee may drive away"))
    others = [claim for claim in made.claims if claim.helps == "against"]
    assert others
    assert all(claim.answered[0] == answer for claim in others)


def test_a_story_that_nothing_rests_on_is_no_case() -> None:
    made = mined_map(document(OPED), ROLES, SentenceEncoder())
    premises = {made.by_id[id].says for line in made.lines for id in line.premises}
    assert "Meyer now fishes elsewhere" in {claim.says for claim in made.claims}
    assert "Meyer now fishes elsewhere" not in premises


def test_what_is_no_part_of_the_piece_is_not_mined() -> None:
    made = mined_map(
        document("Subscribe to our letter today. The council should end the fee."),
        ToldRoles({"Subscribe": "furniture", "The": "recommends"}),
        SentenceEncoder(),
    )
    assert [claim.says for claim in made.claims] == ["the council should end the fee"]


def test_what_grants_in_one_clause_and_warns_in_the_other_is_two_claims() -> None:
    made = mined_map(
        document("While the fee pays for dredging, it could drive boats away. The council should end it."),
        ToldRoles({"While": "concedes", "The": "recommends"}),
        SentenceEncoder(),
    )
    assert [(claim.kind, claim.says) for claim in made.claims[:2]] == [
        ("concession", "the fee pays for dredging"),
        ("prediction", "it could drive boats away"),
    ]


def test_a_text_that_recommends_nothing_has_claims_and_no_line() -> None:
    made = mined_map(
        document("Bees make honey in spring. A hive needs shade."), ToldRoles({}), SentenceEncoder()
    )
    assert len(made.claims) == 2
    assert made.lines == ()
