"""A letter around what was prepared: whom it greets, what it asks for, and who signs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.request.letter import letter_in
from bot.request.plan import Plan
from bot.statement import Fixed
from bot.writers import Draft
from knowledge.argument_map import Side

SALUTATION = Fixed("Dear {to},", layout="paragraph")
TO_NOBODY = "Sir or Madam"
TO_THE_PRESS = Fixed("To the Editor:", layout="paragraph")
WRITES: dict[Side, Fixed] = {
    "for": Fixed("I am writing about an op-ed whose advice I support.", layout="paragraph"),
    "against": Fixed("I am writing about an op-ed whose advice I do not support.", layout="paragraph"),
}
ASKS: dict[Side, Fixed] = {
    "for": Fixed("Please use your voice to support that advice.", layout="paragraph"),
    "against": Fixed("Please use your voice against that advice.", layout="paragraph"),
}
ASKS_READERS: dict[Side, Fixed] = {
    "for": Fixed("I ask your readers to support that advice.", layout="paragraph"),
    "against": Fixed("I ask your readers not to be won over by that advice.", layout="paragraph"),
}
SIGNED = Fixed("Yours sincerely, {signed}", layout="paragraph")
BY_READER = "(your name)"


def in_letter(drafts: Iterable[Draft], plan: Plan) -> Iterator[Draft]:
    """Yield what argues for a side as a letter to whoever the reader names, who is asked for something."""
    assert plan.side is not None
    letter = letter_in(plan.question.words)
    yield TO_THE_PRESS if letter.press else _filled(SALUTATION, to=letter.to or TO_NOBODY)
    yield WRITES[plan.side]
    yield from drafts
    yield (ASKS_READERS if letter.press else ASKS)[plan.side]
    yield _filled(SIGNED, signed=letter.signed or BY_READER)


def _filled(words: Fixed, **named: str) -> Fixed:
    return replace(words, text=words.text.format(**named))
