"""The parts of a sentence.

What stands between brackets, dashes, colons, commas and the words that join clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_REASON = (
    r"because|since(?!\s(?:\d|the\s(?:late|early|mid|start|end)\b|\w+\s\d))|given(?:\sthe\sfact)?\sthat"
    r"|seeing\sthat|considering\sthat|now\sthat|although|even\sthough|though|whereas|with\sthe\sfact\sthat"
)
_ASIDE = rf"{_REASON}|while|as|which|who|whose|where|when|after|before|so|and|but|yet|or|nor|a|an|the"
_HARD = r"\s*[()\[\]]+[\s,.;:]*|\s*[;:](?=\s)\s*|\s*[—–]+\s*|\s+-+\s+"
_BOUND = re.compile(rf"(?P<hard>{_HARD})|(?P<comma>,(?!\d)\s*)|\s+(?=(?:{_REASON})\s)", re.IGNORECASE)
_OPENS = re.compile(rf"(?:{_ASIDE})(?=[\s,])", re.IGNORECASE)
_JOINS = re.compile(
    rf"^(?:(?:and|but|yet|so|or|nor)\s)*(?:{_REASON}|while|as|with\sthe\sfact\sthat|which\s(?:shows|means|proves)\sthat|(?:and|but|yet|so|or|nor))\s",
    re.IGNORECASE,
)

_REASONS = re.compile(rf"(?:(?:and|but|yet|so|or|nor)\s)*(?:{_REASON}|as)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A part of a sentence and its place.

    `opened` where it begins with a word that joins it to the rest, `apart` where a bracket, dash or colon
    bounds it.
    """

    text: str
    start: int
    opened: bool
    apart: bool

    @property
    def joined(self) -> bool:
        """Return whether a conjunction joins it to the rest."""
        return _JOINS.match(self.text) is not None

    @property
    def reasons(self) -> bool:
        """Return whether it is given as a reason for the rest, or as what holds in spite of it."""
        return _REASONS.match(self.text) is not None

    @property
    def bare(self) -> str:
        """Return what it says, without the words that join it."""
        return bare(self.text)


def bare(text: str) -> str:
    """Return a part without the words that join it to the one before."""
    return _JOINS.sub("", text, count=1)


def parts(text: str) -> tuple[SentencePart, ...]:
    """Return the parts in order, without the marks between them."""
    pieces: list[SentencePart] = []
    start, apart = 0, False
    for bound in [*_BOUND.finditer(text), None]:
        end = bound.start() if bound else len(text)
        words = text[start:end].strip(" ?!,")
        if words:
            hard = bound is not None and bool(bound["hard"])
            pieces.append(
                SentencePart(
                    words, start + text[start:end].index(words[0]), bool(_OPENS.match(words)), apart or hard
                )
            )
        if bound:
            start, apart = bound.end(), bool(bound["hard"])
    return tuple(pieces)
