"""What is not there is a page for a person who opens its address, and data for a program."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.web.api.errors import Missing, add_answers
from tests.servers.serving import serving

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("missing")) as found:
        yield found


def test_an_error_is_a_page_only_where_a_browser_opens_the_address() -> None:
    app = FastAPI()
    add_answers(app)

    @app.get("/gone")
    @app.post("/gone")
    def gone() -> None:
        raise Missing("it went <away>")

    client = TestClient(app)
    page = client.get("/gone", headers=BROWSER)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "It went &lt;away&gt;." in page.text
    assert 'href="/library"' in page.text
    for answer in (client.get("/gone"), client.post("/gone", headers=BROWSER)):
        assert answer.json() == {"error": "It went <away>."}


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        *(
            "shared/nosuchtoken",
            "documents/nosuch",
            "documents/us-korea-alliance?document=0123",
            "cards/x.png",
        ),
        *("embed?topic=nosuch", "embed/nosuch.js", "api/conversations/nosuch/files/conversation.md"),
        *("nosuch", "no/such/page", "library/nosuch"),
    ],
)
def test_no_address_that_a_person_can_open_shows_data(address: str, path: str) -> None:
    answer = httpx.get(f"{address}/{path}", headers=BROWSER)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert '<a href="/">' in answer.text
    assert answer.headers["content-security-policy"]
