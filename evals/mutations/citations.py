"""Cite passages that do not carry the sentence, or take a detail from another passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.statement import Statement
from evals.mutations.sentence import body, figures_in, lead, replaced
from knowledge.document import Document
from knowledge.figures import find_figures
from knowledge.names import find_names


def citation_moved(true: Statement, document: Document) -> Iterator[Statement]:
    """Cite passages that do not carry the sentence."""
    total = len(document.passages)
    own = {number + step for number in true.cites for step in (-1, 0, 1)}
    pick = sum(map(ord, true.text))
    others = [number for number in ((pick + 7 * step) % total + 1 for step in range(12)) if number not in own]
    yield from (replace(true, cites=(number,)) for number in others[:5])


def lent(true: Statement, document: Document) -> Iterator[Statement]:
    """Put a figure or name of another passage in the place of the sentence's own, and cite that too."""
    words = body(true)
    for passage in document.passages:
        if passage.id in true.cites:
            continue
        cites = tuple(sorted({*true.cites, passage.id}))
        for figure in figures_in(true, "money", "percent", "day", "year", "ordinal", "decade"):
            other = next(
                (candidate for candidate in find_figures(passage.text) if candidate.kind == figure.kind), None
            )
            if other and not other.same(figure):
                yield replace(replaced(true, figure, other.text), cites=cites)
        own, theirs = find_names(words), [name for name in find_names(passage.text) if name.certain]
        for first in own[:1]:
            alike = (
                candidate
                for candidate in theirs
                if candidate.place == first.place
                and candidate.text.endswith("an") == first.text.endswith("an")
            )
            new = next(
                (candidate for candidate in alike if not any(candidate.same(other) for other in own)), None
            )
            if new and len(find_names(new.text)) == 1:
                yield replace(
                    true, text=lead(true) + words[: first.start] + new.text + words[first.end :], cites=cites
                )
