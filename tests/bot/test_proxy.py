"""Behind a reverse proxy, under a path, with websockets absent: the chat, the widget and the protocols."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from threading import Thread

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.cli.serve import address_of, listen
from tests.servers.browsing import ask
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"
PATH = "/papers/debate"
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def proxy_to(server: str) -> Starlette:
    """A proxy that shows the server under PATH, takes that off on the way.

    And knows nothing of websockets.
    """
    client = httpx.AsyncClient(
        base_url=server, timeout=60, limits=httpx.Limits(keepalive_expiry=2)
    )  # sooner than the server lets go

    async def pass_on(request: Request) -> Response:
        headers = [(name, value) for name, value in request.headers.raw if name != b"connection"]
        sent = client.build_request(
            request.method,
            request.path_params["rest"],
            params=request.query_params,
            headers=headers,
            content=await request.body(),
        )
        answer = await client.send(sent, stream=True)

        async def body() -> AsyncIterator[bytes]:
            async for part in answer.aiter_raw():
                yield part
            await answer.aclose()

        response = StreamingResponse(body(), answer.status_code)
        response.raw_headers = [
            (name, value) for name, value in answer.headers.raw if name.lower() != b"transfer-encoding"
        ]
        return response

    async def elsewhere(request: Request) -> Response:
        asked_elsewhere.append(request.url.path)
        return PlainTextResponse("not the debate's", 404)

    methods = ["GET", "POST", "PATCH", "DELETE"]
    return Starlette(
        routes=[
            Route(f"{PATH}/{{rest:path}}", pass_on, methods=methods),
            Route("/{rest:path}", elsewhere, methods=methods),
        ]
    )


asked_elsewhere: list[str] = []


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address under which the proxy shows it."""
    with serving(tmp_path_factory.mktemp("proxied"), DEBATE_ROOT_PATH=PATH) as server:
        listening = listen("127.0.0.1", 0)
        proxy = uvicorn.Server(uvicorn.Config(proxy_to(server), log_level="error", ws="none"))
        running = Thread(target=proxy.run, kwargs={"sockets": [listening]}, daemon=True)
        running.start()
        yield f"{address_of(listening)}{PATH}"
        proxy.should_exit = True
        running.join(10)
        listening.close()


def test_the_chat_answers_and_stays_under_its_path(proxied: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{proxied}/")
    expect(page.locator("#box textarea")).to_be_visible(timeout=30_000)
    ask(page, QUESTION)
    expect(page).to_have_url(re.compile(rf"{PATH}/\?chat="))
    page.reload()
    expect(page.locator(".said")).to_have_text(QUESTION, timeout=30_000)
    page.click("#tab-map") if page.locator("#tab-map").is_visible() else None
    expect(page.locator("#map-tree .twig").first).to_be_attached(timeout=10_000)
    assert page.context.cookies()[0]["path"] == PATH
    assert [path for path in asked_elsewhere if path != "/favicon.ico"] == []
    page.close()


def test_the_widget_works_from_under_a_path(proxied: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{proxied}/embed/article?article=article")
    page.get_by_role("button", name="Ask the op-ed").click()
    frame = page.frame_locator("policy-debate iframe")
    frame.locator("#box").fill(QUESTION)
    frame.locator("#box").press("Enter")
    expect(frame.locator(".reply[aria-busy=false]")).to_have_count(1)
    frame.locator(".cite").first.click()
    lit = (
        "() => new Promise((done) => { const look = () => CSS.highlights.get('policy-debate') ? done(true) "
        ": setTimeout(look, 20); look(); })"
    )
    assert page.evaluate(lit)  # the page's policy lets no text be run, as waiting for an expression would
    assert [path for path in asked_elsewhere if path != "/favicon.ico"] == []
    page.close()


@pytest.mark.slow
def test_protocols_and_pages_link_within_the_path(proxied: str) -> None:
    body = {"model": "ask", "messages": [{"role": "user", "content": QUESTION}]}
    message = httpx.post(f"{proxied}/v1/chat/completions", json=body).json()["choices"][0]["message"]
    link = message["annotations"][0]["url_citation"]["url"]
    assert link == f"{proxied}/documents/us-korea-alliance#passage-4"
    assert 'id="passage-4"' in httpx.get(link).text
    docs = httpx.get(f"{proxied}/api/docs").text
    assert f"{PATH}/api/openapi.json" in docs
    assert httpx.get(f"{proxied}/evaluations").status_code in (200, 503)
    assert httpx.get(f"{proxied}/v1/nothing").json()["error"]["type"] == "invalid_request_error"
