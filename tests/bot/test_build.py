"""A bot as its settings say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.build import Bots, build
from bot.errors import BotError
from bot.settings import Settings
from prompts import PromptError
from tests.servers.command import debate
from tests.servers.scripted_openai import Scripted

KEY = "sk-test-around-never-shown"
QUESTION = "Which country is the rival of the U.S.?"
RIVAL = "report [8]: The op-ed says that China is the most formidable rival of the U.S."


def bots_at(home: Path, url: str, **settings: Any) -> Bots:
    given: dict[str, Any] = {
        "home": home,
        "model": "openai:m",
        "OPENAI_BASE_URL": url,
        "OPENAI_API_KEY": KEY,
        "cache": False,
        "check": "embedded",
        **settings,
    }
    return build(Settings(**given))


# ── prompts of one's own ──


def test_a_folder_of_prompts_replaces_what_it_has(tmp_path: Path) -> None:
    own = tmp_path / "mine"
    own.mkdir()
    (own / "form.md").write_text("---\nvariables:\n---\nWrite as I say: kind [numbers]: sentence.\n", "utf-8")
    with Scripted(lambda body: (200, RIVAL)).running() as server:
        bots, usual = (
            bots_at(tmp_path / "home", server.url, prompts=own),
            bots_at(tmp_path / "home", server.url),
        )
        reply, other = bots.of().reply(QUESTION), usual.of().reply(QUESTION)
        bots.close()
        usual.close()
    assert "Write as I say" in server.asked[0]["messages"][-1]["content"]
    assert reply.prompts != other.prompts
    (own / "ask.md").write_text("---\nvariables: passages, question\n---\n{passages} {question}\n", "utf-8")
    with pytest.raises(PromptError, match=r"ask.md, line 2: the variable history is missing"):
        bots_at(tmp_path / "home", "http://127.0.0.1:9/v1", prompts=own)


def test_settings_that_are_off_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="DEBATE_MODEL is 'gpt'"):
        bots_at(tmp_path, "http://127.0.0.1:9/v1", model="gpt")
    done = debate(tmp_path, "ask", QUESTION, DEBATE_WAIT_FIRST="0")
    assert "DEBATE_WAIT_FIRST" in done.stderr
    assert done.stderr.count("\n") == 1
