"""The prepared answers of the topic that ships, found by the models that ship."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.turn.bot import Bot
from evals.cases import load_set
from evals.record import Run
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.fitted_wordings import Fitted
from knowledge.topic import Topic

ROOT = Path(__file__).resolve().parents[2]
FITTED = ROOT / "knowledge" / "us-korea-alliance" / "playbook" / "wordings.npz"


def test_it_was_fitted_on_this_playbook_and_this_encoder(topic: Topic) -> None:
    assert topic.playbook is not None
    fitted = Fitted.load(FITTED)
    assert fitted.encoder == SentenceEncoder().name, "fit it again: python -m evals.fit_wordings"
    assert fitted.ids == tuple(answer.id for answer in topic.playbook.answers)
    counted = np.bincount(fitted.entry_of, minlength=len(fitted.ids))
    assert counted.tolist() == [len(answer.asks) for answer in topic.playbook.answers]


@pytest.mark.parametrize(
    "text", ["What is this op-ed about?", "tl;dr", "did Korea fight in Vietnam", "when was this written"]
)
def test_what_readers_begin_with_is_answered_from_the_playbook(
    brief_bot: Bot, article_bot: Bot, text: str
) -> None:
    for bot in (brief_bot, article_bot):
        reply = bot.reply(text)
        assert reply.statements
        assert all(statement.prepared for statement in reply.statements)
        assert not reply.withheld


@pytest.mark.parametrize("text", ["hello", "thanks!", "what's the weather like?", "who are you?"])
def test_what_is_no_question_about_the_op_ed_is_not(brief_bot: Bot, text: str) -> None:
    assert not any(statement.prepared for statement in brief_bot.reply(text).statements)


@pytest.mark.parametrize(
    "text",
    [
        "Which country is the most formidable rival of the U.S.?",
        "Who is described as America's toughest challenger?",
    ],
)
def test_who_or_which_one_is_told_from_the_piece_and_argues_nothing(brief_bot: Bot, text: str) -> None:
    said = brief_bot.reply(text).statements
    assert 8 in said[0].cites
    assert not any(one.kind == "analytic" for one in said)


@pytest.mark.parametrize("text", ["go on", "more", "tell me more"])
def test_who_asks_for_more_before_anything_was_said_gets_the_whole_piece(brief_bot: Bot, text: str) -> None:
    assert brief_bot.reply(text).statements == brief_bot.reply("What is this op-ed about?").statements


def test_prepared_replies_cite_what_answers_the_question(brief_run: Run, topic: Topic) -> None:
    assert topic.argument_map is not None
    assert topic.playbook is not None
    replies = {case.key: case.replies[0] for case in brief_run.cases}
    right, asked = [], 0
    for name in ("facts", "figures", "attribution", "premise", "hedges"):
        for case in load_set(name):
            asked += 1
            said = replies["brief", name, case.id]["statements"]
            if any(topic.playbook.holds(statement["text"], statement["cites"]) for statement in said):
                cited = {number for statement in said for number in statement["cites"]}
                right.append(all(cited & {*topic.argument_map.passages_of(ids)} for ids in case.claims))
    assert len(right) >= 0.4 * asked
    assert sum(right) >= 0.9 * len(right)
