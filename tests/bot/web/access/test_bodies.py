"""What no client of ours sends: text that is none, calls that the page does not have.

Each is one sentence, and nothing of the server's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.web.access.bodies import fault_of
from tests.servers.serving import serving

SLUG = "us-korea-alliance"
JSON = {"Content-Type": "application/json"}

FAULTS = {
    '"\\ud800"': "half of a surrogate pair",
    '"a\\udfffb"': "half of a surrogate pair",
    '"\\udc00\\ud800"': "half of a surrogate pair",
    '"\\ud83d \\ude00"': "half of a surrogate pair",
    '"\\u0000"': "a NUL",
}


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


@pytest.mark.slow
@pytest.mark.parametrize("fault", list(FAULTS))
def test_text_that_is_none_is_refused_in_every_field_of_every_route(api: httpx.Client, fault: str) -> None:
    chat = api.post("/api/conversations", json={}).json()["id"]
    bodies = [
        ("POST", "/api/conversations", '{"topic":%s}'),
        ("POST", "/api/conversations", "{%s:1}"),
        ("PATCH", f"/api/conversations/{chat}", '{"title":%s}'),
        ("POST", f"/api/conversations/{chat}/turns", '{"text":%s}'),
        ("POST", f"/api/conversations/{chat}/turns/1/feedback", '{"said":%s}'),
        ("POST", f"/api/topics/{SLUG}/sightings", '{"page":%s,"hash":"","missing":[1]}'),
        ("PUT", f"/api/topics/{SLUG}/tags", '{"tags":%s}'),
        ("POST", f"/api/topics/{SLUG}/signature", '{"name":%s}'),
        ("PATCH", f"/api/topics/{SLUG}/claims/x", '{"says":%s}'),
        ("POST", "/v1/chat/completions", '{"model":%s,"messages":[{"role":"user","content":"levy"}]}'),
        (
            "POST",
            "/v1/chat/completions",
            '{"model":"ask","user":%s,"messages":[{"role":"user","content":"levy"}]}',
        ),
        ("POST", "/v1/chat/completions", '{"model":"ask","messages":[{"role":"user","content":%s}]}'),
        (
            "POST",
            "/v1/chat/completions",
            '{"model":"ask","stream":true,"messages":[{"role":"user","content":[{"type":"text","text":%s}]}]}',
        ),
        (
            "POST",
            "/v1/chat/completions",
            '{"model":"ask","messages":[{"role":"assistant","content":%s},{"role":"user","content":"levy"}]}',
        ),
        ("POST", "/gradio_api/queue/join", '{"data":[%s,"ask",""],"fn_index":0,"session_hash":"a"}'),
        ("POST", "/gradio_api/call/ask", '{"data":[%s,"ask",""]}'),
        ("POST", "/gradio_api/call/v2/ask", '{"text":%s}'),
        ("POST", "/gradio_api/cancel", '{"session_hash":%s,"fn_index":0,"event_id":"x"}'),
    ]
    for method, path, body in bodies:
        answer = api.request(method, path, content=(body % fault).encode(), headers=JSON)
        assert answer.status_code == 400, path
        assert FAULTS[fault] in answer.text


@pytest.mark.slow
def test_what_is_no_utf8_is_refused(api: httpx.Client) -> None:
    for body in (
        b'{"topic":"\xed\xa0\x80"}',
        b'{"topic":"\xff"}',
        '{"topic":"x"}'.encode("utf-16"),
        '{"topic":"x"}'.encode("utf-32"),
    ):
        answer = api.post("/api/conversations", content=body, headers=JSON)
        assert (answer.status_code, answer.json()["error"]) == (
            400,
            "The body of this request is not UTF-8: send it as UTF-8.",
        )
    form = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\\ud800\r\n--x--\r\n'
    for charset in ("unicode_escape", "undefined", "utf-7"):
        answer = api.post(
            "/api/topics",
            content=form,
            headers={"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"},
        )
        assert answer.status_code == 400
    for path in (
        "/api/conversations/%00",
        "/api/conversations?search=%00",
        "/documents/%00",
        "/embed?topic=%00",
        "/maps/%00",
    ):
        assert api.get(path).status_code == 400
    for path in (
        "/api/conversations/%ed%a0%80",
        "/documents/%ff",
        "/maps/%ed%a0%80",
        "/shared/%ff",
        "/library/%ff",
    ):
        assert api.get(path).status_code == 404


@pytest.mark.slow
def test_whole_characters_pass_however_they_are_written(api: httpx.Client) -> None:
    body = b'{"title":"a \\ud83d\\ude00 \xf0\x9f\x98\x80 \\\\ud800 \\" \\u00e9"}'
    chat = api.post("/api/conversations", json={}).json()["id"]
    assert (
        api.patch(f"/api/conversations/{chat}", content=body, headers=JSON).json()["title"]
        == 'a 😀 😀 \\ud800 " é'
    )


@pytest.mark.slow
@given(st.text(st.characters(codec=None)) | st.text(alphabet='\\u0d8c3f\ud83d\ude00 a"', max_size=20))
@settings(max_examples=300, deadline=None)
def test_a_text_is_refused_exactly_where_it_cannot_be_written(text: str) -> None:
    fits = "\0" not in text and not any(
        0xD800 <= ord(sign) <= 0xDFFF for sign in json.loads(json.dumps(text))
    )
    assert (fault_of(json.dumps({"text": text, text: [text]}).encode()) == "") is fits


@pytest.mark.slow
def test_a_database_that_fails_tells_strangers_nothing_of_the_server(tmp_path: Path) -> None:
    with serving(tmp_path, DEBATE_PUBLIC="true", DEBATE_AS_ROOT="1") as address:
        (tmp_path / "chats.sqlite3").write_bytes(b"no database at all" * 1_000)
        for suffix in ("-wal", "-shm"):
            (tmp_path / f"chats.sqlite3{suffix}").unlink(missing_ok=True)
        answer = httpx.post(f"{address}/api/conversations", json={}, timeout=30)
        assert answer.status_code == 503
        assert answer.json()["error"].startswith(
            "This server cannot reach its data right now (log reference "
        )
        ready = httpx.get(f"{address}/readyz")
        assert (ready.status_code, ready.json()["troubles"]) == (503, [])
        assert str(tmp_path) not in answer.text + ready.text


# ── what is taken along ──

HOSTILE = (
    "Is China a rival? <script>alert(1)</script> <img src=x onerror=alert(2)> [a](javascript:alert(3)) "
    "![b](https://evil.example/x) <https://evil.example> `x` | &lt;b>"
)


class Seen(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src") or name.startswith("on")
        ]


@pytest.mark.slow
def test_a_readers_html_and_links_are_only_text_in_what_is_taken_along(api: httpx.Client) -> None:
    chat = api.post("/api/conversations", json={}).json()["id"]
    for mode in ("ask", "debate"):
        assert (
            "event: reply"
            in api.post(
                f"/api/conversations/{chat}/turns", json={"text": HOSTILE, "mode": mode, "side": "against"}
            ).text
        )
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    for name in ("conversation.md", "flow.md", "cards.md", "conversation.html", "flow.html", "cards.html"):
        taken = api.get(f"/api/conversations/{chat}/files/{name}").text
        seen = Seen(markdown.render(taken) if name.endswith(".md") else taken)
        assert not seen.tags & {"script", "img", "a", "code", "b"} - (
            {"b"} if name == "cards.html" else set()
        ), name
        assert seen.links == []
    conversation = markdown.render(api.get(f"/api/conversations/{chat}/files/conversation.md").text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in conversation
    assert "[a](javascript:alert(3))" in conversation
    assert "&amp;lt;b&gt;" in conversation
    for formula in ("=1+1", " =1+1", "\n@SUM(A1)", "＝1"):
        chat = api.post("/api/conversations", json={}).json()["id"]
        api.post(
            f"/api/conversations/{chat}/turns",
            json={
                "text": f"{formula} China is America's biggest rival.",
                "mode": "debate",
                "side": "against",
            },
        )
        rows = api.get(f"/api/conversations/{chat}/files/flow.csv").text
        assert f",'{formula.strip()}" in rows or f",\"'{formula.strip()}" in rows
