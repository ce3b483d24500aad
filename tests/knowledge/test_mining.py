"""Rules that tell what an op-ed's sentences do, each with the sentence that called for it."""

from __future__ import annotations

import pytest

from knowledge.document import Document, split
from knowledge.loaders.plain import from_text
from knowledge.mining.build_map import mined_map
from knowledge.mining.clauses import clause_of
from knowledge.mining.keyphrases import keyphrases
from knowledge.mining.roles import hedges_of, label

OPED = """The harbor fee should go. It costs every boat $40 a day, according to the harbor office.

Critics say that the fee pays for dredging. They have a point: dredging cost $90,000 in 2023. Someone has to pay for it.
But the fee may drive away more boats than the dredging lets in.

Danny Meyer sold his boat last year because of the fee. Meyer now fishes elsewhere. I miss him.
The council should end the harbor fee by March 1. Don't wait for the winter.
"""


def document(text: str) -> Document:
    return split(from_text(text))


def kinds(text: str) -> list[str]:
    return [one.kind for one in label(document(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The council should end the fee.", "We must act.", "Let us spare the children.", "It is time for the board to vote.", "Raise the limit to $40.",
        "Don't wait for the state.", "Congress would do well to listen.", "If the spawn doubles, open the season.", "There is one way to find out: run the scheme for a year.",
        "The right answer is to swap the runs.", "I urge the board to say no.", "Everyone else has to be let go.", "Do both.", "The reform is long overdue.",
    ],
)  # fmt: skip
def test_what_somebody_should_do_is_a_recommendation(text: str) -> None:
    assert kinds(text) == ["recommendation"]


@pytest.mark.parametrize(
    "text",
    [
        "The council should have ended the fee.", "Should the bill fail, the fee stays.", "Families who must choose between rent and food leave.", "It came later than it should.",
        "Critics say that the council should keep the fee.", "Consider the harbor.", "Let us suppose that it fails.", "Take away the herring and you take away the bay.",
        "Nobody knows whether the council should act.", "Test scores fell.", "It must be said that the fee is old.", "Should we end the fee?",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert kinds(text) != ["recommendation"]


@pytest.mark.parametrize(
    "text",
    [
        "To be sure, the fee pays for dredging.", "The concern is legitimate.", "They have a point.", "While the fee pays for dredging, it drives boats away.", "None of this will be cheap.",
        "It is true that somebody must pay.", "Critics are right that it costs money.", "The fee may bring money, but it drives boats away.", "There is a cost to this.",
    ],
)  # fmt: skip
def test_what_helps_the_other_side_is_a_concession(text: str) -> None:
    (one,) = label(document(text))
    assert (one.kind, one.helps) == ("concession", "against")


def test_what_follows_a_concession_goes_on_granting_until_the_text_turns() -> None:
    text = "Critics say that the fee is needed. They have a point. Dredging cost $90,000. But the fee drives boats away. The harbor is empty."
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


@pytest.mark.parametrize(
    ("sentence", "order", "says"),
    [
        ("However, the fee drives boats away.", False, "the fee drives boats away"),
        ("But Norway still has herring.", False, "Norway still has herring"),
        ("Raise the limit to $40.", True, "one should raise the limit to $40"),
        ("Don't wait for the winter.", True, "one should not wait for the winter"),
        ("If the spawn doubles, open the season.", True, "if the spawn doubles, one should open the season"),
        ("Let's begin at home.", False, "we should begin at home"),
        ("I sold the boat in 2009.", False, "“I sold the boat in 2009”"),
        ("Nor will it be painless for us.", False, "“Nor will it be painless for us”"),
        ("“Nobody gains,” said Ms. Park.", False, "“‘Nobody gains,’ said Ms. Park”"),
        ("That happened in Waukesha.", False, "this happened in Waukesha"),
        ("Trade with the U.S. grew.", False, "trade with the U.S. grew"),
    ],
)
def test_a_sentence_reads_on_after_that(sentence: str, order: bool, says: str) -> None:
    clause = clause_of(sentence, order=order, names=("Norway",))
    assert clause is not None
    assert clause.says == says


def test_a_question_is_no_claim() -> None:
    assert clause_of("Who would pay for it?") is None


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


def test_keyphrases_come_back_in_the_text_and_names_keep_their_capitals() -> None:
    found = keyphrases(document(OPED))
    assert "the fee" in found
    assert "Santa Claus" in keyphrases(
        document("There is a Santa Claus. Is Santa Claus real? Ask Santa Claus.")
    )
