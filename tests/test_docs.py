"""Tables and exchange of the README.md files, and the figures that ship, are what the program gives.

`python tests/test_docs.py` rewrites them.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Callable
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot import gate
from bot.build import build
from bot.cli.check import check
from bot.judge.forest import Fitted
from bot.output.render import as_text
from bot.settings import Settings
from bot.turn.bot import Bot
from evals.first_runs import as_tables
from evals.mutation_testing import Mutated, mutate_for_gate
from evals.record import Run
from evals.shipped_figures import FILE, ShippedRun, as_table, load_shipped, parts_of, shipped_of

ROOT = Path(__file__).resolve().parent.parent
PAGE_OF = {  # the page that each part stands on
    "exchange": ROOT / "README.md",
    "imports": ROOT / "README.md",
    "first runs": ROOT / "README.md",
    "settings": ROOT / "bot" / "README.md",
    "check": ROOT / "bot" / "README.md",
    "figures": ROOT / "evals" / "README.md",
    "mutations": ROOT / "evals" / "README.md",
    "judge": ROOT / "evals" / "README.md",
}
DRAFT = """The article says the demands could push Lee closer to China.
The demands will push Lee closer to China.
Samsung is moving its factories to Vietnam.
"""
WORDS = 1_000  # of the README, so that it is read
# Parts whose numbers another release of a library may give a little otherwise, and by how much: this share of
# a
# number, and where it has decimals this much more, which is half a point of percent, or half a word.
MEASURED = ("figures", "mutations")
SHARE, LEAST = 0.02, 0.5
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def exchange(bot: Bot) -> str:
    """One question and its reply, as a pipe gets it."""
    reply = as_text(bot.reply("What would a trade hawk say?", "against"))
    return (
        '```console\n$ debate ask "What would a trade hawk say?" --mode '
        f"against\n{reply.split(chr(10) * 2 + '[')[0]}\n```"
    )


def checked_draft() -> str:
    """A draft as `debate check` marks it."""
    with tempfile.TemporaryDirectory() as home:
        draft = Path(home) / "draft.md"
        draft.write_text(DRAFT, "utf-8")
        done = CliRunner(env={"DEBATE_HOME": home}).invoke(check, [str(draft)])
    assert done.exit_code == 0, done.output
    return f"```console\n$ debate check draft.md\n{done.stdout.rstrip()}\n```"


def settings_table() -> str:
    """Every setting with its default and meaning."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"DEBATE_{name.upper()}")
        default = (
            "the user's data folder"
            if name == "home"
            else f"`{field.default}`"
            if field.default is not None
            else ""
        )
        rows.append(f"| `{variable}` | {default} | {field.description} |")
    return "\n".join(rows)


def figures(run: Run) -> str:
    """What the suites give on the brief; not what a clock gave."""
    return as_table(parts_of(shipped_of(run)).total)


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
            auroc, accuracy = (
                said.cross_validated[f"{source} AUROC"],
                said.cross_validated[f"{source} balanced accuracy"],
            )
            rows.append(f"| {named.get(source, source)} | {rows_in} | {auroc:.3f} | {accuracy:.3f} |")
    return "\n".join(rows)


def imports() -> str:
    """The layers that the imports are held to, each above what it imports."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    whole, within = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    rows = []
    for layer in whole:
        rows += (
            [f"bot         {re.sub(' [|:] ', ', ', one)}" for one in within]
            if layer == "bot"
            else [re.sub(" [|] ", ", ", layer)]
        )
    return "\n".join(["```text", *rows, "```"])


def parts(bot: Bot, run: Callable[[], Run], mutated: Callable[[], Mutated]) -> dict[str, Callable[[], str]]:
    return {
        "exchange": lambda: exchange(bot),
        "settings": settings_table,
        "check": checked_draft,
        "figures": lambda: figures(run()),
        "mutations": lambda: mutations(mutated()),
        "judge": judge_table,
        "imports": imports,
        "first runs": as_tables,
    }


def strange_lines(shown: str, made: str) -> list[str]:
    """The lines that differ in a word, or in a number by more than that.

    As the page has them and as they come out.
    """
    pairs = zip_longest(shown.split("\n"), made.split("\n"), fillvalue="")
    return [f"{one} → {other}" for one, other in pairs if not _alike(one, other)]


def _alike(one: str, other: str) -> bool:
    if _NUMBER.sub("0", one) != _NUMBER.sub("0", other):
        return False
    return all(map(_close, _NUMBER.findall(one), _NUMBER.findall(other)))


def _close(one: str, other: str) -> bool:
    first, second = (float(number.replace(",", "")) for number in (one, other))
    return abs(first - second) <= SHARE * max(first, second) + (LEAST if "." in one else 0.0)


def _part(name: str) -> re.Match[str]:
    text = PAGE_OF[name].read_text("utf-8")
    found = re.search(rf"(?s)(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", text)
    assert found, f"{PAGE_OF[name]} has no part {name}"
    return found


@pytest.mark.parametrize(
    ("name", "measured"),
    [
        *((name, None) for name in ("exchange", "settings", "check", "judge", "imports", "first runs")),
        ("figures", "brief_run"),
        ("mutations", "brief_mutated"),
    ],
)
def test_a_page_shows_what_the_program_gives(
    name: str, measured: str | None, brief_bot: Bot, request: pytest.FixtureRequest
) -> None:
    found = _part(name)

    def given() -> Any:
        return request.getfixturevalue(str(measured))

    made = f"{found.group(1)}{parts(brief_bot, given, given)[name]()}{found.group(2)}"
    if name in MEASURED:
        assert strange_lines(found.group(), made) == [], "run: python tests/test_docs.py"
    else:
        assert found.group() == made, "run: python tests/test_docs.py"


@pytest.mark.parametrize(
    ("shown", "made", "strange"),
    [
        (
            "| words in a reply | 35.2 | 32.1–38.5 | 359 |",
            "| words in a reply | 35.1 | 32.0–38.5 | 359 |",
            False,
        ),
        ("| name | 98.3% | 2352 |", "| name | 98.2% | 2351 |", False),
        (
            "| words in a reply | 35.2 | 32.1–38.5 | 359 |",
            "| words in a reply | 37.2 | 34.1–40.5 | 359 |",
            True,
        ),
        (
            "| answer recall | 95.3% | 92.2–97.9% | 193 |",
            "| answer recall | 92.3% | 92.2–97.9% | 193 |",
            True,
        ),
        (
            "| wrong abstention | 0.9% | 0.1–2.1% | 203 |",
            "| wrong abstention | 1.9% | 0.1–2.1% | 203 |",
            True,
        ),
        ("| consistency | 91.7% | 80.0–100.0% | 12 |", "| consistency | 91.7% | 80.0–100.0% | 13 |", True),
        ("| name | 98.3% | 2352 |", "| names | 98.3% | 2352 |", True),
        ("| name | 98.3% | 2352 |", "| name | 98.3 | 2352 |", True),
        ("one\ntwo", "one", True),
    ],
)
def test_figures_may_differ_by_little_and_words_not_at_all(shown: str, made: str, strange: bool) -> None:
    assert bool(strange_lines(shown, made)) is strange


def _texts(shipped: ShippedRun) -> list[tuple[str, str, int, list[tuple[str, str, str, int]]]]:
    """The figures to the digits that are shown."""
    total, *grids = parts_of(shipped)
    parts = [total, *(part for grid in grids for part in grid)]
    return [
        (
            part.document,
            part.name,
            part.cases,
            [(row.label, row.text, row.interval, row.cases) for row in part.rows],
        )
        for part in parts
    ]


def test_the_figures_that_ship_are_what_the_suites_give(brief_run: Run) -> None:
    assert _texts(load_shipped()) == _texts(shipped_of(brief_run)), "run: python tests/test_docs.py"


def test_the_docs_and_the_page_show_the_same_figures() -> None:
    found = _part("figures")
    assert found.group() == f"{found.group(1)}{as_table(parts_of(load_shipped()).total)}{found.group(2)}", (
        "run: python tests/test_docs.py"
    )


PAGES = sorted(
    page
    for pattern in ("*.md", ".github/*.md", "[bekp]*/**/*.md", "tests/**/README.md")
    for page in ROOT.glob(pattern)
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_files_that_a_page_links_to_are_there(page: Path) -> None:
    for target, _, heading in re.findall(r"\]\(([^)#]*)(#([^)]+))?\)", page.read_text("utf-8")):
        if "://" in target:
            continue
        there = page.parent / target if target else page
        assert there.exists(), target
        assert not heading or heading in _headings(there), f"{target}#{heading}"


def _headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    lines = re.findall(r"(?m)^#+ (.+)$", page.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}


def test_the_guide_names_every_table_that_a_rule_can_stand_in() -> None:
    guide = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"(?m)^ +\| `(\w+)` \|", guide)
    by_kind = {name for name, value in vars(gate).items() if isinstance(value, dict) and "report" in value}
    assert by_kind == {"RULES", "PREPARED", "VETOES"}
    assert {*named} == {*by_kind, "_FORM", "_FOREIGN"}
    assert all(hasattr(gate, name) for name in named)


def test_the_readme_is_short_and_has_two_commands_to_set_up() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(re.findall(r"(?m)^```sh$", text)) == 2
    assert len(text.split()) <= WORDS


def main() -> None:
    from evals.run import run_suites

    with tempfile.TemporaryDirectory() as home:
        bot = build(Settings(home=Path(home))).of()
        run = run_suites((), Path(home), documents=("brief",))
        for name, make in parts(bot, lambda: run, lambda: mutate_for_gate(bot.topic)).items():
            found, page = _part(name), PAGE_OF[name]
            text = page.read_text("utf-8").replace(found.group(), f"{found.group(1)}{make()}{found.group(2)}")
            page.write_text(text, "utf-8")
    (ROOT / "evals" / FILE).write_text(shipped_of(run).model_dump_json(indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
