"""The README's tables and exchange are what the program gives. `python tests/test_docs.py` writes them anew."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from bot.build import Bot, build
from bot.judge.forest import Fitted
from bot.render import as_text
from bot.settings import Settings
from evals.mutation_testing import Mutated, mutate_for_gate
from evals.record import Run
from evals.report import make_report
from evals.running import run_suites

README = Path(__file__).resolve().parent.parent / "README.md"


def exchange(bot: Bot) -> str:
    """One question and its reply, as a pipe gets it."""
    reply = as_text(bot.reply("What would a trade hawk say?", "against"))
    return f'```console\n$ debate ask "What would a trade hawk say?" --mode against\n{reply.split(chr(10) * 2 + "[")[0]}\n```'


def settings_table() -> str:
    """Every setting with its default and meaning."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"DEBATE_{name.upper()}")
        default = "the user's data folder" if name == "home" else f"`{field.default}`" if field.default is not None else ""
        rows.append(f"| `{variable}` | {default} | {field.description} |")
    return "\n".join(rows)


def figures(run: Run) -> str:
    """What the suites give on the brief; not what a clock gave."""
    rows = ["| measure, on the brief | mean | 95 % interval | cases |", "| --- | --- | --- | --- |"]
    part = make_report(run, []).totals[0]
    return "\n".join(rows + [f"| {row.label} | {row.text} | {row.interval} | {row.cases} |" for row in part.rows if row.measure not in ("latency", "cost")])


def mutations(found: Mutated) -> str:
    """What the gate does with corrupted statements."""
    rows = ["| corruption, on the brief | caught | statements |", "| --- | --- | --- |"]
    rows += [f"| {one.name} | {one.share:.1%} | {one.of} |" for one in found.classes]
    return "\n".join([*rows, f"| true statements shown | {1 - found.false_alarms:.1%} | {found.true} |"])


def judge_table() -> str:
    """What cross-validation said when the judge was fitted."""
    said = Fitted.model_validate_json((files("bot.judge") / "judge.json").read_text("utf-8"))
    rows = ["| pairs | rows | AUROC | balanced accuracy |", "| --- | --- | --- | --- |"]
    named = {"topic": "true and corrupted statements about the shipped topic"}
    for source, rows_in in said.fitted_on.items():
        if source != "corrupted":
            auroc, accuracy = said.cross_validated[f"{source} AUROC"], said.cross_validated[f"{source} balanced accuracy"]
            rows.append(f"| {named.get(source, source)} | {rows_in} | {auroc:.3f} | {accuracy:.3f} |")
    return "\n".join(rows)


def imports() -> str:
    """The layers that the imports are held to, each above what it imports."""
    contracts = tomllib.loads((README.parent / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    whole, within = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    rows = []
    for layer in whole:
        rows += [f"bot         {re.sub(' [|:] ', ', ', one)}" for one in within] if layer == "bot" else [re.sub(" [|] ", ", ", layer)]
    return "\n".join(["```text", *rows, "```"])


def parts(bot: Bot, run: Callable[[], Run], mutated: Callable[[Bot], Mutated]) -> dict[str, Callable[[], str]]:
    return {
        "exchange": lambda: exchange(bot),
        "settings": settings_table,
        "figures": lambda: figures(run()),
        "mutations": lambda: mutations(mutated(bot)),
        "judge": judge_table,
        "imports": imports,
    }


def _part(name: str, text: str) -> re.Match[str]:
    found = re.search(rf"(?s)(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", text)
    assert found, f"README.md has no part {name}"
    return found


@pytest.mark.parametrize("name", ["exchange", "settings", "figures", "mutations", "judge", "imports"])
def test_the_readme_shows_what_the_program_gives(name: str, brief_bot: Bot, brief_run: Run, mutated: Callable[[Bot], Mutated]) -> None:
    found = _part(name, README.read_text("utf-8"))
    assert found.group() == f"{found.group(1)}{parts(brief_bot, lambda: brief_run, mutated)[name]()}{found.group(2)}", "run: python tests/test_docs.py"


def test_the_readmes_files_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text("utf-8")):
        assert (README.parent / target).exists(), target


def test_the_readme_has_two_commands_to_set_up() -> None:
    assert len(re.findall(r"(?m)^```sh$", README.read_text("utf-8"))) == 2


def main() -> None:
    text = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as home:
        bot = build(Settings(home=Path(home))).of()
        for name, make in parts(bot, lambda: run_suites((), Path(home), documents=("brief",)), lambda bot: mutate_for_gate(bot.topic)).items():
            found = _part(name, text)
            text = text.replace(found.group(), f"{found.group(1)}{make()}{found.group(2)}")
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
