"""A folder of files on the workers of a cluster: the same lines and the same topics as on one machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.topics.batch import index_on_workers
from evals.opinion_mining import opinions
from knowledge.document import Document
from knowledge.topic import load_topic, topic_slugs
from tests.servers.command import debate

PIECES = {
    piece.name: piece.document.text
    for piece in opinions("development")
    if piece.name in ("dams", "drones", "lunches", "sixteen")
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pieces"
    (place / "more").mkdir(parents=True)
    for name, text in PIECES.items():
        (place / f"{name}.txt").write_text(text, "utf-8")
    (place / "more" / "dams.md").write_text("The dams of another river. They stand.", "utf-8")
    (place / "empty.md").write_text("", "utf-8")
    return place


@contextmanager
def cluster(home: Path, folder: Path) -> Iterator[str]:
    """The address of a scheduler with two workers, in a process of its own; their data folder is `home`."""
    code = (
        "from distributed import LocalCluster; import sys\n"
        "if __name__ == '__main__':\n"
        "    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)\n"
        "    print(cluster.scheduler_address, flush=True); sys.stdin.read(); cluster.close()"
    )
    (folder / "cluster.py").write_text(code, "utf-8")
    environment = os.environ | {"DEBATE_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, str(folder / "cluster.py")]
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


@pytest.mark.slow
def test_workers_make_what_one_machine_makes(folder: Path, tmp_path: Path) -> None:
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    one = debate(alone, "index", str(folder))
    with cluster(shared, tmp_path) as address:
        many = debate(shared, "index", str(folder), "--workers", address)
    for done in (one, many):
        assert done.returncode == 1
        assert "4 of 6 files are indexed." in done.stdout
        assert "dams.md would become the topic dams, and so would dams.txt: rename one of them" in done.stderr
        assert "empty.md is empty" in done.stderr

    def told(done: subprocess.CompletedProcess[str]) -> list[str]:
        return sorted(re.sub(r"^\[\d+/", "[", line) for line in done.stdout.splitlines())

    assert told(one) == told(many)
    assert topic_slugs(alone) == topic_slugs(shared)
    for slug in PIECES:
        assert load_topic(slug, alone) == load_topic(slug, shared)


@pytest.mark.slow
def test_cases_that_workers_ask_and_grade_come_out_as_on_one_machine(brief: Document, tmp_path: Path) -> None:
    words = (
        "eval",
        "facts",
        "injection",
        "--limit",
        "5",
        "--document",
        str(tmp_path / "again.txt"),
        "--json",
    )
    (tmp_path / "again.txt").write_text(brief.text, "utf-8")
    one = debate(tmp_path / "alone", *words)
    with cluster(tmp_path / "shared", tmp_path) as address:
        many = debate(tmp_path / "shared", *words, "--workers", address)
    assert one.returncode == many.returncode
    assert [line.split(" in ")[0] for line in one.stderr.splitlines()] == [
        "facts: 5 cases",
        "injection: 5 cases",
    ]
    assert many.stderr == ""  # there the suites do not end one after the other

    def told(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str, float]]:
        tables = json.loads(done.stdout)["totals"]
        return [
            (table["document"], row["measure"], row["mean"])
            for table in tables
            for row in table["rows"]
            if row["measure"] != "latency"
        ]

    assert told(one) == told(many) != []


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_one_line(folder: Path) -> None:
    with pytest.raises(BotError, match=r"no Dask scheduler is responding at tcp://127\.0\.0\.1:9"):
        list(index_on_workers("tcp://127.0.0.1:9", folder, mining=False))
