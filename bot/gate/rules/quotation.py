"""Words in quotation marks stand so in the cited passages."""

from __future__ import annotations

import regex

from bot.gate.verdict import CheckedStatement
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
    sources = [_plain(passage.text) for passage in case.passages]
    for quoted in _QUOTED.finditer(case.statement.text):
        given = quoted["words"] or quoted["inner"]
        words = _plain(given).strip(" .,;")
        if not any(regex.search(rf"(?<!\w){regex.escape(words)}(?!\w)", source) for source in sources):
            return f"the cited passages do not say “{given}”"
    return None


def _plain(text: str) -> str:
    return " ".join(composed(text).translate(_PLAIN).split()).lower()
