"""What a passage does that is asked for in its own words: it grants something, foretells or recommends."""

from __future__ import annotations

from bot.request.patterns import load_patterns
from knowledge.argument_map import ClaimKind

_PATTERNS = load_patterns("roles")
# In this order: "the line in which he admits that his advice has a price" is one that grants
ROLES: dict[str, frozenset[ClaimKind]] = {
    "grants": frozenset(["concession"]),
    "foretells": frozenset(["prediction"]),
    "recommends": frozenset(["recommendation"]),
}


def kinds_asked_for(said: str) -> frozenset[ClaimKind]:
    """Return the kinds of claims whose passages do what words ask for; none where they name nothing of it."""
    named = next((role for role in ROLES if _PATTERNS[role].search(said)), "")
    return ROLES.get(named, frozenset())
