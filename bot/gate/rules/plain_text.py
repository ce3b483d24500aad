"""A statement is plain words: nothing that a page could take for markup, an address, or signs that hide."""

from __future__ import annotations

import re

from bot.gate.rules.writing_system import unseen
from bot.gate.verdict import CheckedStatement

_MARKUP = re.compile(r"[<>`]|\]\(|!\[|\*\*|(?<!_)__(?!_)|&(?:#\w+|\w+);|\\[a-z]+\{")
_ADDRESS = re.compile(
    r"\b(?:https?|ftp|file|data|javascript|mailto):|\bwww\.|\b[\w.+-]+@[\w-]+\.\w+|\b[\w-]+\.(?:com|org"
    r"|net|info|io|ly|ru|cn|kr)\b(?!\.)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\[\s*\d|【|†")


def plain(case: CheckedStatement) -> str | None:
    """Check that no markup, no address, no citation mark within the words, no sign that cannot be seen."""
    text = case.statement.text
    if _MARKUP.search(text):
        return "it contains markup"
    if _ADDRESS.search(text) and not any(_ADDRESS.search(passage.text) for passage in case.passages):
        return "it contains an address that its passages do not have"
    if _MARKS.search(text):
        return "it contains a citation mark within its words"
    if unseen(text):
        return "it contains invisible characters"
    return None
