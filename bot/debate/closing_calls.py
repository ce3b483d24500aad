"""Whether the end of a message calls for the closing, beside what else it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from bot.debate.challenge import calls_to_close, hands_over
from bot.debate.ground import Ground
from bot.request.patterns import load_patterns
from knowledge.debating import MeantSentence
from knowledge.unicode_text import straight

CALLS_IN = 3  # sentences at the end of a message, one of which calls for the closing
# The probability from which a clause in a longer sentence is a call, unless it tells what somebody is doing:
# "rushing to finalize" in an argument comes out as likely.
CLAUSE_CALLS = 0.8
_PATTERNS = load_patterns("debating")
_DOING = regex.compile(r"(?i)\s*\p{L}+ing\b")  # as a participle that opens its clause does


def calls_for_closing(sentences: Sequence[MeantSentence], ground: Ground) -> bool:
    """Tell whether the end of a message calls for the closing: in so many words, or by a clause's meaning."""
    last = [one.text for one in sentences[-CALLS_IN:] if not one.text.endswith(('"', "”"))]
    if any(map(calls_to_close, last)) or hands_over([one.text for one in sentences]):
        return True
    clauses = [clause for text in last for clause in _clauses(text)]
    return any(one.of("closing") >= CLAUSE_CALLS for one in ground.hearing.reader.read(clauses))


def _clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a sentence that has several, but those of the own closing, and of what is done."""
    found = [clause for clause in _PATTERNS["parts of a call"].split(text) if clause]
    for clause in found if len(found) > 1 else []:
        if not _DOING.match(clause) and not any(
            _PATTERNS[own].search(straight(clause)) for own in ("own closing", "leads own")
        ):
            yield clause
