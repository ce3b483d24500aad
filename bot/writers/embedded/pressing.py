"""Sentences of an op-ed that nobody has prepared, each with what it does not show.

That is reasoning of the bot's own about the kind of evidence that a sentence is, and takes no passage for
more than it says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.request.form import Form
from bot.statement import Fixed, Layout, Statement
from bot.writers import Draft
from bot.writers.embedded.not_shown import IN_ANY_CASE, kind_of, kinds
from bot.writers.embedded.quoted_blocks import in_quotes
from bot.writers.embedded.quoted_overview import main_reasons, reasons_shown
from knowledge.document import Passage
from knowledge.topic import Topic

LOOKED_AT, FEWEST = 5, 10  # reasons among which something to press is looked for, and its words
WEAK = frozenset(["absolute", "cause"])  # kinds whose signs stand in many a sentence that is neither
PRESS = Fixed("I would press this sentence:", layout="paragraph")
NEXT = Fixed("And this one:", layout="paragraph")
UNTIL_THEN = Statement(
    "analytic",
    "Until that is answered, doing without what is proposed is the safer course.",
    layout="paragraph",
)


def pressed(topic: Topic, most: int, *, hardest: bool = False) -> list[tuple[Passage, str]]:
    """Return sentences with what each does not show, of different paragraphs and kinds.

    Those of the author's best reasons, in the order of the piece; `hardest` those whose kind tells most.
    """
    order = list(kinds())
    found: dict[str, Passage] = {}
    for reason in reasons_shown(topic, LOOKED_AT):
        kinded = [
            (kind, one)
            for one in reason
            if len(one.text.split()) >= FEWEST and (kind := kind_of(one)) and kind not in found
        ]
        if kinded:
            kind, one = min(kinded, key=lambda pair: (order.index(pair[0]), pair[1].id))
            found[kind] = one
    ranked = sorted(found, key=order.index)[:most]
    if any(kind not in WEAK for kind in ranked):
        ranked = [kind for kind in ranked if kind not in WEAK]
    if not hardest:
        ranked.sort(key=lambda kind: found[kind].id)
    says = [(found[kind], kinds()[kind].says) for kind in ranked]
    return says or [(one, IN_ANY_CASE) for one in main_reasons(topic, 1)]


def told_pressed(found: Collection[tuple[Passage, str]], form: Form) -> Iterator[Draft]:
    """Yield sentences with what can be said against leaning on each, as a list where one is wanted."""
    listed = form.listed or (form.points or 0) > 1
    numbered: Layout = "bullet" if form.layout == "bullets" else "number"
    for number, (passage, says) in enumerate(found, start=1):
        if listed:
            yield in_quotes(passage, numbered, number if numbered == "number" else 0)
        else:
            yield PRESS if number == 1 else NEXT
            yield in_quotes(passage)
        if says:
            yield Statement("analytic", says)
