"""How much a visitor, a site, an address and all together may ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.errors import BotError
from bot.web.access.caps import Caps, network_of
from bot.web.access.keys import Keys
from tests.servers.serving import serving

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
QUESTION = "How high is the levy on Korean goods?"
VISITOR = {"X-Visitor": "a-visitor-of-the-page-0123456789"}
PAPER, OTHER = "https://paper.example", "https://other.example"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    home = tmp_path_factory.mktemp("api")
    with (
        serving(home, DEBATE_ORIGINS=f"us-korea-alliance={PAPER}") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def begun(api: httpx.Client, **headers: str) -> str:
    answer = api.post("/api/conversations", json={}, headers=headers)
    assert answer.status_code == 201
    id: str = answer.json()["id"]
    return id


@pytest.mark.slow
def test_a_visitor_and_a_site_can_ask_so_much_and_no_more(tmp_path: Path) -> None:
    with (
        serving(tmp_path, DEBATE_CAP_VISITOR="2/minute", DEBATE_CAP_ORIGIN="3/minute") as address,
        httpx.Client(base_url=address, timeout=30) as api,
    ):
        id = begun(api)

        def ask(visitor: str, site: str) -> httpx.Response:
            return api.post(
                f"/api/conversations/{id}/turns",
                json={"text": QUESTION},
                headers={"X-Visitor": visitor, "X-Embedder": site},
            )

        one, two = VISITOR["X-Visitor"], "another-visitor-of-the-page"
        assert [ask(one, PAPER).status_code for _ in range(3)] == [200, 200, 429]
        assert "You asked too many questions in a short time: try again in" in ask(one, PAPER).json()["error"]
        assert [ask(two, PAPER).status_code for _ in range(2)] == [200, 429]
        assert ask("a-third-visitor-of-the-page", OTHER).status_code == 200
        assert len(api.get(f"/api/conversations/{id}").json()["turns"]) == 4


@pytest.mark.slow
def test_all_readers_together_can_ask_so_much(tmp_path: Path) -> None:
    with (
        serving(tmp_path, DEBATE_CAP_ALL="3/minute") as address,
        httpx.Client(base_url=address, timeout=30) as api,
    ):
        codes = [
            api.post(
                "/api/conversations", json={}, headers={"X-Visitor": f"visitor-number-{n}-of-many"}
            ).status_code
            for n in range(4)
        ]
        assert codes == [201, 201, 201, 429]
        assert (
            "All readers together asked too many questions"
            in api.post("/api/conversations", json={}).json()["error"]
        )


def test_settings_that_are_off_say_so() -> None:
    with pytest.raises(BotError, match="DEBATE_CAP_VISITOR contains 'often'"):
        Caps("memory://", {"visitor": "often"})
    with pytest.raises(BotError, match="DEBATE_LIMITS_STORE is invalid"):
        Caps("nowhere://", {})
    with pytest.raises(BotError, match="fewer than 16 characters"):
        Keys.of("short")


SAFE: dict[str, Any] = {"DEBATE_PUBLIC": "true", "DEBATE_AS_ROOT": "1"}


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
    assert sum("sends requests without X-Forwarded-For" in line for line in said) == 1


@pytest.mark.slow
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


def test_an_address_is_counted_as_the_network_that_its_owner_has() -> None:
    assert network_of("203.0.113.7") == "203.0.113.7"
    assert network_of("::ffff:203.0.113.7") == "203.0.113.7"
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::") == "2001:db8:1:2::"
    assert network_of("fe80::1%eth0") == "fe80::"
    assert network_of("::1") == "::1"
    assert network_of("") == network_of("proxy") == "unknown"
