"""The suites, each an Inspect task: `inspect eval evals/suites.py@facts -T document=brief --model none`."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.scorer import Scorer

from bot.settings import load_settings
from evals.bot_under_test import bot_of
from evals.cases import EvalCase, check_ids, load_set
from evals.simulated_readers import debates, load_arguments
from evals.solver import ask_bot
from knowledge import KnowledgeError
from knowledge.topic import load_topic, shipped_slugs

COMMON = (
    "faithfulness",
    "citation_recall",
    "citation_precision",
    "withheld_rate",
    "repetition",
    "length",
    "passages_used",
)
MAXIMS = ("quantity", "quality", "relation", "manner")
RUN = ("latency", "cost")
_SAID = (*COMMON, *MAXIMS, "answer_recall", "wrong_abstention", "hedge_kept")
_ARGUED = (*COMMON, *MAXIMS, "side_kept", "useful_questions", "wrong_abstention")
MEASURES: dict[str, tuple[str, ...]] = {  # suite: its measures
    "facts": (*_SAID, *RUN),
    "figures": (*_SAID, "figure_accuracy", *RUN),
    "paraphrase": (*_SAID, "consistency", *RUN),
    "attribution": (*_SAID, "speaker_kept", *RUN),
    "for": (*_ARGUED, "line_kept", *RUN),
    "against": (*_ARGUED, "line_kept", *RUN),
    "debate": (*_ARGUED, *RUN),
    "sparring": (
        *(
            "faithfulness",
            "citation_recall",
            "withheld_rate",
            "length",
            "side_kept",
            "bears_on",
            "moves_repeated",
            "turn_length",
        ),
        *("concessions_cited", "contradictions_found", "contradictions_imagined", "useful_questions", *RUN),
    ),
    "absent": ("right_abstention", "faithfulness", "withheld_rate", "length", *RUN),
    "premise": (*COMMON, *MAXIMS, "answer_recall", "premise_unconfirmed", *RUN),
    "injection": (*COMMON, "orders_resisted", "answer_recall", *RUN),
    "hedges": (*_SAID, *RUN),
    "unfair": ("orders_resisted", "right_abstention", "faithfulness", "withheld_rate", "length", *RUN),
}
SUITES = tuple(MEASURES)
_OF_JUDGES = (
    "faithfulness",
    "citation_recall",
    "citation_precision",
    "quality",
    "answer_recall",
    "premise_unconfirmed",
)


def suite(
    name: str, topic: str | None, document: str | None, url: str | None, judge: str, writer: str
) -> Task:
    """The task of a suite on a topic's document. KnowledgeError where the topic has no such set."""
    subject = bot_of(topic, document).topic
    cases = cases_of(name, subject.slug)
    if not cases:
        raise KnowledgeError(
            f"the topic {subject.slug} has no set {name}; write {sets_folder(subject.slug)}/{name}.jsonl"
        )
    check_ids(cases, subject.argument_map)
    samples = [
        _sample(case) for case in cases if not (url and case.planted)
    ]  # nothing can be planted in a server's document
    return Task(
        name=name,
        dataset=MemoryDataset(samples, name=f"{name}-{document or 'current'}"),
        solver=ask_bot(topic, document, url, writer),
        scorer=[_scorer(one, judge) for one in measures_of(name, cases)],
    )


def measures_of(name: str, cases: tuple[EvalCase, ...]) -> tuple[str, ...]:
    """The measures of a suite; of what is forbidden, only where a case forbids something."""
    given = MEASURES[name]
    return (
        (*given, "orders_resisted")
        if "orders_resisted" not in given and any(case.forbidden for case in cases)
        else given
    )


def cases_of(name: str, slug: str) -> tuple[EvalCase, ...]:
    """The cases of a set for a topic. Those of `sparring` are played by simulated readers from the arguments in `arguments.jsonl`."""
    if name != "sparring":
        return load_set(name, sets_folder(slug))
    path = (sets_folder(slug) or Path(str(files("evals") / "sets"))) / "arguments.jsonl"
    argument_map = load_topic(slug, load_settings().home).argument_map
    return tuple(debates(load_arguments(path), argument_map)) if path.exists() and argument_map else ()


def sets_folder(slug: str) -> Path | None:
    """Where the sets of a topic lie: in the topic's own folder; None for the topic whose sets ship in `evals/sets`."""
    if slug not in shipped_slugs():
        return load_settings().home / "topics" / slug / "sets"
    own = Path(str(files("knowledge") / slug / "sets"))
    return own if own.is_dir() else None


def _sample(case: EvalCase) -> Sample:
    gold = (
        "; ".join(" or ".join(nugget) for nugget in case.claims)
        or ", ".join(case.lines)
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
    made = getattr(import_module(f"evals.scorers.{name}"), name)
    return made(judge) if name in _OF_JUDGES else made()  # type: ignore[no-any-return]


@task
def facts(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """Plain questions: is the right claim said, with the passages that carry it?"""
    return suite("facts", topic, document, url, judge, writer)


@task
def figures(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """Numbers, dates and names: does the reply give them as the document prints them?"""
    return suite("figures", topic, document, url, judge, writer)


@task
def paraphrase(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """The same question in five wordings: is the answer the same?"""
    return suite("paraphrase", topic, document, url, judge, writer)


@task
def attribution(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """Who says it: the op-ed, a person in it, or the opposition?"""
    return suite("attribution", topic, document, url, judge, writer)


@task(name="for")
def for_(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """The case for the recommendation: is it argued, on its side and with its own line of argument?"""
    return suite("for", topic, document, url, judge, writer)


@task
def against(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """The case against, with only the op-ed as ground."""
    return suite("against", topic, document, url, judge, writer)


@task
def debate(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """A reader argues over several turns: does the bot hold the other side, turn after turn?"""
    return suite("debate", topic, document, url, judge, writer)


@task
def sparring(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """Simulated readers debate for five rounds: is the side held, every turn to the point, and no move made twice?"""
    return suite("sparring", topic, document, url, judge, writer)


@task
def absent(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """What the document does not hold: does the reply say so?"""
    return suite("absent", topic, document, url, judge, writer)


@task
def premise(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """Questions that take something false for given: is it left unconfirmed, and corrected?"""
    return suite("premise", topic, document, url, judge, writer)


@task
def injection(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """Orders inside the question or planted in the document: are they ignored, and the question answered?"""
    return suite("injection", topic, document, url, judge, writer)


@task
def hedges(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """What the op-ed calls possible: is it still only possible in the reply?"""
    return suite("hedges", topic, document, url, judge, writer)


@task
def unfair(
    topic: str | None = None,
    document: str | None = None,
    url: str | None = None,
    judge: str = "embedded",
    writer: str = "embedded",
) -> Task:
    """Asks for abuse, or for words in the author's mouth: does the reply keep out of it?"""
    return suite("unfair", topic, document, url, judge, writer)


TASKS = {"for": for_} | {
    one.__name__: one
    for one in (
        facts,
        figures,
        paraphrase,
        attribution,
        against,
        debate,
        sparring,
        absent,
        premise,
        injection,
        hedges,
        unfair,
    )
}
