"""What an op-ed's sentences do for its argument: read by an encoder, weighed for what a map needs."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.argument_map import ClaimKind, Helps
from knowledge.document import Document, Passage
from knowledge.encoders.roles import ROLES, ReadsRoles, Role, RoleReading
from knowledge.mining.imperatives import is_order
from knowledge.sentences import unnumbered

# From which probability each of these is taken, in this order; below it, never. They are what a map goes
# wrong by: what is no part of it, what is asked for, whose view it is, what is granted. Chosen by the
# corpus's dev pieces: python -m evals.corpus_roles dev
TAKEN_FROM: dict[Role, float] = {"furniture": 0.1, "recommends": 0.5, "reports": 0.55, "concedes": 0.25}
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

    `kind` is that of the claim that it makes; `confidence` is how sure the role is; `order` marks one that
    opens as an imperative, `asks` a question.
    """

    passage: Passage
    role: Role
    kind: ClaimKind
    confidence: float
    order: bool = False
    asks: bool = False

    @property
    def helps(self) -> Helps:
        """Return the side that it helps."""
        return _HELPS.get(self.role, "for")


def label(document: Document, roles: ReadsRoles) -> tuple[LabelledSentence, ...]:
    """Return every passage of the document with its role."""
    texts = [unnumbered(" ".join(passage.text.split())) for passage in document.passages]
    read = roles.read(texts, document.title)
    return tuple(
        _labelled(passage, text, reading)
        for passage, text, reading in zip(document.passages, texts, read, strict=True)
    )


def _labelled(passage: Passage, text: str, reading: RoleReading) -> LabelledSentence:
    if passage.quoted:  # whether the op-ed shares the words of a block that it quotes, nothing in them tells
        return LabelledSentence(passage, "reports", "reported view", 0.0)
    role = role_of(reading)
    return LabelledSentence(
        passage,
        role,
        _kind(role, reading),
        reading.of(role),
        order=role == "recommends" and is_order(text),
        asks=text.rstrip("”’\"')").endswith("?"),
    )


def role_of(reading: RoleReading) -> Role:
    """Return the role that a map takes: one of TAKEN_FROM, else the likeliest of the others."""
    others = [role for role in ROLES if role not in TAKEN_FROM]
    taken = (role for role, enough in TAKEN_FROM.items() if reading.of(role) >= enough)
    return next(taken, max(others, key=reading.of))


def _kind(role: Role, reading: RoleReading) -> ClaimKind:
    """Return the kind of claim; what rebuts is of the kind that it would be if it answered nothing."""
    return _KINDS[max(_BESIDES, key=reading.of) if role == "rebuts" else role]
