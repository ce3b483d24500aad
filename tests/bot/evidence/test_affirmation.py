from __future__ import annotations

import pytest

from bot.evidence.affirmation import affirms
from bot.request.question import ask
from knowledge.argument_map import Claim
from knowledge.coverage import index_of
from knowledge.document import Paragraph, SourceText, split
from knowledge.sentence_analysis import read

SAYS = "Norway fought alongside Sweden in 1940"
DOCUMENT = split(SourceText(f"{SAYS}.", (Paragraph(0, len(SAYS) + 1),)))
CLAIM = Claim(id="fought", kind="fact", says=SAYS, passages=(1,), helps="for")


@pytest.mark.parametrize(
    ("question", "score", "yes"),
    [
        ("Did Norway fight alongside Sweden?", 0.8, True),
        ("Did Norway fight alongside Sweden in 1940?", 0.8, True),
        ("Did Norway fight alongside Sweden in 1941?", 0.8, False),
        ("Did Norway fight alongside Denmark?", 0.8, False),
        ("Did Norway not fight alongside Sweden?", 0.8, False),
        ("Did Norway pay Sweden for weapons?", 0.8, False),
        ("Did Norway fight alongside Sweden?", 0.3, False),
    ],
)
def test_a_plain_yes_is_held_to_the_passage(question: str, score: float, yes: bool) -> None:
    assert affirms(ask(question), CLAIM, score, [read(f"{SAYS}.")], index_of(DOCUMENT)) == yes


def test_what_is_hedged_or_said_by_others_is_no_plain_yes() -> None:
    question, index = ask("Did Norway fight alongside Sweden?"), index_of(DOCUMENT)
    for claim in (
        CLAIM.model_copy(update={"kind": "reported view"}),
        CLAIM.model_copy(update={"hedges": ("may",)}),
    ):
        assert not affirms(question, claim, 0.9, [read(f"{SAYS}.")], index)
    assert not affirms(question, CLAIM, 0.9, [read("Norway may have fought alongside Sweden.")], index)
