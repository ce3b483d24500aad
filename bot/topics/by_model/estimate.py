"""What a model's work on an op-ed will cost, told before it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import estimated_tokens
from bot.models.budget import Budget
from bot.topics.by_model.steps import STEPS, Step
from knowledge.document import Document

_PROMPT, _CHECK, _AGAIN = 1_500, 1_300, 700  # tokens of what a message holds beside the op-ed
_BATCH = 6  # sentences of a message that asks a judge
_SENTENCE, _RULING = 40, 55  # tokens of a sentence that is judged, and of what is said of it
_REFUSED = 0.12  # of the sentences, that are written again
_SHORT = 400  # words of an op-ed from which a part is as long as is usual


@dataclass(frozen=True, slots=True)
class Estimate:
    """Messages, tokens and dollars that it will take, as far as it can be told beforehand.

    `done` are the parts that are there already, `of` how many there are. `dollars` is None without prices.
    """

    calls: int
    tokens_in: int
    tokens_out: int
    dollars: float | None
    done: int
    of: int = len(STEPS)

    def told(self, model: str) -> str:
        """Return it as one sentence."""
        rest = f"{self.of - self.done} of {self.of} parts" if self.done else f"{self.of} parts"
        cost = (
            f"about ${self.dollars:.2f}"
            if self.dollars is not None
            else "its price is not set: see DEBATE_PRICE_IN and DEBATE_PRICE_OUT"
        )
        return (
            f"{model} will be asked for {rest} in about {self.calls} messages: roughly "
            f"{_round(self.tokens_in)} tokens of input and {_round(self.tokens_out)} of output, "
            f"{cost}."
        )


def estimated(document: Document, left: Sequence[Step], writing: Budget, judging: Budget | None) -> Estimate:
    """Return what the steps that are left will take, by the budgets of the models that write and judge."""
    text = estimated_tokens(document.text)
    share = min(1.0, len(document.text.split()) / _SHORT)
    calls = len(left)
    tokens_in = sum(text + _PROMPT + (0 if step.part == "map" else text) for step in left)
    tokens_out = sum(round(step.writes * share) for step in left)
    asked_in = asked_out = 0
    if judging:
        sentences = [round(step.sentences * share) for step in left]
        batches = sum(-(-count // _BATCH) for count in sentences)
        asked_in = batches * (text + _CHECK) + sum(sentences) * _SENTENCE
        asked_out = sum(sentences) * _RULING
        again = [round(count * _REFUSED) for count in sentences]
        tokens_in += len(left) * (text + _AGAIN) + sum(again) * _SENTENCE
        tokens_out += sum(again) * _SENTENCE
        calls += batches + len(left)
    priced = writing.price_in or writing.price_out
    dollars = writing.dollars(tokens_in, tokens_out) + (
        judging.dollars(asked_in, asked_out) if judging else 0
    )
    return Estimate(
        calls,
        tokens_in + asked_in,
        tokens_out + asked_out,
        dollars if priced else None,
        len(STEPS) - len(left),
    )


def _round(tokens: int) -> str:
    return f"{round(tokens, -3):,}"
