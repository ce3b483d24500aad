"""A scripted model that judges: it answers the prompt that asks about sentences, another the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.servers.scripted_openai import Answer, Script

_SENTENCE = re.compile(
    r"^(?P<number>\d+)\. (?P<text>.*?) \| cites (?P<cites>nothing|(?:\[\d+\])+)", re.MULTILINE
)
_POINTS = "who ok | done ok | cause ok | amount ok | certainty ok | view ok"

Rules = Callable[[str], str | None]  # of a sentence, what is wrong with it


def is_check(body: dict[str, Any]) -> bool:
    """Tell whether the model is asked to judge."""
    return "You check sentences" in body["messages"][-1]["content"]


def is_read(body: dict[str, Any]) -> bool:
    """Tell whether the model is asked what a message asks for."""
    return "You read messages" in body["messages"][-1]["content"]


def is_retry(body: dict[str, Any]) -> bool:
    """Tell whether the model is asked to write sentences again."""
    return "did not pass" in body["messages"][-1]["content"]


def asked_about(body: dict[str, Any]) -> list[str]:
    """Return the sentences that the model is to judge."""
    return sentences_in(body["messages"][-1]["content"])


def sentences_in(prompt: str) -> list[str]:
    """Return the sentences that a prompt asks about, in their order."""
    return [found["text"] for found in _SENTENCE.finditer(prompt.rpartition("<sentences>")[2])]


def judged(
    writes: Answer, rules: Rules = lambda text: None, kind: str = "says", rests_on: str = ""
) -> Answer:
    """Return a model that writes as it is told and judges by the rules."""

    def answer(body: dict[str, Any]) -> tuple[int, str] | Script:
        if not is_check(body):
            return writes(body)
        lines = []
        for number, text in enumerate(asked_about(body), start=1):
            wrong = rules(text)
            verdict = f"no | {wrong}" if wrong else f"yes{f' | rests on {rests_on}' if rests_on else ''}"
            lines.append(f"{number} | {kind} | {_POINTS} | {verdict}")
        return 200, "\n".join(lines)

    return answer
