"""A part of a message that asks for something: its words, its form, and what the act reader reads in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.request.form import Form, form_of, without_conditions, without_form
from bot.request.in_a_row import wanted_in
from bot.request.leaning import own_words
from bot.request.leanings import Leanings
from bot.request.patterns import load_patterns
from bot.request.request import ARGUMENTS
from bot.request.things import form_for, read_by_name
from knowledge.coverage import index_of
from knowledge.document import Document
from knowledge.encoders.act_reader import ActReading
from knowledge.names import find_names

PLAINLY_WHOLE = 0.7  # probability of an act from which it is plain that the piece as a whole is asked
_PATTERNS = load_patterns("reading")


@dataclass(frozen=True, slots=True)
class Asked:
    """A part that asks something: its words with and without those for the form, and what it was read as."""

    said: str
    text: str
    form: Form
    reading: ActReading
    apart: bool = False

    @property
    def act(self) -> str:
        """The act that it most probably has."""
        return max(self.reading, key=lambda act: self.reading[act])

    @property
    def sure(self) -> float:
        """How probably it has its act; of an argument, how probably one is asked for at all."""
        family = ARGUMENTS if self.act in ARGUMENTS else {self.act}
        return sum(probability for act, probability in self.reading.items() if act in family)


def by_itself(one: Asked) -> Asked:
    """Return a part that is plainly a wish of its own, read as what the thing is that it names."""
    return replace(
        one, apart=True, reading=read_by_name(one.said, one.reading), form=form_for(one.said, one.form)
    )


def as_wanted(one: Asked, beside: str, document: Document) -> Asked:
    """Return a part that is not plainly read, by the thing that it wants, or that "do it" points back to."""
    if one.sure >= PLAINLY_WHOLE or named_in(one.text, document):
        return one
    wanted = wanted_in(one.said) or (wanted_in(beside) if _PATTERNS["do it"].search(one.text) else "")
    if not wanted:
        return one
    return replace(one, text=without_form(wanted), reading=read_by_name(wanted, one.reading))


def named_in(text: str, document: Document) -> bool:
    """Tell whether words name anything, or have any word of the document's."""
    there = index_of(document)
    named = any(name.certain for name in find_names(text))
    return named or any(there.has(word) for word in own_words(text))


def read_parts(messages: Sequence[str], leanings: Leanings) -> list[Asked]:
    """Return the parts, each with its form and with what the act reader reads in it."""
    readings = leanings.acts.read([without_conditions(said) or said for said in messages])
    return [
        Asked(said, without_form(said), form_of(said), reading)
        for said, reading in zip(messages, readings, strict=True)
    ]
