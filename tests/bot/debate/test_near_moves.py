"""A debate about an op-ed that nobody has prepared for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.debate.links import SETS, SILENT
from bot.debate.state import WORDS
from bot.turn.bot import Bot
from tests.bot.debate.playing import DEFICIT, TURN, play


@pytest.fixture
def unprepared(brief_bot: Bot) -> Bot:
    """The bot on the brief, as if neither blocks nor answers were known."""
    return replace(brief_bot, hearing=replace(brief_bot.hearing, blocks=None), wordings=None)


@pytest.mark.parametrize("side", ["for", "against"])
def test_an_argument_is_answered_by_the_claims_near_it_and_a_reason(unprepared: Bot, side: str) -> None:
    said = DEFICIT if side == "for" else TURN
    (reply,) = play(unprepared, side, said)  # type: ignore[arg-type]
    assert reply.statements[0].text == SETS[0].text
    kinds = [statement.kind for statement in reply.statements]
    assert "analytic" in kinds
    assert any(statement.cites for statement in reply.statements)
    assert not reply.withheld
    assert reply.debate is not None
    assert not reply.debate.unanswered("reader")


def test_a_whole_debate_says_nothing_twice(unprepared: Bot) -> None:
    replies = play(
        unprepared,
        "for",
        DEFICIT,
        "Lee is doing all he can because of the threat.",
        "Park went to Beijing in 2015 and nothing happened.",
        "School uniforms should be banned.",
        "I don't buy that.",
        "closing",
    )
    texts = [statement.text for reply in replies[:-1] for statement in reply.statements]
    assert len(texts) == len(set(texts))
    assert all(sum(len(one.text.split()) for one in reply.statements) <= WORDS for reply in replies[:-1])
    assert SILENT[0].text in texts
    assert replies[-1].round is not None
    assert replies[-1].round.closing is not None
