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
from bot.web.access.public import require_safe
from tests.servers.serving import serving

SLUG = "us-korea-alliance"


@pytest.mark.slow
@pytest.mark.parametrize("public", ["true", "false"])
def test_strangers_are_not_told_which_topics_there_are(tmp_path: Path, public: str) -> None:
    with (
        serving(tmp_path, DEBATE_PUBLIC=public, DEBATE_AS_ROOT="1") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        asking = client.post(
            "/gradio_api/call/ask", json={"data": ["How high is the levy?", "ask", "koera"]}
        ).json()["event_id"]
        answers = [
            client.get("/api/topics/koera"),
            client.get("/api/topics/koera/map"),
            client.get("/documents/koera"),
            client.get("/embed?topic=koera"),
            client.post("/api/conversations", json={"topic": "koera"}),
            client.get(f"/gradio_api/call/ask/{asking}"),
        ]
        for answer in answers:
            assert "koera" in answer.text
            assert (SLUG in answer.text) is (public == "false")
        assert (
            SLUG
            not in client.post(
                "/v1/chat/completions",
                json={"model": "koera/ask", "messages": [{"role": "user", "content": "Hi"}]},
            ).text
        )


@pytest.mark.slow
def test_no_page_of_its_own_machine_reads_from_a_public_server(tmp_path: Path) -> None:
    with serving(
        tmp_path, DEBATE_PUBLIC="true", DEBATE_AS_ROOT="1", DEBATE_ORIGINS="https://paper.example"
    ) as address:
        for origin in (
            "http://localhost",
            "http://localhost:3000",
            "https://127.0.0.1:8443",
            "http://127.0.0.1",
            "null",
        ):
            answer = httpx.get(f"{address}/api/topics", headers={"Origin": origin})
            assert answer.status_code == 403
            assert "access-control-allow-origin" not in answer.headers
        allowed = httpx.get(f"{address}/embed", headers={"Origin": "https://paper.example"})
        assert allowed.headers["access-control-allow-origin"] == "https://paper.example"
        assert "localhost" not in allowed.headers["Content-Security-Policy"]


ADMIN, EDIT = "an admin key of some length", "an edit key of some length"
SAFE: dict[str, Any] = {"DEBATE_PUBLIC": "true", "DEBATE_AS_ROOT": "1"}


def test_everything_unsafe_is_named_and_nothing_is_started(tmp_path: Path) -> None:
    unsafe = {
        "DEBATE_CAP_ADDRESS": "",
        "DEBATE_ORIGINS": "http://news.example https://fine.example",
        "DEBATE_MODEL": "openai:m",
        "DEBATE_TOKENS_PER_DAY": "",
        "OPENAI_BASE_URL": "http://model.example/v1",
        "LANGSMITH_TRACING": "true",
        "DEBATE_LOGIN_HEADER": "X-Forwarded-User",
    }
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
        "DEBATE_CAP_ADDRESS is invalid",
        "DEBATE_ORIGINS contains http://news.example",
        "DEBATE_TOKENS_PER_DAY or DEBATE_DOLLARS_PER_DAY",
        "set DEBATE_API_KEYS",
        "OPENAI_BASE_URL goes over the internet in the clear",
        "unset LANGSMITH_TRACING",
        "X-Forwarded-User",
        "other users of this machine can write in",
    ):
        assert named in done.stderr
    assert "fine.example" not in done.stderr


def test_what_is_safe_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBATE_AS_ROOT", "1")
    monkeypatch.chdir(tmp_path)
    safe = Settings(
        home=tmp_path,
        origins="https://news.example korea=https://*.other.example",
        model="openai:m",
        api_keys="a key of some length",
        tokens_per_day=10**6,
        OPENAI_BASE_URL="http://10.0.0.7/v1",
        chroma_url="http://chroma:8000",
        login_header="X-User",
    )
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    assert 'class="locked shut"' in httpx.get(f"{public}/library").text
    answer = httpx.post(f"{public}/api/topics", files={"file": ("a.txt", b"A dam should go.")})
    assert answer.status_code == 403  # though it comes from this machine


@pytest.mark.slow
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
