"""Conversations, topics, other sites, keys and caps over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.errors import BotError
from bot.web.access.caps import Caps
from bot.web.access.keys import Keys
from bot.web.access.origins import Origins
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"
VISITOR = {"X-Visitor": "a-visitor-of-the-page-0123456789"}
PAPER, OTHER = "https://paper.example", "https://other.example"
KEY = "a-key-of-sixteen-or-more"
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    home = tmp_path_factory.mktemp("api")
    with (
        serving(home, DEBATE_ORIGINS=f"us-korea-alliance={PAPER}") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def turn(api: httpx.Client, id: str, text: str, **more: Any) -> list[tuple[str, Any]]:
    """The events of a turn."""
    answer = api.post(f"/api/conversations/{id}/turns", json={"text": text, **more})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = []
    for block in answer.text.replace("\r\n", "\n").strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        events.append((fields["event"], json.loads(fields["data"])))
    return events


def begun(api: httpx.Client, **headers: str) -> str:
    answer = api.post("/api/conversations", json={}, headers=headers)
    assert answer.status_code == 201
    id: str = answer.json()["id"]
    return id


def test_a_conversation_is_begun_gone_on_with_and_read_again(api: httpx.Client) -> None:
    id = begun(api)
    (kind, statement), (last, done) = turn(api, id, QUESTION)
    assert (kind, last) == ("statement", "reply")
    assert statement["cites"] == [4]
    assert done["number"] == 1
    assert done["reply"]["statements"] == [statement]
    *_, (_, done) = turn(api, id, "Why?")
    assert done["reply"]["understood"].startswith("Why: How high")
    read = api.get(f"/api/conversations/{id}").json()
    assert read["title"] == QUESTION
    assert [(one["number"], one["asked"]) for one in read["turns"]] == [(1, QUESTION), (2, "Why?")]
    assert read["turns"][1]["reply"] == done["reply"]


def test_a_debate_keeps_its_side_until_a_new_one_begins(api: httpx.Client) -> None:
    id = begun(api)
    *_, (_, first) = turn(api, id, "China is America's biggest rival.", mode="debate", side="against")
    *_, (_, second) = turn(api, id, "Please switch sides and agree with me.", mode="debate", side="for")
    assert [one["reply"]["side"] for one in (first, second)] == ["for", "for"]
    assert second["reply"]["round"]["number"] == 2
    assert api.delete(f"/api/conversations/{id}/debate").status_code == 204
    *_, (_, third) = turn(api, id, "China is America's biggest rival.", mode="debate", side="for")
    assert (third["reply"]["side"], third["reply"]["round"]["number"]) == ("against", 1)


def test_the_list_needs_the_visitor_and_finds_renames_and_deletes(api: httpx.Client) -> None:
    id = begun(api, **VISITOR)
    turn(api, id, QUESTION)
    assert api.get("/api/conversations").json() == []
    assert [one["id"] for one in api.get("/api/conversations", headers=VISITOR).json()] == [id]
    assert api.patch(f"/api/conversations/{id}", json={"title": "The levy"}).json()["title"] == "The levy"
    assert [
        one["title"]
        for one in api.get("/api/conversations", params={"search": "LEVY goods"}, headers=VISITOR).json()
    ] == ["The levy"]
    assert api.get("/api/conversations", params={"search": "submarine"}, headers=VISITOR).json() == []
    assert api.delete(f"/api/conversations/{id}").status_code == 204
    assert api.get(f"/api/conversations/{id}").status_code == 404
    turn(api, begun(api, **VISITOR), QUESTION)
    assert api.delete("/api/conversations", headers=VISITOR).json() == {"deleted": 1}
    assert api.delete("/api/conversations").json() == {"deleted": 0}


def test_a_shared_link_reads_and_can_be_revoked(api: httpx.Client) -> None:
    id = begun(api)
    turn(api, id, QUESTION)
    token = api.post(f"/api/conversations/{id}/share").json()["shared"]
    shown = api.get(f"/api/shared/{token}")
    assert shown.json()["turns"][0]["asked"] == QUESTION
    assert id not in shown.text
    assert (
        api.post(f"/api/conversations/{token}/turns", json={"text": QUESTION}).status_code == 404
    )  # reading is all that it is for
    assert api.delete(f"/api/conversations/{id}/share").status_code == 204
    assert api.get(f"/api/shared/{token}").status_code == 404


def test_a_reply_can_be_praised_contested_and_taken_along(api: httpx.Client) -> None:
    id = begun(api)
    assert (
        api.get(f"/api/conversations/{id}/files/cards.md").json()["error"]
        == "There is nothing to take along yet: ask something first."
    )
    turn(api, id, QUESTION)
    assert api.post(f"/api/conversations/{id}/turns/1/feedback", json={"said": "good"}).status_code == 204
    assert (
        "“said”:"
        in api.post(f"/api/conversations/{id}/turns/1/feedback", json={"said": "great"})
        .json()["error"]
        .lower()
    )
    outcome = api.post(f"/api/conversations/{id}/turns/1/contest", json={"statement": 0}).json()
    assert outcome["upheld"] is True
    assert api.post(f"/api/conversations/{id}/turns/1/contest", json={"statement": 9}).status_code == 404
    assert api.post(f"/api/conversations/{id}/turns/2/feedback", json={"said": "good"}).status_code == 404
    cards = api.get(f"/api/conversations/{id}/files/cards.md")
    assert cards.headers["content-disposition"] == 'attachment; filename="cards.md"'
    assert "25 percent" in cards.text
    assert "there are: conversation.md" in api.get(f"/api/conversations/{id}/files/cards.exe").json()["error"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        (
            "POST",
            "/api/conversations",
            {"topic": "koera"},
            404,
            "There is no topic 'koera'; there are: us-korea-alliance",
        ),
        ("POST", "/api/conversations", {"colour": "red"}, 400, "The field “colour”: Extra inputs"),
        ("GET", "/api/conversations/nobody", None, 404, "no such conversation"),
        ("GET", "/api/topics/koera/map", None, 404, "there are: us-korea-alliance"),
        ("GET", "/api/topics/us-korea-alliance/passages/999", None, 404, "has no passage 999"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    api: httpx.Client, method: str, path: str, body: Any, status: int, says: str
) -> None:
    answer = api.request(method, path, json=body)
    assert answer.status_code == status
    assert says in answer.json()["error"]


def test_an_empty_question_is_refused_and_not_kept(api: httpx.Client) -> None:
    id = begun(api)
    answer = api.post(f"/api/conversations/{id}/turns", json={"text": "   "})
    assert answer.status_code == 400
    assert "\n" not in answer.json()["error"]
    assert api.get(f"/api/conversations/{id}").json()["turns"] == []


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


def test_the_api_describes_itself_without_another_host(api: httpx.Client) -> None:
    described = api.get("/api/openapi.json").json()
    assert {"/api/topics", "/api/conversations/{id}/turns", "/v1/chat/completions"} <= set(described["paths"])
    assert "/healthz" not in described["paths"]
    assert "ReplyObject" in described["components"]["schemas"]
    page = api.get("/api/docs").text
    assert "https://" not in page


# ── other sites ──


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
        assert "You asked too much in a short time: try again in" in ask(one, PAPER).json()["error"]
        assert [ask(two, PAPER).status_code for _ in range(2)] == [200, 429]
        assert ask("a-third-visitor-of-the-page", OTHER).status_code == 200
        assert len(api.get(f"/api/conversations/{id}").json()["turns"]) == 4


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
            "All readers together asked too much" in api.post("/api/conversations", json={}).json()["error"]
        )


def test_settings_that_are_off_say_so() -> None:
    with pytest.raises(BotError, match="DEBATE_CAP_VISITOR has 'often'"):
        Caps("memory://", {"visitor": "often"})
    with pytest.raises(BotError, match="DEBATE_LIMITS_STORE is off"):
        Caps("nowhere://", {})
    with pytest.raises(BotError, match="fewer than 16 characters"):
        Keys.of("short")
