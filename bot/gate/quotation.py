"""Words in quotation marks stand so in the cited passages."""

from __future__ import annotations

import re

from bot.gate.verdict import Case

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


def quotation(case: Case) -> str | None:
    """Every quotation is in a cited passage word for word; type of quotation mark, case and white space do not count."""
    sources = [_plain(passage.text) for passage in case.passages]
    for quoted in _QUOTED.findall(case.statement.text):
        words = _plain(quoted).strip(" .,;")
        if not any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", source) for source in sources):
            return f"the cited passages do not say “{quoted}”"
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub('[“”‘’"]', "'", text)).lower()
