from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "knowledge", "prompts", "evals")


def _run(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_code_is_clean() -> None:
    _run("ruff", "check", ".")
    _run("ruff", "format", "--check", ".")


@pytest.mark.slow
def test_the_types_hold() -> None:
    _run("mypy")


@pytest.mark.slow
def test_imports_point_down() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_modules_can_be_read_in_one_sitting() -> None:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            assert len(file.read_text("utf-8").splitlines()) <= 350, file


# Imports every module with an environment that notes what a line of ours reads, and what others read for it:
# a library may look at what is its own.
RECORDED = """
import importlib, os, sys

root, *modules = sys.argv[1:]
reads = []


class Noted(type(os.environ)):
    def __getitem__(self, name):
        note(name)
        return super().__getitem__(name)

    def __iter__(self):
        note("all of it")
        return super().__iter__()


def note(name):
    frame, directly = sys._getframe(2), True
    while frame and not frame.f_code.co_filename.startswith("<frozen importlib"):
        place = frame.f_code.co_filename
        if place.startswith(root) and "site-packages" not in place:
            if directly or str(name).startswith(("DEBATE_", "OPENAI_", "all of it")):
                reads.append(f"{place}:{frame.f_lineno} reads {name}")
            return
        directly = directly and place.startswith("<frozen")
        frame = frame.f_back


os.environ.__class__ = Noted
for module in modules:
    importlib.import_module(module)
print(*reads, sep="\\n")
"""


@pytest.mark.slow
def test_importing_reads_no_environment_and_makes_no_folder(tmp_path: Path) -> None:
    home, others = tmp_path / "home", tmp_path / "others"
    home.mkdir()
    paths = (file.relative_to(ROOT) for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    modules = {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths}
    modules.remove("bot.store.migrations.env")  # a script that Alembic runs
    if find_spec("torch") is None:  # the extra `training`, which nothing else asks for
        modules -= {name for name in modules if name.startswith("evals.training.")}
    imported = subprocess.run(
        [sys.executable, "-c", RECORDED, str(ROOT), *sorted(modules)],
        cwd=home,
        env={
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "PATH": "/usr/bin:/bin",
            "MPLCONFIGDIR": str(others),  # Matplotlib's own import lists the fonts there
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert imported.stdout.split("\n") == ["", ""]
    assert list(home.rglob("*")) == []


def public_without_docstring(tree: ast.Module | ast.ClassDef, place: str) -> Iterator[str]:
    """The modules, classes, functions and methods that a stranger may use and that have no docstring."""
    if not ast.get_docstring(tree):
        yield place
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_without_docstring(node, f"{place}: {node.name}")
        elif (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            yield f"{place}: {node.name}"


@pytest.mark.slow
def test_every_public_name_has_a_docstring() -> None:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            place = str(file.relative_to(ROOT))
            assert list(public_without_docstring(ast.parse(file.read_text("utf-8")), place)) == []


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("def f(): ...", ["m", "m: f"]),
        ('"""M."""\nclass A:\n    """A."""\n    def f(self): ...\n    def _g(self): ...', ["m: A: f"]),
        ('"""M."""\nasync def f():\n    """F."""', []),
    ],
)
def test_a_missing_docstring_is_found(source: str, missing: list[str]) -> None:
    assert list(public_without_docstring(ast.parse(source), "m")) == missing


@pytest.mark.slow
def test_the_wheel_holds_our_packages_and_their_data_alone(tmp_path: Path) -> None:
    try:
        _run("build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), ".")
    except AssertionError as exc:
        pytest.fail(str(exc))
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name.split("/")[0]} == set(PACKAGES)
    for data in (
        "bot/output/templates/card.html",
        "bot/web/page/templates/heading.html",
        "bot/web/static/chat.js",
        "bot/web/templates/embed.html",
        "bot/store/migrations/versions/0001_chats.py",
        "bot/gate/rules/conversation.txt",
        "knowledge/us-korea-alliance/brief.md",
        "knowledge/us-korea-alliance/thesaurus.yaml",
        "knowledge/us-korea-alliance/vectors.npz",
        *(f"knowledge/encoders/weights/{name}" for name in ("sentence_encoder.onnx", "answers.onnx")),
        *(f"knowledge/encoders/weights/{name}" for name in ("tokenizer.json", "manifest.json")),
        "evals/sets/facts.jsonl",
    ):
        assert data in names


@pytest.mark.slow
def test_fixed_words_stand_in_the_source_whole() -> None:
    calls = [
        (file, node)
        for file in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fixed"
    ]
    assert len(calls) >= 30
    for file, node in calls:
        assert isinstance(node.args[0], ast.Constant), (
            f"{file}, line {node.lineno}: nothing may be put into fixed words"
        )


def test_only_the_byline_is_put_into_fixed_words() -> None:
    filling = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "of_byline"
    }
    assert filling == {"bot/writers/embedded/byline.py"}
