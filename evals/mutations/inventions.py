"""Add a fact that the document lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.statement import Statement
from evals.mutations.sentence import FRAME
from knowledge.document import Document

_INVENTIONS = [
    "and that Samsung has threatened to close its American plants",
    "and that a majority of Korean voters want nuclear weapons",
    "and that inflation would rise across both economies",
    "because Congress refused to ratify the treaty",
    "and that car prices in Detroit would double",
    "which the World Trade Organization has condemned",
    "after secret talks with the Kremlin had collapsed",
    "and that farmers in Iowa would pay for it",
    "while the central bank prepares emergency loans",
    "and that semiconductor factories would have to shut down",
]
INVENTED = [
    "South Korea will build nuclear submarines within a decade",
    "American consumers would pay higher prices for cars and phones",
    "Lee secretly promised concessions on beef and rice",
    "the alliance has already cost taxpayers a fortune",
    "unemployment in Korea is climbing because of the demands",
    "Chinese banks are lending billions to Korean shipyards",
    "Trump apologised to the Korean parliament for his remarks",
    "young Koreans no longer trust American universities",
    "Japan has agreed to mediate between the two governments",
    "the Korean army refuses joint exercises",
]


def invented(true: Statement, document: Document) -> Iterator[Statement]:
    """Put a fact that the document lacks behind a true one or in its place."""
    pick = sum(map(ord, true.text))
    for step in range(3):
        yield replace(
            true, text=f"{true.text.rstrip('.')} {_INVENTIONS[(pick + 3 * step) % len(_INVENTIONS)]}."
        )
    for step in range(2):
        yield replace(true, text=f"{FRAME}{INVENTED[(pick + 3 * step) % len(INVENTED)]}.")
