"""The argument map as a chat model gives it: the form that it is asked for, before anything is checked."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.argument_map import ClaimKind, Helps


class _ModelOutput(BaseModel):
    model_config = ConfigDict(extra="ignore")  # a model may say more than it is asked for


class MinedClaim(_ModelOutput):
    """One assertion of the op-ed."""

    id: str
    kind: ClaimKind
    says: str
    passages: list[int]
    helps: Helps = "either"
    supports: list[str] = []
    asked: list[str] = []


class MinedAttack(_ModelOutput):
    """What the op-ed leaves unsaid about claims."""

    aim: Literal["undercut", "undermine"] = "undercut"
    about: list[str]
    says: str


class MinedQuestion(_ModelOutput):
    """A critical question about claims."""

    about: list[str]
    asks: str


class MinedLine(_ModelOutput):
    """A line of argument."""

    title: str
    scheme: str
    premises: list[str]
    conclusion: str
    attacks: list[MinedAttack] = []
    questions: list[MinedQuestion] = []


class MinedMap(_ModelOutput):
    """The argument map of an op-ed: its subject in a few words, its claims and its lines of argument."""

    subject: str = ""
    claims: list[MinedClaim] = Field(min_length=1)
    lines: list[MinedLine] = []
