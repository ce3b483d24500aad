"""Whether the block that meets an argument is said, or what a side was prepared to say on its subject."""

from __future__ import annotations

from bot.evidence.argued import FoundBlock, found_for
from bot.evidence.gather import Evidence
from bot.request.plan import Plan
from bot.turn.as_one import ARGUES
from bot.turn.turn_input import TurnInput
from knowledge.playbook import Block
from knowledge.wordings import Match

# By how much likelier than the block that meets an argument what a side was prepared to say has to be: of 33
# strangers' messages with both, it fits 20 better and the others as well.
LIKELIER = 0.1


def is_rather_meant(match: Match, heard: FoundBlock, planned: Plan) -> bool:
    """Tell whether what a side was prepared to say goes before the block that meets an argument.

    A block takes up the argument, what was prepared on its subject may not: so only where that is likelier.
    """
    if planned.request.act not in ARGUES and match.certain:
        return True
    return match.sure and match.probability >= heard.probability + LIKELIER


def block_heard(planned: Plan, given: TurnInput) -> Block | None:
    """Return the block that meets the argument that a message gives."""
    heard = heard_block(planned, given)
    return heard.block if heard else None


def heard_block(planned: Plan, given: TurnInput) -> FoundBlock | None:
    """Return the same with how probably it does."""
    return found_for(planned, given.blocks, Evidence(given.topic))
