"""What a class or a cross-examination needs: a quiz with options, a timeline, questions and what they get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.request.form import Form
from bot.request.request import Request
from bot.statement import Fixed, Layout, Statement, as_prepared
from bot.writers import Draft
from bot.writers.embedded.genres import KEY, worksheet
from knowledge.prepared_sentence import PreparedSentence
from knowledge.study import Admission, QuizQuestion
from knowledge.topic import Topic

QUESTIONS = 5  # of a quiz or of a discussion, where no number is named
NO_OPTIONS = Fixed("I can't make up options for this op-ed; these are open questions, with their answers.")
NO_MORE = Fixed("That is all that I have prepared of these.", layout="paragraph")
ADMITS = (  # in turn, since what a reply has said once it does not say again
    Fixed("What you want admitted:", layout="line"),
    Fixed("The admission:", layout="line"),
    Fixed("They have to grant:", layout="line"),
    Fixed("What this gets you:", layout="line"),
    Fixed("What they must admit:", layout="line"),
    Fixed("Hold them to this:", layout="line"),
    Fixed("The answer to get:", layout="line"),
    Fixed("What you are after:", layout="line"),
)
Item = TypeVar("Item")


def sheet(topic: Topic, request: Request) -> tuple[Draft, ...]:
    """Return what is wanted for a class, or for the cross-examination of a side; () where nothing is."""
    form = request.form
    if topic.playbook is None:
        return ()
    study = topic.playbook.study
    match form.study:
        case "multiple choice" if study.quiz:
            said, there = _quiz(spread(study.quiz, form.points or QUESTIONS)), len(study.quiz)
        case "multiple choice":
            questions = worksheet(topic, form)
            return (NO_OPTIONS, *questions) if questions else ()
        case "timeline":
            layout: Layout = "number" if form.layout in ("numbered", "steps") else "bullet"
            events = spread(study.timeline, form.points or len(study.timeline))
            said, there = _listed(events, layout), len(study.timeline)
        case "discussion":
            asked = spread(study.discussion, form.points or QUESTIONS)
            said, there = _listed(asked, _of_questions(form)), len(study.discussion)
        case "admissions" | "yes-no questions":
            questioned = study.cross_examination.of(request.side or "for")
            asked_for = questioned[: form.points or QUESTIONS]
            told = form.study == "admissions"
            said, there = _admissions(asked_for, _of_questions(form), told=told), len(questioned)
        case _:
            return ()
    return (*said, NO_MORE) if (form.points or 0) > there else tuple(said)


def spread(items: Sequence[Item], count: int) -> list[Item]:
    """Return so many items from all over a row, with its first one and its last."""
    if count >= len(items):
        return list(items)
    step = (len(items) - 1) / max(1, count - 1)
    return [items[round(place * step)] for place in range(count)]


def _of_questions(form: Form) -> Layout:
    return "bullet" if form.layout == "bullets" else "number"


def _quiz(questions: Sequence[QuizQuestion]) -> Iterator[Draft]:
    """Yield numbered questions with their options on lines of their own, and the key at the end."""
    for number, one in enumerate(questions, start=1):
        yield _numbered(one.asks, "number", number)
        yield from (replace(as_prepared(choice), layout="line") for choice in one.choices)
    yield KEY
    for number, one in enumerate(questions, start=1):
        yield _numbered(one.key, "number", number)


def _listed(said: Sequence[PreparedSentence], layout: Layout) -> Iterator[Draft]:
    return (_numbered(one, layout, number) for number, one in enumerate(said, start=1))


def _admissions(asked: Sequence[Admission], layout: Layout, *, told: bool) -> Iterator[Draft]:
    """Yield questions, and under each what it is to get where that is wanted."""
    for place, one in enumerate(asked):
        yield _numbered(one.asks, layout, place + 1)
        if told:
            yield ADMITS[place % len(ADMITS)]
            yield as_prepared(one.admits)


def _numbered(said: PreparedSentence, layout: Layout, number: int) -> Statement:
    return replace(as_prepared(said), layout=layout, number=number if layout == "number" else 0)
