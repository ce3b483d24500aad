"""Whether readers say to agree with the op-ed, or to disagree."""

from __future__ import annotations

import pytest

from bot.request.agreeing import judges, view_in

AUTHOR = "Ada Quill"


@pytest.mark.parametrize(
    "text",
    [
        "I agree with the author.",
        "The op-ed is right: trams are cheaper than roads.",
        "Honestly, this columnist gets it exactly right.",
        "I run a bakery downtown. The writer is correct, because nobody can park here.",
        "He's spot on about this.",
        "I'm with Quill on this.",
        "Ada Quill nails it.",
        "It is long-winded, but I agree with the piece.",
        "The essay makes a lot of sense to me.",
        "I couldn't agree more with the article.",
        "I think the author is right that the city should build trams.",
        "To my mind the author's proposal is sensible.",
        "I agree.",
    ],
)
def test_agreement_is_for_the_op_ed(text: str) -> None:
    assert view_in(text, AUTHOR) == "for"


@pytest.mark.parametrize(
    "text",
    [
        "The author has it backwards",
        "I think she's wrong about this.",
        "I don't think the author is right.",
        "I really don't buy this column. Trams are slow.",
        "This op-ed makes no sense.",
        "Quill's mistaken.",
        "I can't agree with the writer: trams are slow.",
        "The article isn't convincing.",
        "Sorry, I have to disagree with the author.",
        "Trams are slow, and I think the author misses the point.",
        "The author is wrong to demand that.",
        "The whole article is nonsense; trams are slow.",
    ],
)
def test_disagreement_is_against_it(text: str) -> None:
    assert view_in(text, AUTHOR) == "against"


@pytest.mark.parametrize(
    "text",
    [
        "My friend says the author is wrong.",
        "My friend's words: the author is wrong.",
        "The author is wrong, says my friend.",
        "“The author is right,” my teacher wrote.",
        "Some people agree with the author.",
        "You think the author is wrong.",
    ],
)
def test_what_others_think_is_not_the_readers_view(text: str) -> None:
    assert view_in(text, AUTHOR) is None


@pytest.mark.parametrize(
    "text",
    [
        "Even if the author is right, trams are slow.",
        "Granted, the author is right.",
        "The author is right about the cost, but trams are slow.",
        "The author is right. Still, trams are slow.",
        "The author is right that the road was closed in May.",
        "I agree with the author about the cost.",
        "The author may be wrong.",
        "The author isn't entirely wrong.",
        "The author isn't wrong.",
        "I half agree with the op-ed.",
        "Is the author right?",
        "Why is the author wrong?",
        "The author is right, isn't she?",
        "I'm not sure the author is right.",
        "The author is right now in Lisbon.",
        "The author is right. The author is wrong.",
    ],
)
def test_what_is_granted_halved_or_asked_is_no_view(text: str) -> None:
    assert view_in(text, AUTHOR) is None


@pytest.mark.parametrize(
    "text",
    ["Mayor Brand wants trams. He's wrong.", "She read Brand's letter. He is right.", "I agree with Brand."],
)
def test_somebody_else_is_not_the_author(text: str) -> None:
    assert view_in(text, AUTHOR) is None
    assert view_in("He's wrong.", AUTHOR, before="What did Mayor Brand say?") is None


def test_a_verdict_on_the_op_ed_is_known_whoever_has_it() -> None:
    assert judges("My friend says the author is wrong.")
    assert not judges("The author likes trams.")
    assert not judges("My friend is wrong.")
