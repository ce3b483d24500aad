"""The argument map over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot.build import Bots
from bot.settings import Settings
from bot.web.api.maps import TYPES
from tests.servers.here import serving_here

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Bots:
    return Bots(Settings(home=tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="module")
def url(bots: Bots) -> Iterator[str]:
    """A running server."""
    with serving_here(bots) as address:
        yield address


def test_the_map_is_served_in_every_format(url: str) -> None:
    page = httpx.get(f"{url}/maps/us-korea-alliance")
    assert page.status_code == 200
    assert 'id="map-tree"' in page.text
    for form, kind in TYPES.items():
        answer = httpx.get(f"{url}/maps/us-korea-alliance.{form}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
    for missing in ("nowhere", "us-korea-alliance.pdf", "..%2f..%2fetc"):
        assert httpx.get(f"{url}/maps/{missing}").status_code == 404
