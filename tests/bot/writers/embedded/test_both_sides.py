"""Both sides, side by side."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot

# ── both sides ──


@pytest.mark.parametrize(
    "question",
    [
        "Show me both sides at their best.",
        "What are the pros and cons of easing the tariffs?",
        "Steelman both sides on the September summit.",
    ],
)
def test_both_sides_have_three_points_of_one_length(brief_bot: Bot, article_bot: Bot, question: str) -> None:
    for bot in (brief_bot, article_bot):
        reply = bot.reply(question)
        assert not reply.withheld
        columns = {
            side: [one for one in reply.statements if one.side == side and one.kind != "link"]
            for side in ("for", "against")
        }
        assert [len(points) for points in columns.values()] == [3, 3]
        first, second = (sum(len(one.text.split()) for one in points) for points in columns.values())
        assert abs(first - second) <= 0.15 * max(first, second)
        head, weighing = reply.statements[-2:]
        assert head.text.endswith(":")
        assert weighing.kind == "weighing"
