"""Figures, names and quotations of a model: what follows from the passages passes, the rest does not."""

from __future__ import annotations

import pytest

from bot.gate import veto
from bot.statement import Statement, StatementKind
from knowledge.document import Document, Paragraph, SourceText, split

TEXT = (
    "The law saved $12.8 billion over four years. "
    "Voters said no in 1967 and again in 1990. "
    "The claims died on Tuesday, May 6, 2025. "
    "Of 120 members, 75 were for it, and a railway takes a decade. "
    "Some call that “a brake that works”."
)


@pytest.fixture(scope="module")
def piece() -> Document:
    return split(SourceText(TEXT, (Paragraph(0, len(TEXT)),), "A law in a hurry"))


def refused(
    document: Document, text: str, *cites: int, kind: StatementKind = "report", heard: str = ""
) -> str:
    verdict = veto(Statement(kind, text, cites), document, heard=heard)
    return "" if verdict.passed else verdict.rule


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("It saved nearly $13 billion.", (1,)),
        ("That is $3.2 billion a year.", (1,)),
        ("Twenty-three years lie between the two votes.", (2,)),
        ("A railway takes ten years.", (4,)),
        ("In May 2025 the claims died.", (3,)),
        ("It had 62.5 percent of the members behind it.", (4,)),
        ("Those for it were 37.5 percent fewer than the members.", (4,)),
        ("Forty-five members were not for it.", (4,)),
        ("Had it come in one year, that would be $246 million a week.", (1,)),
    ],
)
def test_a_figure_that_follows_from_the_passages_is_given(
    piece: Document, text: str, cites: tuple[int, ...]
) -> None:
    assert refused(piece, text, *cites) == ""


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("It saved $14 billion.", (1,)),
        ("It saved $12.9 billion.", (1,)),
        ("In May 2024 the claims died.", (3,)),
        ("It had 64.5 percent of the members behind it.", (4,)),
        ("Voters said no in 1993.", (2,)),
    ],
)
def test_a_figure_that_does_not_is_refused(piece: Document, text: str, cites: tuple[int, ...]) -> None:
    assert refused(piece, text, *cites) == "given_figure"


def test_what_is_said_to_be_missing_may_be_named(piece: Document) -> None:
    assert refused(piece, "The op-ed does not mention Winston Peters.", 1, kind="critique") == ""
    assert refused(piece, "Winston Peters is never mentioned.", 1) == ""
    assert refused(piece, "Winston Peters passed the law.", 1) == "given_name"


def test_a_blank_for_the_reader_to_fill_in_names_nobody(piece: Document) -> None:
    assert refused(piece, "As [Helen Clark] knows, it saved $12.8 billion.", 1) == ""
    assert refused(piece, "[Mr./Madam] Speaker, it saved $12.8 billion.", 1) == ""
    assert refused(piece, "As Helen Clark knows, it saved $12.8 billion.", 1) == "given_name"


def test_one_of_several_options_is_no_name(piece: Document) -> None:
    assert refused(piece, "In the quiz B is right, since the law saved $12.8 billion.", 1) == ""


def test_a_refused_figure_is_set_beside_the_cited_ones(piece: Document) -> None:
    verdict = veto(Statement("report", "Voters said no in 1993.", (2,)), piece)
    assert verdict.reason == "the passage says 1967 and 1990, the statement 1993"


def test_a_capital_that_begins_a_line_to_say_is_no_name(piece: Document) -> None:
    assert refused(piece, "Thank you, Chair.", kind="link") == ""
    assert refused(piece, "Tell them: “Wait for the vote of 1990.”", 2) == ""


def test_the_readers_own_words_may_be_taken_up(piece: Document) -> None:
    said = "My man in Ohio says that it was plain robbery."
    for text in ("Your man in Ohio pays for the law.", "“Plain robbery” is a hard word for the law."):
        assert refused(piece, text, 1)
        assert refused(piece, text, 1, heard=said) == ""


def test_a_quotation_may_stand_anywhere_in_the_op_ed(piece: Document) -> None:
    assert refused(piece, "“A brake that works” is what some call the law.", 1) == ""
    assert refused(piece, "“A brake that fails” is what some call the law.", 1) == "given_quotation"


def test_reasoning_is_not_given_as_the_op_eds(piece: Document) -> None:
    assert refused(piece, "Haste is a poor cure for haste.", kind="analytic") == ""
    assert refused(piece, "The op-ed says that haste is a poor cure.", kind="analytic") == "own_reasoning"
