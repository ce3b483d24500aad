"""`debate mcp` as an assistant uses it: the protocol's own client, over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bot.cli.mcp import mcp
from bot.output.schema import as_object
from bot.turn.bot import Bot

if TYPE_CHECKING:  # it takes a second, which only a session waits for
    from mcp import ClientSession

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def _with_session(home: Path, use: Callable[[ClientSession], Awaitable[None]]) -> None:
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DEBATE_", "OPENAI_"))
    } | {"DEBATE_HOME": str(home)}
    command = StdioServerParameters(
        command=sys.executable, args=["-c", "from bot.cli.main import main; main()", "mcp"], env=environment
    )

    async def run() -> None:
        async with stdio_client(command) as (reading, writing), ClientSession(reading, writing) as session:
            await session.initialize()
            await use(session)

    asyncio.run(run())


@pytest.mark.slow
def test_an_assistant_asks_argues_checks_and_reads(tmp_path: Path, brief_bot: Bot) -> None:
    async def use(session: ClientSession) -> None:
        assert {tool.name for tool in (await session.list_tools()).tools} == {
            "ask",
            "argue",
            "check",
            "passages",
        }

        async def call(name: str, **arguments: Any) -> Any:
            result = await session.call_tool(name, arguments)
            assert not result.is_error, result
            return result.structured_content

        assert await call("ask", question="How high is the levy on Korean goods?") == as_object(
            brief_bot.reply("How high is the levy on Korean goods?")
        )
        argued = await call("argue", claim="What would a trade hawk say?", side="against")
        assert argued["side"] == "against"
        assert all(statement["cites"] for statement in argued["statements"] if statement["kind"] == "report")
        checked = await call(
            "check",
            text="The article says the demands could push Lee closer to China. The demands will push Lee "
            "closer to China.",
        )
        assert [one["mark"] for one in checked["sentences"]] == ["carried", "contradicted"]
        assert checked["carried"] == 1
        everything = await call("passages")
        assert [one["id"] for one in everything["passages"]] == [
            one.id for one in brief_bot.topic.document.passages
        ]
        found = await call("passages", search="Who invited Lee to Victory Day?")
        assert "Victory Day" in found["passages"][0]["text"]

    _with_session(tmp_path, use)


@pytest.mark.slow
def test_what_is_wrong_is_told_in_a_sentence(tmp_path: Path) -> None:
    async def use(session: ClientSession) -> None:
        for name, arguments in (
            ("ask", {"question": " "}),
            ("ask", {"question": "Why?", "topic": "koera"}),
            ("argue", {"claim": "Tariffs", "side": "left"}),
        ):
            result = await session.call_tool(name, arguments)
            assert result.is_error
            assert "Traceback" not in str(result.content)

    _with_session(tmp_path, use)


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    done = CliRunner().invoke(mcp)
    assert done.exit_code == 1
    assert "with the extra [mcp]" in done.output
