"""How well the reader of roles mines opinion pieces that were labelled by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.opinion_mining import SETS, confidence, measured, opinions, table
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map

pytestmark = pytest.mark.slow  # every labelled piece is mined
PAGE = Path(__file__).parents[2] / "knowledge" / "README.md"


def test_the_page_has_the_measured_table() -> None:
    assert table() in PAGE.read_text("utf-8"), "rebuild it with: python -m evals.opinion_mining"


def test_recommendations_concessions_and_hedges_are_found_on_all_pieces_together() -> None:
    found = measured([piece for name in SETS for piece in opinions(name)])
    assert found["recommendation"].precision >= 0.8
    assert found["recommendation"].recall >= 0.75
    assert found["concession"].precision >= 0.6
    assert found["concession"].recall >= 0.25
    assert found["hedge"].precision >= 0.85
    assert found["hedge"].recall >= 0.8


def test_the_confidence_of_what_is_found_is_no_higher_than_how_often_it_is_right() -> None:
    for name in SETS:
        mean, right = confidence(opinions(name))
        assert mean <= right + 0.05


def test_the_main_recommendation_is_one_that_was_labelled() -> None:
    hits = 0
    pieces = [piece for name in SETS for piece in opinions(name) if "recommendation" in piece.labels]
    for piece in pieces:
        made = mined_map(piece.document, Roles(), SentenceEncoder())
        cited = made.by_id[made.lines[0].conclusion].passages if made.lines else (0,)
        hits += piece.labels[cited[0] - 1] == "recommendation"
    assert hits >= 0.85 * len(pieces)
