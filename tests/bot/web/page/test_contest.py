"""A sentence that a reader doubts is judged again."""

from __future__ import annotations

import asyncio
from itertools import product
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.judge import Judgement
from bot.output.schema import as_object
from bot.store.database import Database
from bot.store.feedback import FeedbackStore
from bot.turn.bot import Bot
from bot.web.page.chat_log import LoggedReply, reply_message
from bot.web.page.contest import can_be_contested, contest
from evals.add_case import case_from_feedback


def test_a_contested_sentence_is_judged_by_the_learned_judge_and_can_become_a_case(
    brief_bot: Bot, tmp_path: Path
) -> None:
    reply = as_object(brief_bot.reply("Who is Lee Jae-myung?"))
    upheld = asyncio.run(contest(reply["statements"][0], reply["passages"], None))
    assert upheld.upheld
    assert "says the trained judge" in upheld.text
    wrong = reply["statements"][0].copy()
    wrong["text"] = "The op-ed says that Lee has resigned."
    refuted = asyncio.run(contest(wrong, reply["passages"], None))
    assert not refuted.upheld
    store = FeedbackStore(Database(f"sqlite:///{tmp_path / 'chats.sqlite3'}"))
    kept = store.add(
        "contested",
        "How high is the levy?",
        "ask",
        reply,
        sentence=wrong["text"],
        upheld=refuted.upheld,
        outcome=refuted.reason,
    )
    assert kept is not None
    assert store.all()[0].outcome == refuted.reason
    _, case = case_from_feedback(kept, brief_bot)
    assert case.forbidden == (wrong["text"],)


class _Nods:
    """A judge that supports everything."""

    async def ajudge(self, claim: str, passages: list[str]) -> Judgement:
        return Judgement(1.0, "it says so", 0)


def test_only_what_a_judge_can_look_at_anew_is_offered_to_be_checked_again(brief_bot: Bot) -> None:
    reply = as_object(brief_bot.reply("What does the recommendation leave open?", "against"))
    for statement, model, prepared in product(reply["statements"], (False, True), (False, True)):
        other = _Nods() if model else None
        try:
            asyncio.run(contest(statement, reply["passages"], other, prepared=prepared))
        except BotError:
            judged = False
        else:
            judged = True
        assert can_be_contested(statement, model=model, prepared=prepared) is judged
    logged = LoggedReply("?", "against", reply)
    offered = [
        "contest-one" in str(reply_message(logged, 1, brief_bot.topic, model=model)["content"])
        for model in (False, True)
    ]
    assert offered == [False, True]


def test_what_only_a_model_can_judge_again_is_said_so(brief_bot: Bot) -> None:
    reply = as_object(brief_bot.reply("What does the recommendation leave open?", "against"))
    critique = next(one for one in reply["statements"] if one["kind"] == "critique")
    with pytest.raises(BotError, match="only a chat model can check it again"):
        asyncio.run(contest(critique, reply["passages"], None))
