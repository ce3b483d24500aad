"""A topic's document as a page shows it, with a place to scroll to for each passage."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from bot.output.render import vouched
from bot.output.reply_html import PACKAGE, VERSION
from bot.output.schema import flat
from bot.output.templating import fragment
from knowledge.document import Document
from knowledge.topic import Topic


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The numbers and texts of a paragraph's passages; its section and its page, where they begin with it."""

    passages: list[tuple[int, str]]
    section: str
    page: int | None


def document_panel(topic: Topic, *, alone: bool = False, evaluated: bool = True) -> str:
    """Return the document, and who vouches for the argument map; `alone` on a page of its own.

    `evaluated` leads to the page of evaluations.
    """
    heading, subheading = ("h1", "h2") if alone else ("h2", "h3")
    return fragment(PACKAGE, "document.html").render(
        title=topic.document.title,
        version=topic.document.sha256[:VERSION],
        vouched=vouched(topic),
        heading=heading,
        subheading=subheading,
        evaluations=evaluated and not alone,
        library=not alone,
        paragraphs=_paragraphs(topic.document),
    )


def _paragraphs(document: Document) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    section, page = "", 0
    for _, group in groupby(document.passages, key=lambda passage: passage.paragraph):
        passages = tuple(group)
        first = passages[0]
        paragraphs.append(
            Paragraph(
                [(passage.id, flat(passage.text)) for passage in passages],
                first.section if first.section != section else "",
                first.page if first.page != page else None,
            )
        )
        section, page = first.section or section, first.page
    return paragraphs
