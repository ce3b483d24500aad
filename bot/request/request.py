"""What a message asks for: an act, what it is about, in which form, for which side.

A message can ask for several things.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.request.form import NO_FORM, Form
from knowledge.argument_map import Side
from knowledge.encoders.act_reader import ActReading

# The acts of `knowledge.encoders.acts`, by what kind of reply they get
ABOUT_THE_PIECE = frozenset(
    [
        "overview", "fact", "yes-no", "either-or", "reason", "consequence", "evidence", "stance",
        "recommendation", "concession", "compare", "quote", "identify", "define", "list",
        "about the document",
    ]
)  # fmt: skip
ARGUMENTS = frozenset(  # they argue for a side, or against one
    [
        "case", "opening", "contentions", "strongest", "attack", "weakest", "missing evidence",
        "cross-examine", "rebut", "weigh", "both sides", "closing",
    ]
)  # fmt: skip
IN_A_DEBATE = frozenset(["argue", "ask the bot", "concede", "choose side", "score", "press"])
OF_THE_LAST_REPLY = frozenset(["restate", "more"])
TALK = frozenset(["about the bot", "small talk", "other task"])
AGAINST = frozenset(["attack", "weakest", "missing evidence"])  # the side of these where none is named

LONGEST = 2000  # characters of a message that are read
MOST = 5  # requests of a message that are answered


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that a message asks for.

    `act` is one of ACTS, `sure` how probably it is that one; `text` what is asked about, without the words
    for the form; `said` the reader's own words for it. `side` is set where an argument for a side is asked
    for. What `leans` has in `text` what was said before it, too, and not in `alone`; what asks of the `whole`
    piece names nothing in it. One that stands `apart` is plainly one of several.
    """

    act: str = "fact"
    text: str = ""
    form: Form = NO_FORM
    side: Side | None = None
    sure: float = 1.0
    said: str = ""
    leans: bool = False
    alone: str = ""
    whole: bool = False
    apart: bool = False
    reading: ActReading = field(default_factory=dict, compare=False)

    @property
    def argues(self) -> bool:
        """Whether it asks for an argument, and not for what the op-ed says."""
        return self.act in ARGUMENTS


UNREAD = Request()
