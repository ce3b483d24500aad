"""Rules that tell what an op-ed's sentences do, each with the sentence that called for it."""

from __future__ import annotations

import pytest

from knowledge.document import Document, split
from knowledge.loaders.plain import from_text
from knowledge.mining.clauses import clause_of
from knowledge.mining.sentence_roles import hedges_of, label


def document(text: str) -> Document:
    return split(from_text(text))


def kinds(text: str) -> list[str]:
    return [one.kind for one in label(document(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The council should end the fee.",
        "We must act.",
        "Let us spare the children.",
        "It is time for the board to vote.",
        "Raise the limit to $40.",
        "Don't wait for the state.",
        "Congress would do well to listen.",
        "If the spawn doubles, open the season.",
        "There is one way to find out: run the scheme for a year.",
        "The right answer is to swap the runs.",
        "I urge the board to say no.",
        "Everyone else has to be let go.",
        "Do both.",
        "The reform is long overdue.",
    ],
)
def test_what_somebody_should_do_is_a_recommendation(text: str) -> None:
    assert kinds(text) == ["recommendation"]


@pytest.mark.parametrize(
    "text",
    [
        "The council should have ended the fee.",
        "Should the bill fail, the fee stays.",
        "Families who must choose between rent and food leave.",
        "It came later than it should.",
        "Critics say that the council should keep the fee.",
        "Consider the harbor.",
        "Let us suppose that it fails.",
        "Take away the herring and you take away the bay.",
        "Nobody knows whether the council should act.",
        "Test scores fell.",
        "It must be said that the fee is old.",
        "Should we end the fee?",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert kinds(text) != ["recommendation"]


@pytest.mark.parametrize(
    "text",
    [
        "To be sure, the fee pays for dredging.",
        "The concern is legitimate.",
        "They have a point.",
        "While the fee pays for dredging, it drives boats away.",
        "None of this will be cheap.",
        "It is true that somebody must pay.",
        "Critics are right that it costs money.",
        "The fee may bring money, but it drives boats away.",
        "There is a cost to this.",
    ],
)
def test_what_helps_the_other_side_is_a_concession(text: str) -> None:
    (one,) = label(document(text))
    assert (one.kind, one.helps) == ("concession", "against")


def test_what_follows_a_concession_goes_on_granting_until_the_text_turns() -> None:
    text = (
        "Critics say that the fee is needed. They have a point. Dredging cost $90,000. But the fee drives "
        "boats away. The harbor is empty."
    )
    assert kinds(text) == ["reported view", "concession", "concession", "cause", "fact"]


def test_of_course_concedes_only_where_the_text_turns_against_it() -> None:
    assert kinds("Of course it pays for dredging. But it drives boats away.")[0] == "concession"
    assert kinds("Yes, Virginia, there is a Santa Claus. He exists.")[0] != "concession"


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("The fee may drive boats away.", ("may",)),
        ("It will probably rain in May, and in March it seems likely.", ("probably", "seems", "likely")),
        ("The fee could have been lower, and nobody could tell.", ()),
        ("It would cost $40.", ()),
        ("The military might of Rome fell.", ()),
        ("Anyone may decline.", ()),
        ("That is more or less what Norway does.", ("more or less",)),
    ],
)
def test_hedges_are_words_by_which_the_op_ed_limits_its_certainty(text: str, hedges: tuple[str, ...]) -> None:
    assert hedges_of(text) == hedges


def test_a_question_is_no_claim() -> None:
    assert clause_of("Who would pay for it?") is None
