"""The page of evaluations, and what readers say of replies."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Literal

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Page, expect, sync_playwright

from bot.build import Bots
from bot.settings import Settings
from evals.cases import read_cases
from evals.command import evaluate
from evals.first_runs import load_first_runs
from evals.missing_packages import PACKAGES
from evals.record import Run, save
from evals.shipped_figures import load_shipped, parts_of
from evals.thresholds import load_thresholds, missed
from tests.servers.browsing import FLAGS
from tests.servers.here import serving_here
from tests.servers.serving import serving
from tests.servers.windows import WIDE, on_a_phone

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
QUESTION = "How high is the levy on Korean goods?"


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Bots:
    return Bots(Settings(home=tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="module")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of one suite: what the pages show does not hang on how many there are."""
    from evals.run import run_suites

    return run_suites(("facts",), tmp_path_factory.mktemp("runs"), documents=("brief",), limit=12)


@pytest.fixture(scope="module")
def url(bots: Bots) -> Iterator[str]:
    """A running server."""
    with serving_here(bots) as address:
        yield address


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
    report = unescape(httpx.get(f"{url}/evaluations/{small_run.id}", timeout=60).text)
    bounds = missed(small_run, load_thresholds())
    assert all(str(bound) in report for bound in bounds)
    assert ("Every threshold that is held is kept." in report) is (not bounds)
    assert "Not held, as not all cases that count for it were asked: faithfulness" in report
    compared = httpx.get(
        f"{url}/evaluations/compare", params={"before": small_run.id, "after": "later"}, timeout=60
    )
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


@pytest.mark.slow
def test_without_the_extra_the_page_shows_the_figures_that_ship(tmp_path: Path, small_run: Run) -> None:
    save(small_run, tmp_path)
    with serving(tmp_path, lacking=PACKAGES) as address:
        answer = httpx.get(f"{address}/evaluations")
        assert answer.status_code == 200
        for row in parts_of(load_shipped()).total.rows:
            assert f'<th scope="row">{row.label}</th><td>{row.text}</td>' in answer.text
        assert (
            "Running evaluations needs more packages: install them with <code>pip install "
            '"policy-debate-bot[evals]"</code>' in answer.text
        )
        assert small_run.id in answer.text
        report = httpx.get(f"{address}/evaluations/{small_run.id}")
        assert report.status_code == 503
        assert (
            "The evaluations need inspect_ai: run pip install 'policy-debate-bot[evals]', "
            "or in a clone pip install -e '.[evals]'." in unescape(report.text)
        )
        assert "What its own tests give" in report.text
        assert load_first_runs()[-1].rows[0].asked in report.text


@pytest.fixture
def page(request: pytest.FixtureRequest, chromium: str, url: str) -> Iterator[Page]:
    width, height = getattr(request, "param", WIDE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        opened = browser.new_page(viewport={"width": width, "height": height})
        opened.goto(url)
        expect(opened.locator("#box textarea")).to_be_visible(timeout=30_000)
        yield opened
        browser.close()


@on_a_phone
def test_what_a_reader_says_of_a_reply_is_kept_and_becomes_a_case(
    page: Page, bots: Bots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(bots.store.feedback.all())
    page.fill("#box textarea", QUESTION)
    page.press("#box textarea", "Enter")
    expect(page.locator(".reply .copy")).to_have_count(1, timeout=60_000)
    page.locator(".reply .say.good").click()
    expect(page.get_by_text("Your feedback is saved").first).to_be_visible()
    page.locator(".reply summary", has_text="Something is wrong").click()
    wrong = page.locator(".reply .contest > .verdicts .say[class*='not-in-the-text']")
    wrong.scroll_into_view_if_needed()
    expect(wrong).to_be_in_viewport(ratio=1)
    wrong.click()
    for _ in range(100):
        if len(bots.store.feedback.all()) >= before + 2:
            break
        page.wait_for_timeout(100)
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


@on_a_phone
def test_what_is_wrong_with_a_sentence_is_kept_with_it_in_the_readers_words_and_not_logged(
    page: Page, bots: Bots, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("DEBUG")
    page.fill("#box textarea", QUESTION)
    page.press("#box textarea", "Enter")
    expect(page.locator(".reply .copy")).to_have_count(1, timeout=30_000)
    page.locator(".reply summary", has_text="Something is wrong").click()
    menu = page.locator(".reply .contest")
    expect(menu.locator(".verdicts").first).to_be_in_viewport(ratio=1)
    expect(menu.locator(".sentence > summary").first).to_be_in_viewport()
    expect(menu.locator(".contest-one")).to_have_count(0)  # prepared, and no model judges here
    sentence = menu.locator(".sentence").first
    sentence.locator("summary").click()
    expect(sentence.get_by_text("Something is missing")).to_have_count(0)
    sentence.get_by_role("button", name="Something else").click()
    sentence.get_by_placeholder("What is wrong? (optional)").fill("It is a plan, zebra.")
    sentence.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your feedback is saved").first).to_be_visible()
    kept = bots.store.feedback.all()[-1]
    assert (kept.said, kept.note) == ("other", "It is a plan, zebra.")
    assert kept.sentence == kept.reply["statements"][0]["text"]
    assert "zebra" not in caplog.text
    monkeypatch.setenv("DEBATE_HOME", str(bots.home))
    assert "It is a plan, zebra." in CliRunner().invoke(evaluate, ["add"]).output


@on_a_phone
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
