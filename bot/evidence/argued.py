"""What of the playbook an argument is about: the block that meets it, and whose interest is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from bot.evidence.gather import Evidence
from bot.evidence.own_words import in_general
from bot.request.plan import Plan
from bot.request.taking_sides import sides_said
from knowledge.argument_map import Side, other_side
from knowledge.block_wordings import HEARD
from knowledge.playbook import Block, Case
from knowledge.sentence_analysis import stem

LEAD = 0.15  # by how much more probable an argument of one side is than any of the other
FOUND = 2  # claims that the search found, of which a block that is less sure has to rest on one
SURELY = 0.4  # the probability from which a block is met by a message that gives no argument of its own
_GIVES = frozenset(["rebut", "argue", "concede"])
# Acts that are about the case of a side as a whole, whatever else is named
OF_A_CASE = frozenset(
    "overview case opening contentions strongest weakest cross-examine closing weigh".split()
) | {"missing evidence", "both sides"}  # fmt: skip
_REASONS = frozenset(
    "reason case strongest contentions consequence recommendation argue attack closing opening".split()
) | {"ask the bot"}  # fmt: skip
_ASKS_INTEREST = re.compile(
    r"\b(?:in (?:whose|the|\w+)(?: \w+)? interests?|benefits?|gains? from|good (?:news )?for|in it for"
    r"|sake of|points? of view|perspective|standpoint"
    r"|should\b.*\b(?:support|want|care|favou?r|oppose|like|back|agree))\b",
    re.IGNORECASE,
)
# Said to whoever argues a side: that side's
_OWN = re.compile(r"\b(?:your|our|my|own)\b(?! (?:reading|view|opinion|mind))", re.IGNORECASE)
_OWN_SIDE = re.compile(  # what is weak on one's own side, and not in what one speaks against
    r"\b(?:your|our|my|own)\b(?: \w+){0,2} (?:weak\w*|side|case|points?|arguments?|position|contentions?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“]([^\"”]{12,})[\"”]|(?:^|\s)['‘]([^'’]{12,})['’]")
_AFTER_COLON = re.compile(r":\s+(?=(?:\S+\s+){3})")


class FoundBlock(Protocol):
    """A block that an argument may belong to."""

    @property
    def block(self) -> Block:
        """The block."""
        ...

    @property
    def probability(self) -> float:
        """How probably it is meant."""
        ...

    @property
    def heard(self) -> bool:
        """Whether it is taken for what was argued."""
        ...


class FindsBlocks(Protocol):
    """What finds the block that an argument belongs to."""

    def match(self, argument: str, side: Side) -> Sequence[FoundBlock]:
        """Return the blocks of those on a side that the argument may belong to, the likeliest first."""
        ...


def block_for(
    plan: Plan, blocks: FindsBlocks | None, evidence: Evidence, least: float = HEARD
) -> Block | None:
    """Return the block that meets what a message says; None where none is prepared for it."""
    found = found_for(plan, blocks, evidence, least)
    return found.block if found else None


def found_for(
    plan: Plan, blocks: FindsBlocks | None, evidence: Evidence, least: float = HEARD
) -> FoundBlock | None:
    """Return the block that meets what a message says, with how probably it does; None where there is none.

    One that is at `least` so probable is met.

    It is a block of the side that is argued against; where the reader chose none and gives an argument, of
    whichever side makes it.
    """
    if blocks is None or plan.side is None or plan.request.act in OF_A_CASE:
        return None
    named = plan.request.act == "rebut" and plan.request.form.answered  # "two rebuttals of the …"
    if in_general(plan, evidence.topic) and not named:
        return None
    argument = argument_in(plan.request.text or plan.question.text)
    best = _best(blocks, argument, other_side(plan.side))
    gives = plan.request.act in _GIVES or not plan.question.words.rstrip().endswith("?")
    own = _best(blocks, argument, plan.side) if gives else None
    if own and own.heard and (best is None or own.probability >= best.probability + LEAD):
        # whoever chose a side gives an argument of that side's own: there is nothing to meet
        best = own if plan.question.mode == "ask" and plan.request.act == "rebut" else None
    if best is None or best.probability < least:
        return None
    surely = least < HEARD or plan.request.act in _GIVES or best.probability >= SURELY
    return best if surely or _found_too(best.block, evidence) else None


def comebacks_to(block: Block, blocks: FindsBlocks | None, count: int) -> tuple[Block, ...]:
    """Return what meets each of so many answers of a block, each something else."""
    found: list[Block] = []
    if blocks is None:
        return ()
    for answer in block.answers[:count]:
        said = " ".join(one.text for one in answer.says)
        near = (one.block for one in blocks.match(said, other_side(block.side)))
        if best := next((one for one in near if one not in found), None):
            found.append(best)
    return tuple(found)


def _found_too(block: Block, evidence: Evidence) -> bool:
    """Tell whether a block rests on what the search found first."""
    return any(block.cites & {*claim.passages} for claim, _ in evidence.claims[:FOUND])


def argument_in(message: str) -> str:
    """Return the argument that a message gives beside what it asks for: what is quoted, or behind a colon."""
    if quoted := _QUOTED.search(message):
        return quoted[1] or quoted[2]
    behind = _AFTER_COLON.search(message)
    return message[behind.end() :] if behind else message


def weak_side(plan: Plan) -> Side:
    """Return the side whose weakness or want of evidence is asked for: the op-ed's, where none is named."""
    if plan.question.mode == "against" and _OWN.search(plan.request.said):
        return "against"
    taking = sides_said(plan.request.said).taking
    if taking is None or taking.of:
        return "for"
    others = (
        plan.question.mode == "ask" and taking.who == "reader" and not _OWN_SIDE.search(plan.request.said)
    )
    return other_side(taking.side) if others else taking.side


def asks_for_interest(plan: Plan, case: Case) -> bool:
    """Tell whether a message asks for reasons in the interest of somebody who is in a case."""
    return plan.request.act in _REASONS and interest_in(plan.request.text, case) != ""


def interest_in(message: str, case: Case) -> str:
    """Return whose interest of those in a case a message asks for; "" where it asks for none."""
    if not _ASKS_INTEREST.search(message):
        return ""
    stems = {stem(word) for word in re.findall(r"\w+", message.lower())}
    named = [whose for whose in case.interests if stem(whose.split()[-1]) in stems]
    return max(named, key=lambda whose: sum(stem(word) in stems for word in whose.split()), default="")


def _best(blocks: FindsBlocks, argument: str, side: Side) -> FoundBlock | None:
    return next(iter(blocks.match(argument, side)), None)
