from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.main import COMMANDS
from tests.servers.command import cold_debate, debate


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def test_help_names_every_command_and_loads_none(home: Path) -> None:
    shown = cold_debate(home, "--help")
    assert shown.returncode == 0
    assert all(name in shown.stdout for name in COMMANDS)
    code = (
        "import sys; from bot.cli.main import debate; debate(['--help'], standalone_mode=False); print([m "
        "for m in sys.modules if m in "
    )
    code += "('gradio', 'chromadb', 'langchain', 'numpy', 'pydantic')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.endswith("[]\n")


@pytest.mark.parametrize("run", [debate, pytest.param(cold_debate, marks=pytest.mark.slow)])
def test_asking_prints_the_answer_and_the_passages(
    home: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    answered = run(home, "ask", "How high is the levy on Korean goods?")
    assert answered.returncode == 0, answered.stderr
    assert answered.stdout.startswith("The tariff that Trump plans is 25 percent")
    assert "\n[4] Trump plans" in answered.stdout
    assert answered.stderr == ""
    assert "\x1b" not in answered.stdout


def test_json_is_one_object_on_one_line(home: Path) -> None:
    answered = debate(home, "ask", "What would a trade hawk say?", "--mode", "against", "--json")
    given = json.loads(answered.stdout)
    assert answered.stdout.count("\n") == 1
    assert (given["topic"], given["mode"], given["side"], given["abstained"]) == (
        "us-korea-alliance",
        "against",
        "against",
        False,
    )


def test_the_question_can_come_from_standard_input(home: Path) -> None:
    assert "25 percent" in debate(home, "ask", "-", stdin="How high is the levy?\n").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ask", "x", "--topic", "koera"], 1, "there is no topic 'koera'; choose one of: us-korea-alliance"),
        (["ask", "  "], 1, "the question is empty"),
        (["ask", "x", "--mode", "sing"], 2, "'sing' is not one of"),
        (["ask"], 2, "Missing argument 'QUESTION'"),
        (["sing"], 2, "No such command 'sing'"),
        (["index"], 2, "Give a FILE"),
        (["index", "/no/such/file.txt"], 1, "cannot read /no/such/file.txt: No such file"),
        (["index", "README.md", "--topic", "No Slug"], 1, "cannot be used as a topic name"),
        (["index", "README.md", "--topic", "us-korea-alliance"], 1, "is not the op-ed of us-korea-alliance"),
        pytest.param(
            # nobody's address (RFC 5737) is refused at once; a name that is no address asks a server first
            *(["serve", "--host", "192.0.2.1"], 1, "cannot listen on 192.0.2.1"),
            marks=pytest.mark.slow,  # it loads Gradio
        ),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(
    home: Path, arguments: list[str], code: int, says: str
) -> None:
    failed = debate(home, *arguments)
    assert failed.returncode == code
    assert says in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert failed.stdout == ""


def test_a_wrong_setting_is_named(home: Path) -> None:
    failed = debate(home, "topics", DEBATE_PORT="many")
    assert failed.returncode == 1
    assert "DEBATE_PORT" in failed.stderr
    assert failed.stderr.count("\n") == 1


def test_a_home_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    failed = debate(tmp_path / "file", "ask", "How high is the tariff?")
    assert failed.returncode == 1
    assert "DEBATE_HOME" in failed.stderr
    assert failed.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_text_of_ones_own_becomes_a_topic(tmp_path: Path) -> None:
    file = tmp_path / "bees.txt"
    file.write_text('Bees make honey in spring. A hive needs "shade" and water.\n', "utf-8")
    home = tmp_path / "home"
    added = debate(home, "index", str(file))
    assert added.returncode == 0, added.stderr
    assert "bees now reads bees.txt: 2 passages" in added.stdout
    assert "bees" in debate(home, "topics").stdout
    answered = debate(home, "ask", "When do bees make honey?", "--topic", "bees")
    assert "“Bees make honey in spring.” [1]" in answered.stdout
    assert (
        "A hive needs 'shade' and water.” [2]"
        in debate(home, "ask", "What does a hive need?", "--topic", "bees").stdout
    )
    assert debate(home, "ask", "Who won the football match?", "--topic", "bees").stdout.count("[") == 0
    assert (
        debate(home, "ask", "What is the capital gains tax rate?", "--topic", "bees").stdout
        == "I find no answer to that in the op-ed.\n"
    )
    assert debate(home, "ask", "What is it about?", "--topic", "bees").stdout.count("[2]") == 2
    assert "nobody has reviewed its argument" in debate(home, "ask", "Argue for it", "--topic", "bees").stdout


@pytest.mark.slow
def test_the_op_ed_is_recognised_and_cited(tmp_path: Path, article: Path) -> None:
    added = debate(tmp_path, "index", str(article))
    assert "us-korea-alliance now reads op-ed.txt: 38 passages" in added.stdout
    assert "0 weak" in added.stdout
    given = json.loads(debate(tmp_path, "ask", "How high is the levy on Korean goods?", "--json").stdout)
    assert given["passages"][0]["text"] in " ".join(article.read_text("utf-8").split())


def test_a_package_that_hides_ours_is_named(tmp_path: Path) -> None:
    stranger = tmp_path / "knowledge"
    stranger.mkdir()
    (stranger / "__init__.py").write_text("", "utf-8")
    failed = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from bot.cli.main import main; main()",
            "topics",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert failed.returncode == 1
    assert "hides ours" in failed.stderr
    assert failed.stderr.count("\n") == 1
