"""What somebody typed as a claim, as a clause that reads on after "The op-ed says that"."""

from __future__ import annotations

import re

from knowledge.document import Document
from knowledge.mining.capitals import kept_capitals, opened_small

_LED = re.compile(r"^(?:that|the op-ed \w+ that)\s+", re.IGNORECASE)


def claim_words(text: str, document: Document) -> str:
    """Return the words without what leads up to them, with a small first letter and without a full stop.

    The first letter stays that of a name, and of what the op-ed writes with a capital throughout.
    """
    clause = _LED.sub("", " ".join(text.split())).rstrip(". ")
    return opened_small(clause, kept_capitals(document)) if clause else ""
