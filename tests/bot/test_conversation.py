"""Follow-ups, by rules; languages; the bounds of a history."""

from __future__ import annotations

from bot.request.history import Exchange
from bot.turn.bot import Bot


def test_why_and_more_tell_what_was_not_told_before(brief_bot: Bot) -> None:
    first = brief_bot.reply("How high is the tariff?")
    for said in ("why?", "tell me more"):
        again = brief_bot.reply(said, history=[first.exchange])
        assert not {statement.text for statement in again.statements if statement.kind == "report"} & {
            statement.text for statement in first.statements
        }


def test_a_whole_conversation_with_the_built_in_writer(brief_bot: Bot) -> None:
    history: list[Exchange] = []
    replies = []
    for said in (
        "Make the case for the proposal",
        "argue the other side of that",
        "Who went to the celebrations in 2025?",
        "and in 2015?",
    ):
        replies.append(brief_bot.reply(said, history=history))
        history.append(replies[-1].exchange)
    assert [reply.plan.side for reply in replies] == ["for", "against", None, None]
    assert any(36 in statement.cites for statement in replies[-1].statements)
