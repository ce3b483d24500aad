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
LONGEST_NOTE = 500  # characters
# a place in the log, a sentence of the reply there where it is about one, and the verdict
_SAID = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?-([a-z-]{1,20})")
_PLACE = re.compile(r"(\d{1,6})-(\d{1,6})")  # of a reply in the log, and of a sentence in it


def keep_verdict(bots: Bots, replies: LoggedReplies, chat: str, said: str, note: str = "") -> bool:
    """Keep what a reader says of a reply, as in "3-good", or of a sentence of it, as in "3-1-wrong-passage".

    `note` is what is wrong, in words of the reader's own. Return whether there was anything to keep.
    """
    found = _SAID.fullmatch(said)
    logged = replies.get(int(found[1])) if found else None
    if found is None or logged is None or found[3] not in VERDICTS:
        return False
    sentence = ""
    if found[2]:
        statements = logged.reply["statements"]
        if int(found[2]) >= len(statements):
            return False
        sentence = statements[int(found[2])]["text"]
    return bool(
        bots.store.feedback.add(
            VERDICTS[found[3]],
            logged.question,
            logged.mode,
            logged.reply,
            sentence=sentence,
            note=note.strip()[:LONGEST_NOTE],
            conversation=chat or None,
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
