"""Run suites, in this process or on a cluster, and make the record of what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from bot.errors import BotError
from evals.bot_under_test import bot_of
from evals.judges import get_judge
from evals.judges.agreement import BothJudges
from evals.record import Run, run_ids, runs_folder
from evals.run_in_process import RunOptions, label_of, run_in_process
from evals.suites import SUITES, cases_of, measures_of


def run_suites(
    names: Sequence[str],
    home: Path,
    *,
    topic: str | None = None,
    documents: Sequence[str | None] = (None,),
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
    limit: int | None = None,
    every: int = 1,
    show: bool = False,
    tell: Callable[[str], None] | None = None,
    workers: str | None = None,
) -> Run:
    """Run suites, by default all that the topic has, on each document: every n-th case, the first `limit`.

    `show` draws how each gets on, `tell` is given a line as each ends. With `workers`, the address of a Dask
    scheduler, they run there. Raises BotError where one could not be run to its end.
    """
    started = perf_counter()
    now = datetime.now(UTC)
    run_id = _new_id(now, home)
    slug = bot_of(topic, documents[0]).topic.slug
    documents = tuple(dict.fromkeys(documents))
    chosen = list(dict.fromkeys(names)) or [name for name in SUITES if cases_of(name, slug)]
    if not chosen:
        raise BotError(f"the topic {slug} has no evaluation sets yet; write the first into its folder sets/")
    get_judge(judge)  # its setting is looked at before anything is asked
    options = RunOptions(topic, url, judge, writer)
    if workers:
        from evals.run_on_cluster import run_on_cluster

        cases = run_on_cluster(workers, chosen, documents, options, limit, every)
    else:
        cases = run_in_process(
            chosen,
            documents,
            options,
            runs_folder(home) / run_id / "logs",
            limit=limit,
            every=every,
            show=show,
            tell=tell,
        )
    judging = get_judge(judge)
    return Run(
        id=run_id,
        made=now.isoformat(timespec="seconds"),
        version=version("policy-debate-bot"),
        topic=slug,
        writer=next((case.replies[0]["writer"] for case in cases), "embedded"),
        judge=judge,
        url=url,
        documents={
            label_of(document): bot_of(topic, document).topic.document.sha256 for document in documents
        },
        seconds=round(perf_counter() - started, 2),
        agreement=judging.agreement if isinstance(judging, BothJudges) else None,
        partial=_partial(chosen, slug, limit, every),
        cases=tuple(cases),
    )


def _partial(chosen: Sequence[str], slug: str, limit: int | None, every: int) -> tuple[str, ...]:
    """Return the measures of the suites that were left out, and of those that were not asked to their end."""
    measures: list[str] = []
    for name in SUITES:
        cases = cases_of(name, slug)
        asked = cases[::every][:limit] if name in chosen else ()
        if len(asked) < len(cases):
            measures += measures_of(name, cases)
    return tuple(dict.fromkeys(measures))


def _new_id(now: datetime, home: Path) -> str:
    stamp = now.strftime("%Y%m%d-%H%M%S")
    taken = set(run_ids(home))
    return next(
        name for n in range(len(taken) + 1) if (name := stamp if n == 0 else f"{stamp}-{n}") not in taken
    )
