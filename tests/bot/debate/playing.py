"""A debate as the tests play it."""

from __future__ import annotations

from bot.debate.state import Debate
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from knowledge.argument_map import Side

DEFICIT = "The trade deficit with Korea is huge: 66 billion dollars."
TURN = "Squeezing Seoul this hard will only send it into Beijing's arms."
RIVAL = "China is America's biggest rival, so handing it an ally would be foolish."


def play(bot: Bot, side: Side, *said: str, form: str = "free") -> list[Reply]:
    """The replies to one turn after the other; `side` is the bot's."""
    debate, replies = Debate(side, form), []
    for text in said:
        replies.append(bot.reply(text, "debate", debate=debate))
        debate = replies[-1].debate or debate
    return replies
