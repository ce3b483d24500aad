"""Suites asked of a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.build import Bots
from bot.settings import Settings
from evals.command import evaluate
from tests.servers.here import serving_here

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Bots:
    return Bots(Settings(home=tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="module")
def url(bots: Bots) -> Iterator[str]:
    """A running server."""
    with serving_here(bots) as address:
        yield address


@pytest.mark.slow
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
        data.append(json.loads(done.stdout))
    here, there = (
        {row["measure"]: row["mean"] for row in one["totals"][0]["rows"] if row["measure"] != "latency"}
        for one in data
    )
    assert here == there
    assert here["figure_accuracy"] == 1.0
