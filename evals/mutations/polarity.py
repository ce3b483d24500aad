"""Turn a sentence round: deny it, or put a word's opposite in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.statement import Statement
from evals.mutations.sentence import body, lead
from knowledge.document import Document

# A second denial would be no flip but a muddle.
_DENIED = re.compile(r"\b(?:no|not|never|unless|without|neither|hardly)\b")
_OPPOSITES = [
    ("increase", "decrease"), ("increase", "cut"), ("larger", "smaller"), ("larger", "lower"),
    ("decrease", "increase"), ("decline", "growth"), ("decline", "rise"), ("reduce", "expand"),
    ("closer to", "away from"), ("destabilize", "stabilize"), ("destabilized", "strengthened"),
    ("strengthen", "weaken"), ("strengthening", "weakening"), ("strengthening", "dissolving"),
    ("ease", "escalate"), ("easing", "raising"), ("deficit", "surplus"), ("exports", "imports"),
    ("importers", "exporters"), ("rival", "ally"), ("rival", "friend"), ("before", "after"),
    ("most", "least"), ("largest", "smallest"), ("minimal", "severe"), ("minimal", "enormous"),
    ("essential", "unimportant"), ("less dependence", "more dependence"), ("high", "low"), ("late", "early"),
    ("early", "late"), ("left-leaning", "right-leaning"), ("left-leaning", "conservative"),
    ("substantial", "negligible"), ("notable", "slight"), ("disapproved", "approved"), ("hinder", "help"),
    ("hinder", "promote"), ("pragmatic", "dogmatic"), ("incompetent", "competent"),
    ("friendship", "hostility"), ("upheld", "violated"), ("upheld", "breached"), ("supported", "opposed"),
    ("alongside", "against"), ("understandable", "incomprehensible"), ("ascending", "declining"),
    ("crucial", "marginal"), ("lose", "win"), ("losing", "gaining"), ("won", "lost"),
    ("acceptable", "unacceptable"), ("accepting", "rejecting"), ("favorable", "unfavorable"),
    ("excessive", "insufficient"), ("long-term", "short-term"), ("growing", "shrinking"),
    ("re-establish", "sever"), ("raise", "lower"), ("maintain", "abandon"), ("losses", "gains"),
    ("protect", "betray"), ("better", "worse"), ("beneficial", "harmful"), ("many", "few"),
    ("newly elected", "outgoing"), ("quickly", "slowly"), ("refrain from", "persist in"),
    ("opposition", "supporters"), ("supporters", "opponents"), ("advance", "harm"), ("enabled", "prevented"),
    ("failure", "success"), ("discord", "harmony"), ("good faith", "bad faith"), ("formidable", "feeble"),
    ("overseas", "domestic"), ("momentum", "pause"),
]  # fmt: skip
# What stands there, what is put in its place, and whether that denies it.
_NEGATIONS = [
    (r"\b(could|may|might|would|should|will)\b(?! not)", (r"\1 not", r"\1 never"), True),
    (r"\b(is|are|was|were|has|have|had)\b(?! not)", (r"\1 not", r"\1 never", r"\1 no longer"), True),
    (
        r"\b(plan|demand|know|hope|consider|host|demonstrate)s\b",
        (r"does not \1", r"never \1s", r"no longer \1s"),
        True,
    ),
    (
        r"\b(reached|fought|chanted|persuaded|responded|attended|enabled|pressured|rose|came)\b",
        (r"never \1",),
        True,
    ),
    (r"\bunless\b", ("if",), False),
    (r"\bbrings no\b", ("brings",), False),
    (r"\brefrain from\b", ("keep on with",), False),
    (r"\brather than\b", ("as well as",), False),
]


def negation_flipped(true: Statement, document: Document) -> Iterator[Statement]:
    """Put a denial in or take one out, at each place where one fits."""
    words = body(true)
    denied = _DENIED.search(words) is not None
    for pattern, flips, denies in _NEGATIONS:
        if denies and denied:
            continue
        for match in re.finditer(pattern, words):
            for flipped in flips:
                yield replace(
                    true,
                    text=lead(true) + words[: match.start()] + match.expand(flipped) + words[match.end() :],
                )


def direction_flipped(true: Statement, document: Document) -> Iterator[Statement]:
    """Turn a word into its opposite."""
    words = body(true)
    for word, opposite in _OPPOSITES:
        if re.search(rf"(?<![\w-]){word}(?![\w-])", words):
            yield replace(
                true, text=lead(true) + re.sub(rf"(?<![\w-]){word}(?![\w-])", opposite, words, count=1)
            )
