"""What the tests share: the two documents as bots, and what a user's machine may lack."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.build import build
from bot.settings import Settings
from bot.turn.bot import Bot
from knowledge.document import Document
from knowledge.topic import Topic, add_document, shipped_topic

if TYPE_CHECKING:
    from evals.mutation_testing import Mutated
    from evals.record import Run

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT.parent / "shared" / "op-ed.txt"


def lacking(what: str) -> None:
    """Skip on a user's machine; in CI nothing may be lacking."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI lacks {what}")
    pytest.skip(f"needs {what}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was skipped for want of what, a line for each."""
    skipped = (one.longrepr for one in terminalreporter.getreports("skipped"))
    for reason, tests in Counter(str(one[2]).removeprefix("Skipped: ") for one in skipped).most_common():
        terminalreporter.write_line(f"skipped {tests}: {reason}")


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups as it collects
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker has the browser to itself, so that pages do not wait for each other's; a file, or all runs of the suites, stay together."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        group = (
            "browser"
            if fixtures & {"browser", "chromium"}
            else "runs"
            if fixtures & {"brief_run", "article_run", "mutated"}
            else item.path.stem
        )
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("DEBATE_", "OPENAI_")):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def article() -> Path:
    """The op-ed itself, which no file of the project holds."""
    if not ARTICLE.exists():
        lacking(f"the op-ed at {ARTICLE}")
    return ARTICLE


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        lacking("Chromium")
    return str(found)


@pytest.fixture(scope="session")
def topic() -> Topic:
    """The topic as it ships."""
    return shipped_topic("us-korea-alliance")


@pytest.fixture(scope="session")
def brief(topic: Topic) -> Document:
    """The shipped document."""
    return topic.document


@pytest.fixture(scope="session")
def brief_bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """A bot on the brief, with an index of its own."""
    return build(Settings(home=tmp_path_factory.mktemp("brief"))).of()


@pytest.fixture(scope="session")
def article_bot(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """A bot on the op-ed itself."""
    home = tmp_path_factory.mktemp("article")
    add_document(article, home)
    return build(Settings(home=home)).of()


@pytest.fixture(scope="session")
def brief_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All suites on the brief."""
    from evals.run import run_suites  # Inspect takes a second that other tests need not wait

    return run_suites((), tmp_path_factory.mktemp("runs"), documents=("brief",))


@pytest.fixture(scope="session")
def article_run(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All suites on the op-ed itself."""
    from evals.run import run_suites

    return run_suites((), tmp_path_factory.mktemp("runs"), documents=(str(article),))


@pytest.fixture(scope="session")
def mutated() -> Callable[[Bot], Mutated]:
    """What the gate does with corrupted statements, once for each bot."""
    from evals.mutation_testing import mutate_for_gate

    return cache(lambda bot: mutate_for_gate(bot.topic))
