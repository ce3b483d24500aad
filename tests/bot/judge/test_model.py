"""A chat model that judges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.build import Bots, build
from bot.request.question import Manner
from bot.settings import Settings
from bot.turn.turn import ENGLISH_CHECKED
from tests.servers.judging import asked_about, is_check
from tests.servers.scripted_openai import Answer, Scripted

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


def writer_and_judge(verdict: str) -> Answer:
    def answer(body: dict[str, Any]) -> tuple[int, str]:
        if is_check(body):
            return 200, "\n".join(f"{n} | says | {verdict}" for n in range(1, len(asked_about(body)) + 1))
        if "You read messages" in body["messages"][-1]["content"]:
            return 200, QUESTION
        return 200, f"{SAID}\nreport [8]: 칼럼은 99라고 말합니다.\n"

    return answer


@pytest.mark.parametrize(("verdict", "shown"), [("yes", True), ("no | so it is not", False)])
def test_a_model_judges_what_the_rules_cannot_read(tmp_path: Path, verdict: str, shown: bool) -> None:
    with Scripted(writer_and_judge(verdict)).running() as server:
        bots = bots_at(tmp_path, server.url)
        reply = bots.of().reply(KOREAN)
        assert ENGLISH_CHECKED.statement in bots.of().in_manner(Manner(english=True)).reply(KOREAN).statements
        bots.close()
    assert any("중국이" in statement.text for statement in reply.statements) is shown
    assert not any("99" in statement.text for statement in reply.statements)
    assert ENGLISH_CHECKED.statement not in reply.statements
    asked = [message["content"] for body in server.asked for message in body["messages"]]
    assert any("in Korean." in content for content in asked)
    if not shown:
        assert any(statement.cites for statement in reply.statements)  # the built-in writer, in English


def test_another_model_can_judge(tmp_path: Path) -> None:
    with Scripted(writer_and_judge("yes")).running() as server:
        bots = bots_at(tmp_path, server.url, judge_model="openai:judge")
        reply = bots.of().reply(KOREAN)
        bots.close()
    assert {body["model"] for body in server.asked if is_check(body)} == {"judge"}
    assert reply.checking is not None
    assert reply.checking.model == "openai:judge"


@pytest.mark.slow
def test_a_silent_judge_lets_nothing_pass(tmp_path: Path) -> None:
    writes = writer_and_judge("yes")
    with Scripted(lambda body: (500, "no") if is_check(body) else writes(body)).running() as server:
        bots = bots_at(tmp_path, server.url)
        reply = bots.of().reply(KOREAN)
        bots.close()
    assert not any("중국이" in statement.text for statement in reply.statements)


def test_a_fact_checking_model_is_asked_in_its_own_form(tmp_path: Path) -> None:
    said = "report [8]: The op-ed says that no other power worries Washington as much as Beijing does.\n"

    def answer(body: dict[str, Any]) -> tuple[int, str]:
        checks = body["messages"][0]["content"].startswith("Document: ")
        return 200, "Yes" if checks else said

    with Scripted(answer).running() as server:
        bots = bots_at(tmp_path, server.url, judge_model="openai:minicheck", judge_form="minicheck")
        reply = bots.of().reply(QUESTION)
        bots.close()
    assert [statement.cites for statement in reply.statements] == [(8,)]
    asked = next(body for body in server.asked if body["model"] == "minicheck")["messages"][0]["content"]
    assert asked.endswith("Claim: no other power worries Washington as much as Beijing does.")
