"""The speeches of a case: what each act of arguing takes from it, in the form that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from bot.statement import Fixed, Statement, as_prepared
from bot.writers.embedded.list_items import in_list, so_many
from bot.writers.embedded.speech_filling import in_even_paragraphs
from bot.writers.embedded.speech_length import cut_to_sentences, cut_to_words, missed, within, words_in
from bot.writers.embedded.speech_shape import ListLayout, Shape, Words, seconds
from knowledge.playbook import Case, Contention
from knowledge.prepared_sentence import PreparedSentence

SpeechAct = Literal[
    "overview", "case", "opening", "contentions", "strongest", "weakest", "attack", "missing evidence",
    "cross-examine", "weigh", "closing",
]  # fmt: skip
# What several arguments make, each of them one of the case's own, where a number or a list is asked for
OF_SEVERAL = frozenset(["overview", "case", "opening", "strongest", "closing"])
Said = Sequence[PreparedSentence]
Drafts = tuple[Statement | Fixed, ...]

CONTENTIONS, GAPS, QUESTIONS = 3, 4, 6  # where no number is named
OPENING_SECONDS, LONG_SECONDS = 60, 240
SPARE = 8  # words by which a speech in paragraphs may be too short or too long
CLOSE_WITH = 40  # words that a long speech keeps for its end
TOO_LONG = 3  # how much worse it is to be too long by a word than to be too short by one
BEYOND = 1.15  # of the longest opening: what is longer has to be the whole case
NO_MORE = Fixed("That is all that I have prepared.", layout="paragraph")


def speak(act: SpeechAct, case: Case, shape: Shape) -> Drafts:
    """Return what a side says; nothing where its case has no words for it."""
    if shape.paragraphs and act in OF_SEVERAL:
        return _paragraphs(case, shape)
    spoken = act == "opening" and shape.words is not None  # a speech, whatever it is to count
    several = (shape.points or 1) > 1 and not spoken
    if act == "contentions" or (act in OF_SEVERAL and (several or shape.listed)):
        return _contentions(case, shape)
    if act in ("case", "opening"):
        return _speech(case, shape)
    if act == "missing evidence":
        return _points(case.missing_evidence, shape, GAPS, "bullets")
    if act == "cross-examine":
        return _points(case.cross_examination, shape, QUESTIONS, "numbered")
    if act == "attack":
        return _attack(case, shape)
    said = {
        "overview": case.overview, "strongest": case.strongest, "weakest": case.weakest,
        "weigh": case.weighing, "closing": case.closing,
    }[act]  # fmt: skip
    if act in OF_SEVERAL and shape.words and _misses(said, shape.words):
        return _speech(case, shape)
    return in_shape(said, shape)


def _misses(said: Said, words: Words) -> bool:
    """Tell whether a speech is too short for so many words, or cannot be cut to them."""
    return words[0] > BEYOND * words_in(said) or words_in(cut_to_words(said, words)) > BEYOND * words[1]


def in_shape(said: Said, shape: Shape) -> Drafts:
    """Return sentences that belong together: as prose, or each as a point of a list."""
    listed = shape.listed or shape.points
    if count := shape.sentences or shape.points:
        cut = cut_to_sentences(said, count)
        said = so_many(said, cut, count) if listed and count > 1 and not shape.sentences else cut
    elif shape.words:
        said = cut_to_words(said, shape.words)
    return in_list([as_prepared(one) for one in said], shape.layout or "bullets") if listed else prose(said)


def prose(said: Said) -> tuple[Statement, ...]:
    """Return the sentences as a paragraph."""
    return tuple(
        replace(as_prepared(one), layout="run on" if place else "paragraph") for place, one in enumerate(said)
    )


def _listed(said: Said, layout: ListLayout) -> tuple[Statement, ...]:
    return tuple(_point(as_prepared(one), layout, number) for number, one in enumerate(said, start=1))


def _point(statement: Statement, layout: ListLayout, number: int) -> Statement:
    """Return a statement as it opens a point of a list."""
    if layout == "numbered":
        return replace(statement, layout="number", number=number)
    return replace(statement, layout="bullet")


def _points(said: Said, shape: Shape, usual: int, layout: ListLayout) -> Drafts:
    wanted = shape.points or shape.sentences or usual
    kept = cut_to_words(said, shape.words) if shape.words else said[:wanted]
    layout = shape.layout or layout
    points = prose(kept) if layout == "prose" else _listed(kept, layout)
    short = (shape.points or shape.sentences or 0) > len(said)
    return (*points, NO_MORE) if short and said else points


def _contentions(case: Case, shape: Shape) -> Drafts:
    chosen = case.contentions[: shape.points or CONTENTIONS]
    if shape.words_each:
        kept = [within(one.body, shape.words_each) for one in chosen]
        said = _listed([one for body in kept for one in body], shape.layout or "numbered")
    elif shape.each and not shape.listed:
        said = tuple(_titled(chosen, sentences=shape.each))
    elif shape.layout == "bullets" or shape.sentences or shape.each:
        each = shape.each or max(1, (shape.sentences or 2 * len(chosen)) // max(1, len(chosen)))
        said = tuple(
            statement
            for number, one in enumerate(chosen, start=1)
            for statement in _in_list(one, each, shape.layout or "numbered", number)
        )
    else:
        said = tuple(_titled(*_with_room(chosen, shape)))
    short = (shape.points or 0) > len(chosen)
    return (*said, NO_MORE) if short and said else said


def _paragraphs(case: Case, shape: Shape) -> Drafts:
    """Return a paragraph for each of so many arguments, and in the last one what they come to."""
    count = shape.paragraphs or 1
    ending, room = case.overview[-1:], shape.words
    if room and room[0] < 2 * words_in(ending):
        ending = ()
    bodies: list[Said] = [one.body for one in case.contentions[:count]]
    if room:
        left = (room[0] - words_in(ending), room[1] - words_in(ending))
        bodies = in_even_paragraphs(bodies, left)
        if lacking := left[0] - sum(map(words_in, bodies)):
            more = [one.claim for one in case.contentions[count:] if words_in(one.claim) <= lacking + SPARE]
            bodies = [*bodies[:-1], (*bodies[-1], *more[0])] if lacking > SPARE and more else bodies
    return tuple(
        one
        for place, body in enumerate(bodies, start=1)
        for one in prose((*body, *(ending if place == len(bodies) else ())))
    )


def _with_room(chosen: Sequence[Contention], shape: Shape) -> tuple[Sequence[Contention], Words | None]:
    """Return as many contentions as there are words for, where no number is named, and the words of each."""
    if shape.words is None or shape.points:
        return chosen, shape.words and _share(shape.words, len(chosen))
    least, most = shape.words

    def room(count: int) -> Words:
        titles = words_in([one.heading for one in chosen[:count]])
        return _share((least - titles, most - titles), count)

    def off(count: int) -> int:
        told = [(one.heading, *cut_to_words(one.body, room(count))) for one in chosen[:count]]
        length = sum(map(words_in, told))
        return max(least - length, TOO_LONG * (length - most), 0)

    count = min(range(len(chosen), 0, -1), key=off, default=0)
    return chosen[:count], room(count)


def _share(words: Words, count: int) -> Words:
    return words[0] // max(1, count), words[1] // max(1, count)


def _titled(
    chosen: Sequence[Contention], room: Words | None = None, sentences: int | None = None
) -> Iterator[Statement]:
    """Yield contentions, each under its title: claim, warrant, impact."""
    for number, one in enumerate(chosen, start=1):
        yield replace(as_prepared(one.heading), layout="title", number=number)
        body = cut_to_sentences(one.body, sentences) if sentences else one.body
        yield from map(as_prepared, cut_to_words(body, room) if room else body)


def _in_list(one: Contention, sentences: int, layout: ListLayout, number: int) -> Iterator[Statement]:
    """Yield a contention as a point of a list: its title, and so many sentences."""
    yield _point(as_prepared(one.heading), layout, number)
    yield from map(as_prepared, one.body[:sentences])


def _attack(case: Case, shape: Shape) -> Drafts:
    """Return the best argument of the side that attacks, and what the other cannot show."""
    if shape.points or shape.listed:
        return _contentions(case, replace(shape, layout=shape.layout or "bullets"))
    gaps = _of_other_passages(case.missing_evidence, case.strongest)[:CONTENTIONS]
    if shape.words or shape.sentences:
        return in_shape((*case.strongest, *gaps), shape)
    if shape.layout == "prose":
        return prose((*case.strongest, *gaps[:1]))
    return (*prose(case.strongest), *_listed(gaps, "bullets"))


def _of_other_passages(said: Said, before: Said) -> Said:
    told = {number for one in before for number in one.cites}
    return tuple(one for one in said if not told.issuperset(one.cites)) or said


def _speech(case: Case, shape: Shape) -> Drafts:
    """Return connected prose: the prepared speech that needs the least cutting, or the whole case."""
    if shape.sentences:
        speeches = (case.overview, *case.opening.values())
        enough = [said for said in speeches if len(said) >= shape.sentences]
        return in_shape(min(enough, key=len, default=case.overview), shape)
    words = shape.words or seconds(LONG_SECONDS if shape.long else OPENING_SECONDS)
    longest = max(map(words_in, case.opening.values()), default=0)
    more = sum(words_in(one.body) for one in case.contentions) > longest
    if words[0] > BEYOND * longest and more:
        return _whole_case(case, sum(words) // 2)
    cut = [(cut_to_words(said, words), len(said)) for said in (case.overview, *case.opening.values()) if said]
    best = min(cut, key=lambda one: (missed(one[0], words), one[1] - len(one[0])), default=((), 0))
    return prose(best[0])


def _whole_case(case: Case, words: int) -> Drafts:
    """Return the overview, as many contentions as there is time for, and an end."""
    left, chosen = words - words_in(case.overview), list[Contention]()
    for one in case.contentions:
        spoken = words_in((one.heading, *one.body))
        if left - spoken < CLOSE_WITH:
            break
        chosen.append(one)
        left -= spoken
    speech = (*prose(case.overview), *_titled(chosen), *prose(_ending(case.closing, left)))
    return (*speech, NO_MORE) if left > words_in(case.closing) + CLOSE_WITH else speech


def _ending(closing: Said, words: int) -> Said:
    """Return as much of the closing's end as there are words for."""
    starts = (closing[start:] for start in range(len(closing)))
    return next((said for said in starts if words_in(said) <= words), closing[-1:])
