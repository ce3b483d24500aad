"""A report is given as the op-ed's word, never as the world's truth.

And the words of others never as the op-ed's own.
"""

from __future__ import annotations

import re

from bot.gate.verdict import CheckedStatement
from bot.statement.attribution import WHOLE_QUOTATION, attribution_in

_PASSED_ON = re.compile(r"\b(?:quote|cite|report)[sd]?(?:ed)?\b", re.IGNORECASE)


def attribution(case: CheckedStatement) -> str | None:
    """Check that the sentence says that the op-ed says it.

    Or that it quotes it, where all that is cited is a block quotation. What is nothing but a quotation of the
    op-ed's own words says so by its marks.
    """
    said = attribution_in(case.statement.text)
    if said is None and WHOLE_QUOTATION.fullmatch(case.statement.text):
        return "the op-ed quotes this" if any(passage.quoted for passage in case.passages) else None
    if said is None:
        return "it is stated as a fact and not as what the op-ed says"
    if case.passages and all(passage.quoted for passage in case.passages) and not _PASSED_ON.search(said):
        return "the op-ed quotes this but does not say it itself"
    return None
