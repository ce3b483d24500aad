"""The case for an op-ed that nobody has prepared: its own sentences, joined by what the speaker says of them.

The words between the quotations are those of whoever speaks ("My first reason:"): they order what is quoted
and say nothing of it that rules would have had to guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from bot.evidence.main_point import issue
from bot.evidence.opposing import opposing
from bot.request.form import PERSONAL, Form
from bot.statement import Fixed, Layout
from bot.writers import Draft
from bot.writers.embedded.byline import of_title
from bot.writers.embedded.leads import Lead
from bot.writers.embedded.quoted_blocks import LISTED, PACE, Block, in_quotes, told
from bot.writers.embedded.quoted_overview import main_points, main_reasons, reasons_shown
from bot.writers.embedded.telling import points_back
from knowledge.document import Passage
from knowledge.topic import Topic

REASONS = 3  # of a case, where no number is named
GOES_ON = 3  # sentences that are quoted behind the strongest reason
SHORT_CASE, ROOM = 60, 190  # words of a short case, and of one for which no length is named
NOTE = 90  # words of a note
CASE = Lead(
    Fixed("The author's case, in the author's words:", layout="paragraph"),
    Fixed("From the op-ed:", layout="paragraph"),
)
BEST = Fixed("The reason that I would put first:", layout="paragraph")
BESIDES = Fixed("To that I would add:", layout="paragraph")
BEGINS = Fixed("I begin with what is to be decided:", layout="paragraph")
NTH = (
    Fixed("My first reason:", layout="paragraph"),
    Fixed("My second reason:", layout="paragraph"),
    Fixed("My third reason:", layout="paragraph"),
    Fixed("My fourth reason:", layout="paragraph"),
)
ARGUED_FOR = Fixed("This is what I argue for:", layout="paragraph")
SO = Fixed("So this is what I come to:", layout="paragraph")
TAKEN_FROM = Fixed("I take my words from “{title}”, by {author}.")
TAKEN_FROM_IT = Fixed("I take my words from “{title}”.")
HAVE_READ = Fixed("I have just read “{title}”, by {author}, and want to pass something of it on.")
HAVE_READ_IT = Fixed("I have just read “{title}”, and want to pass something of it on.")
THANKS = Fixed("Thank you.", layout="paragraph")
GREETS = Fixed("Hello,")
AND_WHY = Fixed("And this is why:", layout="paragraph")
SIGNED = Fixed("With good wishes,\n[your name]", layout="paragraph")


def case_in_quotes(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield what the op-ed asks for and its main reasons, in the form that is wanted."""
    if form.points or form.listed:
        yield from _listed(topic, form)
    elif form.genre in PERSONAL:
        yield from _note(topic, form)
    elif form.genre or form.seconds:
        yield from _spoken(topic, form)
    elif form.count or (form.words and form.words <= SHORT_CASE):
        yield from told([Block((one,)) for one in _in_so_many(topic, form)], form, CASE.of(topic))
    else:
        room = form.words or (SHORT_CASE if form.brief else ROOM)
        yield from _argued(topic, room, point_first=not form.brief)


def strongest(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield the best reason, with what goes on there: a sentence alone seldom argues."""
    best, theirs = main_reasons(topic, 1), opposing(topic)
    behind = topic.document.passages[best[0].id :][:GOES_ON] if best else ()
    same = [one for one in behind if one.paragraph == best[0].paragraph]
    run = (*best, *takewhile(lambda one: one.id not in theirs, same))
    yield from told([Block(run)], form, BEST)


def _listed(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield so many reasons as points, each behind the sentence that it leans on."""
    layout: Layout = "bullet" if form.layout == "bullets" else "number"
    for number, reason in enumerate(main_reasons(topic, form.points or REASONS), start=1):
        leads = [topic.document.passage(reason.id - 1)] if _leans(reason, topic) else []
        for place, one in enumerate((*leads, reason)):
            yield in_quotes(one) if place else in_quotes(one, layout, number if layout == "number" else 0)


def _leans(reason: Passage, topic: Topic) -> bool:
    """Tell whether a reason leans on the sentence before it, and that one may stand before it."""
    before = topic.document.passage(reason.id - 1) if topic.document.has(reason.id - 1) else None
    same = before is not None and before.paragraph == reason.paragraph and before.id not in opposing(topic)
    return same and points_back(reason)


def best_beside(topic: Topic, told_already: Set[int]) -> Iterator[Draft]:
    """Yield the best reason that was not yet told, with what shows it."""
    ranked = (reasons_shown(topic, count) for count in range(1, REASONS + 1))
    fresh = (one for reasons in ranked for one in reasons if not told_already & {each.id for each in one})
    if reason := next(fresh, None):
        yield BESIDES
        yield from map(in_quotes, reason)


def _spoken(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield a speech, or something else that is to be read out, as long as it may be."""
    yield from filter(None, (of_title(topic.document, TAKEN_FROM, TAKEN_FROM_IT),))
    room = round(form.seconds * PACE) if form.seconds else form.words or (SHORT_CASE if form.short else ROOM)
    yield from _argued(topic, room)
    yield THANKS


def _note(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield what somebody can send: what the op-ed asks for comes first, and then why."""
    room = form.words or NOTE
    points = main_points(topic)
    if form.layout == "prose":  # one paragraph, to be put into a letter
        reasons = _fitting(topic, room - _words(points), form.sentences or REASONS)
        yield from map(in_quotes, [one for reason in reasons for one in reason] + points)
        return
    yield GREETS
    yield from filter(None, (of_title(topic.document, HAVE_READ, HAVE_READ_IT),))
    yield from map(in_quotes, points)
    reasons = _fitting(topic, room - _words(points), form.sentences or REASONS)
    if reasons:
        yield AND_WHY
        yield from (in_quotes(one) for reason in reasons for one in reason)
    yield SIGNED


def _argued(topic: Topic, room: int, *, point_first: bool = False) -> Iterator[Draft]:
    """Yield what is at issue, the reasons one by one, and at the end or ahead of them what they come to."""
    at_issue, points = issue(topic), main_points(topic)
    context = [at_issue] if at_issue and at_issue not in points else []
    reasons = _fitting(topic, room - _words([*context, *points]), len(NTH))
    if context:
        yield BEGINS
        yield from map(in_quotes, context)
    if point_first:
        yield ARGUED_FOR
        yield from map(in_quotes, points)
    for nth, reason in zip(NTH, reasons, strict=False):
        yield nth
        yield from map(in_quotes, reason)
    if not point_first:
        yield SO
        yield from map(in_quotes, points)


def _fitting(topic: Topic, room: int, most: int) -> list[tuple[Passage, ...]]:
    """Return the best reasons that there is room for, one at least, in the order of the piece.

    Each stands with what shows it: two that are whole are better than four that are only claimed.
    """
    found: list[tuple[Passage, ...]] = [(one,) for one in main_reasons(topic, 1)]
    for count in range(1, most + 1):
        reasons = reasons_shown(topic, count)
        if len(reasons) < count or sum(map(_words, reasons)) > room:
            break
        found = reasons
    return found


def _words(passages: Sequence[Passage]) -> int:
    return sum(len(one.text.split()) for one in passages)


def _in_so_many(topic: Topic, form: Form) -> list[Passage]:
    """Return the point and as many reasons as there is room for, with what is at issue if that fits, too."""
    at_issue, points = issue(topic), main_points(topic)
    context = [at_issue] if at_issue else []
    room = form.words or (SHORT_CASE if form.brief else ROOM)
    count = form.count or LISTED
    said = points[-1:] if count == 1 else points[: count - 1 or 1]
    reasons = [one for reason in reasons_shown(topic, LISTED) for one in reason]
    best = main_reasons(topic, REASONS)
    for one in [*best, *context, *(other for other in reasons if other not in best)]:
        if one not in said and len(said) < count and _words([*said, one]) <= room:
            said = [*said, one]
    return said
