"""What a reader says of a reply on the chat page, and the sentences that he contests: both are kept."""

from __future__ import annotations

import re

import gradio as gr

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.output.reply_html import notice
from bot.store.feedback import FeedbackVerdict
from bot.web.access.caps import Caller
from bot.web.page import debate_panel as debating
from bot.web.page.chat_log import LoggedReplies, LoggedReply, Messages, bot_message, sorry
from bot.web.service import Service

VERDICTS: dict[str, FeedbackVerdict] = {  # what a reader can choose under a reply
    "Like": "good",
    "Dislike": "bad",
    "Not in the text": "not in the text",
    "Wrong passage": "wrong passage",
    "Wrong side": "wrong side",
    "Something is missing": "missing",
    "Something else is wrong": "other",
}
_PLACE = re.compile(r"(\d{1,6})-(\d{1,6})")  # of a reply in the log, and of a sentence in it


def keep_verdict(bots: Bots, replies: LoggedReplies, chat: str, event: gr.LikeData) -> bool:
    """Keep what a reader says of a reply; return whether there was anything to keep."""
    place = event.index[0] if isinstance(event.index, (list, tuple)) else event.index
    label = event.liked if isinstance(event.liked, str) else "Like" if event.liked else "Dislike"
    if place not in replies or label not in VERDICTS:
        return False
    return bool(bots.store.feedback.add(VERDICTS[label], *replies[place], conversation=chat or None))


def contested_sentence(place: str, replies: LoggedReplies) -> tuple[LoggedReply, int] | None:
    """Return the reply and the number of its sentence that a place names.

    None where there is no such sentence.
    """
    numbers = _PLACE.fullmatch(place)
    if numbers is None:
        return None
    answered, sentence = replies.get(int(numbers[1])), int(numbers[2])
    return (answered, sentence) if answered and sentence < len(answered.reply["statements"]) else None


async def contest(
    service: Service, answered: LoggedReply, number: int, chat: str, caller: Caller
) -> Messages:
    """Have a sentence judged again, and keep the outcome; return what the log says of it."""
    try:
        await service.caps.count_all(caller)  # a model may be paid for it
        text, outcome = await debating.contested(service.bots, answered.reply, number)
        service.bots.store.feedback.add(
            "contested",
            *answered,
            sentence=text,
            upheld=outcome.upheld,
            outcome=outcome.reason,
            conversation=chat or None,
        )
    except USER_ERRORS as exc:
        return [bot_message(notice(sorry(exc, service.bots)))]
    return [bot_message(notice(f"You contest: “{text}” {outcome.text}"))]
