"""What the tests share: the two documents as bots, what marks a test, and what a user's machine may lack."""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # a test that is run by its name waits only for what it uses
    from bot.turn.bot import Bot
    from evals.mutation_testing import Mutated
    from evals.record import Run
    from knowledge.document import Document
    from knowledge.topic import Topic

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT.parent / "shared" / "op-ed.txt"

BROWSER = {"browser", "chromium", "page"}
RUNS = {"brief_run", "article_run"}
SUITES = {*RUNS, "brief_mutated", "article_mutated"}
SLOW_FOLDERS = {"faults", "fuzz"}
READS_ALL = "test_architecture.py"  # the type checker takes a minute of a processor
LONG = ("slow", "services")
_GROUPS = pytest.StashKey[Path]()
STRICT = os.environ.get("DEBATE_TESTS_STRICT") == "1"  # read before each test gets an environment of its own


def lacking(what: str) -> None:
    """Skip on a user's machine; with DEBATE_TESTS_STRICT=1, as in .ci/run, nothing may be lacking."""
    if STRICT:
        pytest.fail(f"DEBATE_TESTS_STRICT is set, and this machine lacks {what}")
    pytest.skip(f"needs {what}")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """With `-n`, keep the tests of a group on one worker, where nothing else is asked for.

    The groups are handed out in the order of the tests, and not, as xdist does by itself, those of many tests
    first: the longest have few.
    """
    if getattr(config.option, "numprocesses", None) and config.option.dist == "no":
        config.option.dist = "loadgroup"
        config.option.loadscopereorder = False


@pytest.hookimpl(optionalhook=True)  # xdist's
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where to write the groups, which only it knows and only the one that hands out reads."""
    node.workerinput["groups"] = str(_groups_file(node.config))


@pytest.hookimpl(optionalhook=True)  # xdist's
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object | None:
    """Keep the tests of a group together; any other way that was asked for is xdist's own."""
    if config.option.dist != "loadgroup":
        return None
    from tests.scheduling import GroupScheduling

    return GroupScheduling(config, log, _groups_file(config))


def _groups_file(config: pytest.Config) -> Path:
    if _GROUPS not in config.stash:
        folder = TemporaryDirectory(prefix="pytest-groups-")
        config.add_cleanup(folder.cleanup)
        config.stash[_GROUPS] = Path(folder.name) / "groups.json"
    return config.stash[_GROUPS]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Import the tests without looking for what can be freed: they stay, and are many."""
    gc.disable()
    collected = yield
    gc.freeze()
    gc.enable()
    return collected


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was skipped for want of what, a line for each."""
    skipped = (report.longrepr for report in terminalreporter.getreports("skipped"))
    reasons = Counter(str(place_and_reason[2]).removeprefix("Skipped: ") for place_and_reason in skipped)
    for reason, tests in reasons.most_common():
        terminalreporter.write_line(f"skipped {tests}: {reason}")


@pytest.hookimpl(tryfirst=True)  # before -m selects
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures that they use, and group them for xdist.

    What one run of the suites is asked stays together, so does each file, for its fixtures, and so do the
    files that name a group, for what is slow to load. The runs of the suites and what reads all of the code
    come first, then the files with a browser, then the others that are slow or load much: the short ones fill
    up what is left of the workers' time.
    """
    rank: dict[str, int] = {}
    groups: list[str] = []
    for item in items:
        fixtures = _fixtures(item)
        suites = sorted(fixtures & SUITES)
        if suites or SLOW_FOLDERS & set(item.path.relative_to(ROOT).parts):
            item.add_marker(pytest.mark.slow)
        if fixtures & BROWSER:
            item.add_marker(pytest.mark.browser)
        marked = item.get_closest_marker("xdist_group")
        suite = "runs" if fixtures & RUNS else suites[0] if suites else ""
        groups.append(suite or (marked.args[0] if marked else str(item.path)))
        long = marked or any(map(item.get_closest_marker, LONG))
        first = suites or item.path.name == READS_ALL
        length = 3 if first else 2 if fixtures & BROWSER else 1 if long else 0
        rank[groups[-1]] = max(rank.get(groups[-1], 0), length)
    if hasattr(config, "workerinput"):  # a worker of xdist
        from tests.scheduling import longest_first

        group_of = dict(zip((item.nodeid for item in items), groups, strict=True))
        Path(config.workerinput["groups"]).write_text(json.dumps(group_of), "utf-8")
        items[:] = longest_first(items, groups, rank)


def _fixtures(item: pytest.Item) -> set[str]:
    """The fixtures of a test, and its parameters that are words, as the names of fixtures are."""
    parameters = getattr(getattr(item, "callspec", None), "params", {}).values()
    return {*getattr(item, "fixturenames", ()), *(one for one in parameters if isinstance(one, str))}


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
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        lacking("Chromium")
    return str(program)


@pytest.fixture(scope="session")
def topic() -> Topic:
    """The topic as it ships."""
    from knowledge.topic import shipped_topic

    return shipped_topic("us-korea-alliance")


@pytest.fixture(scope="session")
def brief(topic: Topic) -> Document:
    """The shipped document."""
    return topic.document


@pytest.fixture(scope="session")
def brief_bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """A bot on the brief, with an index of its own."""
    from bot.build import build
    from bot.settings import Settings

    return build(Settings(home=tmp_path_factory.mktemp("brief"))).of()


@pytest.fixture(scope="session")
def article_bot(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """A bot on the op-ed itself."""
    from bot.build import build
    from bot.settings import Settings
    from knowledge.topic import add_document

    home = tmp_path_factory.mktemp("article")
    add_document(article, home)
    return build(Settings(home=home)).of()


@pytest.fixture(scope="session")
def runs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """All suites on each document whose run any test asks for, by the name of the run.

    On the brief, all cases: they give the figures that ship. On the op-ed itself, which says the same, every
    third of the simulated debates, which take longest, among them all readers on both sides. A suite is asked
    on one document after the other: half of what is read is the same.
    """
    from evals.run import run_suites
    from evals.suites import SUITES

    asked = {name for item in request.session.items for name in _fixtures(item)}
    home = tmp_path_factory.mktemp("runs")
    parts: dict[str, list[Run]] = {}
    for suite in SUITES:
        for name, document in (("brief_run", "brief"), ("article_run", str(ARTICLE))):
            every = 3 if name == "article_run" and suite == "sparring" else 1
            if name in asked and (document == "brief" or ARTICLE.exists()):
                part = run_suites((suite,), home, documents=(document,), every=every)
                parts.setdefault(name, []).append(part)
    return {name: _joined(found) for name, found in parts.items()}


def _joined(parts: list[Run]) -> Run:
    """The runs of a suite each as one, held to all thresholds."""
    cases = tuple(case for part in parts for case in part.cases)
    seconds = sum(part.seconds for part in parts)
    return parts[0].model_copy(update={"cases": cases, "partial": (), "seconds": seconds})


@pytest.fixture(scope="session")
def brief_run(runs: dict[str, Run]) -> Run:
    """All suites on the brief."""
    return runs["brief_run"]


@pytest.fixture(scope="session")
def article_run(article: Path, runs: dict[str, Run]) -> Run:
    """All suites on the op-ed itself, of the longest, `sparring`, every third case."""
    return runs["article_run"]


@pytest.fixture(scope="session")
def brief_mutated(brief_bot: Bot) -> Mutated:
    """What the gate does with corrupted statements about the brief."""
    from evals.mutation_testing import mutate_for_gate

    return mutate_for_gate(brief_bot.topic)


@pytest.fixture(scope="session")
def article_mutated(article_bot: Bot) -> Mutated:
    """What the gate does with corrupted statements about the op-ed itself, 250 of each class."""
    from evals.mutation_testing import mutate_for_gate

    return mutate_for_gate(article_bot.topic, most=250)
