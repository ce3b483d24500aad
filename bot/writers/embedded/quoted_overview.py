"""An op-ed that nobody has prepared, as a whole: its point and its main reasons, in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.evidence.main_point import (
    best_reasons,
    issue,
    main_passage,
    needs_more,
    proposal,
    with_what_shows_it,
)
from bot.request.form import Form
from bot.statement import Fixed
from bot.writers import Draft
from bot.writers.embedded.asked_for import asked_for
from bot.writers.embedded.byline import of_title, titled
from bot.writers.embedded.leads import Lead
from bot.writers.embedded.quoted_blocks import Block, in_quotes, told
from bot.writers.embedded.telling import announces
from knowledge.document import Passage
from knowledge.topic import Topic

REASONS, SHORT = 3, 3  # reasons in an overview, and sentences of a short one
LEANS = 3  # sentences that are told before one that leans on them
SEVERAL = 3  # things asked for in one paragraph, from which they are a list
ABOUT = Lead(
    Fixed("What is at issue:", layout="paragraph"), Fixed("What seems to be at issue:", layout="paragraph")
)
POINT = Lead(
    Fixed("Its point, in the author's words:", layout="paragraph"),
    Fixed("From the op-ed:", layout="paragraph"),
)
BY_AUTHOR = Fixed("From “{title}”, by {author}:", layout="paragraph")
IN_IT = Fixed("From “{title}”:", layout="paragraph")
BECAUSE = Lead(Fixed("What it builds on:", layout="paragraph"), Fixed("It also says:", layout="paragraph"))
GUESSED = Fixed(
    "Which sentences matter most is my guess: nobody has reviewed this op-ed yet.", layout="paragraph"
)


def quoted_overview(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield what is at issue in an op-ed, its point and what it builds on."""
    points, at_issue = main_points(topic), issue(topic)
    context = [at_issue] if at_issue and at_issue not in points else []
    if form.count or form.brief or form.listed or form.words:
        lead = of_title(topic.document, BY_AUTHOR, IN_IT) or POINT.of(topic)
        yield from told(_short(topic, form, context, points), replace(form, short=False), lead)
        return
    yield titled(topic.document)
    if context:
        yield ABOUT.of(topic)
        yield from map(in_quotes, context)
    yield POINT.of(topic)
    yield from map(in_quotes, points)
    if reasons := reasons_shown(topic, REASONS):
        yield BECAUSE.of(topic)
        yield from (in_quotes(one) for reason in reasons for one in reason)
    if topic.argument_map and topic.argument_map.guessed:
        yield GUESSED


def _short(topic: Topic, form: Form, context: list[Passage], points: list[Passage]) -> list[Block]:
    """Return the point, with what it is about where there is room, and as many reasons as then fit.

    In one sentence the point alone is told.
    """
    count = form.count or SHORT
    heart = _first_of_a_list(topic)
    before = [one for one in points if one.id < heart.id]
    leans = needs_more(heart) and before
    told_first = [max(before, key=lambda one: len(one.text))] if leans else context
    goes_on = [one for one in points if one.id > heart.id] if count >= SHORT else []
    whole = count > SHORT or (count == SHORT and len(points) == SHORT)
    chosen = [heart] if count == 1 else [*told_first, *(points if whole else [heart, *goes_on])]
    spare = max(0, count - len(chosen))
    chosen += [one for one in main_reasons(topic, spare) if one not in chosen]
    return [Block((one,)) for one in sorted(dict.fromkeys(chosen), key=lambda one: one.id)]


def reasons_shown(topic: Topic, most: int) -> list[tuple[Passage, ...]]:
    """Return the strongest reasons, each with the sentence beside it that shows or completes it."""
    beside = _told_already(topic)
    return [with_what_shows_it(one, topic, beside) for one in main_reasons(topic, most)]


def main_points(topic: Topic) -> list[Passage]:
    """Return where the piece says what it wants: that sentence, with what it leans on and what goes on there.

    A sentence that says by "this" or "the third one" what it is about is told behind the one before it.
    """
    document, point = topic.document, _first_of_a_list(topic)
    found = [point]
    while needs_more(found[0]) and document.has(found[0].id - 1) and len(found) <= LEANS:
        before = document.passage(found[0].id - 1)
        if before.paragraph != point.paragraph:
            break
        found.insert(0, before)
    asked = {passage.id for passage in asked_for(topic)}
    behind = point.id + 1
    if behind in asked and document.has(behind) and len(found) <= LEANS:
        found.append(document.passage(behind))
    proposed = None if issue(topic) else proposal(topic)
    leads = proposed is not None and needs_more(point) and proposed.id < found[0].id
    return [proposed, *found] if proposed and leads else found


def _first_of_a_list(topic: Topic) -> Passage:
    """Return the main passage, or where its paragraph asks for several things in turn, the first of them."""
    point = main_passage(topic)
    beside = [one for one in asked_for(topic) if one.paragraph == point.paragraph]
    several = len(beside) >= SEVERAL and point in beside
    telling = [one for one in beside if not announces(one)] or beside
    return min(telling, key=lambda one: one.id) if several else point


def main_reasons(topic: Topic, most: int) -> list[Passage]:
    """Return the author's strongest reasons beside the point and what is at issue, one of a paragraph."""
    return best_reasons(topic, most, _told_already(topic))


def _told_already(topic: Topic) -> frozenset[int]:
    """Return what is asked for and at issue, with the sentences beside that, which only lead up to it."""
    at_issue = issue(topic)
    around = {at_issue.id - 1, at_issue.id, at_issue.id + 1} if at_issue else set[int]()
    ahead = (
        (one for one in topic.document.passages[: at_issue.id] if one.paragraph == at_issue.paragraph)
        if at_issue
        else ()
    )
    told = (*main_points(topic), *asked_for(topic), *ahead)
    return frozenset(one.id for one in told) | around
