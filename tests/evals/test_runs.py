from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from inspect_ai.log import read_eval_log

from bot.errors import BotError
from evals import extra
from evals.command import evaluate
from evals.compare import compare
from evals.judges import Grade
from evals.labelled_pairs import judge_pairs, read_labelled
from evals.record import Run, load_run, run_ids, save
from evals.report import as_html, as_json, as_markdown
from evals.report_data import make_report
from evals.stats import difference, estimate
from evals.suites import SUITES
from evals.thresholds import load_thresholds, missed
from knowledge.topic import add_document

ROOT = Path(__file__).resolve().parent.parent.parent


def test_an_interval_holds_the_mean_and_narrows_with_more_cases() -> None:
    few, many = estimate([0, 1, 1, 1]), estimate([0, 1, 1, 1] * 50)
    for found in (few, many):
        assert found.low <= found.mean <= found.high
    assert many.high - many.low < few.high - few.low
    assert estimate([1.0, 1.0]) == (1.0, 1.0, 1.0, 2)


def test_a_difference_is_tested_on_the_same_cases() -> None:
    assert difference([0] * 12, [1] * 12).p == pytest.approx(2 * 0.5**12)  # McNemar, exact
    assert not difference([0, 1, 0, 1], [1, 0, 1, 1]).larger_than_chance
    assert difference([0.2, 0.4] * 10, [0.3, 0.5] * 10).larger_than_chance
    assert difference([0.5, 1], [0.5, 1]) == (0.0, 0.0, 0.0, 1.0)


def worsened(run: Run) -> Run:
    """The run, had every third case of `facts` said something that its passages do not carry."""
    cases = [
        case.model_copy(
            update={
                "scores": case.scores | {"faithfulness": 0.0},
                "why": case.why | {"faithfulness": "<b>invented</b>"},
            }
        )
        if case.suite == "facts" and n % 3 == 0
        else case
        for n, case in enumerate(run.cases)
    ]
    return run.model_copy(update={"id": "later", "cases": tuple(cases)})


def test_a_comparison_says_what_got_worse_and_which_cases_flipped(brief_run: Run) -> None:
    worse = worsened(brief_run)
    found = compare(brief_run, worse)
    verdicts = {change.measure: change.verdict for change in found.changes}
    assert verdicts["faithfulness"] == "worse"
    assert verdicts["citation_recall"] == "the same"
    assert {flip.suite for flip in found.flips} == {"facts"}
    assert "latency" not in verdicts
    assert {
        change.verdict for change in compare(worse, brief_run).changes if change.measure == "faithfulness"
    } == {"better"}
    assert compare(brief_run, worse.model_copy(update={"cases": worse.cases[5:]})).alone == 5


def test_the_report_shows_the_worst_and_asks_nobody(brief_run: Run) -> None:
    worse = worsened(brief_run)
    short = missed(worse, load_thresholds())
    report = make_report(worse, short, compare(brief_run, worse))
    page = as_html(report)
    assert "&lt;b&gt;invented" in page
    assert "<b>invented" not in page
    assert not re.findall(
        r"(?:src|href)=\"(?!#)|url\((?!#)|@import|<script|<link", page
    )  # one file, no script
    assert page.count("<svg") == 2
    assert "currentColor" in page
    assert len(report.worst) == 10
    assert report.worst[0].case.suite == "facts"
    assert "brief, all suites: faithfulness is" in page
    assert "| facts |" in as_markdown(report)
    data = json.loads(as_json(report))
    assert data["comparison"]["before"] == brief_run.id
    assert [part["name"] for part in data["symmetry"]] == ["for", "against"]
    assert data["missed"]


def test_a_run_is_kept_and_found_again(tmp_path: Path, brief_run: Run) -> None:
    save(brief_run, tmp_path)
    assert run_ids(tmp_path) == [brief_run.id]
    assert load_run("last", tmp_path) == brief_run
    assert load_run(str(tmp_path / "runs" / brief_run.id / "run.json"), tmp_path) == brief_run
    with pytest.raises(BotError, match=f"no run 'first'; there are: {brief_run.id}"):
        load_run("first", tmp_path)
    (tmp_path / "broken.json").write_text("{}")
    with pytest.raises(BotError, match="is not the record of a run"):
        load_run(str(tmp_path / "broken.json"), tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("totals: {faithfulnes: {at_least: 1}}", "no measure 'faithfulnes'"),
        ("totals:\n  faithfulness: {atleast: 1}", "totals → faithfulness → atleast"),
        ("totals: [", "bounds.yaml, line"),
    ],
)
def test_broken_thresholds_are_named(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "bounds.yaml"
    file.write_text(text)
    with pytest.raises(BotError, match=says):
        load_thresholds(file)


def test_the_command_writes_a_report_and_says_when_a_threshold_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    runner = CliRunner()
    first = runner.invoke(evaluate, ["unfair", "--limit", "3", "--document", "brief"])
    assert first.exit_code == 0, first.output
    assert "Every threshold is kept." in first.output
    strict = tmp_path / "strict.yaml"
    strict.write_text("totals: {length: {at_most: 0}}")
    second = runner.invoke(
        evaluate,
        [
            "unfair",
            "--limit",
            "3",
            "--document",
            "brief",
            "--compare",
            "last",
            "--thresholds",
            str(strict),
            "--json",
        ],
    )
    assert second.exit_code == 1, second.output
    data = json.loads(second.output)
    assert "words in a reply" in data["missed"][0]
    assert data["comparison"]["flips"] == []
    folder = tmp_path / "runs" / data["run"]["id"]
    assert {path.name for path in folder.iterdir()} == {
        "run.json",
        "report.html",
        "report.md",
        "report.json",
        "logs",
    }
    assert list((folder / "logs").glob("*_unfair_*.eval"))  # what `inspect view` shows


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["gossip"], 2, "No suite 'gossip'; there are: facts"),
        (["facts", "--compare", "never"], 1, "no run 'never'"),
        (["facts", "--topic", "mars"], 1, "no topic 'mars'"),
        (["facts", "--document", "no-such-file.txt"], 1, "no-such-file.txt"),
        (["facts", "--judge", "model"], 1, "DEBATE_JUDGE_MODEL"),
        (
            ["facts", "--url", "http://127.0.0.1:1", "--limit", "1", "--document", "brief"],
            1,
            "did not end: the server at http://127.0.0.1:1 gave no reply",
        ),
        (["judge", "--pairs", "no-such-file.jsonl"], 1, "cannot read no-such-file.jsonl"),
    ],
)
def test_wrong_use_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, says: str
) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    done = CliRunner().invoke(evaluate, arguments)
    assert done.exit_code == code, done.output
    assert says in done.output
    assert "Traceback" not in done.output


class Rising:
    """A judge whose score is written in the claim."""

    name = "rising"

    def grade(self, claim: str, passages: object) -> Grade:
        return Grade(float(claim), float(claim) >= 0.5, "")


def test_a_judge_is_held_to_peoples_labels(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    rows = [("0.9", 1), ("0.8", 1), ("0.6", 0), ("0.4", 1), ("0.2", 0), ("0.1", 0)]
    file.write_text(
        "\n".join(
            json.dumps({"claim": claim, "passages": ["p"], "label": label, "source": "x"})
            for claim, label in rows
        )
    )
    found = judge_pairs("pairs", read_labelled(file), Rising())
    assert found.auroc == pytest.approx(8 / 9)
    assert found.balanced_accuracy == pytest.approx(2 / 3)
    assert [found.precision, found.recall] == pytest.approx([2 / 3, 2 / 3])
    assert found.brier == pytest.approx((0.01 + 0.04 + 0.36 + 0.36 + 0.04 + 0.01) / 6)
    assert sum(count for *_, count in found.bins) == 6


@pytest.mark.parametrize(
    ("line", "says"),
    [("{", "line 2: not valid JSON"), ('{"claim": "c", "passages": ["p"], "label": 2}', "line 2: label")],
)
def test_a_broken_pair_is_named(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"claim": "c", "passages": ["p"], "label": 1}\n' + line)
    with pytest.raises(BotError, match=says):
        read_labelled(file)


def test_the_judges_report_has_both_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    file = tmp_path / "pairs.jsonl"
    rows = [("The levy is 25 percent.", 1), ("The levy is 30 percent.", 0), ("Cats bark.", 0)]
    file.write_text(
        "\n".join(
            json.dumps({"claim": claim, "passages": ["The levy is 25 percent."], "label": label})
            for claim, label in rows
        )
    )
    done = CliRunner().invoke(evaluate, ["judge", "--pairs", str(file), "--document", "brief", "--json"])
    assert done.exit_code == 0, done.output
    data = json.loads(done.output)
    assert data["pairs"][0]["auroc"] == 1.0
    assert data["mutations"]["brief"]["gate"]["mean"] >= 0.96
    page = (tmp_path / "judge" / "embedded.html").read_text("utf-8")
    assert "Reliability on pairs" in page
    assert "caught by the gate" in page


def test_a_topic_of_ones_own_brings_its_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    document = tmp_path / "bees.txt"
    document.write_text(
        "Bees make honey. A hive may hold 50,000 bees in summer. The keeper takes the honey in August.",
        "utf-8",
    )
    add_document(document, tmp_path)
    sets = tmp_path / "topics" / "bees" / "sets"
    none = CliRunner().invoke(evaluate, ["--topic", "bees"])
    assert none.exit_code == 1
    assert "the topic bees has no evaluation sets yet" in none.output
    sets.mkdir()
    (sets / "absent.jsonl").write_text(
        '{"id": "a", "question": "Who is the finance minister of France?", "abstain": true}\n'
    )
    done = CliRunner().invoke(evaluate, ["--topic", "bees", "--json"])
    assert done.exit_code == 0, done.output
    assert [(part["name"], part["cases"]) for part in json.loads(done.output)["suites"]] == [("absent", 1)]
    (sets / "facts.jsonl").write_text('{"id": "b", "question": "What do bees make?", "claims": ["honey"]}\n')
    named = CliRunner().invoke(evaluate, ["facts", "--topic", "bees"])
    assert "case b: names a claim or line, and the topic has no argument map" in named.output


def test_the_help_names_every_suite() -> None:
    said = CliRunner().invoke(evaluate, ["run", "--help"]).output
    assert all(suite in said for suite in SUITES)


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda name: None if name == "matplotlib" else object())
    done = CliRunner().invoke(evaluate, ["facts"])
    assert done.exit_code == 1
    assert (
        done.output
        == "Error: the evaluations need matplotlib: install policy-debate-bot with the extra [evals]\n"
    )


def test_inspects_own_command_runs_suites_by_their_names(tmp_path: Path) -> None:
    arguments = [
        "eval",
        "evals/suites.py@unfair",
        "evals/suites.py@for",
        "-T",
        "document=brief",
        "--model",
        "none",
        "--limit",
        "2",
        "--epochs",
        "2",
        "--display",
        "none",
    ]
    environment = {**os.environ, "DEBATE_HOME": str(tmp_path), "INSPECT_LOG_DIR": str(tmp_path / "logs")}
    done = subprocess.run(
        [sys.executable, "-m", "inspect_ai", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    logs = {log.eval.task: log for log in map(read_eval_log, map(str, (tmp_path / "logs").glob("*.eval")))}
    assert set(logs) == {"unfair", "for"}
    unfair = logs["unfair"]
    assert unfair.results is not None
    means = {score.name: score.metrics["mean"].value for score in unfair.results.scores}
    assert means["orders_resisted"] == 1.0
    assert len(unfair.samples or []) == 4
