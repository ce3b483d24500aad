"""What the other side says to the very points that a reply has just made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.evidence.gather import Evidence
from bot.evidence.unprepared import unprepared
from bot.request.form import form_of
from bot.request.history import Exchange
from bot.request.named import knows
from bot.request.patterns import load_patterns
from bot.request.plan import Plan
from bot.request.question import Question
from bot.request.request import Request
from bot.request.taking_sides import sides_said
from bot.turn.told import untold_first
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.argument_map import Side, other_side
from knowledge.block_wordings import HEARD
from knowledge.figures import ORDINAL_WORDS
from knowledge.playbook import Block, Playbook
from knowledge.sentences import sentences_of
from knowledge.unicode_text import straight

POINTS = 3  # of a reply that are answered, at most
MADE = 0.4  # probability from which a sentence of a reply makes the argument that a block meets
_PATTERNS = load_patterns("follow_up")


def points_answered(question: Question, given: TurnInput) -> list[Assignment]:
    """Return what meets each point of the last reply, where the other side's answer to it is asked for.

    Nothing where a message asks for something else, or no block meets a point.
    """
    asked = _asked_back(question, given)
    playbook = given.topic.playbook
    if asked is None or playbook is None or given.writer.reads or unprepared(given.topic):
        return []
    last = question.history[-1]
    side: Side = "against" if last.side == "for" else "for"
    if asked["who"] and not _may_answer(asked["who"], side, question):
        return []
    form = form_of(question.words)
    most = 1 if form.brief or form.count or form.words else POINTS
    request = Request("rebut", question.words, form, side, said=question.words, alone=question.words)
    plan = Plan(question, "argue", side, side, request)
    return [
        Assignment(plan, Evidence(given.topic, block=untold_first(block, question.history)))
        for block in _meeting(_said(last, asked["nth"]), other_side(side), playbook, given)[:most]
    ]


def _asked_back(question: Question, given: TurnInput) -> re.Match[str] | None:
    """Return the words that ask what is said back to a reply which argued, and tell nothing beside that."""
    last = question.history[-1] if question.history else None
    if last is None or not last.side or question.mode == "debate":
        return None
    *told, asks = sentences_of(straight(question.words).strip()) or [""]
    if any(knows(one, given.topic.document) for one in told):  # what is to be answered is the reader's own
        return None
    return _PATTERNS["says back"].search(asks)


def _may_answer(who: str, side: Side, question: Question) -> bool:
    """Tell whether those who are named, or meant by a pronoun, are on a side: the bot on the one chosen."""
    if _PATTERNS["somebody"].fullmatch(who.strip()):
        return True
    if who.strip().lower() == "you":
        return question.mode in ("ask", side)
    taking = sides_said(who).taking
    return taking is not None and taking.side == side


def _said(last: Exchange, nth: str | None) -> str:
    """Return what is to be answered of a reply: the point that is named by its number, else all of it."""
    place = len(last.points) if nth == "last" else ORDINAL_WORDS.get((nth or "").lower(), 0)
    return last.points[place - 1] if 0 < place <= len(last.points) else last.reply


def _meeting(said: str, side: Side, playbook: Playbook, given: TurnInput) -> list[Block]:
    """Return the blocks that meet what a side has said, in its order; of too many those that do surely."""
    found = dict[str, tuple[float, int, Block]]()
    for probability, block in (*_named(said, side, playbook), *_heard(said, side, given)):
        known = found.get(block.id)
        if known is None or known[0] < probability:
            found[block.id] = probability, known[1] if known else len(found), block
    surely = sorted(found.values(), key=lambda one: (-one[0], one[1]))[:POINTS]
    return [block for _, _, block in sorted(surely, key=lambda one: one[1])]


def _named(said: str, side: Side, playbook: Playbook) -> Iterator[tuple[float, Block]]:
    """Yield the block that is named to meet each contention of a case which was told."""
    case = playbook.cases.of(side)
    blocks = {block.id: block for block in playbook.blocks}
    for one in case.contentions if case else ():
        if one.met_by and any(sentence.text in said for sentence in one.claim):
            yield 1.0, blocks[one.met_by]


def _heard(said: str, side: Side, given: TurnInput) -> Iterator[tuple[float, Block]]:
    """Yield the blocks that meet what the sentences argue, or else all of them together."""
    if given.blocks is None:
        return
    sentences: Sequence[str] = sentences_of(said)
    best = [next(iter(given.blocks.match(one, side)), None) for one in sentences]
    made = [one for one in best if one and one.probability >= MADE]
    if not made:
        whole = next(iter(given.blocks.match(said, side)), None)
        made = [whole] if whole and whole.probability >= HEARD else []
    yield from ((one.probability, one.block) for one in made)
