"""A prepared answer in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.request.form import Form
from bot.statement import Statement, as_prepared
from knowledge.playbook import Answer, PreparedSentence


def in_form(answer: Answer, form: Form) -> tuple[Statement, ...]:
    """Return the sentences of an answer: the full ones, unless short or plain ones are asked for.

    The bot's own reasoning is left out: it belongs in an argument.
    """
    said = answer.plain if form.plain else answer.short if form.short else answer.full
    kept = [sentence for sentence in said if sentence.kind != "analytic"]
    return tuple(as_prepared(sentence) for sentence in (_few(kept, form.count) if form.count else kept))


def _few(sentences: Sequence[PreparedSentence], count: int) -> Sequence[PreparedSentence]:
    """Return as many sentences; of more than that, what reports the op-ed stays first."""
    reports = [sentence for sentence in sentences if sentence.kind == "report"]
    if len(sentences) <= count:
        return sentences
    return reports[:count] if len(reports) >= count else sentences[:count]
