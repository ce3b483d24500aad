"""Run cases in this process, by Inspect, and read the results from its logs."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from inspect_ai import eval as inspect_eval
from inspect_ai.log import EvalLog, EvalSample

from bot.errors import BotError
from evals.bot_under_test import BRIEF
from evals.cases import EvalCase
from evals.measures import MEASURE
from evals.record import CURRENT, CaseResult
from evals.suites import TASKS


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What is asked, of whom, and who grades it."""

    topic: str | None = None
    url: str | None = None
    judge: str = "embedded"
    writer: str = "embedded"


def label_of(document: str | None) -> str:
    """Return what reports call a document."""
    return CURRENT if document is None else BRIEF if document == BRIEF else Path(document).name


def run_in_process(
    names: Sequence[str],
    documents: Sequence[str | None],
    options: RunOptions,
    logs: Path,
    *,
    ids: list[str] | None = None,
    limit: int | None = None,
    every: int = 1,
    show: bool = False,
    tell: Callable[[str], None] | None = None,
) -> list[CaseResult]:
    """Ask and grade in this process the cases of suites on documents: all, or those named by `ids`.

    Of those, every n-th, the first `limit`.

    `show` draws how they get on, `tell` is given a line as each suite ends. A suite is asked on one document
    after the other, while the models remember its questions; the results are those of one document after the
    other.
    """
    arguments = asdict(options)
    results: list[CaseResult] = []
    for suites in [names] if show else [[name] for name in names]:
        started = perf_counter()
        tasks = [TASKS[name](document=document, **arguments) for name in suites for document in documents]
        for task in tasks:
            task.dataset = task.dataset[::every]
        done = inspect_eval(
            tasks,
            model=None,
            limit=limit,
            sample_id=ids,
            display="rich" if show else "none",
            log_dir=str(logs),
            log_level="error",
            log_realtime=False,  # nobody watches it case by case, and a database of that takes a while
            score_display=False,
            max_tasks=1,
        )
        found = _results(done)
        if tell:
            tell(f"{', '.join(suites)}: {len(found)} cases in {perf_counter() - started:.0f} s")
        results += found
    labels = [label_of(document) for document in documents]
    return sorted(results, key=lambda result: labels.index(result.document))


def _results(logs: Sequence[EvalLog]) -> list[CaseResult]:
    """Return the results in the logs. BotError where a suite was not run to its end."""
    for log in logs:
        if log.status != "success":
            raise BotError(f"the suite {log.eval.task} did not end: {_error_text(log)}")
    return [_result(log, sample) for log in logs for sample in log.samples or []]


def _error_text(log: EvalLog) -> str:
    """Return what the error said; Inspect gives it as the exception looks to a programmer."""
    message = log.error.message if log.error else log.status
    quoted = re.fullmatch(r"\w+\((['\"])(?P<text>.*)\1\)", message, re.DOTALL)
    return quoted["text"] if quoted else message


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
