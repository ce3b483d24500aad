from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "knowledge", "prompts", "evals")


def _run(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_code_is_clean() -> None:
    _run("ruff", "check", ".")
    _run("ruff", "format", "--check", ".")


def test_the_types_hold() -> None:
    _run("mypy")


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


def test_importing_reads_no_environment_and_makes_no_folder(tmp_path: Path) -> None:
    modules = [
        str(file.relative_to(ROOT).with_suffix("")).replace("/", ".")
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
    ]
    modules.remove("bot.store.migrations.env")  # a script that Alembic runs
    code = (
        f"import importlib\nfor name in {modules!r}: importlib.import_module(name.removesuffix('.__init__'))"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        check=True,
    )
    left = [
        path for path in tmp_path.rglob("*") if path.is_file() and not {".cache", ".config"} & set(path.parts)
    ]
    assert not left


def test_every_public_name_has_a_docstring() -> None:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            assert ast.get_docstring(ast.parse(file.read_text("utf-8"))), f"{file} has no docstring"


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
        "bot/gate/conversation.txt",
        "knowledge/us-korea-alliance/brief.md",
        "knowledge/lexicon/thesaurus.yaml",
        "evals/sets/facts.jsonl",
    ):
        assert data in names


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
