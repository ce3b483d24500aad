"""How much a reply may hold, as its message says, and a reply without what is more than that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.request.form import Form, form_of
from bot.statement import Fixed, Statement
from bot.writers import Assignment, Draft
from bot.writers.embedded.speech_length import leans, signposts
from bot.writers.embedded.speech_shape import shape_of

OVER = 0.1  # of the words asked for: what has more than them by less is long enough
_ITEMS = ("bullet", "number")
_RANKS = {"analytic": 0, "weighing": 1, "critique": 1, "question": 1, "report": 2}  # what goes first
_OPENS = ("paragraph", "line", "bullet", "number", "title")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many words, sentences and points of a list a reply may have; None for as many as it has."""

    words: int | None = None
    sentences: int | None = None
    points: int | None = None


def bounds_of(assignment: Assignment) -> Bounds:
    """Return what a reply may hold; of one to several requests, the words that its message allows in all."""
    parts = assignment.parts or (assignment,)
    request, question = parts[0].plan.request, assignment.plan.question
    form = request.form if len(parts) == 1 else form_of(question.words)
    if form.study or form.layout == "table" or form.genre == "worksheet" or form.words_each:
        return Bounds()
    if question.history and not form.words:
        form = form.beside(question.history[-1].words)
    words = _most_words(form)
    if len(parts) > 1:  # unless one of them alone is to have so many
        own = any(part.plan.request.apart and _most_words(part.plan.request.form) for part in parts)
        return Bounds(None if own else words)
    if form.genre:
        return Bounds(words)
    points = form.points if form.listed and not form.each else None
    return Bounds(words, None if form.points else form.sentences, points)


def _most_words(form: Form) -> int | None:
    if form.seconds:
        words = shape_of(form).words
        return words and words[1]
    return form.words and (form.words if form.capped else round(form.words * (1 + OVER)))


def within(drafts: Sequence[Draft], bounds: Bounds) -> list[Draft]:
    """Return what is said without what is more than may be, the least weighty first; what opens it stays."""
    said = _first_points(drafts, bounds.points) if bounds.points else list(drafts)
    while bounds.words and (over := _words(said) - bounds.words) > 0:
        if not (out := _least(said, over) or _least(said, over, loosely=True)):
            break
        said = without(said, out)
    return said


def in_one_list(drafts: Sequence[Draft]) -> list[Draft]:
    """Return what is said with the numbers of a list going on where nothing stands between two of them."""
    said, ahead, last = list[Draft](), 0, 0
    for one in drafts:
        if isinstance(one, Statement) and one.layout == "number" and one.number:
            ahead = last if one.number == 1 else ahead
            last = one.number + ahead
            said.append(replace(one, number=last))
            continue
        if one.layout != "run on":
            ahead = last = 0
        said.append(one)
    return said


def _first_points(drafts: Sequence[Draft], most: int) -> list[Draft]:
    """Return what is said up to the last of so many points of a list, and what stands behind the list."""
    kept, points, listed = list[Draft](), 0, False
    for one in drafts:
        if one.layout in _ITEMS:
            points, listed = points + 1, True
        elif one.layout in _OPENS:
            listed = False
        if not (listed and points > most):
            kept.append(one)
    return kept


def _least(said: Sequence[Draft], over: int, *, loosely: bool = False) -> frozenset[int]:
    """Return the places of what can best be left out: a sentence with those that lean on it; none for none.

    What makes the reply short enough alone goes before what does not, reasoning before what the op-ed says,
    and the last before the first. What opens a reply or a point stays, as do the last report and the end;
    `loosely`, the last report and what counts points off go, too, where nothing else is left.
    """
    told = [place for place, one in enumerate(said) if _kind(one) not in ("", "link")]
    reports = [place for place in told if _kind(said[place]) == "report"]
    kept = {*told[:1], *told[-1:], *(() if loosely else reports[-1:])}
    groups = [_with_leaning(said, place, counted=loosely) for place in told]
    return min(
        (group for group in groups if group and not group & kept),
        key=lambda group: _cost(said, group, over),
        default=frozenset(),
    )


def _cost(said: Sequence[Draft], group: frozenset[int], over: int) -> tuple[bool, int, int, int]:
    words = _words([said[place] for place in group])
    rank = max(_RANKS.get(_kind(said[place]), 0) for place in group)
    enough = words >= over
    return not enough, rank, words if enough else 0, -max(group)


def _with_leaning(said: Sequence[Draft], place: int, *, counted: bool) -> frozenset[int]:
    """Return a place with those behind it that cannot stand without it; none where it has to stay."""
    one = said[place]
    if not isinstance(one, Statement) or one.kind == "link" or (signposts(one.text) and not counted):
        return frozenset()
    end = place + 1
    while end < len(said) and said[end].layout == "run on" and leans(said[end].text):
        end += 1
    headed = place > 0 and said[place - 1].layout in (*_ITEMS, "title") and _leads(said[place - 1])
    if headed and said[place - 1].layout == "title":
        return frozenset()
    opens = one.layout in _ITEMS or headed
    goes_on = end < len(said) and said[end].layout == "run on"
    return frozenset() if opens and not goes_on else frozenset(range(place, end))


def without(said: Sequence[Draft], out: frozenset[int]) -> list[Draft]:
    """Return what is said without some places; what stood behind one that opened a paragraph opens it."""
    kept, opening = list[Draft](), None
    for place, one in enumerate(said):
        if place in out:
            opening = one if one.layout in _OPENS else opening
        elif opening and one.layout == "run on":
            kept.append(_opened(one, opening))
            opening = None
        else:
            kept.append(one)
            opening = None
    return kept


def _opened(one: Draft, opening: Draft) -> Draft:
    if isinstance(one, Fixed) or isinstance(opening, Fixed):
        return replace(one, layout=opening.layout)
    return replace(one, layout=opening.layout, number=opening.number)


def _leads(one: Draft) -> bool:
    return isinstance(one, Statement) and (one.kind == "link" or one.leads)


def _kind(one: Draft) -> str:
    return one.kind if isinstance(one, Statement) else ""


def _words(said: Sequence[Draft]) -> int:
    return sum(len(one.text.split()) for one in said)
