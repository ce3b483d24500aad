"""Where an op-ed that nobody has prepared asks for something."""

from __future__ import annotations

from bot.evidence.main_point import is_aside
from bot.evidence.opposing import opposing, shows
from bot.writers.embedded.telling import announces
from knowledge.argument_map import Claim
from knowledge.document import Document, Passage
from knowledge.topic import Topic

SURELY = 0.8  # confidence from which a sentence alone asks for something


def asked_for(topic: Topic) -> list[Passage]:
    """Return the passages in which the author asks for something, in their order.

    Those that stand together with others of the kind, and what stands between these; one alone if it is sure.
    """
    argument_map, document = topic.argument_map, topic.document
    if argument_map is None:
        return []
    found = {
        number: claim
        for claim in argument_map.recommendations
        for number in claim.passages
        if not is_aside(document.passage(number))
        and not (number in opposing(topic) and shows("objects", document.passage(number)))
    }
    beside: set[int] = set()
    for number, claim in found.items():
        paragraph = document.passage(number).paragraph
        together = [
            other
            for other in found
            if 0 < abs(other - number) <= 2 and document.passage(other).paragraph == paragraph
        ]
        if together or _sure(claim):
            beside.add(number)
            beside |= {between for other in together for between in range(number + 1, other)}
    beside |= {number - 1 for number in beside if _is_announced(number - 1, document)}
    beside |= {number - 1 for number in beside if _is_announced(number - 1, document)}
    others = opposing(topic) - found.keys()  # what is announced may be another's plan that the author refuses
    return [document.passage(number) for number in sorted(beside - others)]


def _is_announced(number: int, document: Document) -> bool:
    """Tell whether a passage stands behind one that says that something follows."""
    return document.has(number - 1) and announces(document.passage(number - 1))


def _sure(claim: Claim) -> bool:
    return claim.confidence is None or claim.confidence >= SURELY
