"""The README's snippets, each run as it stands there in the client that it is for, and the protocol's finer points."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import BadRequestError, NotFoundError, OpenAI

from tests.conftest import ROOT, lacking

QUESTION = "How high is the levy on Korean goods?"
REPLY = "The op-ed says that Trump plans a tariff of 25 percent on goods imported from South Korea unless a favorable trade agreement is secured by August 1 [4]."
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def snippet(client: str, address: str) -> str:
    found = re.search(
        rf"<!-- client: {client} -->\n```\w+\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
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


@pytest.mark.parametrize("client", ["openai", "langchain", "gradio"])
def test_python_clients(client: str, address: str, tmp_path: Path) -> None:
    assert REPLY in output([sys.executable, "-c", snippet(client, address)], tmp_path)


def test_the_openai_snippet_tells_passages_and_what_was_withheld(address: str, tmp_path: Path) -> None:
    told = output([sys.executable, "-c", snippet("openai", address)], tmp_path)
    assert f"Passage 4 {address}/documents/us-korea-alliance#passage-4\n0 sentences withheld" in told


def test_llamaindex(address: str, tmp_path: Path) -> None:
    python = ROOT / ".venv-llama" / "bin" / "python"
    if not python.exists():
        lacking("llama-index-llms-openai-like in .venv-llama")
    assert REPLY in output([str(python), "-c", snippet("llamaindex", address)], tmp_path)


def test_node(address: str, tmp_path: Path) -> None:
    modules = ROOT / ".node" / "node_modules"
    node = shutil.which("node")
    if node is None or not modules.exists():
        lacking("Node with the package openai: npm install --prefix .node openai")
    (tmp_path / "node_modules").symlink_to(modules)
    (tmp_path / "ask.mjs").write_text(snippet("node", address), "utf-8")
    assert REPLY in output([str(node), "ask.mjs"], tmp_path)


# ── the protocol ──


@pytest.fixture
def openai(address: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        yield client


def _ask(text: str = QUESTION) -> Any:
    return [{"role": "user", "content": text}]


def test_citations_are_annotations_that_link_to_their_passages(openai: OpenAI) -> None:
    message = (
        openai.chat.completions.create(model="against", messages=_ask("What would a trade hawk say?"))
        .choices[0]
        .message
    )
    assert message.content
    assert message.annotations
    for note in message.annotations:
        cited = note.url_citation
        mark = message.content[cited.start_index : cited.end_index]
        assert re.fullmatch(r"\[\d+\]", mark)
        assert cited.url.endswith(f"#passage-{mark[1:-1]}")
        assert f'id="passage-{mark[1:-1]}"' in httpx.get(cited.url).text


def test_a_bound_in_tokens_ends_the_reply_before_the_sentence_that_would_exceed_it(openai: OpenAI) -> None:
    question = _ask("What would a trade hawk say?")
    whole = openai.chat.completions.create(model="against", messages=question).choices[0].message
    assert whole.content
    assert whole.model_extra
    texts = [one["text"] for one in whole.model_extra["debate"]["statements"]]
    for bound in (1, 30, 60, 2000):
        for name in ("max_tokens", "max_completion_tokens"):
            choice = openai.chat.completions.create(
                model="against", messages=question, extra_body={name: bound}
            ).choices[0]
            content = choice.message.content or ""
            assert whole.content.startswith(content)
            assert len(content) <= 4 * bound
            assert content == "" or content.endswith((".", "?", "]"))
            assert choice.finish_reason == ("stop" if content == whole.content else "length")
    assert len(texts) >= 4


def test_a_stop_sequence_ends_it_before_the_sentence_that_holds_it(openai: OpenAI) -> None:
    question = _ask("What would a trade hawk say?")
    choice = openai.chat.completions.create(model="against", messages=question, stop=["$66 billion"]).choices[
        0
    ]
    assert choice.finish_reason == "stop"
    assert "$66" not in (choice.message.content or "")
    streamed = list(
        openai.chat.completions.create(model="against", messages=question, stop="$66 billion", stream=True)
    )
    assert "".join(chunk.choices[0].delta.content or "" for chunk in streamed) == choice.message.content


def test_several_choices_are_alike_and_a_stream_tells_the_usage_when_asked(openai: OpenAI) -> None:
    answer = openai.chat.completions.create(
        model="ask", messages=_ask(), n=2, user="someone", temperature=0.3, seed=1
    )
    assert [choice.message.content for choice in answer.choices] == [REPLY, REPLY]
    assert [choice.index for choice in answer.choices] == [0, 1]
    chunks = list(
        openai.chat.completions.create(
            model="ask", messages=_ask(), stream=True, stream_options={"include_usage": True}
        )
    )
    assert chunks[-1].choices == []
    assert chunks[-1].usage is not None
    assert all(chunk.usage is None for chunk in chunks[:-1])
    assert (chunks[-2].choices[0].model_extra or {})["debate"]["text"] == REPLY


def test_the_history_is_what_the_messages_say(openai: OpenAI) -> None:
    told: Any = [
        *_ask(),
        {"role": "assistant", "content": REPLY},
        {
            "role": "user",
            "content": [{"type": "text", "text": "Why?"}, {"type": "image_url", "image_url": {"url": "x"}}],
        },
    ]
    message = openai.chat.completions.create(model="ask", messages=told).choices[0].message
    assert message.model_extra
    assert message.model_extra["debate"]["understood"].startswith("Why: How high")


def test_errors_have_openais_shape(openai: OpenAI, address: str) -> None:
    with pytest.raises(NotFoundError) as missing:
        openai.chat.completions.create(model="gpt-9", messages=_ask())
    assert (missing.value.code, missing.value.param) == ("model_not_found", "model")
    with pytest.raises(BadRequestError) as wrong:
        openai.chat.completions.create(model="ask", messages=[])
    assert wrong.value.param == "messages"
    assert wrong.value.type == "invalid_request_error"
    for path, body in (("chat/completions", "not json"), ("nothing", "{}")):
        answer = httpx.post(
            f"{address}/v1/{path}", content=body, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code in (400, 404, 405)
        assert set(answer.json()["error"]) == {"message", "type", "param", "code"}
