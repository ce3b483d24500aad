"""The wire, tried on a server that nobody here wrote: LiteLLM's proxy, which answers with a mock response."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.build import build
from bot.settings import Settings
from tests.conftest import lacking
from tests.servers.ports import free_port

pytestmark = pytest.mark.services

CONFIG = """
model_list:
  - model_name: mock
    litellm_params:
      model: openai/mock
      api_key: none
      mock_response: |
        report [8]: The op-ed says that China is the most formidable rival of the U.S.
        report [35]: It adds that Lee has been invited by Xi to the celebrations of Victory Day.
"""
LOCAL = {  # it asks no other host, and needs no key
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_TELEMETRY": "False",
    "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true",
    "NO_DOCS": "True",
}


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The proxy's address."""
    command = shutil.which("litellm", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if command is None:
        lacking("the command `litellm` of LiteLLM's proxy, from an environment of its own")
    folder = tmp_path_factory.mktemp("litellm")
    (folder / "config.yaml").write_text(CONFIG, "utf-8")
    port = free_port()
    asked = [str(command), "--config", "config.yaml", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(
        asked, cwd=folder, env=os.environ | LOCAL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(240):
                try:
                    if httpx.get(f"http://127.0.0.1:{port}/health/liveliness", timeout=1).is_success:
                        break
                except httpx.HTTPError:
                    time.sleep(0.5)
            else:
                pytest.fail("LiteLLM's proxy did not start")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.kill()


def test_a_proxy_of_others_is_understood(proxy: str, tmp_path: Path) -> None:
    bots = build(
        Settings(
            home=tmp_path,
            model="openai:mock",
            OPENAI_BASE_URL=proxy,
            OPENAI_API_KEY="sk-any",
            cache=False,
            check="embedded",
        )
    )
    reply = bots.of().reply("Which country is the rival of the U.S.?")
    bots.close()
    assert [statement.cites for statement in reply.statements] == [(8,), (35,)]
    assert not reply.failure
    assert reply.usage is not None
    assert reply.usage.tokens_out > 0


def test_its_errors_are_understood_too(proxy: str, tmp_path: Path) -> None:
    bots = build(
        Settings(
            home=tmp_path,
            model="openai:nothing-like-it",
            OPENAI_BASE_URL=proxy,
            OPENAI_API_KEY="sk-any",
            cache=False,
        )
    )
    reply = bots.of().reply("Which country is the rival of the U.S.?")
    bots.close()
    assert reply.failure
    assert any(8 in statement.cites for statement in reply.statements)
