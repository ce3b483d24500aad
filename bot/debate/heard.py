"""What the reader said in a turn of a debate, as it was heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from knowledge.block_wordings import BlockMatch
from knowledge.debating import Meant
from knowledge.sentence_analysis import read

CloseWith = Literal[
    "verdict", "own best", "own weakest", "granted what", "unanswered"
]  # what a closing may be asked to hold
CLOSE_WITH: tuple[CloseWith, ...] = get_args(CloseWith)
BARE = 2  # words of content, names and figures below which a question leans on what stands before it


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that the reader said, in a sentence or a few.

    How it is `meant`; the blocks that it may belong to, the likeliest first; the claims that it relies on
    with how well each fits (the best 1.0), and how it stands to the first. `repeats` is the number of the
    reader's own point that it says again, `takes_up` are those of the bot's points that it answers; `doubts`
    tells whether it attacks what the bot said last, `disowns` whether it only says that the reader has not
    said what the bot took up.
    """

    text: str
    about: tuple[tuple[str, float], ...] = ()
    meant: Meant = "argue"
    matches: tuple[BlockMatch, ...] = ()
    denies: bool = False
    sure: bool = False
    repeats: int = 0
    doubts: bool = False
    disowns: bool = False
    takes_up: tuple[int, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims, the best first."""
        return tuple(one for one, _ in self.about)

    @property
    def match(self) -> BlockMatch | None:
        """The block that it was heard as; None where it is new."""
        return self.matches[0] if self.matches and self.matches[0].heard else None

    @property
    def block(self) -> str:
        """The id of that block; "" where it is new."""
        return self.match.block.id if self.match else ""

    @property
    def concedes(self) -> bool:
        """Whether it grants something."""
        return self.meant == "concede"

    @property
    def argues(self) -> bool:
        """Whether it is an argument, heard as a block's or new."""
        return self.match is not None or self.meant == "argue"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A question that waits for an answer: its words, and with them those that it leans on.

    `said` is the sentence that puts it, "" where it was put in a round before; `owed` says that it was passed
    over once, `listed` that it is one of several points that are to be answered, `demanded` that a
    yes or a no is. `offer` is what was offered before it.
    """

    text: str
    beside: str
    said: str = ""
    owed: bool = False
    listed: bool = False
    demanded: bool = False
    offer: str = ""

    @property
    def bare(self) -> bool:
        """Whether it means something only beside what stands before it."""
        reading = read(self.text)
        return len(reading.content) + len(reading.names) + len(reading.figures) < BARE
