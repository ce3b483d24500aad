"""What is weak about one argument of several, through the topic that ships."""

from __future__ import annotations

import pytest

from bot.request.subject import argument_named
from bot.turn.bot import Bot


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("What is thin about the jobs argument?", "jobs"),
        ("where's the flaw in the point about lower rents", "lower rents"),
        ("Attack the claim that trams are quieter.", "trams are quieter"),
        ("What is the weakest argument?", ""),
        ("Where is the author's main argument thin?", ""),
        ("poke holes in the reasoning of this piece", ""),
    ],
)
def test_an_argument_is_named_by_what_it_is_about(said: str, about: str) -> None:
    assert argument_named(said) == about


@pytest.mark.parametrize(
    ("mode", "text", "about"),
    [
        ("ask", "Where is the point about falling revenue thin?", 22),
        ("for", "What's the weak spot in the argument about the old street protests?", 31),
        ("against", "Where is the loyalty argument thin?", 42),
    ],
)
def test_a_named_argument_is_met_and_not_the_whole(brief_bot: Bot, mode: str, text: str, about: int) -> None:
    reply = brief_bot.reply(text, mode)
    assert reply.plan.side == "against"
    assert any(about in one.cites for one in reply.statements[:3])


@pytest.mark.parametrize(
    "text", ["What is the weakest point of the whole piece?", "Where is the China argument weak?"]
)
def test_the_weak_point_of_the_whole_stays_that(brief_bot: Bot, text: str) -> None:
    """A name that stands all over the piece names no argument of its own."""
    assert brief_bot.reply(text).plan.kind == "answer"
