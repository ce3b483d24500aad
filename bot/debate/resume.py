"""A debate from what was said alone, for callers that keep no more than the messages.

The side, what the bot has said, and the reader's sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.debate.placing import place_words
from bot.debate.state import Debate, Point, PointAct
from bot.request.history import Exchange
from bot.request.plan import answering_side
from bot.statement.attribution import CONCEDES
from knowledge.argument_map import ArgumentMap, Side
from knowledge.sentences import sentence_spans

_MARK = re.compile(r"\s*\[(\d{1,4})\]")


def recall(
    history: Sequence[Exchange], argument_map: ArgumentMap, given: Side | None = None
) -> Debate | None:
    """Return the debate that the exchanges in the mode `debate` make; None where there are none.

    `given` is the bot's side, where it is known.
    """
    exchanges = [one for one in history if one.mode == "debate"]
    if not exchanges:
        return None
    side: Side = given or (
        "for" if (exchanges[0].side or answering_side(exchanges[0].question)) == "for" else "against"
    )
    debate = Debate(side)
    for exchange in exchanges:
        points: list[Point] = []
        for text in _sentences(exchange.question):
            points.append(
                Point(len(debate.points) + len(points) + 1, debate.rounds + 1, "reader", "claim", text)
            )
        asked = points[0].number if points else 0
        for text in _sentences(exchange.reply):
            cites = tuple(int(number) for number in _MARK.findall(text))
            if cites:
                words = " ".join(_MARK.sub("", text).split())
                id, about = place_words(words, cites, argument_map)
                act: PointAct = (
                    "concession"
                    if CONCEDES.match(words)
                    else "question"
                    if words.endswith("?")
                    else "attack"
                    if side == "against"
                    else "defence"
                )
                points.append(
                    Point(
                        len(debate.points) + len(points) + 1,
                        debate.rounds + 1,
                        "bot",
                        act,
                        words,
                        about,
                        cites,
                        id,
                        asked,
                    )
                )
        debate = debate.with_round(tuple(points))
    return debate


def _sentences(text: str) -> list[str]:
    """Return the sentences; a mark behind a full stop belongs to the sentence before."""
    found: list[str] = []
    for start, end in sentence_spans(text):
        words = text[start:end].strip()
        if found and not _MARK.sub("", words).strip(" .?!"):
            found[-1] += f" {words}"
        elif words:
            found.append(words)
    return found
