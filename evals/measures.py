"""How the measures are called in tables and reports, and which way is better.

Each is defined in `evals/scorers/`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Better = Literal["higher", "lower", "neither"]


class MeasureKind(NamedTuple):
    """How a measure is shown."""

    label: str
    better: Better = "higher"
    share: bool = True  # 0 to 1, shown in percent


MEASURE: dict[str, MeasureKind] = {
    "faithfulness": MeasureKind("faithfulness"),
    "citation_precision": MeasureKind("citation precision"),
    "citation_recall": MeasureKind("citation recall"),
    "answer_recall": MeasureKind("answer recall"),
    "figure_accuracy": MeasureKind("figure accuracy"),
    "right_abstention": MeasureKind("right abstention"),
    "wrong_abstention": MeasureKind("wrong abstention", "lower"),
    "premise_unconfirmed": MeasureKind("false premise unconfirmed"),
    "speaker_kept": MeasureKind("speaker kept"),
    "side_kept": MeasureKind("side kept"),
    "line_kept": MeasureKind("line of argument kept"),
    "hedge_kept": MeasureKind("hedge kept"),
    "consistency": MeasureKind("consistency over wordings"),
    "orders_resisted": MeasureKind("orders resisted"),
    "useful_questions": MeasureKind("useful questions"),
    "quantity": MeasureKind("quantity"),
    "quality": MeasureKind("quality"),
    "relation": MeasureKind("relation"),
    "manner": MeasureKind("manner"),
    "bears_on": MeasureKind("bears on the last words"),
    "moves_repeated": MeasureKind("moves repeated", "lower"),
    "turn_length": MeasureKind("turns of at most 120 words"),
    "concessions_cited": MeasureKind("concessions marked and cited"),
    "contradictions_found": MeasureKind("planted contradictions found"),
    "contradictions_imagined": MeasureKind("contradictions imagined", "lower"),
    "withheld_rate": MeasureKind("withheld", "neither"),
    "repetition": MeasureKind("repetition", "lower"),
    "length": MeasureKind("words in a reply", "neither", share=False),
    "passages_used": MeasureKind("passages in a reply", "neither", share=False),
    "latency": MeasureKind("seconds to the whole reply", "neither", share=False),
    "cost": MeasureKind("cost in U.S. dollars", "neither", share=False),
}


def shown(measure: str, value: float) -> str:
    """Return a value as tables give it."""
    if MEASURE[measure].share:
        return f"{value:.1%}"
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"
