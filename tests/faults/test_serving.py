"""The server ended, crowded, and asked by clients that leave, dawdle or only hold on.

Who is in is served, the others are told kindly.
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.servers.command import DEBATE, forked_debate
from tests.servers.scripted_openai import DONE, Script, Scripted, chunk
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"
RIVAL = "report [8]: The op-ed says that China is the most formidable rival of the U.S.\n"
SLOW = Script([chunk(RIVAL), 60.0, DONE])


def begin(address: str) -> str:
    return str(
        httpx.post(f"{address}/api/conversations", json={}, timeout=30).raise_for_status().json()["id"]
    )


def turn(address: str, chat: str) -> httpx.Response:
    return httpx.post(f"{address}/api/conversations/{chat}/turns", json={"text": QUESTION}, timeout=60)


def model(server: Scripted) -> dict[str, Any]:
    return {
        "DEBATE_MODEL": "openai:m",
        "OPENAI_BASE_URL": server.url,
        "OPENAI_API_KEY": "k" * 20,
        "DEBATE_CACHE": "false",
        "DEBATE_CHECK": "embedded",
    }


@contextmanager
def started(
    home: Path, settings: dict[str, Any], cold: bool = False
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that the test ends itself, and its address; `cold`, one that imports what it needs itself."""
    command = DEBATE if cold else forked_debate()
    environment = os.environ | {"DEBATE_HOME": str(home), "PYTHONUNBUFFERED": "1"} | settings
    with subprocess.Popen(
        [*command, "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().split("open at ")[1].split(" ")[0]
        finally:
            process.kill()


def test_twenty_turns_under_way_end_with_a_notice_and_their_questions_are_kept(tmp_path: Path) -> None:
    open_to_all = {"DEBATE_CAP_VISITOR": "", "DEBATE_CAP_ADDRESS": ""}
    with (
        Scripted(lambda body: SLOW).running() as server,
        started(tmp_path, open_to_all | model(server)) as (process, address),
    ):
        chats = [begin(address) for _ in range(20)]
        with ThreadPoolExecutor(20) as pool:
            running = [pool.submit(turn, address, chat) for chat in chats]
            for _ in range(100):
                if len(server.asked) >= 20:
                    break
                time.sleep(0.1)
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            ended = time.monotonic()
            told = [one.result().text for one in running]
            process.wait(20)
            assert time.monotonic() - ended < 10
    for one in told:
        assert "formidable rival" in one  # what had passed was shown
        assert "this server is restarting: ask again in a moment" in one
    with serving(tmp_path) as again:
        kept = httpx.get(f"{again}/api/conversations/{chats[0]}").json()["turns"]
        assert [(one["asked"], one["reply"]) for one in kept] == [(QUESTION, None)]
        assert "event: reply" in turn(again, chats[0]).text


def test_turns_that_can_be_finished_are_and_an_open_page_holds_nothing_up(tmp_path: Path) -> None:
    going = Event()

    def answer(body: dict[str, Any]) -> Script:
        going.set()
        return Script([1.0, chunk(RIVAL), DONE])

    with Scripted(answer).running() as server, started(tmp_path, model(server)) as (process, address):
        chat = begin(address)
        with ExitStack() as stack, ThreadPoolExecutor(1) as pool:
            page = stack.enter_context(
                httpx.stream("GET", f"{address}/gradio_api/heartbeat/abcdefgh12", timeout=60)
            )
            assert page.status_code == 200
            running = pool.submit(turn, address, chat)
            going.wait(30)
            process.send_signal(signal.SIGTERM)
            ended = time.monotonic()
            assert "event: reply" in running.result().text
            process.wait(10)
            assert time.monotonic() - ended < 5


def test_more_than_can_be_answered_is_told_to_come_back_and_who_is_in_is_served(tmp_path: Path) -> None:
    with (
        Scripted(lambda body: Script([2.0, chunk(RIVAL), DONE])).running() as server,
        serving(tmp_path, DEBATE_TURNS_AT_ONCE="2", DEBATE_CAP_VISITOR="", **model(server)) as address,
    ):
        chats = [begin(address) for _ in range(6)]
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda chat: turn(address, chat), chats))
        served, refused = ([one for one in answers if one.status_code == status] for status in (200, 503))
        assert (len(served), len(refused)) == (2, 4)
        assert all("event: reply" in one.text for one in served)
        assert all(
            int(one.headers["Retry-After"]) > 0 and "Many people are asking" in one.json()["error"]
            for one in refused
        )
        asking = {"model": "ask", "messages": [{"role": "user", "content": QUESTION}]}
        with ThreadPoolExecutor(6) as pool:
            codes = sorted(
                pool.map(
                    lambda _: (
                        httpx.post(f"{address}/v1/chat/completions", json=asking, timeout=60).status_code
                    ),
                    range(4),
                )
            )
        assert codes == [200, 200, 503, 503]
        assert "event: reply" in turn(address, chats[0]).text


def test_a_reader_in_the_crowd_reads_a_kind_word_and_asks_again(tmp_path: Path, browser: Browser) -> None:
    with (
        Scripted(lambda body: Script([3.0, chunk(RIVAL), DONE])).running() as server,
        serving(tmp_path, DEBATE_TURNS_AT_ONCE="1", DEBATE_CAP_VISITOR="", **model(server)) as address,
        ThreadPoolExecutor(1) as pool,
    ):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{address}/embed")
        busy = pool.submit(turn, address, begin(address))
        for _ in range(100):
            if server.asked:
                break
            time.sleep(0.05)
        page.get_by_role("textbox").fill(QUESTION)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Many people are asking questions right now")).to_be_visible()
        busy.result()
        page.get_by_role("button", name=re.compile("again", re.IGNORECASE)).click()
        expect(page.get_by_text("formidable rival").first).to_be_visible(timeout=20_000)
        page.close()


def test_clients_that_leave_dawdle_or_only_hold_on_keep_nobody_waiting(tmp_path: Path) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 4096:
        pytest.skip("needs 4,096 open files")
    with ExitStack() as stack:
        resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))  # as a server usually starts with
        address = stack.enter_context(serving(tmp_path, DEBATE_CAP_VISITOR="", DEBATE_CAP_ADDRESS=""))
        resource.setrlimit(resource.RLIMIT_NOFILE, (4096, hard))
        port = int(address.rpartition(":")[2])
        host = ("127.0.0.1", port)
        for _ in range(1000):  # they only hold on
            stack.enter_context(closing(socket.create_connection(host)))
        chat = begin(address)
        body = json.dumps({"text": QUESTION}).encode()
        head = (
            f"POST /api/conversations/{chat}/turns HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: "
            f"application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        for _ in range(20):  # they read nothing of their answers
            slow = stack.enter_context(closing(socket.create_connection(host)))
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 256)
            slow.sendall(head.encode() + body)
        for _ in range(20):  # they leave at once
            gone = socket.create_connection(host)
            gone.sendall(head.encode() + body)
            gone.close()
        half = stack.enter_context(closing(socket.create_connection(host)))
        half.sendall(head.encode()[:40])  # it never ends its head
        took = time.monotonic()
        assert "event: reply" in turn(address, begin(address)).text
        assert httpx.get(f"{address}/healthz", timeout=10).status_code == 200
        assert time.monotonic() - took < 20


def test_a_request_has_an_id_that_the_log_and_an_error_bear(tmp_path: Path) -> None:
    said: list[str] = []
    with serving(tmp_path, said=said, DEBATE_LOG_FORMAT="json", DEBATE_LOG_LEVEL="info") as address:
        own = httpx.get(f"{address}/healthz").headers["X-Request-Id"]
        assert (
            httpx.get(f"{address}/healthz", headers={"X-Request-Id": "given-by-a-proxy"}).headers[
                "X-Request-Id"
            ]
            == "given-by-a-proxy"
        )
        assert (
            httpx.get(f"{address}/healthz", headers={"X-Request-Id": "a b"}).headers["X-Request-Id"] != "a b"
        )
        (tmp_path / "topics").mkdir(exist_ok=True)
        (tmp_path / "evaluated").mkdir(exist_ok=True)
        missing = httpx.get(f"{address}/api/topics/none")
        assert missing.status_code == 404
    lines = {one["request"]: one for one in map(json.loads, said) if one["logger"] == "bot.web.access"}
    assert lines[own]["path"] == "/healthz"
    assert lines[own]["level"] == "INFO"
    assert "given-by-a-proxy" in lines
    assert lines[missing.headers["X-Request-Id"]]["status"] == 404


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, chunked: bool) -> None:
    with serving(tmp_path) as address:
        data = b" " * (200 << 10)
        content = (data[first : first + 4096] for first in range(0, len(data), 4096)) if chunked else data
        answer = httpx.post(f"{address}/api/conversations", content=content)
        assert answer.status_code == 413
        assert answer.json() == {"error": "This is too much at once: send at most 64 KiB."}
        assert httpx.get(f"{address}/healthz", headers={"X-Long": "x" * 100_000}).status_code == 431
        assert httpx.get(f"{address}/healthz").status_code == 200


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux what a process has loaded")
def test_the_first_question_of_the_page_loads_no_library_that_it_does_not_need(tmp_path: Path) -> None:
    with started(tmp_path, {}, cold=True) as (process, address):
        asked = httpx.post(
            f"{address}/gradio_api/call/ask", json={"data": [QUESTION, "ask", ""]}, timeout=60
        ).raise_for_status()
        answer = httpx.get(f"{address}/gradio_api/call/ask/{asked.json()['event_id']}", timeout=60).text
        assert "25 percent" in answer
        loaded = {
            name
            for name in ("matplotlib", "scipy", "sklearn")
            if f"/{name}/" in Path(f"/proc/{process.pid}/maps").read_text("utf-8")
        }
        assert loaded == set()


ARENAS = """
import ctypes
from threading import Barrier, Thread
from bot.cli.serve import share_arenas

share_arenas()
libc, all_here = ctypes.CDLL(None), Barrier(8)

def take():
    all_here.wait()
    libc.malloc(1000)

threads = [Thread(target=take) for _ in range(8)]
for one in threads:
    one.start()
for one in threads:
    one.join()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks glibc where its memory lies")
def test_a_crowds_threads_take_their_memory_from_the_same_place() -> None:
    told = subprocess.run([sys.executable, "-c", ARENAS], capture_output=True, text=True, check=True)
    assert 1 <= told.stdout.count("<heap nr") <= 2
