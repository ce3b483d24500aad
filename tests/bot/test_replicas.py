"""Two servers that share a Chroma server and a PostgreSQL and no folder: what one knows, the other knows."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import chromadb
import httpx
import pytest

from bot.build import build
from bot.settings import Settings
from knowledge import KnowledgeError
from knowledge.chroma import ChromaServer, open_client
from tests.servers.chroma import running_chroma
from tests.servers.command import forked_debate
from tests.servers.postgres import running_postgres
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"


class Shared:
    """The two addresses, and what they share."""

    def __init__(self, first: str, second: str, chroma: str, database: str) -> None:
        self.first, self.second, self.chroma, self.database = first, second, chroma, database


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    folder = tmp_path_factory.mktemp("replicas")
    with ExitStack() as stack:
        database = stack.enter_context(running_postgres()).url
        chroma = stack.enter_context(running_chroma(folder / "chroma"))
        first, second = (
            stack.enter_context(serving(folder / name, DEBATE_CHROMA_URL=chroma, DEBATE_DATABASE=database))
            for name in ("first", "second")
        )
        yield Shared(first, second, chroma, database)


def turn(address: str, chat: str, text: str) -> str:
    return httpx.post(f"{address}/api/conversations/{chat}/turns", json={"text": text}, timeout=60).text


def until(condition: Any, seconds: float = 20) -> None:
    for _ in range(int(10 * seconds)):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


@pytest.mark.services
@pytest.mark.slow
def test_both_use_one_index_and_no_folder_of_chromas(
    shared: Shared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = [
        one.name
        for one in open_client(tmp_path_factory.mktemp("x"), ChromaServer(shared.chroma)).list_collections()
    ]
    assert len([name for name in names if name.startswith("us-korea-alliance.")]) == 1
    assert not [name for name in names if name.startswith("making.")]


@pytest.mark.services
@pytest.mark.slow
def test_a_conversation_goes_on_from_replica_to_replica(shared: Shared) -> None:
    chat = httpx.post(f"{shared.first}/api/conversations", json={}, timeout=60).json()["id"]
    assert "25 percent" in turn(shared.first, chat, QUESTION)
    assert "Why: How high is the levy" in turn(shared.second, chat, "Why?")
    turn(shared.first, chat, "Who invited Lee?")
    kept = httpx.get(f"{shared.second}/api/conversations/{chat}").json()
    assert [one["asked"] for one in kept["turns"]] == [QUESTION, "Why?", "Who invited Lee?"]
    assert all(one["reply"] for one in kept["turns"])


@pytest.mark.services
@pytest.mark.slow
def test_a_topic_added_at_one_is_asked_reviewed_and_removed_at_the_other(shared: Shared) -> None:
    file = {"file": ("toll.txt", b"The toll should end. It costs shops $40 a day.")}
    assert "event: topic" in httpx.post(f"{shared.first}/api/topics", files=file, timeout=60).text
    until(lambda: httpx.get(f"{shared.second}/api/topics/toll").status_code == 200)
    asked = {"model": "toll/ask", "messages": [{"role": "user", "content": "What does it cost shops?"}]}
    told = httpx.post(f"{shared.second}/v1/chat/completions", json=asked, timeout=60).text
    assert "It costs shops $40 a day" in told
    claims = httpx.get(f"{shared.second}/api/topics/toll/claims").json()["claims"]
    httpx.patch(f"{shared.second}/api/topics/toll/claims/{claims[0]['id']}", json={}).raise_for_status()
    until(lambda: httpx.get(f"{shared.first}/api/topics/toll/claims").json().get("waiting") == 1)
    found = httpx.get(
        f"{shared.second}/api/library/answers?question=What+does+the+toll+cost+shops%3F", timeout=60
    ).json()
    assert found[0]["topic"] == "toll"
    httpx.delete(f"{shared.second}/api/topics/toll").raise_for_status()
    until(lambda: httpx.get(f"{shared.first}/api/topics/toll").status_code == 404)


@pytest.mark.services
@pytest.mark.slow
def test_what_a_killed_replica_was_asked_is_asked_again_at_the_other(shared: Shared, tmp_path: Path) -> None:
    command = [*forked_debate(), "serve", "--port", "0"]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DEBATE_", "OPENAI_"))
    }
    environment |= {
        "DEBATE_HOME": str(tmp_path),
        "DEBATE_CHROMA_URL": shared.chroma,
        "DEBATE_DATABASE": shared.database,
    }
    with (
        subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process,
        ThreadPoolExecutor(1) as beside,
    ):
        assert process.stdout is not None
        address = next(
            found.group() for line in process.stdout if (found := re.search(r"http://[\d.:]+", line))
        )
        chat = httpx.post(f"{address}/api/conversations", json={}, timeout=60).json()["id"]
        turn(address, chat, QUESTION)
        asking = beside.submit(turn, address, chat, "Summarise the op-ed")
        time.sleep(0.005)
        process.kill()
        with suppress(httpx.HTTPError):
            asking.result()
    kept = httpx.get(f"{shared.second}/api/conversations/{chat}").json()["turns"]
    assert kept[0]["reply"]["text"]
    assert "event: reply" in turn(shared.second, chat, "Summarise the op-ed")


def test_a_chroma_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    for url, says in (("http://127.0.0.1:9", "is not responding"), ("chroma", "give http://host:8000")):
        with pytest.raises(KnowledgeError, match=says) as caught:
            build(Settings(home=tmp_path, chroma_url=url)).of()
        assert "\n" not in str(caught.value)


def test_a_token_goes_along_and_is_not_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(chromadb, "HttpClient", lambda **options: given.update(options))
    open_client(tmp_path, ChromaServer("https://api.trychroma.com/team/op-eds", "secret-token"))
    assert (given["host"], given["port"], given["ssl"], given["tenant"], given["database"]) == (
        "api.trychroma.com",
        443,
        True,
        "team",
        "op-eds",
    )
    assert given["headers"] == {"x-chroma-token": "secret-token"}
    assert "secret-token" not in repr(ChromaServer("https://x.example", "secret-token"))
