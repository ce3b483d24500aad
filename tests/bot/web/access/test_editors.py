"""Who may change topics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.build import Bots, build
from bot.errors import BotError
from bot.settings import Settings
from bot.topics.add import add_topic
from bot.web.access.editors import Editors
from evals.opinion_mining import opinions
from knowledge.loaders import load_bytes
from tests.servers.serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
PIECES = {piece.name: piece.document for name in ("development", "held out") for piece in opinions(name)}
SOME = ("dams", "school-bell", "duplexes", "herring")


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    home = tmp_path_factory.mktemp("library")
    for name in SOME:
        add_topic(load_bytes(PIECES[name].text.encode(), f"{name}.txt"), f"{name}.txt", home)
    opened = build(Settings(home=home))
    yield opened
    opened.close()


# ── who may change topics ──

FILE = {"file": ("toll.txt", b"The toll should end. It costs shops $40 a day.", "text/plain")}


@pytest.fixture(scope="module")
def address(bots: Bots) -> Iterator[str]:
    with serving(bots.home) as found:
        yield found


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:1"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Host": "evil.example"},
        {"Forwarded": "for=203.0.113.9"},
    ],
)
def test_without_a_key_topics_are_changed_at_the_machine_alone(address: str, headers: dict[str, str]) -> None:
    for method, path in (
        ("POST", "/api/topics"),
        ("DELETE", "/api/topics/dams"),
        ("PUT", "/api/topics/dams/tags"),
        ("GET", "/api/topics/dams/claims"),
    ):
        answer = httpx.request(
            method,
            f"{address}{path}",
            headers=headers,
            files=FILE if method == "POST" else None,
            json={"tags": "x"} if method == "PUT" else None,
        )
        assert answer.status_code == 403, (method, path)
    assert httpx.get(f"{address}/api/topics/dams").status_code == 200


def test_with_a_key_only_its_holder_changes_topics(tmp_path: Path) -> None:
    with serving(tmp_path, DEBATE_EDIT_KEY="a-key-of-some-length") as address:
        body = {"tags": "trade"}
        path = f"{address}/api/topics/us-korea-alliance/tags"
        refused = httpx.put(path, json=body)
        assert refused.status_code == 403
        assert "edit key" in refused.json()["error"]
        wrong = {"X-Edit-Key": "a-key-of-some-lengt"}
        assert "not the server's edit key" in httpx.put(path, json=body, headers=wrong).json()["error"]
        assert httpx.get(f"{address}/api/editing").json()["error"].startswith("This needs")
        assert httpx.get(f"{address}/api/editing", headers=wrong).json()["may"] is False
        held = {"X-Edit-Key": "a-key-of-some-length", "X-Forwarded-For": "203.0.113.9"}
        assert httpx.put(path, json=body, headers=held).json() == ["trade"]
        assert httpx.get(f"{address}/api/editing", headers=held).json()["may"] is True
        assert (
            httpx.put(path, json=body, headers=held | {"Origin": "https://evil.example"}).status_code == 403
        )
    with pytest.raises(BotError, match="DEBATE_EDIT_KEY has fewer than"):
        Editors.of("short")
