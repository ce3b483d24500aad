"""What a turn answers in short beside its first answer: the second thing that was asked or argued.

Who puts two points wants both met; the one that matters less gets a sentence, in the words that were prepared
for a closing, and is named so that nobody takes it for a part of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.debate.block_moves import open_answers
from bot.debate.briefly import briefly
from bot.debate.echoes import MOSTLY, Echoes
from bot.debate.ground import Ground
from bot.debate.importance import targets
from bot.debate.links import OTHER_QUESTION, pick
from bot.debate.points import REASONED, SPEECH
from bot.debate.replies import Reply, heard_as
from bot.debate.state import Debate, DebateMove, Round
from knowledge.playbook import Playbook

SURE = 0.5  # the probability from which an argument is answered beside another one
FITS = 0.5  # how well a reply has to fit
LONGEST = 55  # words of what is said beside the first answer, at most
ON = "As for {}:"  # what names the issue of a block


def beside(
    current: Round, moves: Sequence[DebateMove], replies: Sequence[Reply], ground: Ground, echoes: Echoes
) -> Iterator[tuple[Round, DebateMove]]:
    """Yield what may be answered in short beside the `moves`, the best first, with the round as it was heard.

    Questions go before arguments; what rests on nothing but what the moves have said would say it again.
    """
    playbook, debate = ground.topic.playbook, current.debate
    for heard, move in (*_asked(current, replies), *_argued(current, moves, ground)):
        said = _named(move, debate, playbook)
        if said is not None and not _again(said, moves, echoes):
            yield heard, said


def _asked(current: Round, replies: Sequence[Reply]) -> Iterator[tuple[Round, DebateMove]]:
    for reply in (one for one in replies if one.fit >= FITS):
        heard, place = heard_as(reply, current)
        yield heard, replace(reply.move, answers=place)


def _argued(
    current: Round, moves: Sequence[DebateMove], ground: Ground
) -> Iterator[tuple[Round, DebateMove]]:
    disowned = any(heard.disowns for heard in current.heard)  # and what was misheard may be so again
    for place, heard in targets(current, moves):
        if heard.match and heard.match.probability >= SURE and not heard.repeats and not disowned:
            for move in open_answers(heard.match, current.debate, ground.argument_map)[:1]:
                yield current, replace(move, answers=place)


def _named(move: DebateMove, debate: Debate, playbook: Playbook | None) -> DebateMove | None:
    """Return a move in short, with words that tell what it answers; None where it has no short form."""
    led = pick(OTHER_QUESTION, debate)
    if move.id.startswith(REASONED):
        return replace(move, signpost=move.signpost or (led[0].text if led else ""))
    short = briefly(move, playbook)
    if short.says == move.says and not move.id.startswith(SPEECH):
        return None
    issue = next((one.issue for one in playbook.blocks if one.id == move.block), "") if playbook else ""
    signpost = ON.format(issue) if issue else led[0].text if led else ""
    if issue and issue.lower() in short.says[0].text.lower():  # which names it by itself
        signpost = ""
    named = replace(short, signpost=signpost)
    return named if named.length <= LONGEST else None


def _again(move: DebateMove, moves: Sequence[DebateMove], echoes: Echoes) -> bool:
    """Tell whether a move says again what was said, be it in this turn."""
    told = {number for one in moves for number in one.cites}
    same = any(one.id == move.id or (move.block and one.block == move.block) for one in moves)
    return same or bool(move.cites and told >= move.cites) or echoes.share(move) >= MOSTLY
