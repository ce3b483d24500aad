"""The command `debate eval`: run suites, evaluate the judge, turn a stored reply into a case."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path

import click

from bot.cli.errors import one_line_errors
from evals.bot_under_test import BRIEF
from evals.judges import JUDGES
from evals.missing_packages import lacking


class SuitesFirst(click.Group):
    """A group whose words are suites unless they are one of its commands.

    So both `debate eval facts` and `debate eval judge` work.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command that runs suites in front where none is named."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group("eval", cls=SuitesFirst, context_settings={"help_option_names": ["-h", "--help"]})
def evaluate() -> None:
    """Run evaluation suites: `debate eval [SUITE …]`, or all of them if none is named; `debate eval run
    --help` lists the options.
    """
    gc.enable()
    if missing := lacking():
        raise click.ClickException(missing)


@evaluate.command("run")
@click.argument("suites", nargs=-1, metavar="[SUITE …]")
@click.option("--topic", metavar="SLUG", help="The topic to ask about; `debate topics` lists them all.")
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="FILE",
    help=f"Evaluate on this version of the document, or on the shipped one: `{BRIEF}`. May be repeated.",
)
@click.option(
    "--url", help="Ask a running server instead of this process, for example http://127.0.0.1:7860."
)
@click.option(
    "--writer",
    type=click.Choice(["embedded", "model"]),
    default="embedded",
    show_default=True,
    help="What writes the sentences.",
)
@click.option(
    "--judge",
    type=click.Choice(JUDGES),
    default="embedded",
    show_default=True,
    help="What decides whether passages support a sentence.",
)
@click.option("--limit", type=click.IntRange(1), help="Only the first cases of each suite.")
@click.option(
    "--every", type=click.IntRange(1), default=1, help="Only every n-th case of each suite, for a quick look."
)
@click.option(
    "--compare",
    "earlier",
    metavar="RUN",
    help="Compare with an earlier run: its id, `last`, or the path of its run.json.",
)
@click.option(
    "--thresholds", type=click.Path(path_type=Path), help="Check the run against the limits in this file."
)
@click.option(
    "--workers",
    metavar="ADDRESS",
    help="Ask and grade on the workers of this Dask scheduler, for example tcp://host:8786.",
)
@click.option("--json", "as_data", is_flag=True, help="Print the report as one JSON object.")
@one_line_errors
def run(
    suites: tuple[str, ...],
    topic: str | None,
    documents: tuple[str, ...],
    url: str | None,
    writer: str,
    judge: str,
    limit: int | None,
    every: int,
    earlier: str | None,
    thresholds: Path | None,
    workers: str | None,
    as_data: bool,
) -> None:
    """Run suites, write the report, and exit with status 1 if a threshold is missed.

    The suites: facts, figures, paraphrase, attribution, for, against, debate, sparring, absent, premise,
    injection, hedges, unfair.
    """
    from bot.settings import load_settings
    from evals.compare import compare
    from evals.record import CURRENT, load_run, save, write
    from evals.report import as_html, as_json, as_markdown
    from evals.report_data import make_report
    from evals.run import run_suites
    from evals.suites import SUITES
    from evals.thresholds import load_thresholds, missed

    unknown = next((name for name in suites if name not in SUITES), None)
    if unknown:
        raise click.UsageError(
            f"There is no suite {unknown!r}; choose one of: {', '.join(SUITES)}.", click.get_current_context()
        )
    home = load_settings().home
    bounds = load_thresholds(thresholds)
    before = load_run(earlier, home) if earlier else None
    show = sys.stdout.isatty() and not as_data
    record = run_suites(
        suites,
        home,
        topic=topic,
        documents=documents or (None,),
        url=url,
        judge=judge,
        writer=writer,
        limit=limit,
        every=every,
        show=show,
        tell=None if show else partial(click.echo, err=True),
        workers=workers,
    )
    report = make_report(record, bounds, compare(before, record) if before else None)
    short = [one.told for one in missed(record, bounds) if one.document == CURRENT]
    folder = save(record, home, short)
    data = as_json(report)
    for name, text in (
        ("report.html", as_html(report)),
        ("report.md", as_markdown(report)),
        ("report.json", data),
    ):
        write(folder / name, text)
    if as_data:
        click.echo(data, nl=False)
    else:
        from evals.terminal import print_report

        print_report(report, folder)
    if report.missed:
        click.get_current_context().exit(1)


@evaluate.command("judge")
@click.option(
    "--pairs",
    multiple=True,
    type=click.Path(path_type=Path),
    help='Labelled pairs: lines of {"claim": "…", "passages": ["…"], "label": 0 or 1}. May be repeated.',
)
@click.option(
    "--judge",
    "name",
    type=click.Choice(JUDGES),
    default="embedded",
    show_default=True,
    help="Which judge to evaluate.",
)
@click.option("--topic", metavar="SLUG", help="Whose argument map the true statements come from.")
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="FILE",
    help=f"Corrupt statements about this version of the document, or `{BRIEF}`. May be repeated.",
)
@click.option(
    "--most", type=click.IntRange(1), help="Use only this many corruptions of each class, spread evenly."
)
@click.option("--json", "as_data", is_flag=True, help="Print the figures as one JSON object.")
@one_line_errors
def judge(
    pairs: tuple[Path, ...],
    name: str,
    topic: str | None,
    documents: tuple[str, ...],
    most: int | None,
    as_data: bool,
) -> None:
    """Evaluate the judge against human labels, and the judge and the gate on corrupted statements. Exit with
    status 1 if a threshold is missed.
    """
    from bot.settings import load_settings
    from evals.judge_evaluation import evaluate_judge, print_judge_evaluation
    from evals.record import write

    evaluation = evaluate_judge(pairs, name, topic, documents or (None,), most)
    path = load_settings().home / "judge" / f"{name}.html"
    write(path, evaluation.html)
    if as_data:
        click.echo(evaluation.json)
    else:
        print_judge_evaluation(evaluation, path)
    if evaluation.missed:
        click.get_current_context().exit(1)


@evaluate.command("add")
@click.argument("feedback", required=False, metavar="[ID]")
@click.option("--suite", help="The suite that the case is for; by default the mode, or `facts`.")
@click.option(
    "--to", type=click.Path(path_type=Path), help="Append the case to this file instead of printing it."
)
@one_line_errors
def add(feedback: str | None, suite: str | None, to: Path | None) -> None:
    """Turn the stored reply ID into a case, prefilled and ready to edit. Without ID,
    list what readers have said.
    """
    from bot.build import build
    from bot.errors import BotError
    from bot.settings import load_settings
    from evals.add_case import case_from_feedback
    from evals.cases import SETS

    bots = build(load_settings())
    stored = bots.store.feedback.all()
    if feedback is None:
        for entry in stored:
            click.echo(
                f"{entry.id}  {entry.made:%Y-%m-%d %H:%M}  {entry.said:16}  {entry.mode:7}  {entry.question}"
            )
            if entry.note:
                click.echo(f"          {' '.join(entry.note.split())}")
        if not stored:
            click.echo("No reader has commented on a reply yet.")
        return
    if suite is not None and suite not in SETS:
        raise click.UsageError(
            f"There is no suite {suite!r}; choose one of: {', '.join(SETS)}.", click.get_current_context()
        )
    chosen = next((entry for entry in stored if entry.id == feedback), None)
    if chosen is None:
        raise BotError(f"no feedback {feedback!r}; `debate eval add` lists what there is")
    name, case = case_from_feedback(chosen, bots.of(chosen.reply["topic"]), suite)
    line = case.model_dump_json(exclude_defaults=True)
    if to is None:
        click.echo(line)
        return
    try:
        with to.open("a", encoding="utf-8") as out:
            out.write(line + "\n")
    except OSError as exc:
        raise BotError(f"cannot write {to}: {exc.strerror or exc}") from exc
    click.echo(f"Added {case.id} to {to}. Edit what it expects, then run: debate eval {name}")
