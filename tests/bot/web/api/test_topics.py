"""Topics, passages and maps over HTTP."""

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


def test_topics_passages_and_the_map_are_told(api: httpx.Client) -> None:
    (topic,) = api.get("/api/topics").json()
    assert topic == api.get(f"/api/topics/{topic['slug']}").json()
    assert topic["starters"]["against"]
    passages = api.get(f"/api/topics/{topic['slug']}/passages").json()
    assert passages["document"] == topic["document"]
    assert [one["id"] for one in passages["passages"]] == list(range(1, len(passages["passages"]) + 1))
    assert api.get(f"/api/topics/{topic['slug']}/passages/4").json() == passages["passages"][3]
    assert api.get(f"/api/topics/{topic['slug']}/map").json()["nodes"]
    assert 'id="passage-4"' in api.get(f"/documents/{topic['slug']}").text
