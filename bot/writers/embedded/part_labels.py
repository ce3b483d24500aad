"""Short labels for the parts of a reply to a message that holds several wishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.request.form import Form
from bot.request.in_a_row import thing_in
from bot.statement import Fixed
from bot.writers import Assignment, Draft

LABELLED_FROM = 3  # wishes, from which each is labelled
_EVIDENCE = Fixed("Evidence", layout="title")
LABELS = {
    "summary": Fixed("Summary", layout="title"),
    "bottom line": Fixed("Main argument", layout="title"),
    "counterargument": Fixed("Counterargument", layout="title"),
    "weakness": Fixed("Weakest point", layout="title"),
    "strength": Fixed("Strongest point", layout="title"),
    "piece of evidence": _EVIDENCE,
    "best evidence": _EVIDENCE,
    "quotation": Fixed("Quotes", layout="title"),
    "question": Fixed("Questions", layout="title"),
    "reason": Fixed("Reasons", layout="title"),
    "concession": Fixed("What the op-ed grants", layout="title"),
    "recommendation": Fixed("Recommendation", layout="title"),
    "demand": Fixed("Demands", layout="title"),
}
PLACES = (  # of wishes that no label names
    Fixed("First", layout="title"),
    Fixed("Second", layout="title"),
    Fixed("Third", layout="title"),
    Fixed("Fourth", layout="title"),
    Fixed("Fifth", layout="title"),
)


def labelled_parts(parts: Sequence[Assignment], said: Sequence[Sequence[Draft]]) -> Iterator[Draft]:
    """Yield what is said of each wish, under a label where there are many: a name each, or its place."""
    labels = [LABELS.get(thing_in(part.plan.request.said)) for part in parts]
    named = all(labels) and len({label.text for label in labels if label}) == len(labels)
    points = all(_is_point(part.plan.request.form) for part in parts)
    for place, (label, drafts) in enumerate(zip(labels, said, strict=True)):
        if points or len(parts) >= LABELLED_FROM:
            label = label if named and label else PLACES[min(place, len(PLACES) - 1)]
            yield from _under(label, drafts, parts[place].plan.request.form)
        else:
            yield from _in_a_paragraph(drafts)


def _under(label: Fixed, drafts: Sequence[Draft], form: Form) -> Iterator[Draft]:
    """Yield what is said under a label; as one point of a list behind it, where a point is all of it."""
    first, *others = drafts
    point = _is_point(form)
    yield replace(label, layout="bullet") if point else label
    opens = first.layout == "paragraph" or point
    yield replace(first, layout="run on") if opens else first
    yield from others


def _is_point(form: Form) -> bool:
    """Tell whether what is said of a wish is one point of a list."""
    return form.listed and form.sentences == 1


def _in_a_paragraph(drafts: Sequence[Draft]) -> Iterator[Draft]:
    for place, draft in enumerate(drafts):
        yield replace(draft, layout="paragraph") if place == 0 and draft.layout == "run on" else draft
