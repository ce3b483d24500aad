"""The database locked, full, gone, damaged, and its program killed midway.

A sentence for the reader, nothing lost, and it goes on when it can.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import httpx
import pytest

from bot.build import Bots
from bot.errors import BotError
from bot.settings import Settings
from bot.store.conversations import Conversations
from bot.store.database import Database
from tests.servers.command import forked_debate
from tests.servers.disks import small_disk
from tests.servers.postgres import running_postgres
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"


def begin(address: str) -> str:
    return str(
        httpx.post(f"{address}/api/conversations", json={}, timeout=30).raise_for_status().json()["id"]
    )


def turn(address: str, chat: str) -> httpx.Response:
    return httpx.post(f"{address}/api/conversations/{chat}/turns", json={"text": QUESTION}, timeout=60)


def test_a_locked_database_is_a_sentence_and_is_waited_for(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        chat = begin(address)
        with closing(sqlite3.connect(tmp_path / "chats.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            refused = turn(address, chat)
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
            assert "database is locked" in refused.json()["error"]
            ready = httpx.get(f"{address}/readyz", timeout=30)
            assert ready.status_code == 503
            assert "database is locked" in ready.text
            assert httpx.get(f"{address}/healthz").status_code == 200
            with ThreadPoolExecutor(1) as pool:  # a short lock is waited for
                waiting = pool.submit(turn, address, chat)
                time.sleep(1)
                other.execute("COMMIT")
                assert "event: reply" in waiting.result().text
        time.sleep(1.1)
        assert httpx.get(f"{address}/readyz").status_code == 200
        assert [one["asked"] for one in httpx.get(f"{address}/api/conversations/{chat}").json()["turns"]] == [
            QUESTION
        ]


def test_a_full_disk_is_a_sentence_and_with_room_the_chat_goes_on(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 16 << 10) as disk, serving(disk.place) as address:
        chat = begin(address)
        assert "event: reply" in turn(address, chat).text
        ballast = disk.fill()
        told = [turn(address, chat).text for _ in range(4)]
        assert any("database or disk is full" in one or "disk I/O error" in one for one in told), told
        assert not any("Traceback" in one or "something went wrong" in one for one in told)
        ready = httpx.get(f"{address}/readyz")
        assert ready.status_code == 503
        assert "free in" in ready.text
        ballast.unlink()
        assert "event: reply" in turn(address, chat).text
        kept = httpx.get(f"{address}/api/conversations/{chat}").json()["turns"]
        assert kept[0]["reply"]
        assert kept[-1]["reply"]


def test_a_damaged_database_is_a_sentence_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "chats.sqlite3").write_bytes(b"not a database" * 1000)
    with pytest.raises(
        BotError, match=r"chats\.sqlite3 is not responding \(file is not a database\); .*DEBATE_DATABASE"
    ):
        Bots(Settings(home=tmp_path)).store.conversations.begin("us-korea-alliance")


@pytest.mark.services
def test_postgresql_that_goes_is_a_sentence_until_it_is_back(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with (
        running_postgres() as database,
        serving(tmp_path, DEBATE_DATABASE=database.url) as address,
    ):
        chat = begin(address)
        assert "event: reply" in turn(address, chat).text
        database.stop()
        gone = turn(address, chat)
        assert gone.status_code == 503
        assert "is not responding" in gone.json()["error"]
        assert "postgresql" in gone.json()["error"]
        assert httpx.get(f"{address}/readyz", timeout=30).status_code == 503
        database.start()
        assert "event: reply" in turn(address, chat).text
        assert len(httpx.get(f"{address}/api/conversations/{chat}").json()["turns"]) == 2


def test_a_server_killed_while_it_writes_loses_nothing_that_it_has_shown(tmp_path: Path) -> None:
    chance, shown = random.Random(3), 0
    command = [*forked_debate(), "serve", "--port", "0"]
    for _ in range(3):
        answered = Event()
        environment = os.environ | {
            "DEBATE_HOME": str(tmp_path),
            "DEBATE_CAP_VISITOR": "",
            "PYTHONUNBUFFERED": "1",
        }
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            assert server.stdout is not None
            address = server.stdout.readline().split("open at ")[1].split(" ")[0]
            chats = [begin(address) for _ in range(4)]

            def asking(chat: str, address: str = address, answered: Event = answered) -> int:
                whole = 0
                with suppress(httpx.HTTPError):
                    while True:
                        whole += "event: reply" in turn(address, chat).text
                        answered.set()
                return whole

            with ThreadPoolExecutor(4) as pool:
                running = [pool.submit(asking, chat) for chat in chats]
                assert answered.wait(30)
                time.sleep(chance.uniform(0, 0.8))
                server.send_signal(signal.SIGKILL)
                shown += sum(one.result() for one in running)
    with closing(sqlite3.connect(tmp_path / "chats.sqlite3")) as kept:
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        whole = kept.execute(
            "SELECT count(*) FROM turns WHERE reply IS NOT NULL AND reply != 'null'"
        ).fetchone()[0]
    assert whole >= shown > 0


def test_a_clock_that_jumps_back_deletes_nothing_and_forward_only_what_is_old(tmp_path: Path) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    kept = Conversations(Database(f"sqlite:///{tmp_path / 'chats.sqlite3'}"), lambda: now)
    chat = kept.begin("us-korea-alliance", "v" * 32)
    kept.ask(chat.id, QUESTION, "ask")
    now -= timedelta(days=400)
    assert kept.delete_older(30) == 0
    assert kept.ask(chat.id, QUESTION, "ask") == 2  # turns go by their number, not by the clock
    assert [one.number for one in kept.get(chat.id).turns] == [1, 2]
    assert [one.id for one in kept.of("v" * 32)] == [chat.id]
    now += timedelta(days=800)
    assert kept.delete_older(30) == 1
