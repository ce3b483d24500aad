"""Run evaluation cases on the workers of a Dask cluster.

Each asks and grades some of a suite's; what comes of them is what one machine gives.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from bot.errors import USER_ERRORS, BotError
from bot.topics.batch import cluster
from evals.bot_under_test import BRIEF, bot_of, scratch_folder
from evals.judges import get_judge
from evals.judges.agreement import BothJudges, Counts
from evals.record import CaseResult
from evals.run_in_process import RunOptions, run_in_process
from evals.suites import cases_of

CASES = 8  # of a suite that a worker takes at a time
_inspecting = Lock()  # Inspect runs once in a process


@dataclass(frozen=True, slots=True)
class SuiteShare:
    """Some cases of a suite on a document, which travels as its name and content."""

    suite: str
    ids: tuple[str, ...]
    document: str | None
    content: bytes | None


def run_on_cluster(
    address: str,
    names: Sequence[str],
    documents: Sequence[str | None],
    options: RunOptions,
    limit: int | None,
    every: int,
) -> list[CaseResult]:
    """Return the results of suites on documents, in order.

    Raises BotError where the scheduler does not answer or a worker fails.
    """
    with cluster(address) as client:
        parts = list(_parts(names, documents, options, limit, every))
        tasks = [client.submit(run_part, part, options, pure=False) for part in parts]
        results: list[CaseResult] = []
        for part, task in zip(parts, tasks, strict=True):
            try:
                cases, counts, error = task.result()
            except Exception as exc:  # whatever ended the worker
                raise BotError(
                    f"a worker failed at the suite {part.suite}: {str(exc) or type(exc).__name__}"
                ) from exc
            if error:
                raise BotError(error)
            results += [CaseResult.model_validate_json(case) for case in cases]
            judge = get_judge(options.judge)
            if isinstance(judge, BothJudges):
                judge.take(counts)
        return results


def _parts(
    names: Sequence[str],
    documents: Sequence[str | None],
    options: RunOptions,
    limit: int | None,
    every: int,
) -> Iterator[SuiteShare]:
    for document in documents:
        slug = bot_of(options.topic, document).topic.slug
        content = None if document in (None, BRIEF) else Path(document).read_bytes()
        for name in names:
            cases = [case for case in cases_of(name, slug) if not (options.url and case.planted)]
            ids = [case.id for case in cases[::every][:limit]]
            for first in range(0, len(ids), CASES):
                yield SuiteShare(name, tuple(ids[first : first + CASES]), document, content)


def run_part(part: SuiteShare, options: RunOptions) -> tuple[list[str], Counts, str]:
    """Run a share on a worker: return the results as JSON, how two judges agreed, and the error, if any."""
    with _inspecting, tempfile.TemporaryDirectory() as folder:
        judge: Any = get_judge(options.judge)
        if isinstance(judge, BothJudges):
            judge.given()  # of an earlier part
        try:
            document = (
                part.document
                if part.content is None
                else _placed(part.content, Path(part.document or "document").name)
            )
            cases = run_in_process([part.suite], [document], options, Path(folder), ids=list(part.ids))
        except USER_ERRORS as exc:
            return [], [], str(exc)
        return (
            [case.model_dump_json() for case in cases],
            judge.given() if isinstance(judge, BothJudges) else [],
            "",
        )


@cache
def _placed(content: bytes, name: str) -> str:
    """Return the document's place on this machine: one for each content, so that its bot is built once."""
    place = scratch_folder() / name
    place.write_bytes(content)
    return str(place)
