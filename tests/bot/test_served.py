"""What `debate serve` answers beside the chat, over real HTTP: completions, evaluations, readers' feedback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from openai import NotFoundError, OpenAI
from playwright.sync_api import Page, expect, sync_playwright

from bot.build import Bots
from bot.errors import BotError
from bot.output.schema import as_object
from bot.settings import Settings
from bot.store.database import Database
from bot.store.feedback import FeedbackStore
from bot.web.api.maps import TYPES
from evals.add_case import case_from_feedback
from evals.cases import read_cases
from evals.command import evaluate
from evals.extra import PACKAGES
from evals.record import Run, save
from evals.run import run_suites
from evals.shipped_figures import load_shipped, parts_of
from tests.servers.here import serving_here
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Bots:
    return Bots(Settings(home=tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="module")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of one suite: what the pages show does not hang on how many there are."""
    return run_suites(("facts",), tmp_path_factory.mktemp("runs"), documents=("brief",), limit=12)


@pytest.fixture(scope="module")
def url(bots: Bots) -> Iterator[str]:
    """A running server."""
    with serving_here(bots) as address:
        yield address


@pytest.fixture(scope="module")
def openai(url: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as client:
        yield client


def test_openais_own_client_gets_a_reply_with_its_statements(openai: OpenAI, bots: Bots) -> None:
    answer = openai.chat.completions.create(
        model="us-korea-alliance/against",
        messages=[{"role": "user", "content": "What would a trade hawk say?"}],
    )
    wanted = as_object(bots.of().reply("What would a trade hawk say?", "against"))
    assert answer.choices[0].message.content == wanted["text"]
    assert answer.choices[0].message.model_extra is not None
    assert answer.choices[0].message.model_extra["debate"] == wanted


def test_a_stream_gives_statements_and_last_the_whole_reply(openai: OpenAI, bots: Bots) -> None:
    chunks = list(
        openai.chat.completions.create(
            model="ask", messages=[{"role": "user", "content": QUESTION}], stream=True
        )
    )
    wanted = as_object(bots.of().reply(QUESTION))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == wanted["text"]
    assert (chunks[-1].choices[0].model_extra or {})["debate"] == wanted
    assert chunks[-1].choices[0].finish_reason == "stop"


def test_models_are_modes_and_topics_with_modes(openai: OpenAI) -> None:
    names = [model.id for model in openai.models.list()]
    assert "against" in names
    assert "us-korea-alliance/against" in names
    with pytest.raises(NotFoundError, match="no model 'gpt-9'"):
        openai.chat.completions.create(model="gpt-9", messages=[{"role": "user", "content": "Hi"}])


def test_a_debate_goes_on_over_its_messages_on_the_side_and_in_the_form_that_is_named(openai: OpenAI) -> None:
    told: list[Any] = []
    said: list[str] = []
    for text in ("China is America's biggest rival.", "China is America's biggest rival.", "Switch sides."):
        told.append({"role": "user", "content": text})
        asking = {"side": "against", "form": "cross-examination"}
        answer = openai.chat.completions.create(model="debate", messages=told, extra_body={"debate": asking})
        message = answer.choices[0].message
        assert message.model_extra is not None
        reply = message.model_extra["debate"]
        assert reply["side"] == "against"
        assert reply["round"]["form"] == "cross-examination"
        assert reply["round"]["number"] == len(told) // 2 + 1
        assert {one["kind"] for one in reply["statements"]} <= {"question", "link"}
        said += [one["id"] for one in reply["round"]["points"]]
        told.append({"role": "assistant", "content": message.content})
    assert len(said) == len(set(said)) == 3


@pytest.mark.parametrize("debate", [{"side": "left"}, {"form": "shouting"}, {"sides": "for"}])
def test_a_debate_that_there_is_not_is_refused(url: str, debate: dict[str, str]) -> None:
    asking = {"model": "debate", "messages": [{"role": "user", "content": "Tariffs work."}], "debate": debate}
    assert httpx.post(f"{url}/v1/chat/completions", json=asking).status_code == 400


def test_the_map_is_served_in_every_format(url: str) -> None:
    page = httpx.get(f"{url}/maps/us-korea-alliance")
    assert page.status_code == 200
    assert 'id="map-picture"' in page.text
    for form, kind in TYPES.items():
        answer = httpx.get(f"{url}/maps/us-korea-alliance.{form}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
    for missing in ("nowhere", "us-korea-alliance.pdf", "..%2f..%2fetc"):
        assert httpx.get(f"{url}/maps/{missing}").status_code == 404


@pytest.mark.parametrize("stream", [False, True])
def test_a_question_that_cannot_be_asked_is_a_400_of_one_line(url: str, stream: bool) -> None:
    asking: dict[str, Any] = {
        "model": "ask",
        "stream": stream,
        "messages": [{"role": "user", "content": [{"type": "text", "text": " "}]}],
    }
    answer = httpx.post(f"{url}/v1/chat/completions", json=asking)
    assert answer.status_code == 400
    assert "the question is empty" in answer.json()["error"]["message"]


def test_suites_run_against_a_server_give_what_they_give_in_process(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    data = []
    for extra in ([], ["--url", url]):
        done = CliRunner().invoke(
            evaluate, ["figures", "--limit", "8", "--document", "brief", "--json", *extra]
        )
        assert done.exit_code == 0, done.output
        data.append(json.loads(done.output))
    here, there = (
        {row["measure"]: row["mean"] for row in one["totals"][0]["rows"] if row["measure"] != "latency"}
        for one in data
    )
    assert here == there
    assert here["figure_accuracy"] == 1.0


def test_the_evaluations_page_shows_runs_a_report_and_a_comparison(
    url: str, bots: Bots, small_run: Run
) -> None:
    assert "No run yet" in httpx.get(f"{url}/evaluations").text
    save(small_run, bots.home)
    cases = [
        case.model_copy(update={"scores": case.scores | {"faithfulness": 0.0}})
        if case.suite == "facts"
        else case
        for case in small_run.cases
    ]
    save(small_run.model_copy(update={"id": "later", "cases": tuple(cases)}), bots.home)
    runs = httpx.get(f"{url}/evaluations").text
    assert f'href="/evaluations/{small_run.id}"' in runs
    assert "Every threshold is kept." in httpx.get(f"{url}/evaluations/{small_run.id}").text
    compared = httpx.get(f"{url}/evaluations/compare", params={"before": small_run.id, "after": "later"})
    assert compared.status_code == 200
    assert f"Against the run {small_run.id}" in compared.text
    assert ">worse<" in compared.text
    assert "default-src 'self'" in compared.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "run", ["nothing", "..%2F..%2Fetc%2Fpasswd", "<b>x<%2Fb>", "compare?before=a&after=b"]
)
def test_a_run_that_is_not_there_is_a_sentence(url: str, run: str) -> None:
    answer = httpx.get(f"{url}/evaluations/{run}")
    assert answer.status_code == 404
    assert "<b>x" not in answer.text
    assert "Traceback" not in answer.text


def test_without_the_extra_the_page_shows_the_figures_that_ship(tmp_path: Path, small_run: Run) -> None:
    save(small_run, tmp_path)
    with serving(tmp_path, lacking=PACKAGES) as address:
        answer = httpx.get(f"{address}/evaluations")
        assert answer.status_code == 200
        for row in parts_of(load_shipped()).total.rows:
            assert f'<th scope="row">{row.label}</th><td>{row.text}</td>' in answer.text
        assert (
            'Running evaluations needs more packages: install them with <code>pip install "policy-debate-bot[evals]"</code>'
            in answer.text
        )
        assert small_run.id in answer.text
        report = httpx.get(f"{address}/evaluations/{small_run.id}")
        assert report.status_code == 503
        assert (
            "The evaluations need inspect_ai: install policy-debate-bot with the extra [evals]."
            in report.text
        )
        assert "The figures of this version" in report.text


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, chromium: str, url: str) -> Iterator[Page]:
    width, height = request.param
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        opened = browser.new_page(viewport={"width": width, "height": height})
        opened.goto(url)
        expect(opened.locator("#box textarea")).to_be_visible(timeout=30_000)
        yield opened
        browser.close()


def test_what_a_reader_says_of_a_reply_is_kept_and_becomes_a_case(
    page: Page, bots: Bots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(bots.store.feedback.all())
    page.fill("#box textarea", QUESTION)
    page.press("#box textarea", "Enter")
    expect(page.locator(".reply .copy")).to_have_count(1, timeout=30_000)
    page.get_by_label("Like", exact=True).click()
    expect(page.get_by_text("Kept, so that it can become an evaluation case.").first).to_be_visible()
    page.get_by_label("Feedback", exact=True).click()
    expect(page.get_by_text("Something else is wrong", exact=True)).to_be_in_viewport(ratio=1)
    page.get_by_text("Not in the text", exact=True).click()
    for _ in range(100):
        if len(bots.store.feedback.all()) >= before + 2:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(500)  # Gradio tells of a choice in the menu twice: it is kept once
    kept = bots.store.feedback.all()[before:]
    assert [(one.said, one.question, one.mode) for one in kept] == [
        ("good", QUESTION, "ask"),
        ("not in the text", QUESTION, "ask"),
    ]
    assert kept[0].reply["statements"][0]["cites"] == [4]

    monkeypatch.setenv("DEBATE_HOME", str(bots.home))
    listed = CliRunner().invoke(evaluate, ["add"]).output
    assert f"{kept[0].id}  {kept[0].made:%Y-%m-%d %H:%M}  good" in listed
    file = tmp_path / "facts.jsonl"
    done = CliRunner().invoke(evaluate, ["add", kept[0].id, "--to", str(file)])
    assert f"Added facts-{kept[0].id}" in done.output
    (case,) = read_cases(file)
    assert (case.question, case.claims) == (QUESTION, (("tariff-threat",),))


@pytest.mark.usefixtures("url")
def test_the_evaluations_fit_a_phone(page: Page, bots: Bots, small_run: Run) -> None:
    save(small_run, bots.home)
    for path in ("/evaluations", f"/evaluations/{small_run.id}"):
        page.goto(page.url.split("/evaluations")[0].rstrip("/") + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_evaluations_have_no_accessibility_violations(
    page: Page, bots: Bots, small_run: Run, theme: Literal["light", "dark"]
) -> None:
    save(small_run, bots.home)
    page.emulate_media(color_scheme=theme)
    for path in ("/evaluations", f"/evaluations/{small_run.id}"):
        page.goto(page.url.split("/evaluations")[0].rstrip("/") + path)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []


def test_a_wrong_reply_becomes_a_case_that_forbids_it(bots: Bots, tmp_path: Path) -> None:
    store = FeedbackStore(Database(f"sqlite:///{tmp_path / 'chats.sqlite3'}"))
    bot = bots.of()
    argued = store.add(
        "wrong side",
        "What would a trade hawk say?",
        "against",
        as_object(bot.reply("What would a trade hawk say?", "against")),
    )
    assert argued
    name, case = case_from_feedback(argued, bot)
    assert name == "against"
    assert case.mode == "against"
    assert case.forbidden[0].startswith("The op-ed itself grants")
    invented = store.add("not in the text", QUESTION, "ask", as_object(bot.reply(QUESTION)))
    assert invented
    name, case = case_from_feedback(invented, bot, "absent")
    assert (name, case.abstain, case.claims) == ("absent", True, ())
    missing = store.add("missing", QUESTION, "ask", as_object(bot.reply(QUESTION)))
    assert missing
    assert case_from_feedback(missing, bot)[1].claims not in (
        (),
        (("tariff-threat",),),
    )  # what the reply said already is not what was missing


def test_a_double_click_is_one_word_and_a_folder_that_is_none_is_named(bots: Bots, tmp_path: Path) -> None:
    store = FeedbackStore(Database(f"sqlite:///{tmp_path / 'chats.sqlite3'}"))
    reply = as_object(bots.of().reply(QUESTION))
    assert store.add("bad", QUESTION, "ask", reply)
    assert store.add("bad", QUESTION, "ask", reply) is None
    assert store.add("good", QUESTION, "ask", reply)
    assert [one.said for one in store.all()] == ["bad", "good"]
    (tmp_path / "folder").write_text("")
    with pytest.raises(BotError, match="DEBATE_HOME"):
        FeedbackStore(Database(f"sqlite:///{tmp_path / 'folder' / 'chats.sqlite3'}")).add(
            "bad", QUESTION, "ask", reply
        )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["add", "nobody"], 1, "no feedback 'nobody'"),
        (["add"], 0, "No reader has said"),
        (["add", "x", "--suite", "y"], 2, "No suite 'y'"),
    ],
)
def test_adding_says_what_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, says: str
) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    done = CliRunner().invoke(evaluate, arguments)
    assert done.exit_code == code
    assert says in done.output
