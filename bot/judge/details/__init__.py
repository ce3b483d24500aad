"""Where a claim and the passages that say most of it part ways, each way in a file.

Each feature is a plain count or share, 0 where nothing is off. They share the reading of a sentence with the
gate, and none of its rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.judge.details.causality import crossed_causes
from bot.judge.details.figures import figure_features
from bot.judge.details.hedging import hedging_features
from bot.judge.details.matches import match_words
from bot.judge.details.names import name_features
from bot.judge.details.order import out_of_order
from bot.judge.details.polarity import polarity_features
from bot.judge.details.scope import scope_features
from bot.judge.details.speaker import unknown_speaker
from bot.judge.details.wording import wording_features
from bot.judge.frame import unframed
from bot.judge.support import kept_digits
from knowledge.sentence_analysis import read

__all__ = ["FEATURES", "details"]

# a manner, and not all of anything
_EFFORT = re.compile(r"\b(?:every|all) (?:effort|endeavou?r|attempt)s?\b", re.IGNORECASE)

FEATURES = (
    "figures nowhere", "figures changed", "figure in another place", "unit changed", "last for first",
    "names changed", "names nowhere", "name for a pronoun", "name in another place",
    "denied", "denial lost", "turned", "turned alone", "prefix turned",
    "surer", "surer by", "less sure", "all for some", "new all", "speaker", "cause and effect",
    "out of order", "replaced", "longest new", "words carried", "negators", "framed",
)  # fmt: skip


def details(claim: str, context: Sequence[str], passages: Sequence[str]) -> dict[str, float]:
    """Compare a claim with the `context`, those of the `passages` that say most of it, best first.

    A name or number that stands in any of the passages is not missing; all else is compared with the context
    alone.
    """
    bare = unframed(claim)
    stripped = claim if bare == claim else f"that {bare}"
    reading = read(_EFFORT.sub("effort", stripped))
    sources = [read(" ".join(passage.split())) for passage in context]
    features = dict.fromkeys(FEATURES, 0.0)
    if not sources or not reading.words:
        return features
    matches = match_words(reading, sources)
    features |= figure_features(reading, sources, passages)
    features |= name_features(reading, sources, passages)
    features |= polarity_features(reading, sources, matches)
    features |= hedging_features(reading, matches)
    features |= scope_features(reading, sources)
    features |= wording_features(reading, matches)
    features["speaker"] = unknown_speaker(stripped, sources)
    features["cause and effect"] = crossed_causes(reading, sources)
    features["out of order"] = out_of_order(reading, matches)
    features["framed"] = float(stripped != claim)
    return kept_digits(features)
