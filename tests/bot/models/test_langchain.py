"""Chat models of other providers, through LangChain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.build import Bots, build
from bot.settings import Settings, tracing
from tests.servers.scripted_openai import Scripted

pytestmark = pytest.mark.xdist_group("langchain")
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


# ── LangChain ──


@pytest.mark.slow
def test_other_providers_come_through_langchain_and_traces_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not tracing({})
    assert tracing({"LANGSMITH_TRACING": "true"})
    monkeypatch.setattr(
        "bot.build.chat.tracing", lambda environment: True
    )  # the same server, asked through LangChain's ChatOpenAI
    with Scripted(lambda body: (200, RIVAL)).running() as server:
        bots = bots_at(tmp_path, server.url)
        reply = bots.of().reply(QUESTION)
        bots.close()
    assert type(bots.chat.model).__name__ == "LangChainChat" if bots.chat else False
    assert [statement.cites for statement in reply.statements] == [(8,)]
    assert reply.usage is not None
    assert reply.usage.tokens_in == 100
    assert server.keys == [f"Bearer {KEY}"]


def test_a_langchain_model_that_fails_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.build.chat.tracing", lambda environment: True)
    with Scripted(lambda body: (401, f"Incorrect API key provided: {KEY}")).running() as server:
        bots = bots_at(tmp_path, server.url)
        reply = bots.of().reply(QUESTION)
        bots.close()
    assert "is not responding" in reply.failure
    assert KEY not in reply.failure + caplog.text
    assert any(8 in statement.cites for statement in reply.statements)
