"""What an op-ed's sentences do for its argument: read by an encoder, weighed for what a map needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.argument_map import ClaimKind, Helps
from knowledge.document import Document, Passage
from knowledge.encoders.roles import ROLES, ReadsRoles, Role, RoleReading
from knowledge.mining.imperatives import is_order
from knowledge.mining.weighing import Standing, weigh
from knowledge.sentences import unnumbered

# From which probability each of these is taken, in this order; below it, never. They are what a map goes
# wrong by: whose view it is, what is asked for, what is granted. Chosen by the pieces left out of the fit:
# python -m evals.fit_weighing
TAKEN_FROM: dict[Standing, float] = {"reports": 0.4, "recommends": 0.4, "concedes": 0.35}
FURNITURE = 0.1  # probability from which a sentence is taken for no part of the piece
NOT_OWN = 0.3  # that a sentence grants or reports: from here on it is no reason of the author's, either
_KINDS: dict[Role, ClaimKind] = {
    "reports": "reported view",
    "recommends": "recommendation",
    "concedes": "concession",
    "predicts": "prediction",
    "explains": "cause",
    "judges": "value",
    "evidence": "fact",
    "tells": "fact",
    "furniture": "fact",
}
_HELPS: dict[Role, Helps] = {
    "reports": "against",
    "concedes": "against",
    "tells": "either",
    "furniture": "either",
}

_BESIDES: tuple[Role, ...] = ("predicts", "explains", "judges", "evidence")  # what a rebuttal can be, too


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A passage with what it does.

    `kind` is that of the claim that it makes; `confidence` is how sure it is whose view that is, and whether
    it asks for something; `order` marks one that opens as an imperative, `asks` a question; `doubtful` may
    be a view that the author does not share.
    """

    passage: Passage
    role: Role
    kind: ClaimKind
    confidence: float
    order: bool = False
    asks: bool = False
    doubtful: bool = False

    @property
    def helps(self) -> Helps:
        """Return the side that it helps."""
        return "either" if self.doubtful else _HELPS.get(self.role, "for")


def label(document: Document, roles: ReadsRoles) -> tuple[LabelledSentence, ...]:
    """Return every passage of the document with its role."""
    texts = [unnumbered(" ".join(passage.text.split())) for passage in document.passages]
    read = roles.read(texts, document.title)
    return tuple(
        _labelled(passage, text, reading, standings)
        for passage, text, reading, standings in zip(
            document.passages, texts, read, weigh(read, texts), strict=True
        )
    )


def _labelled(
    passage: Passage, text: str, reading: RoleReading, standings: Mapping[Standing, float]
) -> LabelledSentence:
    if passage.quoted:  # whether the op-ed shares the words of a block that it quotes, nothing in them tells
        return LabelledSentence(passage, "reports", "reported view", 0.0)
    role = role_of(reading, standings)
    return LabelledSentence(
        passage,
        role,
        _kind(role, reading),
        reading.of(role) if role == "furniture" else standings[standing_of(standings)],
        order=role == "recommends" and is_order(text),
        asks=text.rstrip("”’\"')").endswith("?"),
        doubtful=standing_of(standings) == "own" and standings["concedes"] + standings["reports"] >= NOT_OWN,
    )


def standing_of(standings: Mapping[Standing, float]) -> Standing:
    """Return the standing that a map takes: one of TAKEN_FROM, else the author's own."""
    return next((one for one, enough in TAKEN_FROM.items() if standings[one] >= enough), "own")


def role_of(reading: RoleReading, standings: Mapping[Standing, float]) -> Role:
    """Return the role that a map takes: its standing's, else the likeliest of the author's own."""
    if reading.of("furniture") >= FURNITURE:
        return "furniture"
    standing = standing_of(standings)
    own = [role for role in ROLES if role not in TAKEN_FROM and role != "furniture"]
    return max(own, key=reading.of) if standing == "own" else standing


def _kind(role: Role, reading: RoleReading) -> ClaimKind:
    """Return the kind of claim; what rebuts is of the kind that it would be if it answered nothing."""
    return _KINDS[max(_BESIDES, key=reading.of) if role == "rebuts" else role]
