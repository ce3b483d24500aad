"""What kind of reply each request of a message gets."""

from __future__ import annotations

import pytest

from bot.request.plan import plans
from bot.request.question import ask
from tests.bot.request.table_leanings import document, leanings

LEANINGS = leanings(
    {
        "I support the car lobby.": 0.02,
        "I oppose the car lobby.": 0.98,
        "I support closing it.": 0.98,
        "I oppose closing it.": 0.02,
        "cars are a right": 0.03,
    },
    acts={
        "Hello there!": "small talk",
        "Thanks!": "small talk",
        "What can you do?": "about the bot",
        "What do you think yourself?": "about the bot",
        "Who wrote this?": "about the document",
        "Write me a poem about my cat": "other task",
        "What is the ring road?": "other task",
        "Argue against the recommendation": "attack",
        "Make the case for closing it": "case",
        "Argue for the car lobby": "case",
        "Argue against the car lobby.": "case",
        "Argue that cars are a right": "case",
        "Argue for the tram": "case",
        "Show me both sides": "both sides",
        "What is it about?": "overview",
    },
)


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Hello there!", "greeting", None),
        ("Thanks!", "thanks", None),
        ("What can you do?", "help", None),
        ("What do you think yourself?", "self", None),
        ("Who wrote this?", "author", None),
        ("Write me a poem about my cat", "outside", None),
        ("What is the ring road?", "answer", None),  # it has a word of the piece
        ("Argue against the recommendation", "argue", "against"),
        ("Make the case for closing it", "argue", "for"),
        ("Argue for the car lobby", "argue", "against"),
        ("Argue against the car lobby.", "argue", "for"),
        ("Argue that cars are a right", "argue", "against"),
        ("Argue for the tram", "which case", None),
        ("Show me both sides", "both", None),
        ("What is it about?", "overview", None),
        ("How high is the tariff?", "answer", None),
    ],
)
def test_the_act_of_a_request_chooses_the_kind_of_reply(text: str, kind: str, side: str | None) -> None:
    (made,) = plans(ask(text), LEANINGS, document())
    assert (made.kind, made.side) == (kind, side)


@pytest.mark.parametrize("mode", ["for", "against"])
def test_the_readers_choice_of_mode_holds(mode: str) -> None:
    (made,) = plans(ask("How high is the tariff?", mode), LEANINGS, document())
    assert (made.side, made.request.side) == (mode, mode)


def test_two_questions_are_two_plans() -> None:
    first, second = plans(ask("How high is the tariff? Who closes the ring road?"), LEANINGS, document())
    assert (first.question.text, second.question.text) == (
        "How high is the tariff?",
        "Who closes the ring road?",
    )
