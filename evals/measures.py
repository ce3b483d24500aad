"""What the measures are called in tables and reports, and which way is better. Each is defined in `evals/scorers/`."""

from __future__ import annotations

from typing import Literal, NamedTuple

Better = Literal["higher", "lower", "neither"]


class Kind(NamedTuple):
    """How a measure is shown."""

    label: str
    better: Better = "higher"
    share: bool = True  # 0 to 1, shown in percent


MEASURE: dict[str, Kind] = {
    "faithfulness": Kind("faithfulness"),
    "citation_precision": Kind("citation precision"),
    "citation_recall": Kind("citation recall"),
    "answer_recall": Kind("answer recall"),
    "figure_accuracy": Kind("figure accuracy"),
    "right_abstention": Kind("right abstention"),
    "wrong_abstention": Kind("wrong abstention", "lower"),
    "premise_unconfirmed": Kind("false premise unconfirmed"),
    "speaker_kept": Kind("speaker kept"),
    "side_kept": Kind("side kept"),
    "line_kept": Kind("line of argument kept"),
    "hedge_kept": Kind("hedge kept"),
    "consistency": Kind("consistency over wordings"),
    "orders_resisted": Kind("orders resisted"),
    "useful_questions": Kind("useful questions"),
    "quantity": Kind("quantity"),
    "quality": Kind("quality"),
    "relation": Kind("relation"),
    "manner": Kind("manner"),
    "bears_on": Kind("bears on the last words"),
    "moves_repeated": Kind("moves repeated", "lower"),
    "turn_length": Kind("turns of at most 60 words"),
    "concessions_cited": Kind("concessions marked and cited"),
    "contradictions_found": Kind("planted contradictions found"),
    "contradictions_imagined": Kind("contradictions imagined", "lower"),
    "withheld_rate": Kind("withheld", "neither"),
    "repetition": Kind("repetition", "lower"),
    "length": Kind("words in a reply", "neither", share=False),
    "passages_used": Kind("passages in a reply", "neither", share=False),
    "latency": Kind("seconds to the whole reply", "neither", share=False),
    "cost": Kind("cost in U.S. dollars", "neither", share=False),
}


def shown(measure: str, value: float) -> str:
    """A value as tables give it."""
    if MEASURE[measure].share:
        return f"{value:.1%}"
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"
