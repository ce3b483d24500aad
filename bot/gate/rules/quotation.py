"""Words in quotation marks stand so in the cited passages."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from bot.gate.verdict import CheckedStatement
from knowledge.mining.clauses import inner_quotes
from knowledge.unicode_text import composed

_MARKS = '“”„‟"«»‹›「」『』〝〞〟＂'
_QUOTED = regex.compile(
    rf"[{_MARKS}](?P<words>[^{_MARKS}]+)[{_MARKS}]|(?<!\w)[‘‚‛'](?P<inner>[^‘‚‛{_MARKS}]+?)[’'](?!\w)"
)
_PLAIN = str.maketrans(
    {**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys(_MARKS, "'"), **dict.fromkeys("‐‑–—", "-"), "…": "..."}
)


def quotation(case: CheckedStatement) -> str | None:
    """Check that every quotation is in a cited passage word for word.

    Types of quotation mark and dash, case and white space do not count.
    """
    given = _misquoted(case, [passage.text for passage in case.passages])
    return None if given is None else f"the cited passages do not say “{given}”"


def given_quotation(case: CheckedStatement) -> str | None:
    """Check that every quotation is in the document, or in what the reader said, word for word.

    Whole sentences may be a line for the reader to say: that is for whoever judges the statement.
    """
    if not case.statement.cites:
        return None
    given = _misquoted(case, [*(passage.text for passage in case.document.passages), case.heard])
    if given is None or given.rstrip("'\"’”").endswith((".", "!", "?")):
        return None
    return f"the op-ed does not say “{given}”"


def quotes_whole(case: CheckedStatement) -> bool:
    """Tell whether a statement ends in a cited passage between quotation marks, all of it."""
    text = case.statement.text.strip()
    return any(text.endswith(f"“{inner_quotes(' '.join(one.text.split()))}”") for one in case.passages)


def _misquoted(case: CheckedStatement, sources: Iterable[str]) -> str | None:
    """Return the first quotation that stands in none of the sources."""
    plain = [_plain(source) for source in sources]
    for quoted in _QUOTED.finditer(case.statement.text):
        given = quoted["words"] or quoted["inner"]
        words = _plain(given).strip(" .,;")
        if not any(regex.search(rf"(?<!\w){regex.escape(words)}(?!\w)", source) for source in plain):
            return str(given)
    return None


def _plain(text: str) -> str:
    return " ".join(composed(text).translate(_PLAIN).split()).lower()
