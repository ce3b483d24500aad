"""Topics added over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot.build import Bots, build
from bot.settings import Settings
from bot.topics.add import add_topic
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


def test_a_file_over_http_becomes_a_topic_and_each_step_is_told(address: str) -> None:
    told = httpx.post(f"{address}/api/topics", files=FILE, timeout=60).text
    assert [line for line in told.splitlines() if line.startswith("event")] == ["event: progress"] * 3 + [
        "event: topic"
    ]
    assert '"slug": "toll"' in told
    assert '"waiting": 2' in told
    given = httpx.get(f"{address}/api/library?search=toll").json()
    assert [one["slug"] for one in given["topics"]] == ["toll"]
    reply = httpx.post(
        f"{address}/v1/chat/completions",
        json={"model": "toll/ask", "messages": [{"role": "user", "content": "What does it cost shops?"}]},
    ).json()
    assert "$40 a day.” [2]" in reply["choices"][0]["message"]["content"]
    assert httpx.delete(f"{address}/api/topics/toll").status_code == 204
    assert httpx.get(f"{address}/api/topics/toll").status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.exe", b"MZ", "Cannot read a.exe: give a file that ends in"),
        ("a.txt", b"", "A.txt is empty"),
        ("../../etc/a.pdf", b"%PDF-1.7\n%%EOF", "A.pdf: this PDF is damaged"),
        (
            "us-korea-alliance.txt",
            b"Bees make honey.",
            "Us-korea-alliance is a topic that ships with the program",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_one_sentence(address: str, name: str, data: bytes, says: str) -> None:
    told = httpx.post(f"{address}/api/topics", files={"file": (name, data)}, timeout=60).text
    assert told.count("event: error") == 1
    assert says in told


COLUMN = "Keep the lamp burning\nBy Ada Park\n\nThe harbor should keep its lamp. It costs $40 a day to run."


def test_a_pasted_text_is_a_topic_of_its_headline(address: str) -> None:
    told = httpx.post(f"{address}/api/topics", data={"text": COLUMN}, timeout=60).text
    assert '"slug": "keep-the-lamp-burning"' in told
    assert '"title": "Keep the lamp burning"' in told
    assert httpx.delete(f"{address}/api/topics/keep-the-lamp-burning").status_code == 204


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Give a file, a text or an address, and only one of them."),
        (
            {"text": COLUMN, "address": "https://paper.example/"},
            "Give a file, a text or an address, and only one of them, not 2.",
        ),
    ],
)
def test_one_thing_is_brought_at_a_time(address: str, given: dict[str, str], says: str) -> None:
    answer = httpx.post(f"{address}/api/topics", data={"title": "", **given})
    assert (answer.status_code, answer.json()["error"]) == (400, says)


def test_an_address_within_the_servers_own_network_is_refused(address: str) -> None:
    told = httpx.post(f"{address}/api/topics", data={"address": "http://127.0.0.1/"}, timeout=60).text
    assert "127.0.0.1 is not on the public internet" in told


def test_a_slug_that_is_not_there_is_a_page(address: str) -> None:
    answer = httpx.get(f"{address}/library/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "There is no op-ed “nowhere” here" in answer.text


def test_deleting_a_claim_takes_it_out_of_the_generated_cases(bots: Bots, address: str) -> None:
    httpx.post(f"{address}/api/topics", files={"file": ("quay.txt", FILE["file"][1])}, timeout=60)
    claims = httpx.get(f"{address}/api/topics/quay/claims").json()["claims"]
    facts = bots.home / "topics" / "quay" / "sets" / "facts.jsonl"
    gone = next(claim["id"] for claim in claims if claim["id"] in facts.read_text("utf-8"))
    assert httpx.delete(f"{address}/api/topics/quay/claims/{gone}").status_code == 200
    assert gone not in facts.read_text("utf-8")
    assert httpx.delete(f"{address}/api/topics/quay").status_code == 204
