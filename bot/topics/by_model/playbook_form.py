"""The playbook as a chat model gives it: the form that it is asked for, before anything is checked."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

Sentences = list[str]


class _ModelOutput(BaseModel):
    model_config = ConfigDict(extra="ignore")  # a model may say more than it is asked for


class DraftAnswer(_ModelOutput):
    """An answer to what readers ask."""

    id: str
    acts: list[str] = []
    asks: list[str]
    short: Sentences
    full: Sentences
    plain: Sentences = []
    absent: bool = False


class DraftBlockAnswer(_ModelOutput):
    """One way to answer an argument."""

    move: str = ""
    signpost: str
    says: Sentences
    extend: Sentences = []


class DraftBlock(_ModelOutput):
    """An argument that readers make, and the answers to it."""

    id: str
    argument: str
    says: list[str]
    answers: list[DraftBlockAnswer]


class DraftContention(_ModelOutput):
    """One main argument of a case."""

    title: str
    claim: Sentences
    warrant: Sentences
    impact: Sentences


class DraftCase(_ModelOutput):
    """A side's speeches."""

    overview: Sentences = []
    strongest: Sentences = []
    weakest: Sentences = []
    both_sides: Sentences = []
    opening: dict[int, Sentences] = {}
    contentions: list[DraftContention] = []
    closing: Sentences = []
    cross_examination: Sentences = []
    missing_evidence: Sentences = []
    weighing: Sentences = []
    interests: dict[str, Sentences] = {}
