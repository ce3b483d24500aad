"""A scripted model that mines a small op-ed: what it answers to each prompt that mines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.servers.judging import is_check, judged
from tests.servers.scripted_openai import Answer

TEXT = """The town should keep its library open on Sundays.
Last year 4,200 people came on Sundays, and without them the branch may close.
Opening on Sundays is not cheap.
"""
MAP: dict[str, Any] = {
    "subject": "A library on Sundays",
    "claims": [
        {
            "id": "Visitors",
            "kind": "fact",
            "says": "4,200 people came on Sundays last year",
            "passages": [2],
            "helps": "for",
            "supports": ["keep", "nowhere"],
            "asked": ["how many come on Sundays"],
        },
        {
            "id": "close",
            "kind": "prediction",
            "says": "without the people on Sundays the branch may close",
            "passages": [2],
            "helps": "for",
            "supports": ["keep"],
            "asked": ["what happens to the branch"],
        },
        {
            "id": "cost",
            "kind": "concession",
            "says": "opening on Sundays is not cheap",
            "passages": [3],
            "helps": "against",
            "asked": ["is it cheap"],
        },
        {
            "id": "keep",
            "kind": "recommendation",
            "says": "the town should keep its library open on Sundays",
            "passages": [1],
            "helps": "for",
            "asked": ["what should the town do"],
        },
        {
            "id": "wrong",
            "kind": "fact",
            "says": "9,900 people came on Sundays last year",
            "passages": [2],
            "helps": "for",
        },
        {
            "id": "sure",
            "kind": "prediction",
            "says": "the branch will close",
            "passages": [2],
            "helps": "for",
        },
        {"id": "nowhere", "kind": "fact", "says": "the mayor reads books", "passages": [9], "helps": "for"},
    ],
    "lines": [
        {
            "title": "Closing",
            "scheme": "negative-consequences",
            "premises": ["visitors", "close"],
            "conclusion": "keep",
            "attacks": [
                {
                    "aim": "undercut",
                    "about": ["close"],
                    "says": "the op-ed does not say how many people would come on other days",
                },
                {"aim": "undercut", "about": ["close"], "says": "the op-ed does not mention Sundays"},
            ],
            "questions": [{"about": ["close"], "asks": "How likely is it that the branch closes?"}],
        },
        {"title": "No such scheme", "scheme": "magic", "premises": ["visitors"], "conclusion": "keep"},
    ],
}
FALSE = ("9,900", "will close", "does not mention Sundays")  # in what a judge refuses


def answer(id: str, *asks: str, short: str, full: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "acts": ["fact"],
        "asks": list(asks),
        "short": [short],
        "full": full,
        "plain": [short],
        **more,
    }


ANSWERS: dict[str, list[dict[str, Any]]] = {
    "about the piece as a whole": [
        answer(
            "argues",
            "what does it argue",
            "what is this piece about",
            short="The town should keep its library open on Sundays, the op-ed argues [1].",
            full=[
                "The op-ed wants the library open on Sundays [1].",
                "Without its Sunday visitors the branch may close [2].",
            ],
            acts=["overview", "stance"],
        )
    ],
    "ask for facts": [
        answer(
            "visitors",
            "how many come on a sunday",
            "visitor numbers please",
            short="4,200 people came on Sundays last year [2].",
            full=[
                "There were 4,200 Sunday visitors last year [2].",
                "The branch will close without them [2].",
            ],
        )
    ],
    "ask why and how": [
        answer(
            "why",
            "why should it stay open",
            "reason for sundays",
            short="Because the branch may close without its Sunday visitors [2].",
            full=["The branch may close without them [2]."],
        )
    ],
    "does not answer": [
        answer(
            "price",
            "what does a sunday cost",
            "how much is it exactly",
            short="The op-ed gives no sum; it only grants that Sundays are not cheap [3].",
            full=[
                "critique: What a Sunday costs, the op-ed does not say [3].",
                "It grants that opening is not cheap [3].",
            ],
            absent=True,
        )
    ],
    "argues for": [
        answer(
            "best",
            "your best reason for sundays",
            "one reason to keep it open",
            short="The branch may close without its 4,200 Sunday visitors [2].",
            full=[
                "Without them the branch may close [2].",
                "reasoning: A closed branch helps nobody on any day.",
            ],
        )
    ],
    "argues against": [
        answer(
            "money",
            "your best reason to shut it",
            "one reason against sundays",
            short="Opening on Sundays is not cheap, as even the author grants [3].",
            full=[
                "The author grants that Sundays are not cheap [3].",
                "reasoning: Money spent on one day is missing on six.",
            ],
        )
    ],
}


def block(id: str, argument: str, *says: str, answered: list[str]) -> dict[str, Any]:
    given = {"move": "outweigh", "signpost": "Take that first.", "says": answered, "extend": []}
    return {"id": id, "argument": argument, "says": list(says), "answers": [given]}


BLOCKS = {
    "for": block(
        "too-dear",
        "Sundays cost too much.",
        "waste of money",
        "who is going to pay for that",
        answered=[
            "The author grants that Sundays are not cheap [3].",
            "But without its visitors the branch may close [2].",
        ],
    ),
    "against": block(
        "it-closes",
        "Without Sundays the branch closes.",
        "the branch dies without sundays",
        "they will shut the library",
        answered=[
            "The op-ed only says that it may close [2].",
            "reasoning: What may happen may also not happen.",
        ],
    ),
}
CASES: dict[str, dict[str, Any]] = {
    "for": {
        "overview": [
            "The library should stay open on Sundays [1].",
            "Without its visitors the branch may close [2].",
        ],
        "strongest": ["Without its 4,200 Sunday visitors the branch may close [2]."],
        "opening": {
            "30": ["Keep the library open on Sundays [1].", "Without them the branch may close [2]."]
        },
        "contentions": [
            {
                "title": "The branch is at stake",
                "claim": ["The branch may close without its Sunday visitors [2]."],
                "warrant": ["There were 4,200 of them last year [2]."],
                "impact": ["reasoning: A closed branch helps nobody."],
            }
        ],
        "closing": ["Keep the library open on Sundays [1]."],
        "cross_examination": ["question: How many came on Sundays last year [2]?"],
    },
    "against": {
        "overview": ["Opening on Sundays is not cheap, the author grants [3]."],
        "strongest": ["Sundays are not cheap, by the author's own word [3]."],
        "contentions": [
            {
                "title": "The cost",
                "claim": ["Opening on Sundays is not cheap [3]."],
                "warrant": ["critique: What it costs, the op-ed does not say [3]."],
                "impact": ["reasoning: Money spent on one day is missing on six."],
            }
        ],
        "closing": ["Sundays are not cheap [3]."],
    },
}


def asks_for(body: dict[str, Any]) -> str:
    """Return what a prompt asks for: the words by which it can be told, "again" for what is written again."""
    text = body["messages"][-1]["content"]
    if "did not pass the check" in text:
        return "again"
    if "Make the argument map" in text:
        return "map"
    for words in ANSWERS:
        if words in text and "Prepare answers" in text:
            return words
    if "A debate team keeps blocks" in text:
        return "blocks against" if "who\nare against" in text else "blocks for"
    return "case for" if "the side that is for" in text else "case against"


def _wrong(text: str) -> str | None:
    return next((f"not {words}" for words in FALSE if words in text), None)


def mining_model(more: Mapping[str, str] | None = None) -> Answer:
    """Return a model that mines the small op-ed and judges; `more` are other answers, by what is asked."""

    def writes(body: dict[str, Any]) -> tuple[int, str]:
        wanted = asks_for(body)
        if more and wanted in more:
            return 200, more[wanted]
        if wanted == "again":
            return 200, "\n".join(f"{number} | drop" for number in range(1, 9))
        if wanted == "map":
            return 200, f"Here it is:\n```json\n{json.dumps(MAP)}\n```"
        if wanted in ANSWERS:
            return 200, json.dumps({"answers": ANSWERS[wanted]})
        kind, _, side = wanted.partition(" ")
        if kind == "blocks":
            return 200, json.dumps({"blocks": [BLOCKS["for" if side == "against" else "against"]]})
        return 200, json.dumps(CASES[side])

    def kinds(body: dict[str, Any]) -> Any:
        if not is_check(body):
            return writes(body)
        return judged(writes, lambda text: next((f"not {words}" for words in FALSE if words in text), None))(
            body
        )

    return kinds
