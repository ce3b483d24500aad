"""The bot as a LangChain runnable."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.build import Bots, build
from bot.settings import Settings
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


@pytest.mark.xdist_group("langchain")
def test_the_bot_is_a_runnable(tmp_path: Path) -> None:
    from langchain_core.messages import AIMessageChunk
    from langchain_core.output_parsers import StrOutputParser

    from bot.runnable import DebateRunnable

    with Scripted(lambda body: (200, RIVAL)).running() as server:
        bots = bots_at(tmp_path, server.url)
        chain = DebateRunnable(bots.of())
        message = chain.invoke(QUESTION)
        assert message.text == "The op-ed says that China is the most formidable rival of the U.S. [8]."
        assert message.additional_kwargs["debate"]["writer"] == "model"
        whole = None
        for piece in chain.stream({"question": QUESTION, "mode": "ask"}):
            assert isinstance(piece, AIMessageChunk)
            whole = piece if whole is None else whole + piece
        assert whole is not None
        assert whole.text == message.text
        assert (chain | StrOutputParser()).batch([QUESTION, QUESTION]) == [message.text] * 2

        async def both() -> tuple[str, str]:
            streamed = "".join([str(piece.text) async for piece in chain.astream(QUESTION)])
            again = (
                await chain.ainvoke(
                    {
                        "question": QUESTION,
                        "history": [("Who is Lee?", "The op-ed says that Lee is president.")],
                    }
                )
            ).text
            assert bots.chat is not None
            await bots.chat.model.close()
            return streamed, str(again)

        assert asyncio.run(both()) == (message.text, message.text)
        bots.close()
