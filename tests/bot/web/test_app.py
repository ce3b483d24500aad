"""The application as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.servers.serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
PAPER, OTHER = "https://paper.example", "https://other.example"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    home = tmp_path_factory.mktemp("api")
    with (
        serving(home, DEBATE_ORIGINS=f"us-korea-alliance={PAPER}") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def test_the_api_describes_itself_without_another_host(api: httpx.Client) -> None:
    described = api.get("/api/openapi.json").json()
    assert {"/api/topics", "/api/conversations/{id}/turns", "/v1/chat/completions"} <= set(described["paths"])
    assert "/healthz" not in described["paths"]
    assert "ReplyObject" in described["components"]["schemas"]
    page = api.get("/api/docs").text
    assert "https://" not in page
