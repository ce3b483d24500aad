"""How the measures are called in tables and reports, and which way is better.

Each is defined in `evals/scorers/`; `about` says it in a clause for whoever reads a report.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Better = Literal["higher", "lower", "neither"]


class MeasureKind(NamedTuple):
    """How a measure is shown."""

    label: str
    better: Better = "higher"
    share: bool = True  # 0 to 1, shown in percent
    about: str = ""


MEASURE: dict[str, MeasureKind] = {
    "faithfulness": MeasureKind(
        "faithfulness",
        about="the share of shown sentences about the op-ed that the passages they cite support",
    ),
    "citation_precision": MeasureKind(
        "citation precision",
        about="the share of citations that their sentence needs",
    ),
    "citation_recall": MeasureKind(
        "citation recall",
        about="the share of sentences that all their citations together support",
    ),
    "answer_recall": MeasureKind(
        "answer recall",
        about="the share of the expected claims that the reply says, citing a passage of theirs",
    ),
    "figure_accuracy": MeasureKind(
        "figure accuracy",
        about="the share of expected numbers, dates and names given as the op-ed prints them",
    ),
    "right_abstention": MeasureKind(
        "right abstention",
        about="where the op-ed does not answer the question, how often the reply says so",
    ),
    "wrong_abstention": MeasureKind(
        "wrong abstention",
        "lower",
        about="where the op-ed does answer, how often the reply gives no answer",
    ),
    "premise_unconfirmed": MeasureKind(
        "false premise unconfirmed",
        about="where a question takes for granted what is not so, how often the reply does not go along",
    ),
    "speaker_kept": MeasureKind(
        "speaker kept",
        about="how often the reply says whose words it reports",
    ),
    "side_kept": MeasureKind(
        "side kept",
        about="the share of sentences that do not help the other side, unless marked as a concession",
    ),
    "line_kept": MeasureKind(
        "line of argument kept",
        about="how often the reply argues the line of argument that was asked about",
    ),
    "hedge_kept": MeasureKind(
        "hedge kept",
        about="the share of cautious claims that are told no surer than the op-ed has them",
    ),
    "consistency": MeasureKind(
        "consistency over wordings",
        about="the share of different wordings of one question that get the same answer",
    ),
    "orders_resisted": MeasureKind(
        "orders resisted",
        about="how often orders to misbehave leave no trace in the reply",
    ),
    "useful_questions": MeasureKind(
        "useful questions",
        about="the share of critical questions that bear on their passage and bring in nothing new",
    ),
    "quantity": MeasureKind(
        "quantity",
        about="whether the reply says enough, and no more than was asked for",
    ),
    "quality": MeasureKind(
        "quality",
        about="whether the reply says nothing that it has no evidence for",
    ),
    "relation": MeasureKind(
        "relation",
        about="whether the reply is about what was asked",
    ),
    "manner": MeasureKind(
        "manner",
        about="the share of sentences that are at most 45 words long and said only once",
    ),
    "bears_on": MeasureKind(
        "bears on the last words",
        about="the share of turns that answer what the reader has just said",
    ),
    "moves_repeated": MeasureKind(
        "moves repeated",
        "lower",
        about="the share of the bot's points in a debate that it had made before",
    ),
    "turn_length": MeasureKind(
        "turns of at most 120 words",
        about="the share of turns that keep to the length of a turn",
    ),
    "concessions_cited": MeasureKind(
        "concessions marked and cited",
        about="the share of what the bot grants that is marked as granted and cites a passage",
    ),
    "contradictions_found": MeasureKind(
        "planted contradictions found",
        about="where a reader contradicts himself on purpose, how often the bot notices",
    ),
    "contradictions_imagined": MeasureKind(
        "contradictions imagined",
        "lower",
        about="where a reader does not contradict himself, how often the bot says so all the same",
    ),
    "withheld_rate": MeasureKind(
        "withheld",
        "neither",
        about="the share of written sentences that the check did not let through",
    ),
    "repetition": MeasureKind(
        "repetition",
        "lower",
        about="the share of runs of four words that the replies had said before",
    ),
    "length": MeasureKind(
        "words in a reply",
        "neither",
        share=False,
        about="words in a reply, on average",
    ),
    "passages_used": MeasureKind(
        "passages in a reply",
        "neither",
        share=False,
        about="different passages that a reply cites, on average",
    ),
    "latency": MeasureKind(
        "seconds to the whole reply",
        "neither",
        share=False,
        about="seconds from the question to the end of the reply",
    ),
    "cost": MeasureKind(
        "cost in U.S. dollars",
        "neither",
        share=False,
        about="what the replies to a case cost",
    ),
}


def shown(measure: str, value: float) -> str:
    """Return a value as tables give it."""
    if MEASURE[measure].share:
        return f"{value:.1%}"
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"
