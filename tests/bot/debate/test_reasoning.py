"""What is said to an argument that nothing prepared fits."""

from __future__ import annotations

import pytest

from bot.debate.formats import Speech
from bot.debate.heard import Heard
from bot.debate.points import REASONED, Point
from bot.debate.reasoning import kind_of, reasoned_move, reasons_on, taken_clause
from bot.debate.state import Debate, Round
from knowledge.argument_map import Side


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("That is guesswork and nobody has proved a word of it.", "burden"),
        ("They have no other choice than to stay.", "no way out"),
        ("It worked the last time, and it will again.", "precedent"),
        ("He is only bluffing to get a better price.", "motive"),
        ("The harm is smaller than the gain.", "comparison"),
        ("It isn't fair to the rest of us.", "value"),
        ("They came because the clock was running.", "cause"),
        ("Sooner or later somebody will pay for it.", "forecast"),
        ("The gap is a third wider, at 40 billions.", "figure"),
        ("My brother had to shut his bakery.", "experience"),
        ("The harbor is old.", "other"),
    ],
)
def test_an_argument_shows_its_kind_by_its_words(said: str, kind: str) -> None:
    assert kind_of(said) == kind


def test_a_clause_is_quoted_only_where_it_stands_by_itself() -> None:
    assert taken_clause("Fine, but rivals learn from every bargain we strike.") == (
        "rivals learn from every bargain we strike"
    )
    assert not taken_clause("That is what you said before.")
    assert not taken_clause("Is a bargain with rivals a bargain at all?")


@pytest.mark.parametrize("side", ["for", "against"])
def test_an_argument_is_taken_up_in_its_own_words_and_with_its_own_reason(side: Side) -> None:
    heard = Heard("Rivals learn from every bargain we strike.", about=(("rivals", 1.0),))
    debate, said = Debate(side), []
    while move := reasoned_move(Round(debate, Speech("rebuttal"), (heard,))):
        assert move.id.startswith(REASONED)
        assert move.signpost == "You say that “rivals learn from every bargain we strike.”"
        assert {sentence.kind for sentence in move.says} == {"analytic"}
        said.append(" ".join(sentence.text for sentence in move.says))
        debate = debate.with_round((Point(len(said), len(said), "bot", debate.argues, said[-1], id=move.id),))
    assert len(said) == len(set(said)) > 3, "each once, and the general ones when its own are used up"


def test_what_has_nothing_to_do_with_the_matter_is_not_reasoned_about() -> None:
    assert (
        reasoned_move(Round(Debate("for"), Speech("rebuttal"), (Heard("Uniforms should be banned."),)))
        is None
    )


def test_outside_of_a_debate_only_an_argument_that_shows_its_kind_gets_a_reason() -> None:
    assert reasons_on("Sooner or later somebody will pay for it.", "for")
    assert reasons_on("Sooner or later somebody will pay for it.", "for") != reasons_on(
        "Sooner or later somebody will pay for it.", "against"
    )
    assert reasons_on("The harbor of the town is old.", "for") == ()
    assert reasons_on("What is it about?", "for") == ()
