"""Vectors of texts, from here and from an endpoint."""

from __future__ import annotations

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import numpy as np
import pytest

from knowledge.document import Document
from knowledge.embeddings import LangChainEmbeddings, OnnxEmbedder
from tests.servers.command import debate


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


class _Embeddings(BaseHTTPRequestHandler):
    """An OpenAI-compatible embeddings endpoint: letters counted."""

    asked: ClassVar[list[dict[str, object]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body | {"path": self.path, "key": self.headers["Authorization"]})
        texts = body["input"]
        data = [
            {
                "object": "embedding",
                "index": n,
                "embedding": [1.0 + text.lower().count(letter) for letter in "abcdefghijklmnop"],
            }
            for n, text in enumerate(texts)
        ]
        answer = json.dumps(
            {
                "object": "list",
                "model": body["model"],
                "data": data,
                "usage": {"prompt_tokens": 1, "total_tokens": 1},
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        pass


@pytest.mark.slow
def test_openai_embeddings_are_asked_over_the_wire_and_the_index_remembers_them(tmp_path: Path) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Embeddings)
    Thread(target=server.serve_forever, daemon=True).start()
    setting = {
        "DEBATE_EMBEDDINGS": "openai",
        "OPENAI_API_KEY": "k",
        "OPENAI_BASE_URL": f"http://127.0.0.1:{server.server_port}/v1",
    }
    try:
        answered = debate(tmp_path, "ask", "How high is the levy on Korean goods?", **setting)
        assert answered.returncode == 0, answered.stderr
        assert _Embeddings.asked[0]["path"] == "/v1/embeddings"
        assert _Embeddings.asked[0]["model"] == "text-embedding-3-small"
        assert _Embeddings.asked[0]["key"] == "Bearer k"
    finally:
        server.shutdown()
        server.server_close()
    other = debate(tmp_path, "ask", "How high is the levy?")
    assert other.returncode == 1
    assert "made with the embedding openai-text-embedding-3-small, not minilm-" in other.stderr
    again = debate(tmp_path, "index", "--topic", "us-korea-alliance")
    assert again.returncode == 0, again.stderr
    assert debate(tmp_path, "ask", "How high is the levy?").returncode == 0


@pytest.mark.slow
def test_an_endpoint_that_is_down_and_a_key_that_is_missing_are_one_line(tmp_path: Path) -> None:
    down = debate(
        tmp_path,
        "ask",
        "How high?",
        DEBATE_EMBEDDINGS="openai",
        OPENAI_API_KEY="k",
        OPENAI_BASE_URL="http://127.0.0.1:9/v1",
    )
    assert down.returncode == 1
    assert "OPENAI_BASE_URL" in down.stderr
    assert down.stderr.count("\n") == 1
    keyless = debate(tmp_path, "ask", "How high?", DEBATE_EMBEDDINGS="openai")
    assert "needs OPENAI_API_KEY" in keyless.stderr


def test_the_embedder_serves_langchains_chroma(tmp_path: Path, brief: Document) -> None:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    adapter = LangChainEmbeddings(OnnxEmbedder())
    Embeddings.register(LangChainEmbeddings)
    store = Chroma("passages", adapter, persist_directory=str(tmp_path))  # type: ignore[arg-type]  # the protocol, not the base class
    store.add_texts(
        [passage.text for passage in brief.passages], ids=[str(passage.id) for passage in brief.passages]
    )
    assert store.similarity_search("the tariff of 25 percent on imported goods", k=1)[0].id == "4"


def test_empty_texts_get_finite_unit_vectors() -> None:
    vectors = OnnxEmbedder().vectors(["", "  ", "a levy"])
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


GROWING = """
import re, sys
from pathlib import Path
from knowledge.embeddings import OnnxEmbedder

def held():
    return int(re.search(r"RssAnon:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

embedder = OnnxEmbedder()
def embed(numbers):
    for number in numbers:
        question = f"Will the levy on Korean steel that Washington set in year {number} last for long?"
        embedder.vectors([question])
embed(range(2_100))
before = held()
embed(range(2_100, 3_100))
print(held() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="reads the memory of a process from Linux's /proc"
)
def test_texts_that_were_embedded_are_not_kept() -> None:
    grown = subprocess.run([sys.executable, "-c", GROWING], capture_output=True, text=True, check=True)
    assert int(grown.stdout) < 2_000  # kB, for 1,000 texts
