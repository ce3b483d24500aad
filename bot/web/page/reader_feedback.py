"""What a reader says of a reply on the chat page, and the sentences that he contests: both are kept."""

from __future__ import annotations

import re

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.store.feedback import FeedbackVerdict
from bot.web.access.caps import Caller
from bot.web.page import debate_panel as debating
from bot.web.page.chat_log import LoggedReplies, LoggedReply, sorry
from bot.web.service import Service

VERDICTS: dict[str, FeedbackVerdict] = {  # what a reader can choose under a reply, by its button's class
    "good": "good",
    "bad": "bad",
    "not-in-the-text": "not in the text",
    "wrong-passage": "wrong passage",
    "wrong-side": "wrong side",
    "missing": "missing",
    "other": "other",
}
_SAID = re.compile(r"(\d{1,6})-([a-z-]{1,20})")  # a place in the log, and the verdict on the reply there
_PLACE = re.compile(r"(\d{1,6})-(\d{1,6})")  # of a reply in the log, and of a sentence in it


def keep_verdict(bots: Bots, replies: LoggedReplies, chat: str, said: str) -> bool:
    """Keep what a reader says of a reply, as in "3-good"; return whether there was anything to keep."""
    found = _SAID.fullmatch(said)
    logged = replies.get(int(found[1])) if found else None
    if found is None or logged is None or found[2] not in VERDICTS:
        return False
    verdict = VERDICTS[found[2]]
    return bool(
        bots.store.feedback.add(
            verdict, logged.question, logged.mode, logged.reply, conversation=chat or None
        )
    )


def contested_sentence(place: str, replies: LoggedReplies) -> tuple[int, int] | None:
    """Return the place in the log and the number of the sentence there that `place` names.

    None where there is no such sentence.
    """
    numbers = _PLACE.fullmatch(place)
    if numbers is None:
        return None
    answered, sentence = replies.get(int(numbers[1])), int(numbers[2])
    known = answered is not None and sentence < len(answered.reply["statements"])
    return (int(numbers[1]), sentence) if known else None


async def contest(
    service: Service, answered: LoggedReply, number: int, chat: str, caller: Caller
) -> LoggedReply:
    """Have a sentence judged again, and keep the outcome; return the reply with it."""
    try:
        await service.caps.count_all(caller)  # a model may be paid for it
        text, outcome = await debating.contested(service.bots, answered.reply, number)
        service.bots.store.feedback.add(
            "contested",
            answered.question,
            answered.mode,
            answered.reply,
            sentence=text,
            upheld=outcome.upheld,
            outcome=outcome.reason,
            conversation=chat or None,
        )
    except USER_ERRORS as exc:
        told = sorry(exc, service.bots)
    else:
        told = f"Checked again: {outcome.text}"
    return answered._replace(outcomes={**answered.outcomes, number: told})
