"""Other sites are refused, save those that the settings allow."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot.errors import BotError
from bot.web.access.origins import Origins
from tests.servers.serving import serving

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
PAPER, OTHER = "https://paper.example", "https://other.example"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    home = tmp_path_factory.mktemp("api")
    with (
        serving(home, DEBATE_ORIGINS=f"us-korea-alliance={PAPER}") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


# ── other sites ──


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["/api/topics", "/v1/models", "/", "/gradio_api/info", "/embed?topic=us-korea-alliance"]
)
def test_another_site_is_refused_everywhere(api: httpx.Client, path: str) -> None:
    answer = api.get(path, headers={"Origin": OTHER})
    assert answer.status_code == 403
    assert (
        answer.json()["error"]
        == f"{OTHER} may not use this server: its publisher can allow it in DEBATE_ORIGINS."
    )
    assert "access-control-allow-origin" not in answer.headers
    assert (
        api.options(path, headers={"Origin": OTHER, "Access-Control-Request-Method": "POST"}).status_code
        == 403
    )


@pytest.mark.slow
@pytest.mark.parametrize("origin", [PAPER, "http://localhost:3000", "http://127.0.0.1"])
def test_an_allowed_site_may_ask_and_read(api: httpx.Client, origin: str) -> None:
    answer = api.get("/api/topics", headers={"Origin": origin})
    assert answer.headers["access-control-allow-origin"] == origin
    assert [one["slug"] for one in answer.json()] == ["us-korea-alliance"]
    assert "access-control-allow-credentials" not in answer.headers
    before = api.options(
        "/v1/chat/completions",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization",
        },
    )
    assert (before.status_code, before.headers["access-control-allow-headers"]) == (204, "authorization")


def test_origins_are_read_strictly_and_by_topic() -> None:
    origins = Origins.of("https://a.example, korea=https://*.b.example")
    assert origins.allowed("https://a.example", "korea")
    assert origins.allowed("https://news.b.example", "korea")
    assert not origins.allowed("https://news.b.example", "trade")
    assert not origins.allowed("https://b.example.evil.example", "korea")
    assert not origins.allowed("http://a.example", "korea")
    assert not origins.allowed("http://localhost.evil.example", "korea")
    assert not origins.allowed("null", "korea")
    assert origins.ancestors("trade").endswith("https://a.example")
    for wrong in ("a.example", "https://a.example/path", "*", "https://*"):
        with pytest.raises(BotError, match="DEBATE_ORIGINS"):
            Origins.of(wrong)


def test_a_publisher_is_let_in_for_a_topic_of_any_script() -> None:
    origins = Origins.of("공항-사설=https://paper.example")
    assert origins.allowed("https://paper.example", "공항-사설")
    assert not origins.allowed("https://paper.example", "toll")
