"""A part of a message that asks something: its words with and without those for the form, and its acts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.request.form import Form
from bot.request.request import ARGUMENTS
from knowledge.encoders.act_reader import ActReading


@dataclass(frozen=True, slots=True)
class Asked:
    """A part that asks something: its words with and without those for the form, and what it was read as."""

    said: str
    text: str
    form: Form
    reading: ActReading

    @property
    def act(self) -> str:
        """The likeliest act."""
        return max(self.reading, key=lambda act: self.reading[act])

    @property
    def sure(self) -> float:
        """How probably it has its act; of an argument, how probably one is asked for at all."""
        family = ARGUMENTS if self.act in ARGUMENTS else {self.act}
        return sum(probability for act, probability in self.reading.items() if act in family)
