"""What a chat model reads in a message: what it asks for, and, in a debate, which side the bot is to take."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bot.request.request import LONGEST, MOST
from knowledge.argument_map import Side
from knowledge.encoders.acts import ACTS
from prompts import without_thoughts

SIDES: dict[str, Side] = {"for": "for", "against": "against"}
_ACTS = {act.lower(): act for act in ACTS}


@dataclass(frozen=True, slots=True)
class RequestRead:
    """One thing that a message asks for; `about` can be understood by itself, in English."""

    act: str
    about: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class ModelReading:
    """A message as a model read it; `question` can be understood by itself, in English.

    `requests` are none where it told none that can be read. `bot_side` is the side that the bot has to take
    in a debate, None where the message does not tell.
    """

    question: str
    requests: tuple[RequestRead, ...] = ()
    bot_side: Side | Literal["swap"] | None = None


def read_answer(said: str) -> ModelReading | None:
    """Return what a model's answer tells of a message, whatever stands around it; None where nothing.

    A bare question is taken for the message put so that it can be understood by itself, as small models
    answer.
    """
    said = without_thoughts(said)
    for found in _objects(said):
        requests = tuple(_requests(found.get("requests")))[:MOST]
        question = _text(found.get("question")) or " ".join(request.about for request in requests)
        if question:
            return ModelReading(question, requests, _bot_side(found.get("bot_side")))
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    bare = len(lines) == 1 and lines[0].endswith(("?", "？"))
    return ModelReading(lines[0][:LONGEST]) if bare else None


def _objects(said: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects in a text that stand in no other one."""
    decoder, place = json.JSONDecoder(), said.find("{")
    while place >= 0:
        try:
            found, place = decoder.raw_decode(said, place)
        except (ValueError, RecursionError):
            place += 1
        else:
            if isinstance(found, dict):
                yield found
        place = said.find("{", place)


def _requests(given: object) -> Iterator[RequestRead]:
    for one in given if isinstance(given, list) else [given]:
        if not isinstance(one, dict):
            continue
        act = _ACTS.get(_text(one.get("act")).lower().replace("_", " "))
        about = _text(one.get("about"))
        if act and about:
            yield RequestRead(act, about, SIDES.get(_text(one.get("side")).lower()))


def _bot_side(given: object) -> Side | Literal["swap"] | None:
    told = _text(given).lower()
    return "swap" if told == "swap" else SIDES.get(told)


def _text(given: object) -> str:
    return " ".join(given.split())[:LONGEST] if isinstance(given, str) else ""
