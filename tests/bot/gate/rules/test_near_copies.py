"""Near copies of a passage that say something else: each kind is refused, and what means the same is not."""

from __future__ import annotations

import pytest

from bot.gate import check
from bot.statement import Statement
from knowledge.document import Document, Paragraph, SourceText, split

TEXT = (
    "The council plans to close three libraries unless the county pays. "
    "The mayor hopes to sign the lease in June. "
    "Fix the rent of every stall by law. "
    "If the bridge closes, the ferry will probably carry freight. "
    "Many tenants left the harbour for over a decade. "
    "It is one of the largest fishing ports of the region. "
    "Revenue from berths grew by a third after the dredging. "
    "The county forced Harlow to sell its old quay. "
    "The harbour board asked the union to pay for a new crane."
)


@pytest.fixture(scope="module")
def piece() -> Document:
    return split(SourceText(TEXT, (Paragraph(0, len(TEXT)),), "The harbour"))


def rule_for(document: Document, text: str, number: int) -> str:
    verdict = check(
        Statement("report", f"The op-ed says that {text}", (number,)), document.passages, document
    )
    return "" if verdict.passed else verdict.rule


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the council has closed three libraries.", 1),
        ("the council closes three libraries.", 1),
        ("the mayor signed the lease in June.", 2),
        ("the rent of every stall is fixed by law.", 3),
    ],
)
def test_a_plan_is_not_told_as_done(piece: Document, text: str, number: int) -> None:
    assert rule_for(piece, text, number) == "done"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the council plans to close three libraries unless the county pays.", 1),
        ("the council plans to close three libraries.", 1),  # it plans so, whatever comes of it
        ("the mayor hopes to sign the lease in June.", 2),
        ("the county forced Harlow to sell its old quay.", 8),
        ("Harlow sold its old quay.", 8),  # what one is forced to do, one does
        ("many tenants left the harbour.", 5),
        ("it is one of the largest ports of the region.", 6),
        ("revenue from berths grew by a third.", 7),
    ],
)
def test_the_same_in_the_passages_own_words_is_shown(piece: Document, text: str, number: int) -> None:
    assert rule_for(piece, text, number) == ""


def test_a_condition_is_not_dropped(piece: Document) -> None:
    assert rule_for(piece, "the ferry will probably carry freight.", 4) == "condition"
    assert rule_for(piece, "if the bridge closes, the ferry will probably carry freight.", 4) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("most tenants left the harbour.", 5),
        ("many tenants left the harbour for less than a decade.", 5),
        ("it is the largest fishing port of the region.", 6),
    ],
)
def test_a_quantifier_is_not_raised_or_dropped(piece: Document, text: str, number: int) -> None:
    assert rule_for(piece, text, number) in ("quantity", "direction")


def test_a_word_is_not_exchanged(piece: Document) -> None:
    assert rule_for(piece, "revenue from berths doubled by a third after the dredging.", 7) == "swapped"
    assert (
        rule_for(piece, "revenue from berths grew gloriously by a third after the dredging.", 7) == "manner"
    )


def test_a_cause_or_comparison_is_not_added(piece: Document) -> None:
    assert rule_for(piece, "tenants left the harbour because of many years.", 5)
    assert rule_for(piece, "it is a larger port of the region than others.", 6)


def test_roles_are_not_exchanged_within_the_passages_words(piece: Document) -> None:
    assert rule_for(piece, "Harlow forced the county to sell its old quay.", 8)
