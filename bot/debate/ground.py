"""What a debate about a topic stands on: its topic, and what understands a reader's words about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.evidence.gather import Search
from bot.evidence.prepared import Matches
from bot.request.leanings import Leanings
from knowledge.argument_map import ArgumentMap, Claim, Side
from knowledge.block_wordings import BlockMatch
from knowledge.debating import ReadsDebates
from knowledge.encoders import Encodes, Scores
from knowledge.playbook import Case
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic


class FindsBlocks(Protocol):
    """What finds the block that an argument belongs to."""

    def match(self, argument: str, side: Side, also: Collection[str] = ()) -> tuple[BlockMatch, ...]:
        """Return the blocks of those on a side that the argument may belong to, the likeliest first.

        Those `also` named are among them, however unlikely.
        """
        ...


class MakesCases(Protocol):
    """What has the speeches of a side: those that were prepared, else as rules make them of the map."""

    def of(self, topic: Topic, side: Side) -> Case | None:
        """Return the case of a side; None where there is nothing for it."""
        ...

    def near(self, topic: Topic, side: Side, claims: Sequence[Claim]) -> tuple[PreparedSentence, ...]:
        """Return what a side says on the claims that came near an argument, the nearest first."""
        ...


@dataclass(frozen=True)
class Hearing:
    """What understands a reader's words in a debate; `blocks` is None for a topic that has none.

    `told` tells how probably words answer a question; without it, questions are met as arguments are.
    """

    encoder: Encodes
    reader: ReadsDebates
    cases: MakesCases
    blocks: FindsBlocks | None = None
    told: Scores | None = None


@dataclass(frozen=True)
class Ground:
    """A topic, with what finds its claims and its prepared answers, and what hears the reader."""

    topic: Topic
    search: Search
    leanings: Leanings
    hearing: Hearing
    answers: Matches | None = None

    @property
    def blocks(self) -> FindsBlocks | None:
        """What finds the blocks of its playbook; None where it has none."""
        return self.hearing.blocks

    @property
    def cases(self) -> MakesCases:
        """What has the speeches of both sides."""
        return self.hearing.cases

    @property
    def argument_map(self) -> ArgumentMap:
        """Its argument map, without which nobody debates."""
        assert self.topic.argument_map is not None
        return self.topic.argument_map
