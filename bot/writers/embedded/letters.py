"""What stands around what was prepared in a letter, a note, a post or a script: who writes to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.request.form import Genre
from bot.request.letter import Letter, gives_name, holds_office, is_close, letter_in
from bot.request.plan import Plan
from bot.request.writer_of import writer_of
from bot.statement import Fixed
from knowledge.argument_map import Side

SALUTATION = Fixed("Dear {to},", layout="paragraph")
GREETS = Fixed("Hello,", layout="paragraph")
CALLS = Fixed("Hello, my name is {signed}.", layout="paragraph")
TO_NOBODY = "Sir or Madam"
TO_THE_PRESS = Fixed("To the Editor:", layout="paragraph")
WRITES: dict[Side, Fixed] = {
    "for": Fixed("I am writing about an op-ed whose advice I support.", layout="paragraph"),
    "against": Fixed("I am writing about an op-ed whose advice I do not support.", layout="paragraph"),
}
READ: dict[Side, Fixed] = {
    "for": Fixed("I read an op-ed, and I agree with its advice.", layout="paragraph"),
    "against": Fixed("I read an op-ed, and its advice did not convince me.", layout="paragraph"),
}
TELLS_OF = Fixed("I read an op-ed, and this is what it says.", layout="paragraph")
ASKS: dict[Side, Fixed] = {
    "for": Fixed("Please use your voice to support that advice.", layout="paragraph"),
    "against": Fixed("Please use your voice against that advice.", layout="paragraph"),
}
ASKS_READERS: dict[Side, Fixed] = {
    "for": Fixed("I ask your readers to support that advice.", layout="paragraph"),
    "against": Fixed("I ask your readers not to be won over by that advice.", layout="paragraph"),
}
ASKS_ANY_READER = Fixed("I hope that you will take this into account.", layout="paragraph")
ASKS_FRIENDS = Fixed("I would love to hear what you think.", layout="paragraph")
ASKS_ANYBODY = Fixed("What do you think?", layout="paragraph")
THANKS_THEM = Fixed("Thank you for your time.", layout="paragraph")
OWN_WORDS = Fixed("{said}")  # of whoever writes, about themselves
NAME = Fixed("{signed}", layout="paragraph")
SIGNED = Fixed("Yours sincerely, {signed}", layout="paragraph")
SIGNED_WARMLY = Fixed("Warmly, {signed}", layout="paragraph")
BY_READER = "(your name)"


@dataclass(frozen=True, slots=True)
class Frame:
    """What opens a piece, what its writer says of themselves, what it asks for, and who signs it."""

    opens: tuple[Fixed, ...]
    own: tuple[Fixed, ...]
    asks: tuple[Fixed, ...]
    signs: tuple[Fixed, ...]

    @property
    def sentences(self) -> int:
        """How many sentences it has: a salutation and a name are none."""
        return len(self.own) + len(self.asks)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(one.text.split()) for one in (*self.opens, *self.own, *self.asks, *self.signs))


def frame_of(plan: Plan) -> Frame:
    """Return what stands around what is said in a letter, a note, a post or a script."""
    letter, own = letter_in(plan.question.words), _own(plan)
    genre = genre_of(plan)
    opens, asks, signs = _around(genre, letter, plan.side)
    return Frame(opens, own, asks, signs)


def genre_of(plan: Plan) -> Genre | None:
    """Return what is written: a letter to somebody close is a note."""
    genre = plan.request.form.genre
    return "note" if genre == "letter" and is_close(letter_in(plan.question.words).to) else genre


def within(frame: Frame, words: int | None, sentences: int | None, *, leaving: int) -> Frame:
    """Return a frame with less in it, until what is said has so many words left, and half of the sentences.

    What its writer says of themselves goes last.
    """
    for drop in (_without_asking, _without_lead, _with_fewer_own):
        while _lacks(frame, words, sentences, leaving) and (less := drop(frame)) != frame:
            frame = less
    return frame


def _lacks(frame: Frame, words: int | None, sentences: int | None, leaving: int) -> bool:
    too_long = words is not None and words - frame.words < leaving
    return too_long or (sentences is not None and sentences - frame.sentences < (sentences + 1) // 2)


def _without_lead(frame: Frame) -> Frame:
    """Return a frame without that it is about an op-ed, where its writer has words of their own."""
    leads = {*WRITES.values(), *READ.values(), TELLS_OF}
    own = _as_paragraph([one for one in frame.own if one not in leads])
    return replace(frame, own=own) if own or len(frame.own) == 1 else frame


def _without_asking(frame: Frame) -> Frame:
    return replace(frame, asks=())


def _with_fewer_own(frame: Frame) -> Frame:
    return replace(frame, own=frame.own[:-1]) if len(frame.own) > 1 else frame


def _own(plan: Plan) -> tuple[Fixed, ...]:
    """Return that the piece is about an op-ed, and what its writer says of themselves."""
    genre, side = genre_of(plan), plan.side
    by, below = writer_of(plan.question.words), genre == "post" and letter_in(plan.question.words).below
    own = _as_paragraph([_filled(OWN_WORDS, said=said) for said in by.says if not gives_name(said)])
    if side is None:
        return (*own, TELLS_OF)
    if genre == "letter":
        return (WRITES[side], *own)
    if by.argues or below or genre == "script":  # they say what they think, or it is plain what it is about
        return own
    return _as_paragraph([*own, READ[side]])


def _as_paragraph(said: Sequence[Fixed]) -> tuple[Fixed, ...]:
    return tuple(replace(one, layout="run on" if place else "paragraph") for place, one in enumerate(said))


Around = tuple[tuple[Fixed, ...], tuple[Fixed, ...], tuple[Fixed, ...]]


def _around(genre: Genre | None, letter: Letter, side: Side | None) -> Around:
    """Return what opens a piece of a kind, what it asks for, and who signs it."""
    to, signed = letter.to, letter.signed or BY_READER
    if genre == "post":
        return (
            (),
            (() if letter.below else (ASKS_ANYBODY,)),
            ((_filled(NAME, signed=signed),) if letter.signed else ()),
        )
    if genre == "script":
        return (_filled(CALLS, signed=signed),), (THANKS_THEM,), ()
    if genre == "note":
        opens = _filled(SALUTATION, to=to) if to else GREETS
        return (opens,), (ASKS_FRIENDS,), (_filled(SIGNED_WARMLY, signed=signed),)
    opens = TO_THE_PRESS if letter.press else _filled(SALUTATION, to=to or TO_NOBODY)
    asks = ASKS_ANY_READER
    if side and (letter.press or holds_office(to.lower()) or not to):
        asks = (ASKS_READERS if letter.press else ASKS)[side]
    return (opens,), (asks,), (_filled(SIGNED, signed=signed),)


def _filled(words: Fixed, **named: str) -> Fixed:
    return replace(words, text=words.text.format(**named))
