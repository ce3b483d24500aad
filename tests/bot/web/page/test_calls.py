"""The calls of Gradio's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.servers.serving import serving

pytestmark = pytest.mark.slow

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Iterator[httpx.Client]:
    with (
        serving(tmp_path_factory.mktemp("malformed"), said=said) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def joined(api: httpx.Client, **call: Any) -> httpx.Response:
    return api.post("/gradio_api/queue/join", json=call)


def test_a_call_that_the_page_does_not_have_is_one_sentence(api: httpx.Client, said: list[str]) -> None:
    functions = api.get("/config").json()["dependencies"]
    ask = next(one["id"] for one in functions if one.get("api_name") == "ask")
    right = {"data": ["How high is the levy?", "ask", ""], "fn_index": ask, "session_hash": "a"}
    wrongs: tuple[dict[str, Any], ...] = (
        {"fn_index": 9_999},
        {"fn_index": -1},
        {"fn_index": None},
        {"fn_index": "x"},
        {"fn_index": [ask]},
        {"fn_index": {}},
        {"fn_index": 1e9},
        {"data": ["levy"]},
        {"data": []},
        {"data": ["levy", "ask", "", ""]},
        {"data": {}},
        {"data": "abc"},
        {"data": None},
        {"event_data": 3},
        {"session_hash": {}},
        {"trigger_id": "x"},
    )
    for wrong in wrongs:
        answer = joined(api, **(right | wrong))
        assert answer.status_code == 400, wrong
        assert "levy" not in answer.text
    for body in (b"", b"[]", b"1", b"null", b"{", b"[" * 30_000):
        assert api.post("/gradio_api/queue/join", content=body, headers=JSON).status_code == 400
    for function in functions:
        if not function["backend_fn"]:
            assert (
                joined(
                    api, data=[None] * len(function["inputs"]), fn_index=function["id"], session_hash="a"
                ).status_code
                == 400
            )
    assert api.post("/gradio_api/call/v2/ask", json={"colour": "red"}).status_code == 400
    few = api.post("/gradio_api/call/ask", json={"data": ["levy"]}).json()["event_id"]
    assert "These inputs do not match this call" in api.get(f"/gradio_api/call/ask/{few}").text
    assert joined(api, **right).status_code == 200
    assert not [line for line in said if "Traceback" in line or "levy" in line]
