"""Evidence cards as debaters file them, as a Word document.

Each has its tag, its citation, and a body in which the words are underlined that the tag rests on. The cards
of each side begin on a page of their own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument

from bot.output.exports import Card, Export, filed_cards
from bot.output.schema import flat
from knowledge.sentence_analysis import read

REACH = 3  # words between two underlined ones that are underlined, too: a card is read aloud in phrases


def cards_docx(export: Export) -> bytes:
    """Return the evidence cards as the bytes of a .docx file."""
    document = Document()
    document.core_properties.title = flat(f"Evidence cards: {export.title}")
    document.core_properties.author = ""
    document.add_heading(flat(f"Evidence cards: {export.title}"), 0)
    for place, (side, held) in enumerate(filed_cards(export)):
        document.add_heading(side, 1).paragraph_format.page_break_before = place > 0
        for card in held:
            _add_card(document, card, flat(export.cited_as))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_card(document: WordDocument, card: Card, source: str) -> None:
    document.add_heading(flat(card.claim), 2)
    for number, text in card.quotes:
        document.add_paragraph().add_run(f"{source}, passage {number}").bold = True
        body = document.add_paragraph()
        for piece, underlined in pieces(flat(text), card.claim):
            body.add_run(piece).underline = underlined


def pieces(passage: str, claim: str) -> Iterator[tuple[str, bool]]:
    """Yield the passage in pieces, with whether the claim rests on them; on all of it where no word tells."""
    words = read(passage).words
    meant = read(claim).content
    resting = [
        place
        for place, word in enumerate(words)
        if not word.stop and any(not word.near.isdisjoint(other.near) for other in meant)
    ]
    if not resting:
        yield passage, True
        return
    spans: list[list[int]] = []
    for place in resting:
        if spans and place - spans[-1][1] <= REACH:
            spans[-1][1] = place
        else:
            spans.append([place, place])
    end = 0
    for first, last in spans:
        start = words[first].start
        if start > end:
            yield passage[end:start], False
        end = words[last].start + len(words[last].text)
        yield passage[start:end], True
    if end < len(passage):
        yield passage[end:], False
