"""What is asked of any text by name, a summary, the evidence, a weakness: how such a wish is read."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.request.form import Form, number_of
from bot.request.in_a_row import thing_in, thing_words
from knowledge.encoders.act_reader import ActReading

ACT_OF: dict[str, str] = {
    "summary": "overview", "bottom line": "overview", "counterargument": "attack", "weakness": "weakest",
    "piece of evidence": "evidence", "best evidence": "evidence", "strength": "strongest",
    "reason": "contentions", "concession": "concession", "recommendation": "recommendation",
    "demand": "list", "quotation": "quote", "question": "cross-examine", "figure": "list",
}  # fmt: skip
# How a whole question for it reads, where the name alone says too little to the playbook
QUESTION_FOR = {
    "bottom line": "what is the thesis",
    "piece of evidence": "what supports each claim of the argument?",
    "best evidence": "which claims are best supported, best first",
    "recommendation": "what does the author recommend?",
    "quotation": "which passages could I quote",
    "figure": "what numbers does it give?",
}
SURELY = 0.9  # how probably a thing that is named has its act
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|[2-9])\b(?!-)", re.IGNORECASE)
_ONE = re.compile(r"(?:a|an|one|your|the) (?!.*s$)", re.IGNORECASE)
REASONS = 3  # that are given where no number is named


def read_by_name(said: str, reading: ActReading) -> ActReading:
    """Return the reading of a wish, by what it names where it names such a thing."""
    act = ACT_OF.get(thing_in(said))
    if act is None:
        return reading
    rest = {name: (1 - SURELY) * probability for name, probability in reading.items()}
    return {**rest, act: SURELY}


def question_for(said: str, text: str, form: Form) -> str:
    """Return what a wish that names nothing of the piece asks about: a whole question for its thing.

    "The argument, in three bullets" is more than a thesis.
    """
    if thing_in(said) == "bottom line" and (form.points or 1) > 1:
        return text
    return QUESTION_FOR.get(thing_in(said), text)


def form_for(said: str, form: Form) -> Form:
    """Return the form of a wish for a thing: as many points as the thing is counted, "the three demands".

    Reasons are so many points of a sentence each, unless others are wanted.
    """
    counted = _COUNTED.search(thing_words(said))
    if counted and not (form.count or form.each):
        form = replace(form, points=number_of(counted.group()))
    if thing_in(said) == "question" and not form.count and _ONE.match(thing_words(said)):
        return replace(form, points=1)
    if thing_in(said) == "figure" and not form.count and _ONE.match(thing_words(said)):
        return replace(form, sentences=1)
    if thing_in(said) != "reason":
        return form
    return replace(form, points=form.points or REASONS, each=form.each or 1, layout=form.layout or "numbered")
