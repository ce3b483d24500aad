"""What a passage does not show, by the kind of evidence that it is."""

from __future__ import annotations

import pytest

from bot.gate import check
from bot.gate.verdict import Stance
from bot.statement import Statement
from bot.writers.embedded.not_shown import IN_ANY_CASE, kind_of, kinds
from knowledge.document import Passage, SourceText, split


def _passage(text: str) -> Passage:
    return Passage(1, 1, 0, len(text), text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Without the grant, nine of the mills would have closed.", "counterfactual"),
        ("Thefts fell from 90 to 40 in a year.", "change"),
        ("A tram costs $9 million a mile; a bus, $2 million.", "dearer"),
        ("Most nights the hall is empty, and nobody minds.", ""),
        ("The rink loses 40 dollars per skater.", "share"),
        ("A poll of 900 tenants put damp first.", "count"),
        ("A bridge with a toll is like a library with a turnstile.", "comparison"),
        ("Norby is a town of the same size, and it went first.", "elsewhere"),
        ("The tram costs 3 million dollars a year.", "costs"),
        ("The ferryman says that the ice is thin.", "testimony"),
        ("A woman wept at the counter.", "story"),
        ("Nobody reads the notices.", "absolute"),
        ("The shops will close.", "forecast"),
        ("Bees die because the verges are mown.", "cause"),
        ("Bread is made of flour.", ""),
    ],
)
def test_each_kind_of_evidence_has_its_limit(text: str, kind: str) -> None:
    assert kind_of(_passage(text)) == kind


def test_what_changed_may_be_told_beside_the_passage() -> None:
    beside = _passage("Thefts fell from 90 to 40 in a year.")
    assert kind_of(_passage("Norby did it first."), (beside,)) == "change"


def test_the_reasoning_states_nothing_that_the_gate_refuses() -> None:
    document = split(SourceText("Bread is made of flour.", (), "Bread"))
    for says in (*(one.says for one in kinds().values()), IN_ANY_CASE):
        assert check(Statement("analytic", says), document.passages, document, Stance("against")).passed, says
