"""A key of the API is asked for, and counts by itself."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.servers.serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
QUESTION = "How high is the levy on Korean goods?"
KEY = "a-key-of-sixteen-or-more"


# ── keys and caps ──


def test_keys_are_asked_for_and_have_caps_of_their_own(tmp_path: Path) -> None:
    with (
        serving(tmp_path, DEBATE_API_KEYS=f"{KEY}=2/minute another-key-of-sixteen") as address,
        httpx.Client(base_url=address, timeout=30) as api,
    ):
        body = {"model": "ask", "messages": [{"role": "user", "content": QUESTION}]}
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": KEY}):
            refused = api.post("/v1/chat/completions", json=body, headers=headers)
            assert (refused.status_code, refused.json()["error"]["code"]) == (401, "invalid_api_key")
        assert api.get("/v1/models").status_code == 401
        own = {"Authorization": f"Bearer {KEY}"}
        assert [api.post("/v1/chat/completions", json=body, headers=own).status_code for _ in range(3)] == [
            200,
            200,
            429,
        ]
        limited = api.post("/v1/chat/completions", json=body, headers=own)
        assert limited.json()["error"]["code"] == "rate_limit_exceeded"
        assert 1 <= int(limited.headers["retry-after"]) <= 60
        assert (
            api.post(
                "/v1/chat/completions", json=body, headers={"Authorization": "Bearer another-key-of-sixteen"}
            ).status_code
            == 200
        )
        assert api.post("/api/conversations", json={}).status_code == 201  # the pages need no key
