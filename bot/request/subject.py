"""What a question is about, without the words that only say that the document is asked.

A reader of passages knows no document: "What does the op-ed say about ferries?" is a question about ferries.
"""

from __future__ import annotations

import re

from bot.request.patterns import load_patterns

_DOCUMENT = (
    r"(?:the|this|that|your) "
    r"(?:op[- ]?ed|article|piece|column|essay|text|document|author|writer|columnist)"
)
_FRAMES = re.compile(
    r"^(?:and |so |but )?(?:(?:could|can|would|will) you (?:please )?)?"
    r"(?:(?:please )?tell (?:me|us)(?: please)? )?(?:what|anything) "
    rf"(?:does |do |did |can |could |would )?{_DOCUMENT}"
    r" (?:says?|tells? us|writes?|mentions?|reports?|argues?|have to say|has to say) (?:about|of|on) "
    rf"|^(?:and |so |but )?(?:does|did|do) {_DOCUMENT} (?:discuss|mention|talk about|speak of|address|cover) "
    rf"|,? (?:according to|in the words of|as told by) {_DOCUMENT}(?= ?[?.!,]|$)"
    rf"|^according to {_DOCUMENT},? ",
    re.IGNORECASE,
)

_PATTERNS = load_patterns("reading")


def asked_about(question: str) -> str:
    """Return the question without such words; as it is where nothing else would be left."""
    left = _FRAMES.sub("", question).strip()
    return left if re.search(r"\w{2}", left) else question


def argument_named(said: str) -> str:
    """Return what the argument is about that words name, "the loyalty argument"; "" where they name none."""
    for found in _PATTERNS["named argument"].finditer(said):
        words = next((words for words in found.groups() if words), "")
        if named := _PATTERNS["no argument's name"].sub("", words).strip(" ,'\"“”"):
            return named
    return ""
