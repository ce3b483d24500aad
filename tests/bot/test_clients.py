"""The snippets of bot/web/README.md, each run as it stands there in the client that it is for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, lacking
from tests.servers.prepared import first_sentence

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
REPLY = first_sentence("tariff")


def snippet(client: str, address: str) -> str:
    found = re.search(
        rf"<!-- client: {client} -->\n```\w+\n(.*?)```",
        (ROOT / "bot" / "web" / "README.md").read_text("utf-8"),
        re.DOTALL,
    )
    assert found, client
    return found[1].replace("http://127.0.0.1:7860", address)


def output(command: list[str], folder: Path, text: str | None = None) -> str:
    done = subprocess.run(
        command, cwd=folder, input=text, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_curl(address: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        lacking("curl")
    answer = json.loads(output(["sh", "-euc", snippet("curl", address)], tmp_path))
    assert answer["choices"][0]["message"]["debate"]["side"] == "against"


@pytest.mark.parametrize("client", ["langchain", "gradio"])
def test_python_clients(client: str, address: str, tmp_path: Path) -> None:
    assert REPLY in output([sys.executable, "-c", snippet(client, address)], tmp_path)


def test_the_openai_snippet_tells_the_reply_its_passages_and_what_was_withheld(
    address: str, tmp_path: Path
) -> None:
    told = output([sys.executable, "-c", snippet("openai", address)], tmp_path)
    assert REPLY in told
    assert f"Passage 4 {address}/documents/us-korea-alliance#passage-4\n" in told
    assert "0 sentences withheld" in told


@pytest.mark.services
def test_llamaindex(address: str, tmp_path: Path) -> None:
    python = ROOT / ".venv-llama" / "bin" / "python"
    if not python.exists():
        lacking("llama-index-llms-openai-like in .venv-llama")
    assert REPLY in output([str(python), "-c", snippet("llamaindex", address)], tmp_path)


@pytest.mark.services
def test_node(address: str, tmp_path: Path) -> None:
    modules = ROOT / ".node" / "node_modules"
    node = shutil.which("node")
    if node is None or not modules.exists():
        lacking("Node with the package openai: npm install --prefix .node openai")
    (tmp_path / "node_modules").symlink_to(modules)
    (tmp_path / "ask.mjs").write_text(snippet("node", address), "utf-8")
    assert REPLY in output([str(node), "ask.mjs"], tmp_path)
