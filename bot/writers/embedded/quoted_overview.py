"""An op-ed that nobody has prepared, as a whole: its point and its main reasons, in its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.evidence.opposing import opposing
from bot.request.form import Form
from bot.statement import Fixed
from bot.writers import Draft
from bot.writers.embedded.asked_for import asked_for
from bot.writers.embedded.byline import titled
from bot.writers.embedded.quoted_blocks import Block, in_quotes, told
from bot.writers.embedded.telling import points_back
from knowledge.centrality import centrality
from knowledge.document import Passage
from knowledge.topic import Topic

REASONS, SHORT = 3, 3  # reasons in an overview, and sentences of a short one
SHORTEST, LONGEST = 6, 45  # words of a sentence that stands for the piece
TOGETHER = 0.1  # what each other sentence of its paragraph that asks for something counts beside that
ARGUES = 0.15  # what a reason or a judgement counts beside how central it is
POINT = Fixed("Its point, in the author's words:", layout="paragraph")
BECAUSE = Fixed("What it builds on:", layout="paragraph")
GUESSED = Fixed(
    "Which sentences matter most is my guess: nobody has reviewed this op-ed yet.", layout="paragraph"
)


def quoted_overview(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield the point of an op-ed and what it builds on."""
    points, reasons = main_points(topic), main_reasons(topic, REASONS)
    if form.count or form.brief or form.listed or form.words:
        reasons = main_reasons(topic, max(1, (form.count or SHORT) - len(points)))
        chosen = [*points[:1], *reasons, *points[1:]] if form.count else [*points, *reasons]
        kept = chosen[: form.count or (SHORT if form.brief else len(chosen))]
        yield from told([Block((one,)) for one in kept], replace(form, short=False), POINT)
        return
    yield titled(topic.document)
    yield POINT
    yield from map(in_quotes, points)
    if reasons:
        yield BECAUSE
        yield from map(in_quotes, reasons)
    if topic.argument_map and topic.argument_map.guessed:
        yield GUESSED


def main_points(topic: Topic) -> list[Passage]:
    """Return what the piece asks for in the place where it mainly does, the first sentence and the next.

    The place is that of the most central sentence that asks for something; where none does, it is the most
    central sentence of all.
    """
    central, document = centrality(topic.document), topic.document
    asked = [passage.id for passage in asked_for(topic)]
    if not asked:
        standing = [passage for passage in document.passages if _stands(passage)] or document.passages[:1]
        return [max(standing, key=lambda passage: central[passage.id])]
    beside = Counter(document.passage(number).paragraph for number in asked)

    def worth(number: int) -> float:
        return central[number] + TOGETHER * beside[document.passage(number).paragraph]

    first = max(asked, key=worth)
    while first - 1 in asked:
        first -= 1
    if points_back(document.passage(first)) and document.has(first - 1):
        before = document.passage(first - 1)
        first -= before.paragraph == document.passage(first).paragraph
    there = [number for number in (first, first + 1) if number == first or number in asked]
    return [document.passage(number) for number in there]


def main_reasons(topic: Topic, most: int) -> list[Passage]:
    """Return the author's most central sentences beside the point, one of a paragraph."""
    if topic.argument_map is None:
        return []
    central, point = centrality(topic.document), {passage.id for passage in main_points(topic)}
    own = {
        number: claim.kind
        for claim in topic.argument_map.claims
        if claim.helps != "against" and claim.kind != "recommendation"
        for number in claim.passages
    }

    def worth(passage: Passage) -> float:
        return central[passage.id] + ARGUES * (own[passage.id] != "fact")

    fitting = [topic.document.passage(number) for number in own.keys() - opposing(topic) - point]
    ranked = sorted(filter(_stands, fitting), key=lambda passage: (-worth(passage), passage.id))
    chosen: list[Passage] = []
    for passage in ranked:
        if passage.paragraph not in {one.paragraph for one in chosen}:
            chosen.append(passage)
    return sorted(chosen[:most], key=lambda passage: passage.id)


def _stands(passage: Passage) -> bool:
    words = len(passage.text.split())
    return SHORTEST <= words <= LONGEST and not points_back(passage) and not passage.text.endswith("?")
