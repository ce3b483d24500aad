"""A sentence that a reader doubts is judged again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.output.schema import as_object
from bot.store.database import Database
from bot.store.feedback import FeedbackStore
from bot.turn.bot import Bot
from bot.web.page.contest import contest
from evals.add_case import case_from_feedback


def test_a_contested_sentence_is_judged_by_the_learned_judge_and_can_become_a_case(
    brief_bot: Bot, tmp_path: Path
) -> None:
    reply = as_object(brief_bot.reply("Who is Lee Jae-myung?"))
    upheld = asyncio.run(contest(reply["statements"][0], reply["passages"], None))
    assert upheld.upheld
    assert "says the learned judge" in upheld.text
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


def test_what_only_a_model_can_judge_again_is_said_so(brief_bot: Bot) -> None:
    reply = as_object(brief_bot.reply("What does the recommendation leave open?", "against"))
    critique = next(one for one in reply["statements"] if one["kind"] == "critique")
    with pytest.raises(BotError, match="only a chat model can check it again"):
        asyncio.run(contest(critique, reply["passages"], None))
