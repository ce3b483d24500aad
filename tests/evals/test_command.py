"""The command that evaluates."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals import missing_packages
from evals.cases import load_set
from evals.command import evaluate
from evals.record import load_run
from knowledge.topic import add_document

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.slow
def test_the_command_writes_a_report_and_says_when_a_threshold_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    runner = CliRunner()
    some = ["premise", "--every", "8", "--limit", "3", "--document", "brief"]
    first = runner.invoke(evaluate, some)
    assert first.exit_code == 0, first.output
    assert "premise: 3 cases in " in first.stderr
    assert "Every threshold that is held is kept." in first.stdout
    assert "not held, as not all cases that count for it were asked: faithfulness" in first.stdout
    strict = tmp_path / "strict.yaml"
    strict.write_text("suites: {premise: {length: {at_most: 0}}}")
    second = runner.invoke(evaluate, [*some, "--compare", "last", "--thresholds", str(strict), "--json"])
    assert second.exit_code == 1, second.output
    data = json.loads(second.stdout)
    assert "words in a reply" in data["missed"][0]
    assert data["comparison"]["flips"] == []
    asked = [case.id for case in load_run(data["run"]["id"], tmp_path).cases]
    assert asked == [case.id for case in load_set("premise")][:24:8]
    folder = tmp_path / "runs" / data["run"]["id"]
    assert {path.name for path in folder.iterdir()} == {
        "run.json",
        "report.html",
        "report.md",
        "report.json",
        "logs",
    }
    assert list((folder / "logs").glob("*_premise_*.eval"))  # what `inspect view` shows


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["gossip"], 2, "There is no suite 'gossip'; choose one of: facts"),
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


@pytest.mark.slow
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
    assert [(part["name"], part["cases"]) for part in json.loads(done.stdout)["suites"]] == [("absent", 1)]
    (sets / "facts.jsonl").write_text('{"id": "b", "question": "What do bees make?", "claims": ["honey"]}\n')
    named = CliRunner().invoke(evaluate, ["facts", "--topic", "bees"])
    assert "case b: names a claim or line, and the topic has no argument map" in named.output


@pytest.mark.slow  # Inspect takes seconds to import
def test_the_help_names_every_suite() -> None:
    from evals.suites import SUITES

    said = CliRunner().invoke(evaluate, ["run", "--help"]).output
    assert all(suite in said for suite in SUITES)


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        missing_packages, "find_spec", lambda name: None if name == "matplotlib" else object()
    )
    done = CliRunner().invoke(evaluate, ["facts"])
    assert done.exit_code == 1
    assert (
        done.output
        == "Error: the evaluations need matplotlib: run pip install 'policy-debate-bot[evals]', or in a "
        "clone pip install -e '.[evals]'\n"
    )


@pytest.mark.slow
def test_inspects_own_command_runs_suites_by_their_names(tmp_path: Path) -> None:
    from inspect_ai.log import read_eval_log

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
