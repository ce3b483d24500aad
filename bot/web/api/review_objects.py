"""What is sent to review and change a topic, and its claims as they are sent back."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from bot.errors import BotError
from bot.output.schema import PassageObject, passage_object
from bot.topics.outline import Part, outline
from bot.topics.review import IMPLIED
from knowledge.argument_map import ClaimKind, Helps
from knowledge.decisions import Decision, last
from knowledge.topic import Topic


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Mending(_Body):
    """What a claim is to say, be and help; what is left out stays."""

    says: str | None = Field(None, max_length=2_000)
    kind: ClaimKind | None = None
    helps: Helps | None = None
    passages: list[int] = Field([], max_length=50)


class Signing(_Body):
    """Who vouches for the map."""

    name: str = Field(max_length=200)


class Holding(_Body):
    """Whether a map is held back from being argued until it is signed."""

    review_first: bool


class Undoing(_Body):
    """Which decision is undone: the last one, as the reviewer saw it."""

    decision: str = Field(max_length=40)


class Tagging(_Body):
    """Tags, parted by commas."""

    tags: str = Field(max_length=1_000)


class TopicRenaming(_Body):
    """Another slug."""

    slug: str = Field(max_length=200)


class EditingObject(TypedDict):
    """Whether one `may` change topics, whether a key decides on it, and the `error`, "" for none."""

    may: bool
    keyed: bool
    error: str


class ClaimObject(TypedDict):
    """A claim beside its passages, in its `part` of the outline.

    `confidence` is null once somebody has accepted it.
    """

    id: str
    part: Part
    kind: ClaimKind
    says: str
    helps: Helps
    confidence: float | None
    passages: list[PassageObject]


class DecisionObject(TypedDict):
    """A decision that can be undone: what was done, as in "accepted", to the claim or entry `about`."""

    id: str
    about: str
    told: str
    says: str


class ReviewObject(TypedDict):
    """The claims of a topic by its outline, in the op-ed's order; and who has signed the map.

    `last` is the decision that can be undone, null for none. `implied` is the side that a claim of a kind
    helps by that, `texts` are the op-ed's passages, for whoever lets a claim rest on others.
    """

    topic: str
    title: str
    waiting: int
    reviewed_by: str | None
    reviewed_on: str | None
    review_first: bool
    arguable: bool
    last: DecisionObject | None
    implied: dict[ClaimKind, Helps]
    texts: list[PassageObject]
    claims: list[ClaimObject]


def review_object(topic: Topic, home: Path) -> ReviewObject:
    """Return the claims of a topic as data."""
    argument_map = topic.argument_map
    if argument_map is None:
        raise BotError(f"{topic.slug} has no argument map")
    return {
        "topic": topic.slug,
        "title": topic.title,
        "waiting": len(argument_map.unreviewed),
        "reviewed_by": argument_map.reviewed_by,
        "reviewed_on": str(argument_map.reviewed_on) if argument_map.reviewed_on else None,
        "review_first": argument_map.review_first,
        "arguable": argument_map.arguable,
        "last": _decision_object(last(topic, home)),
        "implied": dict(IMPLIED),
        "texts": [passage_object(passage) for passage in topic.document.passages],
        "claims": [
            {
                "id": claim.id,
                "part": part,
                "kind": claim.kind,
                "says": claim.says,
                "helps": claim.helps,
                "confidence": claim.confidence,
                "passages": [passage_object(topic.document.passage(number)) for number in claim.passages],
            }
            for part, claims in outline(argument_map)
            for claim in claims
        ],
    }


def _decision_object(decision: Decision | None) -> DecisionObject | None:
    if decision is None:
        return None
    return {"id": decision.id, "about": decision.about, "told": decision.told, "says": decision.says}
