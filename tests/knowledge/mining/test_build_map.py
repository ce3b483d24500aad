"""A map from what the rules find."""

from __future__ import annotations

from knowledge.document import Document, split
from knowledge.loaders.plain import from_text
from knowledge.mining.build_map import mined_map
from tests.knowledge.mining.oped import OPED


def document(text: str) -> Document:
    return split(from_text(text))


def test_a_map_is_made_of_what_the_rules_find() -> None:
    made = mined_map(document(OPED))
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


def test_what_grants_in_one_clause_and_warns_in_the_other_is_two_claims() -> None:
    made = mined_map(
        document("While the fee pays for dredging, it could drive away the boats. The council should end it.")
    )
    assert [(claim.kind, claim.says) for claim in made.claims[:2]] == [
        ("concession", "the fee pays for dredging"),
        ("prediction", "it could drive away the boats"),
    ]


def test_a_text_that_recommends_nothing_has_claims_and_no_line() -> None:
    made = mined_map(document("Bees make honey in spring. A hive needs shade."))
    assert len(made.claims) == 2
    assert made.lines == ()
