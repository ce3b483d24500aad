"""The chat page as a browser, or a site that previews links, first gets it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from bot.build import Bots
from bot.settings import Settings
from bot.topics.add import add_topic
from bot.web.page.share_card import HEIGHT, WIDTH
from knowledge.loaders import load_bytes
from tests.servers.here import serving_here

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
HARBOR = "# End the harbor fee\n\nThe harbor fee should end. It costs each boat $70. The harbor is empty."
OTHER = "Easing the pressure on South Korea"
get = partial(httpx.get, timeout=30)  # whoever comes first waits until the topics are joined


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server with a second topic."""
    home: Path = tmp_path_factory.mktemp("topics")
    add_topic(load_bytes(HARBOR.encode(), "harbor.md"), "harbor.md", home)
    bots = Bots(Settings(home=home))
    with serving_here(bots) as found:
        yield found
    bots.close()


def _page(address: str, query: str = "") -> str:
    answer = get(f"{address}/{query}")
    assert answer.status_code == 200
    return answer.text


def test_the_page_is_first_sent_with_the_topic_that_its_address_names(address: str) -> None:
    config = (
        _page(address, "?topic=harbor").partition("window.gradio_config = ")[2].partition(";</script>")[0]
    )
    assert "It costs each boat $70" in config
    parts = [component["props"] for component in json.loads(config)["components"]]
    assert [part["value"] for part in parts if part.get("elem_id") == "topic"] == ["harbor"]
    heading = next(part["value"] for part in parts if part.get("elem_id") == "heading")
    assert "End the harbor fee" in heading
    assert OTHER not in heading
    assert OTHER in _page(address)


def test_a_link_is_previewed_with_the_title_and_the_argument_of_its_topic(address: str) -> None:
    text = _page(address, "?topic=harbor")
    assert "<title>End the harbor fee</title>" in text
    card = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', text))
    assert card["title"] == "End the harbor fee"
    assert card["url"] == f"{address}/?topic=harbor"
    assert "harbor" in html.unescape(card["description"])
    assert "Gradio" not in "".join(re.findall("<meta[^>]*>", text))
    picture = get(card["image"])
    assert picture.headers["content-type"] == "image/png"
    assert picture.content[16:24] == WIDTH.to_bytes(4, "big") + HEIGHT.to_bytes(4, "big")
    assert get(f"{address}/cards/nowhere.png").status_code == 404


def test_a_topic_that_there_is_not_leaves_the_page_as_it_is(address: str) -> None:
    assert OTHER in _page(address, "?topic=nowhere")


def test_a_title_cannot_end_the_script_that_it_stands_in(tmp_path: Path) -> None:
    hostile = HARBOR.replace("End the harbor fee", "</script><b>'&")
    add_topic(load_bytes(hostile.encode(), "hostile.md"), "hostile.md", tmp_path)
    bots = Bots(Settings(home=tmp_path))
    with serving_here(bots) as address:
        text = _page(address, "?topic=hostile")
    bots.close()
    assert "</script><b>" not in text


def test_the_page_links_to_nothing_that_is_not_there(address: str) -> None:
    links = re.findall(r'<link\b[^>]*\bhref="([^"]+)"', _page(address))
    assert links
    assert {link: get(urljoin(f"{address}/", link)).status_code for link in links} == dict.fromkeys(
        links, 200
    )


def test_the_page_travels_gzipped(address: str) -> None:
    with httpx.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert len(raw) < 40_000


def test_the_page_comes_in_the_language_that_its_address_or_the_browser_asks_for(address: str) -> None:
    korean = {"Accept-Language": "ko-KR,ko;q=0.9,en;q=0.8"}
    asked = get(address, headers=korean)
    assert re.search(r'<html\s+lang="ko"', asked.text)
    assert '"Ask": "질문"' in asked.text
    assert "Accept-Language" in asked.headers["vary"]
    assert "page-words" in _page(address, "?lang=ko")
    assert "page-words" not in get(f"{address}/?lang=en", headers=korean).text
    assert "page-words" not in _page(address, "?lang=xx")
