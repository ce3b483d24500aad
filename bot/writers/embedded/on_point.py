"""What an op-ed that nobody has prepared says on a reader's point, or near it, and how near that is."""

from __future__ import annotations

from bot.evidence.gather import Evidence
from bot.evidence.opposing import opposing
from bot.evidence.unprepared import nearness_of
from bot.writers.embedded.quoted_blocks import Block, stretches

SOME_WAY_OFF = 0.6  # nearness from which a passage may not be passed over in silence
NEAR = 0.95  # nearness from which a passage is on the point
FAR = 0.3  # how far behind the nearest passage another one may still be on the point
LEAST = 3  # sentences of a paragraph that are quoted: one alone seldom argues
ON_POINT = 3  # passages that are quoted on a point
ROOM = 190  # words of them


def on_point(evidence: Evidence, among: frozenset[int], most: int = ON_POINT) -> tuple[Block, ...]:
    """Return what of these passages is on the point."""
    near, document = nearness_of(evidence.passages), evidence.topic.document
    theirs = among == opposing(evidence.topic)
    return stretches(near, document, among, far=FAR, least=LEAST, most=most, room=ROOM, leaning=not theirs)


def comes_near(evidence: Evidence, among: frozenset[int]) -> tuple[Block, ...]:
    """Return what comes near a point without surely being on it; nothing where all of the piece is far."""
    near = nearness_of(evidence.passages)
    if max((near[number] for number in among), default=0.0) < SOME_WAY_OFF:
        return ()
    found = stretches(near, evidence.topic.document, among, far=FAR, least=2, most=ON_POINT, room=ROOM)
    return found[:1]
