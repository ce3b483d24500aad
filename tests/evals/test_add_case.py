"""Readers' complaints become cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.build import Bots
from bot.errors import BotError
from bot.output.schema import as_object
from bot.settings import Settings
from bot.store.database import Database
from bot.store.feedback import FeedbackStore
from evals.add_case import case_from_feedback
from evals.command import evaluate

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
QUESTION = "How high is the levy on Korean goods?"


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Bots:
    return Bots(Settings(home=tmp_path_factory.mktemp("served")))


def test_a_wrong_reply_becomes_a_case_that_forbids_it(bots: Bots, tmp_path: Path) -> None:
    store = FeedbackStore(Database(f"sqlite:///{tmp_path / 'chats.sqlite3'}"))
    bot = bots.of()
    argued = store.add(
        "wrong side",
        "What would a trade hawk say?",
        "against",
        as_object(bot.reply("What would a trade hawk say?", "against")),
    )
    assert argued
    name, case = case_from_feedback(argued, bot)
    assert name == "against"
    assert case.mode == "against"
    assert case.forbidden[0] == bot.reply("What would a trade hawk say?", "against").statements[0].text
    invented = store.add("not in the text", QUESTION, "ask", as_object(bot.reply(QUESTION)))
    assert invented
    name, case = case_from_feedback(invented, bot, "absent")
    assert (name, case.abstain, case.claims) == ("absent", True, ())
    missing = store.add("missing", QUESTION, "ask", as_object(bot.reply(QUESTION)))
    assert missing
    assert case_from_feedback(missing, bot)[1].claims not in (
        (),
        (("tariff-threat",),),
    )  # what the reply said already is not what was missing


def test_a_double_click_is_one_word_and_a_folder_that_is_none_is_named(bots: Bots, tmp_path: Path) -> None:
    store = FeedbackStore(Database(f"sqlite:///{tmp_path / 'chats.sqlite3'}"))
    reply = as_object(bots.of().reply(QUESTION))
    assert store.add("bad", QUESTION, "ask", reply)
    assert store.add("bad", QUESTION, "ask", reply) is None
    assert store.add("good", QUESTION, "ask", reply)
    assert [one.said for one in store.all()] == ["bad", "good"]
    (tmp_path / "folder").write_text("")
    with pytest.raises(BotError, match="DEBATE_HOME"):
        FeedbackStore(Database(f"sqlite:///{tmp_path / 'folder' / 'chats.sqlite3'}")).add(
            "bad", QUESTION, "ask", reply
        )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["add", "nobody"], 1, "no feedback 'nobody'"),
        (["add"], 0, "No reader has commented"),
        (["add", "x", "--suite", "y"], 2, "There is no suite 'y'"),
    ],
)
def test_adding_says_what_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, says: str
) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    done = CliRunner().invoke(evaluate, arguments)
    assert done.exit_code == code
    assert says in done.output
