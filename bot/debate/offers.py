"""What a side says to an offer, or to a course of action, that is put to it for a yes or a no.

Each part of it lessens what the op-ed is about or keeps it up, and the op-ed's recommendation does one of the
two. What goes a side's way is accepted, what goes both ways on a condition, and all else isn't as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bot.debate.challenge import offers, without_yes_or_no
from bot.debate.ground import Ground
from bot.debate.heard import Challenge
from bot.debate.links import ACCEPTS, ADVISES_NOT, IF_BORNE, IF_PAID, NOT_AS_IT_STANDS, REFUSES
from bot.debate.state import Debate
from bot.request.patterns import load_patterns
from bot.statement import Fixed
from knowledge.sentence_analysis import read
from knowledge.unicode_text import straight

Way = Literal["lessens", "keeps up"]
NEAR = 0.25  # likeness from which a part of an offer is about something in the op-ed
_PATTERNS = load_patterns("debating")


def is_offered(challenge: Challenge) -> bool:
    """Tell whether a question asks the bot itself to accept something."""
    return offers(challenge.text)


def is_course(challenge: Challenge) -> bool:
    """Tell whether a yes or a no is demanded to what should or could be done."""
    words = straight(challenge.text)
    demanded = challenge.demanded or _PATTERNS["says whether"].search(words)
    return bool(demanded) and bool(_PATTERNS["course"].search(words))


def answer_to_offer(challenge: Challenge, debate: Debate, ground: Ground) -> tuple[Fixed, ...]:
    """Return the yes, the no or the condition of the bot's side; none for what offers nothing."""
    offered = is_offered(challenge)
    if not offered and not is_course(challenge):
        return ()
    ways = _ways(_offered(challenge) if offered else challenge.text, ground)
    mine = _way_of(debate.side, ground)
    if not mine or not ways:
        return NOT_AS_IT_STANDS if offered and challenge.offer else ()
    if len(ways) > 1:
        words = IF_BORNE if mine == "lessens" else IF_PAID
        return words if offered else words[1:]
    if mine in ways:
        return ACCEPTS if offered else ACCEPTS[1:]
    return REFUSES if offered else ADVISES_NOT


def _offered(challenge: Challenge) -> str:
    """Return the words that make an offer: those of the question, and those that were put before it."""
    rest = _PATTERNS["offers"].sub("", straight(challenge.text))
    named = rest if read(rest).content else challenge.beside
    return f"{challenge.offer} {named}".strip()


def _ways(text: str, ground: Ground) -> set[Way]:
    """Return which ways the parts of an offer go, of those that are about something in the op-ed."""
    plain = without_yes_or_no(text)
    about = len(read(plain).content) <= 1 or _is_about(plain, ground)  # a bare "ease" is about the matter
    parts = [part for part in _PATTERNS["parts of an offer"].split(plain) if part.strip(" ?!.")]
    found = {part: _way(part) for part in parts}
    # a part is about what the whole is about: "keep the date and ease up"
    return {way for part, way in found.items() if way and (about or _is_about(part, ground))}


def _is_about(part: str, ground: Ground) -> bool:
    nearest = ground.search.find(part).claims[:1]
    return bool(nearest) and nearest[0].similarity >= NEAR


def _way(part: str) -> Way | None:
    """Return whether words lessen something, which governs what they name, or keep it up."""
    if _PATTERNS["lessens"].search(part):
        return "lessens"
    return "keeps up" if _PATTERNS["keeps up"].search(part) else None


def _way_of(side: str, ground: Ground) -> Way | None:
    """Return which way a side wants to go; None where the recommendation goes neither way, or both."""
    claims = ground.argument_map.claims
    asked: Iterable[str] = (claim.says for claim in claims if claim.kind == "recommendation")
    ways = {way for says in asked if (way := _way(says))}
    if len(ways) != 1:
        return None
    (wanted,) = ways
    other: Way = "keeps up" if wanted == "lessens" else "lessens"
    return wanted if side == "for" else other
