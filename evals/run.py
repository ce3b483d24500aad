"""Runs suites by Inspect and makes the record of what came of them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from inspect_ai import eval as inspect_eval
from inspect_ai.log import EvalLog, EvalSample

from bot.errors import BotError
from evals.bot_under_test import BRIEF, bot_of
from evals.cases import EvalCase
from evals.judges import get_judge
from evals.judges.agreement import BothJudges
from evals.measures import MEASURE
from evals.record import CURRENT, CaseResult, Run, run_ids, runs_folder
from evals.suites import SUITES, TASKS, cases_of


@dataclass(frozen=True, slots=True)
class About:
    """What is asked, of whom, and who grades it."""

    topic: str | None = None
    url: str | None = None
    judge: str = "embedded"
    writer: str = "embedded"


def label_of(document: str | None) -> str:
    """What reports call a document."""
    return CURRENT if document is None else BRIEF if document == BRIEF else Path(document).name


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
    show: bool = False,
    workers: str | None = None,
) -> Run:
    """Run suites, by default all that the topic has, on each document; with `workers`, the address of a Dask scheduler, there.

    BotError where one could not be run to its end.
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
    about = About(topic, url, judge, writer)
    if workers:
        from evals.run_on_cluster import run_on

        cases = run_on(workers, chosen, documents, about, limit)
    else:
        cases = run_here(
            chosen, documents, about, runs_folder(home) / run_id / "logs", limit=limit, show=show
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
        cases=tuple(cases),
    )


def run_here(
    names: Sequence[str],
    documents: Sequence[str | None],
    about: About,
    logs: Path,
    *,
    ids: list[str] | None = None,
    limit: int | None = None,
    show: bool = False,
) -> list[CaseResult]:
    """The cases of suites on documents, all of them or those named by `ids`, asked and graded in this process."""
    given = asdict(about)
    done = inspect_eval(
        [TASKS[name](document=document, **given) for document in documents for name in names],
        model=None,
        limit=limit,
        sample_id=ids,
        display="rich" if show else "none",
        log_dir=str(logs),
        log_level="error",
        max_tasks=1,
    )
    for log in done:
        if log.status != "success":
            raise BotError(f"the suite {log.eval.task} did not end: {_said(log)}")
    return [_result(log, sample) for log in done for sample in log.samples or []]


def _said(log: EvalLog) -> str:
    """What the error said; Inspect gives it as the exception looks to a programmer."""
    message = log.error.message if log.error else log.status
    quoted = re.fullmatch(r"\w+\((['\"])(?P<text>.*)\1\)", message, re.DOTALL)
    return quoted["text"] if quoted else message


def _new_id(now: datetime, home: Path) -> str:
    stamp = now.strftime("%Y%m%d-%H%M%S")
    taken = set(run_ids(home))
    return next(
        name for n in range(len(taken) + 1) if (name := stamp if n == 0 else f"{stamp}-{n}") not in taken
    )


def _result(log: EvalLog, sample: EvalSample) -> CaseResult:
    case = EvalCase.model_validate(sample.metadata["case"])
    scores, why = {}, {}
    for measure in MEASURE:
        score = (sample.scores or {}).get(measure)
        if score is None or math.isnan(score.as_float()):
            continue
        scores[measure] = round(score.as_float(), 6)
        if score.explanation:
            why[measure] = score.explanation
    return CaseResult(
        suite=log.eval.task,
        document=label_of((log.eval.task_args or {}).get("document")),
        id=case.id,
        mode=case.mode,
        asks=case.asks,
        gold=str(sample.target if isinstance(sample.target, str) else ", ".join(sample.target)),
        replies=tuple(sample.metadata["replies"]),
        scores=scores,
        why=why,
    )
