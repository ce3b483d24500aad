"""Questions to begin with are what a reader would ask."""

from __future__ import annotations

import pytest

from knowledge.argument_map import Claim
from knowledge.document import split
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders.plain import from_text
from knowledge.mining.build_map import mined_map
from knowledge.mining.starters import why
from tests.knowledge.mining.oped import OPED, ROLES


@pytest.mark.parametrize(
    ("says", "question"),
    [
        ("the council should end the harbor fee", "Why should the council end the harbor fee?"),
        ("Parliament must not approve the loan", "Why must Parliament not approve the loan?"),
        ("one should keep a lamp", ""),
        ("if the board cannot sleep, it should keep a lamp", ""),
        ("“The council should end it”", ""),
        ("the harbor fee is a nuisance", ""),
    ],
)
def test_why_is_asked_of_whoever_should_do_something(says: str, question: str) -> None:
    claim = Claim(id="a", kind="recommendation", says=says, passages=(1,), helps="for")
    assert why(claim) == question


def test_the_questions_are_made_from_what_the_op_ed_has() -> None:
    made = mined_map(split(from_text(OPED)), ROLES, SentenceEncoder())
    assert made.starters.ask == (
        "What does the op-ed recommend?",
        "Why should the harbor fee go?",
        "Which objections does the op-ed answer?",
        "What figures does the op-ed give?",
    )
    assert all(text.endswith((".", "?")) or text[0].isupper() for text in made.starters.of("debate"))
    assert len(made.starters.sides) == len(made.starters.debate)
    assert set(made.starters.argued.values()) == {"against"}
