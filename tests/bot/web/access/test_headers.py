"""The headers of every answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.servers.serving import serving

pytestmark = pytest.mark.slow

SAFE: dict[str, Any] = {"DEBATE_PUBLIC": "true", "DEBATE_AS_ROOT": "1"}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("public"), **SAFE) as address:
        yield address


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
