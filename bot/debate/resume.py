"""A debate from what was said alone, for callers that keep no more than the messages.

The side, what the bot has said, and the reader's sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.debate.placing import place_words
from bot.debate.sides import WHICH, first_side, swapped_in, told_side
from bot.debate.state import UNSETTLED, Debate, Point, PointAct, Terms
from bot.request.history import Exchange
from bot.request.leanings import Leanings
from bot.request.question import Question
from bot.statement.attribution import CONCEDES
from knowledge.argument_map import ArgumentMap
from knowledge.sentences import sentence_spans

_MARK = re.compile(r"\s*\[(\d{1,4})\]")


def recall(
    history: Sequence[Exchange], argument_map: ArgumentMap, leanings: Leanings, terms: Terms = UNSETTLED
) -> Debate | None:
    """Return the debate that the exchanges in the mode `debate` make; None where there is none yet.

    It began on the `terms`, and since the sides were last swapped.
    """
    exchanges = [one for one in history if one.mode == "debate" and WHICH[0].text not in one.reply]
    if not exchanges:
        return None
    side = told_side(exchanges, terms.side) or first_side(Question(exchanges[0].question), leanings)
    if side is None:
        return None
    debate = Debate(side, terms.form)
    swaps = [place for place, exchange in enumerate(exchanges) if swapped_in(exchange)]
    for exchange in exchanges[max(swaps, default=0) :]:
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
