"""Conversations, topics, other sites, keys and caps over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.servers.serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
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
    *told, (last, done) = turn(api, id, QUESTION)
    assert ({kind for kind, _ in told}, last) == ({"statement"}, "reply")
    assert told[0][1]["cites"] == [4]
    assert done["number"] == 1
    assert done["reply"]["statements"] == [statement for _, statement in told]
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


def test_what_could_be_said_next_fits_the_reply_and_ends_with_a_debate(api: httpx.Client) -> None:
    id = begun(api)
    turn(api, id, QUESTION)
    offered = api.get(f"/api/conversations/{id}/next").json()["next"]
    assert len(offered) == 3
    assert QUESTION not in offered
    turn(api, id, "I'll defend it. China is America's biggest rival.", mode="debate")
    assert api.get(f"/api/conversations/{id}/next", params={"mode": "debate"}).json()["next"]
    turn(api, id, "Closing.", mode="debate")
    assert api.get(f"/api/conversations/{id}/next", params={"mode": "debate"}).json() == {"next": []}
    assert api.get(f"/api/conversations/{id}/next", params={"mode": "sing"}).status_code == 400


def test_a_reply_can_be_praised_contested_and_taken_along(api: httpx.Client) -> None:
    id = begun(api)
    assert (
        api.get(f"/api/conversations/{id}/files/cards.md").json()["error"]
        == "There is nothing to download yet: ask something first."
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
    assert "readers checked it against its passages" in outcome["error"].lower()
    assert api.post(f"/api/conversations/{id}/turns/1/contest", json={"statement": 9}).status_code == 404
    assert api.post(f"/api/conversations/{id}/turns/2/feedback", json={"said": "good"}).status_code == 404
    cards = api.get(f"/api/conversations/{id}/files/cards.md")
    assert cards.headers["content-disposition"] == 'attachment; filename="cards.md"'
    assert "25 percent" in cards.text
    assert (
        "choose one of: conversation.md"
        in api.get(f"/api/conversations/{id}/files/cards.exe").json()["error"]
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        (
            "POST",
            "/api/conversations",
            {"topic": "koera"},
            404,
            "There is no topic 'koera'; choose one of: us-korea-alliance",
        ),
        ("POST", "/api/conversations", {"colour": "red"}, 400, "The field “colour”: Extra inputs"),
        ("GET", "/api/conversations/nobody", None, 404, "no such conversation"),
        ("GET", "/api/topics/koera/map", None, 404, "choose one of: us-korea-alliance"),
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
