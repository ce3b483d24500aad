"""The log has no word of a reader, whatever breaks.

A marker is sent to every route, with every fault that there is.
"""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from bot.web.telemetry.logs import places
from tests.servers.scripted_openai import Answer, Script, Scripted, chunk
from tests.servers.serving import serving

MARKER = "kestrelmarker"
QUESTION = f"How high is the {MARKER} levy on Korean goods?"
SLUG = "us-korea-alliance"
VISITOR = {"X-Visitor": "a-visitor-of-the-page-0123456789", "X-Embedder": f"https://{MARKER}.example"}
WRONG: tuple[Any, ...] = (
    MARKER,
    [MARKER],
    {MARKER: MARKER},
    {"text": [MARKER]},
    {"text": MARKER, "mode": MARKER},
    None,
    7,
    {"text": f"{MARKER} " * 3_000},
)
SURROGATES = [
    '{"text":"%s \\ud800"}',
    '{"model":"ask","messages":[{"role":"user","content":"%s \\udc00"}]}',
    '{"title":"%s \\u0000"}',
    '{"%s',
    "%s",
]


def everything(address: str, client: httpx.Client) -> None:
    """Every route that there is, with what it does not expect."""
    routes = httpx.get(f"{address}/api/openapi.json").json()["paths"]
    chat = client.post("/api/conversations", json={}).json().get("id", MARKER)
    for path, methods in routes.items():
        for slug, id in ((SLUG, chat), (MARKER, MARKER)):
            filled = path.replace("{slug}", slug).replace("{id}", id).replace("{number}", "1")
            filled = (
                filled.replace("{name}", MARKER)
                .replace("{name:path}", MARKER)
                .replace("{token}", MARKER)
                .replace("{claim}", MARKER)
            )
            for method in set(methods) - {"delete"}:
                query = {
                    "search": MARKER,
                    "question": QUESTION,
                    "tag": MARKER,
                    "offset": MARKER,
                    "topic": MARKER,
                    "document": MARKER,
                }
                client.request(method, filled, params=query)
                if method != "get":
                    for body in (
                        *WRONG,
                        {"text": QUESTION},
                        {"title": MARKER},
                        {"page": f"https://{MARKER}.example", "hash": MARKER, "missing": [1]},
                    ):
                        client.request(method, filled, json=body)
                    for text in SURROGATES:
                        client.request(
                            method,
                            filled,
                            content=(text % MARKER).encode(),
                            headers={"Content-Type": "application/json"},
                        )
    for path in (
        "/",
        f"/{MARKER}",
        "/embed",
        "/shared/" + MARKER,
        f"/maps/{MARKER}",
        f"/documents/{SLUG}",
        "/evaluations/" + MARKER,
        f"/embed/{MARKER}",
        "/config",
    ):
        client.get(
            path,
            params={"topic": MARKER, "chat": MARKER, "document": MARKER, "lang": MARKER, "greeting": MARKER},
        )
    for stream in (False, True):
        for model in ("ask", "for", "debate", MARKER):
            body = {
                "model": model,
                "stream": stream,
                "user": MARKER,
                "stop": MARKER,
                "messages": [{"role": "user", "content": QUESTION}],
            }
            client.post("/v1/chat/completions", json=body, headers={"Authorization": f"Bearer {MARKER}"})
    client.post(
        "/api/topics",
        files={"file": (f"{MARKER}.docx", MARKER.encode())},
        data={"topic": MARKER, "title": MARKER},
        timeout=60,
    )
    page = {"page": f"{address}/article?name={MARKER}#{MARKER}", "hash": "0" * 64, "missing": [1]}
    assert client.post(f"/api/topics/{SLUG}/sightings", json=page).status_code in (204, 429)


def calls(address: str, client: httpx.Client) -> None:
    """Every function of the chat page, called wrongly."""
    functions = httpx.get(f"{address}/config").json()["dependencies"]
    for function in [*functions, {"id": 9_999, "inputs": []}]:
        wanted = len(function["inputs"])
        for number, one in (
            (max(wanted - 1, 0), MARKER),
            (wanted, MARKER),
            (wanted, [MARKER]),
            (wanted, {MARKER: [MARKER]}),
            (wanted, None),
            (wanted + 1, MARKER),
        ):
            call = {
                "data": [one] * number,
                "fn_index": function["id"],
                "session_hash": "kept",
                "event_data": {"index": MARKER, "value": MARKER},
            }
            client.post("/gradio_api/queue/join", json=call)
        asked: list[Any] = [
            QUESTION,
            "ask",
            SLUG,
            [],
            None,
            None,
            "",
            "",
            "free",
            "model",
            "question",
            "gate",
        ]
        client.post(
            "/gradio_api/queue/join", json={"data": asked, "fn_index": function["id"], "session_hash": "kept"}
        )
    for body in (
        *WRONG,
        {"data": [MARKER]},
        {"data": MARKER},
        {"fn_index": MARKER},
        {"data": [QUESTION, MARKER, MARKER], "session_hash": MARKER},
    ):
        for path in ("queue/join", "call/ask", "call/v2/ask", "cancel", "reset", "run/ask", f"call/{MARKER}"):
            client.post(f"/gradio_api/{path}", json=body)
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "kept"}) as events:
        for line in events.iter_lines():
            if "close_stream" in line:
                break


def raw(address: str) -> None:
    """What is no HTTP."""
    parts = urlsplit(address)
    for text in (
        MARKER,
        f"GET /{MARKER} HTTP/9\r\n\r\n",
        f"GET /?{MARKER} HTTP/1.1\r\nHost: {MARKER}\r\n{MARKER}\r\n\r\n",
    ):
        with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=30) as connection:
            connection.sendall(f"{text}\r\n\r\n".encode())
            connection.recv(1_000)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json"])
def test_whatever_is_sent_wrongly_is_in_no_line(tmp_path: Path, form: str) -> None:
    said: list[str] = []
    settings: dict[str, Any] = {
        "DEBATE_LOG_LEVEL": "info",
        "DEBATE_LOG_FORMAT": form,
        "DEBATE_CAP_VISITOR": "",
        "DEBATE_CAP_ORIGIN": "",
        "OPENAI_LOG": "debug",
    }
    with (
        serving(tmp_path, said=said, **settings) as address,
        httpx.Client(base_url=address, headers=VISITOR, timeout=30) as client,
    ):
        everything(address, client)
        calls(address, client)
        raw(address)
    assert [line for line in said if MARKER in line.lower()] == []
    if form == "json":
        lines = [json.loads(line) for line in said if line.startswith("{")]
        assert {"/api/conversations/{id}/turns", "/v1/chat/completions"} <= {
            line.get("path") for line in lines
        }


@pytest.mark.slow
def test_a_database_that_fails_tells_the_log_no_question(tmp_path: Path) -> None:
    said: list[str] = []
    with (
        serving(tmp_path, said=said, DEBATE_LOG_LEVEL="info", DEBATE_CAP_VISITOR="") as address,
        httpx.Client(base_url=address, headers=VISITOR, timeout=30) as client,
    ):
        chat = client.post("/api/conversations", json={}).json()["id"]
        with sqlite3.connect(tmp_path / "chats.sqlite3") as connection:
            connection.execute("DROP TABLE turns")
        connection.close()
        failed = client.post(f"/api/conversations/{chat}/turns", json={"text": QUESTION})
        assert failed.status_code == 503
        assert MARKER not in failed.text
        client.get("/api/conversations", params={"search": MARKER})
        calls(address, client)
    assert [line for line in said if MARKER in line.lower()] == []


FAULTS: dict[str, Answer] = {  # each says again what it was asked
    "refuses": lambda body: (400, json.dumps(body)),
    "breaks": lambda body: (500, json.dumps(body)),
    "is cut off": lambda body: Script([chunk(json.dumps(body)[-200:])], end="cut"),
    "is no protocol": lambda body: Script([f"data: {QUESTION}\n\n".encode()]),
    "lies": lambda body: (200, f"report [1]: {QUESTION}"),
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_model_that_fails_tells_the_log_no_question(tmp_path: Path, fault: str) -> None:
    said: list[str] = []
    with (
        Scripted(FAULTS[fault]).running() as model,
        serving(
            tmp_path,
            said=said,
            model=model.url,
            DEBATE_LOG_LEVEL="info",
            OPENAI_LOG="debug",
            DEBATE_CAP_VISITOR="",
        ) as address,
        httpx.Client(base_url=address, headers=VISITOR, timeout=60) as client,
    ):
        chat = client.post("/api/conversations", json={}).json()["id"]
        for mode in ("ask", "for", "debate"):
            assert (
                "event: reply"
                in client.post(f"/api/conversations/{chat}/turns", json={"text": QUESTION, "mode": mode}).text
            )
        client.post(
            "/v1/chat/completions", json={"model": "ask", "messages": [{"role": "user", "content": QUESTION}]}
        )
    assert any("bot.web.access" in line for line in said)
    assert [line for line in said if MARKER in line.lower()] == []


BROKEN = """
import asyncio, logging, threading, warnings
from bot.web.telemetry.logs import configure

configure("text", "info")

def fail():
    try:
        int("kestrelmarker"[:])
    except ValueError as exc:
        raise ExceptionGroup("kestrel" "marker", [KeyError("kestrel" "marker"), exc]) from exc

marker = "kestrel" "marker"
try:
    fail()
except ExceptionGroup as exc:
    logging.getLogger("bot.somewhere").error("it broke", exc_info=exc)
    logging.getLogger("a.library").warning("%s was given\\nand more of %s", marker, marker)
    logging.getLogger("bot.somewhere").error("%d", marker)
    warnings.warn(marker)

async def forgotten():
    task = asyncio.create_task(asyncio.to_thread(fail))
    await asyncio.sleep(0.1)
    del task

asyncio.run(forgotten())
thread = threading.Thread(target=fail)
thread.start()
thread.join()

class Held:
    def __del__(self):
        raise ValueError(marker)

Held()
"""


def test_a_traceback_has_places_and_kinds_without_words() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN], capture_output=True, text=True, timeout=60, check=True
    )
    assert MARKER not in done.stderr
    for kept in (
        "it broke",
        "ExceptionGroup",
        "builtins.ValueError",
        "builtins.KeyError",
        "%s was given",
        "Task exception was never retrieved",
    ):
        assert kept in done.stderr
    for kept in ("UserWarning at ", "a thread crashed", "something broke while it was being cleaned up"):
        assert kept in done.stderr


def test_of_a_file_the_system_still_says_what_is_wrong() -> None:
    with pytest.raises(OSError, match="nowhere") as raised:
        Path("/nowhere/at/all").read_text()
    assert list(places(raised.value))[-1] == "builtins.FileNotFoundError: No such file or directory"
