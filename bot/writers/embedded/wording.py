"""How a claim is said.

The words that give it as the op-ed's, fitting its kind, and not twice the same in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from bot.statement import Statement
from bot.statement.attribution import opens_with_source
from bot.statement.marking import stopped
from knowledge.argument_map import Claim
from knowledge.document import Passage

# Of each kind: the first sentence of a reply, then what later ones take in turn.
_FRAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "fact": (
        "The op-ed says that {}.",
        ("It adds that {}.", "It also notes that {}.", "According to the op-ed, {}.", "It recalls that {}."),
    ),
    "cause": ("The op-ed argues that {}.", ("It also argues that {}.", "It explains that {}.")),
    "prediction": (
        "The op-ed warns that {}.",
        ("It warns that {}.", "It also warns that {}.", "The op-ed expects that {}."),
    ),
    "value": ("The op-ed holds that {}.", ("It holds that {}.", "It stresses that {}.")),
    "recommendation": ("The op-ed argues that {}.", ("It concludes that {}.", "It also argues that {}.")),
    "concession": ("The op-ed grants that {}.", ("It concedes that {}.", "It also grants that {}.")),
    "reported view": ("The op-ed reports that {}.", ("It reports that {}.", "It also reports that {}.")),
    "expected view": (
        "The op-ed expects that {}.",
        ("It expects that {}.", "It also warns that {}."),
    ),  # what others may come to say
}


class Frames:
    """Says claims one after the other within a reply."""

    def __init__(self) -> None:
        self._first = True
        self._turns: dict[str, Iterator[str]] = {kind: cycle(later) for kind, (_, later) in _FRAMES.items()}

    def say(self, claim: Claim) -> Statement:
        """Return the claim as a report."""
        kind = "expected view" if claim.kind == "reported view" and claim.hedges else claim.kind
        frame = _FRAMES[kind][0] if self._first else fitting(self._turns[kind], claim)
        self._first = False
        return Statement("report", sentence(frame, claim.says), claim.passages, point=claim.id)


def fitting(frames: Iterator[str], claim: Claim) -> str:
    """Return the next frame that does not say a second time whose word the claim is."""
    sourced = opens_with_source(claim.says)
    return next(frame for frame in frames if not (sourced and opens_with_source(frame)))


def quoting(passage: Passage, *, again: bool = False, onward: bool = False) -> str:
    """Return the frame for a passage's own words.

    Whose they are, the op-ed's or those of somebody whom it quotes; `onward` where it stands behind the
    passage that was quoted last, so that the quotation goes on.
    """
    if onward and not passage.quoted:
        return "“{}”"
    if passage.quoted:
        return "It also quotes: “{}”" if again else "The op-ed quotes: “{}”"
    return "It also says: “{}”" if again else "The op-ed says: “{}”"


def sentence(frame: str, clause: str) -> str:
    """Return the clause in its frame, which ends the sentence where the clause has no stop of its own."""
    return stopped(frame.removesuffix(".").format(clause))
