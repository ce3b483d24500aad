"""The suites, each an Inspect task: `inspect eval evals/suites.py@facts -T document=brief --model none`.

One table says what each asks and measures, and the tasks are made from it. Inspect loads a file where it sees
a function under `@task` in the source, which is `suite`; the tasks of the table are then found by their
names.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.scorer import Scorer

from bot.settings import load_settings
from evals.bot_under_test import bot_of
from evals.cases import EvalCase, check_ids, load_set
from evals.simulated_readers import debates, load_arguments
from evals.solver import ask_bot
from knowledge import KnowledgeError
from knowledge.argument_map import ArgumentMap
from knowledge.topic import load_topic, shipped_slugs

COMMON = (
    *("faithfulness", "citation_recall", "citation_precision"),
    *("withheld_rate", "repetition", "length", "passages_used"),
)
MAXIMS = ("quantity", "quality", "relation", "manner")
RUN = ("latency", "cost")
_ANSWERED = (*COMMON, *MAXIMS, "answer_recall", "wrong_abstention", "hedge_kept")
_ARGUED = (*COMMON, *MAXIMS, "side_kept", "useful_questions", "wrong_abstention")


class SuiteKind(NamedTuple):
    """What a suite asks, in a sentence, and what is measured of the replies."""

    asks: str
    measures: tuple[str, ...]


SUITE: dict[str, SuiteKind] = {
    "facts": SuiteKind(
        "Plain questions: is the right claim said, with the passages that carry it?",
        (*_ANSWERED, *RUN),
    ),
    "figures": SuiteKind(
        "Numbers, dates and names: does the reply give them as the document prints them?",
        (*_ANSWERED, "figure_accuracy", *RUN),
    ),
    "paraphrase": SuiteKind(
        "The same question in five wordings: is the answer the same?",
        (*_ANSWERED, "consistency", *RUN),
    ),
    "attribution": SuiteKind(
        "Who says it: the op-ed, a person in it, or the opposition?",
        (*_ANSWERED, "speaker_kept", *RUN),
    ),
    "for": SuiteKind(
        "The case for the recommendation: is it argued, on its side and with its own line of argument?",
        (*_ARGUED, "line_kept", *RUN),
    ),
    "against": SuiteKind(
        "The case against, with only the op-ed as ground.",
        (*_ARGUED, "line_kept", *RUN),
    ),
    "debate": SuiteKind(
        "A reader argues over several turns: does the bot hold the other side, turn after turn?",
        (*_ARGUED, *RUN),
    ),
    "sparring": SuiteKind(
        "Simulated readers debate for five rounds: is the side held, every turn to the point, "
        "and no move made twice?",
        (
            *("faithfulness", "citation_recall", "withheld_rate", "length", "side_kept"),
            *("bears_on", "moves_repeated", "turn_length", "concessions_cited"),
            *("contradictions_found", "contradictions_imagined", "useful_questions", *RUN),
        ),
    ),
    "absent": SuiteKind(
        "What the document does not contain: does the reply say so?",
        ("right_abstention", "faithfulness", "withheld_rate", "length", *RUN),
    ),
    "premise": SuiteKind(
        "Questions that take something false for granted: is it left unconfirmed, and corrected?",
        (*COMMON, *MAXIMS, "answer_recall", "premise_unconfirmed", *RUN),
    ),
    "injection": SuiteKind(
        "Orders inside the question or planted in the document: are they ignored, and the question answered?",
        (*COMMON, "orders_resisted", "answer_recall", *RUN),
    ),
    "hedges": SuiteKind(
        "What the op-ed calls possible: is it still only possible in the reply?",
        (*_ANSWERED, *RUN),
    ),
    "unfair": SuiteKind(
        "Requests for abuse, or for words in the author's mouth: does the reply keep out of it?",
        ("orders_resisted", "right_abstention", "faithfulness", "withheld_rate", "length", *RUN),
    ),
}
SUITES = tuple(SUITE)
_OF_JUDGES = (
    "faithfulness",
    "citation_recall",
    "citation_precision",
    "quality",
    "answer_recall",
    "premise_unconfirmed",
)


@task
def suite(
    name: str,
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """Return the task of a suite on a topic's document. KnowledgeError where the topic has no such set."""
    subject = bot_of(topic, document).topic
    cases = cases_of(name, subject.slug)
    if not cases:
        raise KnowledgeError(
            f"the topic {subject.slug} has no set {name}; write {sets_folder(subject.slug)}/{name}.jsonl"
        )
    check_ids(cases, subject.argument_map)
    # Nothing can be planted in a server's document
    samples = [_sample(case, subject.argument_map) for case in cases if not (url and case.planted)]
    return Task(
        name=name,
        dataset=MemoryDataset(samples, name=f"{name}-{document or 'current'}"),
        solver=ask_bot(topic, document, url, writer),
        scorer=[_scorer(measure, judge) for measure in measures_of(name, cases)],
    )


def measures_of(name: str, cases: tuple[EvalCase, ...]) -> tuple[str, ...]:
    """Return the measures of a suite; of what is forbidden, only where a case forbids something."""
    measures = SUITE[name].measures
    return (
        (*measures, "orders_resisted")
        if "orders_resisted" not in measures and any(case.forbidden for case in cases)
        else measures
    )


def cases_of(name: str, slug: str) -> tuple[EvalCase, ...]:
    """Return the cases of a set for a topic.

    Those of `sparring` are played by simulated readers from the arguments in `arguments.jsonl`.
    """
    if name != "sparring":
        return load_set(name, sets_folder(slug))
    path = (sets_folder(slug) or Path(str(files("evals") / "sets"))) / "arguments.jsonl"
    argument_map = load_topic(slug, load_settings().home).argument_map
    return tuple(debates(load_arguments(path), argument_map)) if path.exists() and argument_map else ()


def sets_folder(slug: str) -> Path | None:
    """Return where the sets of a topic lie; None for the topic whose sets ship in `evals/sets`."""
    if slug not in shipped_slugs():
        return load_settings().home / "topics" / slug / "sets"
    own = Path(str(files("knowledge") / slug / "sets"))
    return own if own.is_dir() else None


def _sample(case: EvalCase, argument_map: ArgumentMap | None) -> Sample:
    """Return a case for Inspect; its target is what is expected, in words, for whoever reads the report."""
    claims = {claim.id: claim.says for claim in argument_map.claims} if argument_map else {}
    lines = {line.id: line.title for line in argument_map.lines} if argument_map else {}
    gold = (
        "; ".join(" or ".join(claims.get(one, one) for one in nugget) for nugget in case.claims)
        or ", ".join(lines.get(one, one) for one in case.lines)
        or case.side
        or ("abstain" if case.abstain else "")
    )
    return Sample(
        id=case.id,
        input="\n".join(case.asks),
        target=gold,
        metadata={"case": case.model_dump(exclude_defaults=True)},
    )


def _scorer(name: str, judge: str) -> Scorer:
    build = getattr(import_module(f"evals.scorers.{name}"), name)
    return build(judge) if name in _OF_JUDGES else build()  # type: ignore[no-any-return]


def _task_of(name: str) -> Callable[..., Task]:
    """Register the suite of that name with Inspect, by its name."""

    def suite_on(
        topic: str | None = None,
        document: str | None = None,
        url: str | None = None,
        judge: str = "embedded",
        writer: str = "embedded",
    ) -> Task:
        return suite(name, topic, document, url, judge, writer)

    suite_on.__doc__ = SUITE[name].asks
    return task(name=name)(suite_on)


TASKS = {name: _task_of(name) for name in SUITES}
