"""The vetoes on what readers wrote freely: they catch what is strange, and let other words pass."""

from __future__ import annotations

import pytest

from bot.gate import VETOES
from evals.corpus.schema import Statement as Labelled
from evals.corpus.splits import load_pieces
from evals.vetoes import alarms, main

PIECE = load_pieces("dev")["adelaide-escrow"]


def spoke(text: str, *cites: int) -> set[str]:
    labelled = Labelled(cites=cites, supported=False, error="added detail", text=text)
    piece = PIECE.model_copy(update={"statements": (labelled,)})
    return {alarm.rule for alarm in alarms(piece, VETOES)}


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("The price had tripled by the time one landed a decade later.", (9,)),
        ("Well over three billion dollars has gone to American yards.", (3,)),
        ("Trainees worry for nothing, in Crome's opinion.", (15, 16)),
        ("Sixties planners ordered a bomber from a drawing.", (9,)),
        ("At first glance the admiral has a point.", (6,)),
    ],
)
def test_other_words_for_the_same_pass(text: str, cites: tuple[int, ...]) -> None:
    assert spoke(text, *cites) == set()


@pytest.mark.parametrize(
    ("text", "cites", "rule"),
    [
        ("Since 2024 Canberra has sent 5.1 billion dollars to the yards.", (3,), "given_figure"),
        ("Since 2019 Canberra has sent money to the yards.", (3,), "given_figure"),
        ("The money for the yards came from Macron.", (3,), "given_name"),
        ("He calls the payments “a swindle”.", (6,), "given_quotation"),
        ("See https://evil.example for the payments.", (6,), "plain"),
    ],
)
def test_what_is_strange_is_caught(text: str, cites: tuple[int, ...], rule: str) -> None:
    assert rule in spoke(text, *cites)


@pytest.mark.slow
def test_no_veto_refuses_more_than_one_true_statement_in_a_hundred() -> None:
    assert main([]) == 0
