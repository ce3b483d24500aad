"""Behind a login of the publisher's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.errors import BotError
from bot.settings import Settings
from bot.web.access.public import require_safe
from tests.servers.serving import serving

SAFE: dict[str, Any] = {"DEBATE_PUBLIC": "true", "DEBATE_AS_ROOT": "1"}


@pytest.mark.slow
def test_behind_a_login_nobody_is_let_in_unnamed_and_chats_follow_the_name(tmp_path: Path) -> None:
    with serving(tmp_path, DEBATE_LOGIN_HEADER="X-Forwarded-User") as address:
        for path in ("/", "/embed", "/api/topics", "/v1/models", "/metrics", "/gradio_api/info"):
            answer = httpx.get(address + path)
            assert answer.status_code == 401
            assert answer.json() == {
                "error": "You are not logged in: open this through the site's own address."
            }
        assert httpx.get(f"{address}/healthz").status_code == 200
        with httpx.Client(base_url=address, headers={"X-Forwarded-User": "ada"}, timeout=30) as ada:
            chat = ada.post("/api/conversations", json={}).json()["id"]
            ada.post(f"/api/conversations/{chat}/turns", json={"text": "What of China?"})
            assert ada.get("/").status_code == 200
        on_another_device = {"X-Forwarded-User": "ada", "X-Visitor": "z" * 32}
        assert [
            one["id"] for one in httpx.get(f"{address}/api/conversations", headers=on_another_device).json()
        ] == [chat]
        assert httpx.get(f"{address}/api/conversations", headers={"X-Forwarded-User": "bob"}).json() == []


# ── who is believed whom he asks for ──


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.5", "192.168.1.2", "debate", "debate.internal"])
def test_with_a_login_it_listens_where_only_its_proxy_comes(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBATE_AS_ROOT", "1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        BotError,
        match=r"can send X-User themselves: listen on 127\.0\.0\.1.* or name that proxy's address in "
        r"FORWARDED_ALLOW_IPS",
    ):
        require_safe(Settings(home=tmp_path, login_header="X-User"), host)
    require_safe(Settings(home=tmp_path, login_header="X-User", FORWARDED_ALLOW_IPS="10.0.0.9"), host)
    with pytest.raises(BotError, match="FORWARDED_ALLOW_IPS=\\* lets anyone choose the address"):
        require_safe(Settings(home=tmp_path, FORWARDED_ALLOW_IPS="*"), host)


@pytest.mark.slow
def test_a_login_from_another_address_than_the_proxys_is_not_believed(tmp_path: Path) -> None:
    said: list[str] = []
    with serving(
        tmp_path, said=said, DEBATE_LOGIN_HEADER="X-Forwarded-User", FORWARDED_ALLOW_IPS="127.0.0.9"
    ) as address:
        for _ in range(2):
            assert httpx.get(f"{address}/api/topics", headers={"X-Forwarded-User": "ada"}).status_code == 401
        proxy = httpx.Client(
            base_url=address,
            transport=httpx.HTTPTransport(local_address="127.0.0.9"),
            headers={"X-Forwarded-User": "ada"},
        )
        with proxy:
            assert proxy.get("/api/topics").status_code == 200
    assert sum("FORWARDED_ALLOW_IPS does not name" in line for line in said) == 1


@pytest.mark.slow
def test_a_login_that_anybody_could_send_does_not_start(tmp_path: Path) -> None:
    environment = os.environ | {
        "DEBATE_HOME": str(tmp_path),
        "DEBATE_LOGIN_HEADER": "X-User",
        "FORWARDED_ALLOW_IPS": "*",
    }
    command = [sys.executable, "-c", "from bot.cli.main import main; main()", "serve", "--port", "0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "name your proxy's address or network in FORWARDED_ALLOW_IPS instead of *" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_of_two_names_none_is_believed(tmp_path: Path) -> None:
    with serving(tmp_path, DEBATE_LOGIN_HEADER="X-Forwarded-User") as address:
        for names in (["ada", "bob"], ["ada", "ada"], ["", "ada"], ["ada", ""], [""]):
            assert (
                httpx.get(
                    f"{address}/api/topics", headers=[("X-Forwarded-User", name) for name in names]
                ).status_code
                == 401
            )


# ── caps that do not go by what the caller chooses ──


def statuses(address: str, number: int, path: str, body: Any, **headers: str) -> list[int]:
    """What so many calls get, each of another visitor."""
    with httpx.Client(base_url=address, timeout=30) as client:
        return [
            client.post(
                path, json=body, headers={"X-Visitor": f"visitor-number-{n:04}-of-many", **headers}
            ).status_code
            for n in range(number)
        ]


COMPLETION = {
    "model": "ask",
    "messages": [{"role": "user", "content": "How high is the levy on Korean goods?"}],
}


@pytest.mark.slow
def test_behind_a_login_v1_counts_by_the_name(tmp_path: Path) -> None:
    settings = SAFE | {"DEBATE_LOGIN_HEADER": "X-User", "DEBATE_CAP_VISITOR": "2/minute"}
    with serving(tmp_path, **settings) as address:
        for name in ("ada", "bob"):
            assert statuses(address, 3, "/v1/chat/completions", COMPLETION, **{"X-User": name}) == [
                200,
                200,
                429,
            ]
