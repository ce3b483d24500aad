"""The evaluation of a judge: on pairs that people labelled, and compared with the gate on corruptions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from markupsafe import Markup
from rich.console import Console
from rich.table import Table

from bot.judge.forest import forest
from evals.bot_under_test import bot_of
from evals.checks import by_judge
from evals.judges import get_judge
from evals.judges.agreement import BothJudges
from evals.labelled_pairs import JudgeFigures, judge_pairs, read_labelled
from evals.mutation_testing import Mutated, mutate, mutate_for_gate
from evals.plots import plot_reliability
from evals.report import template
from evals.run_in_process import label_of
from evals.thresholds import load_thresholds


@dataclass(frozen=True)
class JudgeEvaluation:
    """The figures on pairs, and for each document those of the gate and the judge alone on corruptions."""

    judge: str
    judged: tuple[JudgeFigures, ...]
    mutated: tuple[tuple[str, Mutated, Mutated], ...]
    missed: tuple[str, ...]
    agreement: tuple[float, float, int] | None

    @cached_property
    def json(self) -> str:
        """Return one JSON object."""
        return json.dumps(
            {
                "judge": self.judge,
                "pairs": [figures._asdict() for figures in self.judged],
                "mutations": {
                    document: {"gate": _figures(gate), "judge": _figures(alone)}
                    for document, gate, alone in self.mutated
                },
                "missed": self.missed,
                "agreement": self.agreement,
            },
            ensure_ascii=False,
        )

    @cached_property
    def html(self) -> str:
        """Return one self-contained page."""
        plots = [Markup(plot_reliability(figures.bins, figures.name)) for figures in self.judged]  # noqa: S704  # drawn here
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return template("judge.html.j2").render(
            judge=self.judge,
            made=now,
            version=version("policy-debate-bot"),
            agreed=_agreed(self),
            missed=self.missed,
            judged=self.judged,
            plots=plots,
            mutated=self.mutated,
        )


def evaluate_judge(
    pairs: Sequence[Path],
    name: str,
    topic: str | None,
    documents: Sequence[str | None],
    most: int | None = None,
) -> JudgeEvaluation:
    """Evaluate the judge of that name, on at most so many corruptions of each class.

    BotError and KnowledgeError say what is off with a file.
    """
    judge = get_judge(name)
    seen = forest().fitted_on if name != "model" else frozenset[str]()
    judged = tuple(
        judge_pairs(
            f"{path.stem} (fitted on)" if path.stem in seen else path.stem, read_labelled(path), judge
        )
        for path in pairs
    )
    bounds = load_thresholds().mutations
    mutated = []
    for document in documents:
        subject = bot_of(topic, document).topic
        gate = mutate_for_gate(subject, most)
        alone = mutate(subject, by_judge(subject, judge), most=most)
        mutated.append((label_of(document), gate, alone))
    missed = tuple(fault for document, gate, _ in mutated for fault in bounds.missed(document, gate))
    return JudgeEvaluation(
        name, judged, tuple(mutated), missed, judge.agreement if isinstance(judge, BothJudges) else None
    )


def _figures(mutated: Mutated) -> dict[str, object]:
    classes = {recall.name: {"recall": recall.share, "of": recall.of} for recall in mutated.classes}
    return {
        "classes": classes,
        "mean": mutated.mean,
        "false_alarms": mutated.false_alarms,
        "true": mutated.true,
    }


def _agreed(evaluation: JudgeEvaluation) -> str:
    if evaluation.agreement is None:
        return ""
    same, kappa, pairs = evaluation.agreement
    return f" The two judges agree on {same:.1%} of {pairs} pairs (Cohen's kappa {kappa:.2f})."


def print_judge_evaluation(evaluation: JudgeEvaluation, path: Path) -> None:
    """Print the figures in a terminal."""
    console = Console(soft_wrap=True)
    if evaluation.judged:
        table = Table(
            "pairs",
            "number",
            "AUROC",
            "balanced accuracy",
            "precision",
            "recall",
            "Brier",
            box=None,
            pad_edge=False,
        )
        for pairs in evaluation.judged:
            figures = (pairs.auroc, pairs.balanced_accuracy, pairs.precision, pairs.recall, pairs.brier)
            table.add_row(pairs.name, str(pairs.pairs), *(f"{figure:.3f}" for figure in figures))
        console.print(table, "")
    for document, gate, alone in evaluation.mutated:
        table = Table(
            f"corrupted, {document}",
            "statements",
            "caught by the gate",
            "by the judge alone",
            box=None,
            pad_edge=False,
        )
        for recall in gate.classes:
            by_judge = alone.share_of(recall.name)  # it reads reports alone
            shown = "–" if by_judge is None else f"{by_judge:.1%}"
            table.add_row(recall.name, str(recall.of), f"{recall.share:.1%}", shown)
        table.add_row("mean of the classes", "", f"{gate.mean:.1%}", f"{alone.mean:.1%}")
        table.add_row(
            "true statements refused", str(gate.true), f"{gate.false_alarms:.1%}", f"{alone.false_alarms:.1%}"
        )
        console.print(table, "")
    if evaluation.agreement:
        console.print(_agreed(evaluation).strip())
    console.print(f"The report: {path}")
    for fault in evaluation.missed:
        console.print(f"missed: {fault}", style="red")
