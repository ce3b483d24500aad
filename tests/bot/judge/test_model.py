"""A chat model that judges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.build import Bots, build
from bot.request.question import Manner
from bot.settings import Settings
from bot.turn.turn import ENGLISH_CHECKED
from tests.servers.scripted_openai import Scripted

pytestmark = pytest.mark.xdist_group("langchain")
KEY = "sk-test-around-never-shown"
QUESTION = "Which country is the rival of the U.S.?"


def bots_at(home: Path, url: str, **settings: Any) -> Bots:
    given: dict[str, Any] = {
        "home": home,
        "model": "openai:m",
        "OPENAI_BASE_URL": url,
        "OPENAI_API_KEY": KEY,
        "cache": False,
        **settings,
    }
    return build(Settings(**given))


# ── other languages, with a judge that reads them ──

KOREAN = "미국의 경쟁국은 어느 나라인가요?"
SAID = "report [8]: 칼럼은 중국이 미국의 가장 강력한 경쟁국이라고 말합니다."


@pytest.mark.parametrize(("verdict", "shown"), [("carried", True), ("not carried", False)])
def test_a_model_judges_what_the_rules_cannot_read(tmp_path: Path, verdict: str, shown: bool) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, str]:
        words = body["messages"][0]["content"]
        if "You check whether" in words:
            return 200, f"VERDICT: {verdict}\nREASON: so it is."
        return (
            200,
            QUESTION
            if "You rewrite" in words
            else f"{SAID}\nreport [8]: 칼럼은 99라고 말합니다.\nlink: 안녕하세요.",
        )

    with Scripted(answer).running() as server:
        bots = bots_at(tmp_path, server.url, judge_model="openai:judge")
        reply = bots.of().reply(KOREAN)
        assert ENGLISH_CHECKED.statement in bots.of().in_manner(Manner(english=True)).reply(KOREAN).statements
        bots.close()
    assert any("중국이" in statement.text for statement in reply.statements) is shown
    assert not any("99" in statement.text for statement in reply.statements)
    assert ENGLISH_CHECKED.statement not in reply.statements
    asked = next(body for body in server.asked if "You answer questions" in body["messages"][0]["content"])
    assert "Write the sentences in Korean." in asked["messages"][0]["content"]
    if not shown:
        assert any(8 in statement.cites for statement in reply.statements)  # the built-in writer, in English


@pytest.mark.slow
def test_a_silent_judge_lets_nothing_pass(tmp_path: Path) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, str]:
        words = body["messages"][0]["content"]
        return (
            (500, "no")
            if "You check whether" in words
            else (200, QUESTION if "You rewrite" in words else SAID)
        )

    with Scripted(answer).running() as server:
        bots = bots_at(tmp_path, server.url, judge_model="openai:judge")
        reply = bots.of().reply(KOREAN)
        bots.close()
    assert not any("중국이" in statement.text for statement in reply.statements)
