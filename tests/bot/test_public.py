"""`debate serve --public`: what keeps it from starting, and what strangers are not shown."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.errors import BotError
from bot.settings import Settings
from bot.web.access.caps import network_of
from bot.web.access.public import require_safe
from tests.servers.serving import serving

ADMIN, EDIT = "an admin key of some length", "an edit key of some length"
SAFE: dict[str, Any] = {"DEBATE_PUBLIC": "true", "DEBATE_AS_ROOT": "1"}


def test_everything_unsafe_is_named_and_nothing_is_started(tmp_path: Path) -> None:
    unsafe = {
        "DEBATE_CAP_ADDRESS": "", "DEBATE_ORIGINS": "http://news.example https://fine.example", "DEBATE_MODEL": "openai:m", "DEBATE_TOKENS_PER_DAY": "",
        "OPENAI_BASE_URL": "http://model.example/v1", "LANGSMITH_TRACING": "true", "DEBATE_LOGIN_HEADER": "X-Forwarded-User",
    }  # fmt: skip
    tmp_path.chmod(0o777)
    environment = (
        os.environ | {"DEBATE_HOME": str(tmp_path)} | {name: value for name, value in unsafe.items() if value}
    )
    environment |= {"DEBATE_CAP_ADDRESS": ""}
    command = [
        sys.executable,
        "-c",
        "from bot.cli.main import main; main()",
        "serve",
        "--public",
        "--port",
        "0",
        "--host",
        "0.0.0.0",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    for named in (
        "DEBATE_CAP_ADDRESS is off", "DEBATE_ORIGINS has http://news.example", "DEBATE_TOKENS_PER_DAY or DEBATE_DOLLARS_PER_DAY", "set DEBATE_API_KEYS",
        "OPENAI_BASE_URL goes over the internet in the clear", "unset LANGSMITH_TRACING", "X-Forwarded-User", "other users of this machine can write in",
    ):  # fmt: skip
        assert named in done.stderr
    assert "fine.example" not in done.stderr


def test_what_is_safe_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBATE_AS_ROOT", "1")
    monkeypatch.chdir(tmp_path)
    safe = Settings(
        home=tmp_path, origins="https://news.example korea=https://*.other.example", model="openai:m", api_keys="a key of some length", tokens_per_day=10**6,
        OPENAI_BASE_URL="http://10.0.0.7/v1", chroma_url="http://chroma:8000", login_header="X-User",
    )  # fmt: skip
    require_safe(safe, "127.0.0.1")
    require_safe(safe, "::1")
    (tmp_path / ".env").write_text("OPENAI_API_KEY=k", "utf-8")
    (tmp_path / ".env").chmod(0o644)
    with pytest.raises(BotError, match=r"can read \.env: chmod o-rwx \.env"):
        require_safe(safe, "127.0.0.1")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("public"), **SAFE) as address:
        yield address


@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        "/evaluations",
        "/evaluations/x",
        "/api/docs",
        "/api/openapi.json",
        "/library/us-korea-alliance",
    ],
)
def test_pages_for_who_runs_it_are_not_there(public: str, path: str) -> None:
    answer = httpx.get(public + path)
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is nothing here."}


def test_what_readers_use_is_there_and_topics_stay_as_they_are(public: str) -> None:
    for path in (
        "/",
        "/embed",
        "/widget.js",
        "/library",
        "/healthz",
        "/readyz",
        "/api/topics",
        "/documents/us-korea-alliance",
        "/v1/models",
    ):
        assert httpx.get(public + path).status_code == 200, path
    page = httpx.get(f"{public}/").text
    assert 'href=\\"library\\"' in page  # within the page's JSON
    assert 'href=\\"evaluations\\"' not in page
    assert 'class="shut"' in httpx.get(f"{public}/library").text
    answer = httpx.post(f"{public}/api/topics", files={"file": ("a.txt", b"A dam should go.")})
    assert answer.status_code == 403  # though it comes from this machine


def test_with_their_keys_who_runs_it_and_who_edits_get_in(tmp_path: Path) -> None:
    with serving(tmp_path, **SAFE, DEBATE_ADMIN_KEY=ADMIN, DEBATE_EDIT_KEY=EDIT) as address:
        refused = httpx.get(f"{address}/metrics")
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Basic")
        assert (
            httpx.get(f"{address}/metrics", headers={"Authorization": f"Bearer {ADMIN}"}).status_code == 200
        )
        assert httpx.get(f"{address}/evaluations", auth=("anybody", ADMIN)).status_code == 200
        for wrong in ("Basic !!", "Basic", f"Bearer {EDIT}", "Bearer"):
            assert httpx.get(f"{address}/metrics", headers={"Authorization": wrong}).status_code == 401
        assert httpx.get(f"{address}/library/us-korea-alliance").status_code == 200
        file = {"file": ("dam.txt", b"The dam should go. It is old, and the fish are gone.")}
        assert (
            "event: topic"
            in httpx.post(f"{address}/api/topics", files=file, headers={"X-Edit-Key": EDIT}, timeout=60).text
        )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/embed",
        "/widget.js",
        "/library",
        "/api/topics",
        "/nothing",
        "/api/nothing",
        "/v1/models",
        "/gradio_api/upload",
        "/healthz",
    ],
)
def test_every_answer_has_its_headers(public: str, path: str) -> None:
    for answer in (
        httpx.get(public + path),
        httpx.get(public + path, headers={"Origin": "https://evil.example"}),
    ):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "default-src" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Request-Id"]
        assert "server" not in answer.headers
    secure = httpx.get(public + path, headers={"X-Forwarded-Proto": "https"})
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_gradios_own_doors_are_shut(public: str) -> None:
    for path in (
        "upload",
        "file=/etc/passwd",
        "proxy=http://127.0.0.1",
        "process_recording",
        "vibe-code",
        "profiling/traces",
        "monitoring/summary",
        "deep_link",
    ):
        assert httpx.get(f"{public}/gradio_api/{path}").status_code == 404
        assert (
            httpx.post(f"{public}/gradio_api/{path}", files={"files": ("a.html", b"<script>")}).status_code
            == 404
        )
    for path in ("monitoring", "login", "runs", "dev/reload", "custom_component/x/y/z/w", "file=/etc/passwd"):
        assert httpx.get(f"{public}/{path}").status_code == 404


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
        match=r"can send X-User himself: listen on 127\.0\.0\.1.* or name that proxy's address in FORWARDED_ALLOW_IPS",
    ):
        require_safe(Settings(home=tmp_path, login_header="X-User"), host)
    require_safe(Settings(home=tmp_path, login_header="X-User", FORWARDED_ALLOW_IPS="10.0.0.9"), host)
    with pytest.raises(BotError, match="FORWARDED_ALLOW_IPS=\\* lets whoever asks choose the address"):
        require_safe(Settings(home=tmp_path, FORWARDED_ALLOW_IPS="*"), host)


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


def test_of_two_names_none_is_believed(tmp_path: Path) -> None:
    with serving(tmp_path, DEBATE_LOGIN_HEADER="X-Forwarded-User") as address:
        for names in (["ada", "bob"], ["ada", "ada"], ["", "ada"], ["ada", ""], [""]):
            assert (
                httpx.get(
                    f"{address}/api/topics", headers=[("X-Forwarded-User", name) for name in names]
                ).status_code
                == 401
            )


def test_only_the_owner_of_a_chat_renames_shares_and_deletes_it(tmp_path: Path) -> None:
    with serving(tmp_path, DEBATE_LOGIN_HEADER="X-Forwarded-User") as address:
        ada, bob = (
            httpx.Client(base_url=address, headers={"X-Forwarded-User": name}, timeout=30)
            for name in ("ada", "bob")
        )
        with ada, bob:
            chat = f"/api/conversations/{ada.post('/api/conversations', json={}).json()['id']}"
            assert bob.get(chat).status_code == 200  # with its link anybody reads it and goes on with it
            assert bob.post(f"{chat}/turns", json={"text": "What of China?"}).status_code == 200
            own = [
                ("DELETE", chat, None),
                ("PATCH", chat, {"title": "Mine"}),
                ("POST", f"{chat}/share", None),
                ("DELETE", f"{chat}/share", None),
            ]
            for method, path, body in own:
                for headers in ({}, {"X-Visitor": "a-visitor-of-the-page-0123456789"}):
                    refused = bob.request(method, path, json=body, headers=headers)
                    assert refused.status_code == 403
                    assert (
                        refused.json()["error"]
                        == "This chat is somebody else's: only who began it can rename, share or delete it."
                    )
            assert bob.delete("/api/conversations").json() == {"deleted": 0}
            for method, path, body in reversed(own):
                assert ada.request(method, path, json=body).status_code in (200, 204)
            assert ada.get(chat).status_code == 404


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


def test_a_caller_who_changes_his_name_is_capped_by_his_address(tmp_path: Path) -> None:
    said: list[str] = []
    with serving(tmp_path, said=said, **SAFE, DEBATE_CAP_ADDRESS="5/minute") as address:
        assert (
            statuses(address, 8, "/api/conversations", {}) == [201] * 5 + [429] * 3
        )  # though it comes from this machine
        assert (
            statuses(address, 7, "/api/conversations", {}, **{"X-Forwarded-For": "203.0.113.7"})
            == [201] * 5 + [429] * 2
        )
        forged = [f"198.51.100.{n}, 203.0.113.8" for n in range(7)]
        codes = [
            httpx.post(f"{address}/api/conversations", json={}, headers={"X-Forwarded-For": one}).status_code
            for one in forged
        ]
        assert (
            codes == [201] * 5 + [429] * 2
        )  # the last address is the proxy's word, those before it the caller's
        network = [f"2001:db8:7:7::{n:x}" for n in range(1, 8)]
        codes = [
            httpx.post(f"{address}/api/conversations", json={}, headers={"X-Forwarded-For": one}).status_code
            for one in network
        ]
        assert codes == [201] * 5 + [429] * 2
        nowhere = ["unknown", "_hidden", "", "x" * 50, "999.1.1.1", "unix:", "-"]
        codes = [
            httpx.post(f"{address}/api/conversations", json={}, headers={"X-Forwarded-For": one}).status_code
            for one in nowhere
        ]
        assert 429 in codes
    assert any("Readers are counted by the address in X-Forwarded-For" in line for line in said)
    assert sum("asks without X-Forwarded-For" in line for line in said) == 1


def test_a_proxy_that_is_not_named_is_told_to_the_log_and_not_believed(tmp_path: Path) -> None:
    said: list[str] = []
    with serving(
        tmp_path, said=said, **SAFE, DEBATE_CAP_ADDRESS="2/minute", FORWARDED_ALLOW_IPS="127.0.0.9"
    ) as address:
        codes = [
            httpx.post(
                f"{address}/api/conversations", json={}, headers={"X-Forwarded-For": f"203.0.113.{n}"}
            ).status_code
            for n in range(3)
        ]
        assert codes == [201, 201, 429]
    assert sum("but FORWARDED_ALLOW_IPS does not name it" in line for line in said) == 1


def test_v1_holds_to_the_visitors_cap(tmp_path: Path) -> None:
    with serving(tmp_path, **SAFE, DEBATE_CAP_VISITOR="3/minute") as address:
        assert statuses(address, 5, "/v1/chat/completions", COMPLETION) == [200] * 3 + [429] * 2
        assert (
            statuses(address, 5, "/v1/chat/completions", COMPLETION, **{"X-Forwarded-For": "203.0.113.7"})
            == [200] * 3 + [429] * 2
        )
        nameless = [
            httpx.post(
                f"{address}/api/conversations", json={}, headers={"X-Forwarded-For": "203.0.113.9"}
            ).status_code
            for _ in range(5)
        ]
        assert nameless == [201] * 3 + [429] * 2  # who does not say who he is counts as his address


def test_behind_a_login_v1_counts_by_the_name(tmp_path: Path) -> None:
    settings = SAFE | {"DEBATE_LOGIN_HEADER": "X-User", "DEBATE_CAP_VISITOR": "2/minute"}
    with serving(tmp_path, **settings) as address:
        for name in ("ada", "bob"):
            assert statuses(address, 3, "/v1/chat/completions", COMPLETION, **{"X-User": name}) == [
                200,
                200,
                429,
            ]


def test_an_address_is_counted_as_the_network_that_its_owner_has() -> None:
    assert network_of("203.0.113.7") == "203.0.113.7"
    assert network_of("::ffff:203.0.113.7") == "203.0.113.7"
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::") == "2001:db8:1:2::"
    assert network_of("fe80::1%eth0") == "fe80::"
    assert network_of("::1") == "::1"
    assert network_of("") == network_of("proxy") == "unknown"
