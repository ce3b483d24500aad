"""Whether a sentence can stand without the one before it."""

from __future__ import annotations

import pytest

from bot.statement.leaning import leans


@pytest.mark.parametrize(
    "text",
    [
        "That is why he should refrain.",
        "But the price is real.",
        "If such a dispute grows, it helps China.",
        "When it ends, nobody gains.",
        "Because they resent it, Seoul looks elsewhere.",
        "They fought together.",
    ],
)
def test_what_points_back_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "If Lee celebrates in Beijing, the world will wonder.",
        "Since 2023 trade has shrunk.",
        "South Korea fought in Vietnam.",
        "When tariffs rise, prices do.",
    ],
)
def test_what_names_its_matter_stands_alone(text: str) -> None:
    assert not leans(text)
