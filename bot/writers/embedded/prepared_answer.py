"""A prepared answer in the form that was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.request.form import Form
from bot.request.request import Request
from bot.statement import Statement, as_prepared
from bot.writers.embedded.case_speech import Drafts, in_shape, prose
from bot.writers.embedded.list_items import goes_on, in_list, so_many
from bot.writers.embedded.mentioning import with_mentioned
from bot.writers.embedded.speech_length import cut_to_sentences, cut_to_words, first_sentences, leans, missed
from bot.writers.embedded.speech_shape import ListLayout, shape_of
from knowledge.playbook import Answer
from knowledge.prepared_sentence import PreparedSentence

Said = Sequence[PreparedSentence]
NEARLY = 1.2  # of the words that are wanted: a whole so long is better than a part that fits
LISTED_FROM = 3  # sentences from which what is asked for as a list stands as one
TO_THE_POINT = frozenset(["fact", "either-or", "identify", "define"])  # no more is asked for than this
_ADDS = re.compile(r"(?:Also|Besides|Moreover|Nor)\b")  # words with which another point begins
_VERDICT = re.compile(r"(?:[\w’']+|It doesn’?'?t say)\.")  # alone it stands before what is counted


def in_form(answer: Answer, request: Request, *, led: bool = True) -> tuple[Statement, ...]:
    """Return the sentences of an answer: the full ones, unless short or plain ones are asked for.

    The bot's own reasoning is left out: it belongs in an argument. So is, where it is not `led`, the bare
    yes or no that it begins with.
    """
    form = request.form
    said = _said(answer, form)
    if request.act in TO_THE_POINT and not answer.absent:
        said = _to_the_point(said)
    versions = (*answer.lengths, answer.full, answer.plain, answer.short)
    if form.words:
        said = _within(form.words, versions)
    if form.mention and not form.count:
        said = with_mentioned(said, versions, form.mention, form.words or 0)
    lead = [sentence for sentence in said[:1] if _VERDICT.fullmatch(sentence.text)]
    rest = list(said[len(lead) :])
    lead = lead if led or not rest else []
    listed = form.listed or form.points or (request.act == "list" and len(rest) >= LISTED_FROM)
    if form.count:
        # a whole is cut with what it comes to
        cut = (cut_to_sentences if tuple(said) in (*answer.lengths, *answer.plain_lengths) else _few)(
            rest, form.count
        )
        rest = list(so_many(rest, cut, form.count) if form.points and form.count > 1 else cut)
    statements = [as_prepared(sentence) for sentence in (*lead, *rest)]
    if form.paragraphs:
        return in_paragraphs(statements, form.paragraphs)
    if listed and form.layout != "prose" and len(rest) > 1:
        return tuple(statements[: len(lead)]) + laid_out(statements[len(lead) :], form)
    return tuple(statements)


def argued(answer: Answer, form: Form) -> Drafts:
    """Return an answer that argues, as a speech of the length and the layout that are asked for."""
    shape = shape_of(form)
    if shape.words:
        versions = (answer.plain,) if form.plain else (answer.short, answer.plain, answer.full)
        cut = [cut_to_words(said, shape.words) for said in versions]
        return prose(min(cut, key=lambda said: missed(said, shape.words or (0, 0))))
    said = answer.plain if form.plain else answer.full
    if form.brief and not (form.points or form.listed):
        said = answer.short
    if form.paragraphs:
        return in_paragraphs([as_prepared(one) for one in said], form.paragraphs)
    if form.listed and 1 < (form.points or 1) < len(said) and not form.each:
        return _in_points([as_prepared(one) for one in said], form)
    return in_shape(said, shape)


def laid_out(statements: Sequence[Statement], form: Form) -> tuple[Statement, ...]:
    """Return the statements as points of a list: numbered where an order or numbers are asked for."""
    layout: ListLayout = "numbered" if form.layout in ("numbered", "steps") else "bullets"
    return in_list(statements, layout, form.points)


def in_paragraphs(statements: Sequence[Statement], count: int) -> tuple[Statement, ...]:
    """Return the statements in so many paragraphs of nearly the same length, none with a begin that leans."""
    breaks = [place for place, one in enumerate(statements) if place and not leans(one.text)]
    begins = _begins(breaks, len(statements), count)
    return tuple(
        replace(one, layout="paragraph") if place in begins else one for place, one in enumerate(statements)
    )


def _in_points(statements: Sequence[Statement], form: Form) -> tuple[Statement, ...]:
    """Return an argument in as many points as are wanted, each with what goes on about it."""
    breaks = [
        place
        for place, one in enumerate(statements)
        if place and (_ADDS.match(one.text) or not leans(one.text))
    ]
    begins = sorted(_begins(breaks, len(statements), form.points or 1))
    listed = list(statements)
    for number, place in enumerate(begins, start=1):
        head = listed[place]
        counted = form.layout in ("numbered", "steps")
        listed[place] = (
            replace(head, layout="number", number=number) if counted else replace(head, layout="bullet")
        )
    return tuple(listed)


def _begins(breaks: Sequence[int], places: int, count: int) -> set[int]:
    """Return the places where so many parts of nearly the same length begin, of the breaks that there are."""
    chosen = {0}
    for number in range(1, count):
        left = [place for place in breaks if place not in chosen]
        if left:
            chosen.add(min(left, key=lambda place: abs(place - number * places / count)))
    return chosen


def _said(answer: Answer, form: Form) -> Said:
    brief = form.brief and not form.points
    said: Said = answer.plain if form.plain else answer.short if brief else answer.full
    if lengths := answer.plain_lengths if form.plain else answer.lengths:
        said = _of_length(lengths, form) or said
    return [sentence for sentence in said if sentence.kind != "analytic"]


def _of_length(lengths: Sequence[Said], form: Form) -> Said:
    """Return the reply that has as many sentences as are wanted, or the next longer one; () for any.

    Of what is to be listed or told at length without a number, all of it is wanted.
    """
    by_count = {len(said): said for said in lengths}
    longest = max(by_count)
    wanted = form.count or (longest if form.listed or form.long or form.paragraphs else 0)
    if not wanted or form.words or (form.brief and not form.points):
        return ()
    return by_count[min((count for count in by_count if count >= wanted), default=longest)]


def _to_the_point(said: Said) -> Said:
    """Return an answer without what criticises, but with that where it answers first or is leaned on."""
    behind = (*said[1:], None)
    return [
        one
        for place, (one, after) in enumerate(zip(said, behind, strict=True))
        if one.kind != "critique" or not place or (after and goes_on(after.text))
    ]


def _few(sentences: Said, count: int) -> Said:
    """Return the first so many sentences that read on: an answer comes first, then why.

    Of those beyond, what criticises goes first.
    """
    told = [one for place, one in enumerate(sentences) if one.kind == "report" or not place]
    return first_sentences(told if len(told) >= count else sentences, count)


def _within(words: int, versions: Sequence[Said]) -> Said:
    """Return the longest version that has at most so many words, or as much of one as has."""
    versions = [[one for one in said if one.kind != "analytic"] for said in versions]
    whole = [said for said in versions if _words(said) <= words]
    if whole:
        return max(whole, key=_words)
    nearly = min(versions, key=_words)
    if _words(nearly) <= NEARLY * words:
        return nearly
    cut = []
    for said in versions:
        kept, left = list[PreparedSentence](), words
        for sentence in said:
            left -= len(sentence.text.split())
            if left < 0 and kept:
                break
            kept.append(sentence)
        cut.append(kept)
    fitting = [said for said in cut if _words(said) <= words]
    return max(fitting, key=_words) if fitting else min(cut, key=_words)


def _words(said: Said) -> int:
    return sum(len(sentence.text.split()) for sentence in said)
