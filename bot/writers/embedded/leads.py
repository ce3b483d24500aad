"""What stands before quotations: a claim about them where that is sure, and none where rules only guess."""

from __future__ import annotations

from dataclasses import dataclass

from bot.statement import Fixed
from knowledge.topic import Topic


@dataclass(frozen=True, slots=True)
class Lead:
    """Words before quotations, as they stand over a reviewed map and over one that rules guessed.

    That a sentence is the author's point, or granted, or the answer to an objection is false of so many
    sentences that rules pick that they may only be said to come from the op-ed, or to seem so.
    """

    sure: Fixed
    guessed: Fixed

    def of(self, topic: Topic) -> Fixed:
        """Return the words for what is known of an op-ed."""
        return self.sure if is_reviewed(topic) else self.guessed


def is_reviewed(topic: Topic) -> bool:
    """Tell whether somebody has made or reviewed the map of an op-ed, so that it isn't a guess of rules."""
    return topic.argument_map is not None and not topic.argument_map.guessed


FROM_IT = Fixed("From the op-ed:", layout="paragraph")
NEAR_THIS = Fixed("Near this, the op-ed says:", layout="paragraph")
FOUND_NOTHING = Fixed("I find nothing on that in the op-ed.", layout="paragraph")
