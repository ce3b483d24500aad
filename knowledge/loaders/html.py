"""Web pages: the article without what stands around it, found by trafilatura (Barbaresi 2021)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import KnowledgeError
from knowledge.document import SourceText
from knowledge.loaders.article import page_data, piece
from knowledge.loaders.blocks import Block, assembled
from knowledge.typography import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOTE = re.compile(r"[\s\d\[\]()*†‡§,a-e]{0,12}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# how pages mark it: Open Graph, schema.org, Dublin Core, and what newspapers' systems have
_PUBLISHED = (
    "@property='article:published_time' or @itemprop='datePublished' or @name='date'"
    " or @name='DC.date.issued' or @name='pubdate' or @name='publish-date' or @name='parsely-pub-date'"
)
_TEXTS = ("p", "quote", "item", "cell")


def from_html(data: bytes) -> SourceText:
    """Return the main text of a page, its headings as sections; marks of footnotes are left out.

    Raises KnowledgeError where there is no article.
    """
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import use_config

    tree = load_html(data)
    if tree is None:
        raise KnowledgeError("this is not a web page that can be read: save it again from the browser")
    headline, date = _headline(tree), _date(tree)
    tree, notes = piece(tree)
    for mark in tree.xpath("//sup"):
        if _NOTE.fullmatch(mark.text_content()):
            mark.drop_tree()
    config = use_config()
    # characters: below it trafilatura gives up the page's structure
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "50")
    extracted = bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        favor_recall=True,
        config=config,
    )
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        raise KnowledgeError(
            "no article was found on this page: save the article by itself, as text or Markdown"
        )
    told = {"author": extracted.author, "date": date, "hostname": extracted.hostname}
    meta = tuple((key, value) for key, value in told.items() if value)
    return replace(
        assembled(_blocks(extracted.body), tidy(headline or _bare(extracted.title or "")), meta), notes=notes
    )


def _headline(tree: Element) -> str:
    """Return the only heading of the first level, or the headline that the page gives as data; else ""."""
    headings = {" ".join(heading.text_content().split()) for heading in tree.xpath("//h1")} - {""}
    if len(headings) == 1 and len((only := headings.pop()).split()) > 1:
        return only
    given = (str(entry.get("headline") or "") for entry in page_data(tree))
    return next((" ".join(one.split()) for one in given if one.strip()), "")


def _date(tree: Element) -> str:
    """Return the day on which the page says that it was published, as 2026-03-05; "" where it does not say.

    A date that only stands somewhere on the page may be that of anything.
    """
    given = [str(entry.get("datePublished") or "") for entry in page_data(tree)]
    given += tree.xpath(f"//meta[{_PUBLISHED}]/@content")
    given += tree.xpath("//article//time/@datetime|//time[@pubdate or @itemprop='datePublished']/@datetime")
    return next((one.strip()[:10] for one in given if _DAY.match(one.strip())), "")


def _bare(title: str) -> str:
    """Return a page's title without the name of its site."""
    return max(re.split(r"\s+\|\s+", title), key=lambda part: len(part.split()))


def _blocks(body: Element) -> Iterator[Block]:
    for element in body.iter("head", *_TEXTS):
        inner = next(iter(element.iterdescendants(*_TEXTS)), None)
        words = " ".join(tidy("".join(element.itertext())).split())
        if not words or inner is not None:  # what holds paragraphs is told by them
            continue
        quoted = element.tag == "quote" or next(element.iterancestors("quote"), None) is not None
        if element.tag == "item" and element.getparent().get("rend") == "ol":
            words = f"{element.getparent().index(element) + 1}. {words}"
        level = int((element.get("rend") or "h2")[1:2] or 2) if element.tag == "head" else 0
        yield Block(words, heading=level, quoted=quoted)
