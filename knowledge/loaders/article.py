"""Find the piece in a web page: what stands beside it is taken out, and a page without one is refused.

By the page's structure: its elements, their roles and classes, its links, what it says of itself as JSON-LD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from knowledge import KnowledgeError

Element = Any  # lxml's elements come without types

_NOT_TEXT = (
    "//noscript|//template|//dialog|//button|//*[@hidden]|//*[@role='dialog' or @role='alertdialog' or "
    "@role='banner']"
)
# What publishers call, in class and id, the parts that are not the piece.
_BESIDE = frozenset(
    "ad ads advert adverts advertisement advertising sponsor sponsored promo promotion paywall "
    "regwall subscribe subscription newsletter signup cookie cookies consent gdpr related "
    "recommended recirculation outbrain taboola comments".split()
)
_WALL = frozenset(("paywall", "regwall"))
# The labels by which law and trade rules have advertisements marked.
_LABELS = frozenset(
    "advertisement advert ad sponsored promoted sponsor anzeige werbung publicité publicidad anuncio "
    "pubblicità advertentie annons annonse annonce reklama реклама 광고 広告 广告 廣告".split()
)
_NEITHER = ("body", "main", "article", "html", "head")  # never taken out for what it is called
# Of what goes with a heading that is a link, and of all else on a page that only leads to pieces
_TEASER_WORDS, _ELSE = (60, 40)
_FEWEST_TEASERS = 3
_FEWEST_WORDS = 25  # of a page that a script has yet to fill in there are no more
_MOST_OF_IT = 0.6  # of the words in a page's tables, that stand in the cell that is the piece
WALLED = "this page has a paywall: if the piece continues behind it, give the whole text"


def piece(tree: Element) -> tuple[Element, tuple[str, ...]]:
    """Return the page without what is not the piece, and notes on what that leaves.

    Raises KnowledgeError where it has none, or several.
    """
    scripts = bool(tree.xpath("//script"))
    data = list(page_data(tree))
    walled = any(str(entry.get("isAccessibleForFree")).lower() == "false" for entry in data)
    _refuse_teasers(tree)
    half = _words(_prose(tree)) / 2
    for element in tree.xpath(_NOT_TEXT):
        _drop(element)
    for element in list(tree.iter()):
        called = _called(element)
        beside = element.tag == "form" or (element.tag not in _NEITHER and called & _BESIDE)
        if (
            beside and _words(_prose(element)) < half
        ):  # what holds most of the page is the piece, whatever it is called
            walled = walled or bool(called & _WALL)
            _drop(element)
    _drop_labelled(tree)
    _keep_cell(tree)
    body = max((str(entry.get("articleBody") or "") for entry in data), key=len, default="")
    left = _words(_prose(tree))
    if _words(body) > 2 * left:
        return _page_of(body, tree), ()
    if left < _FEWEST_WORDS and scripts:
        raise KnowledgeError(
            "this page is filled in by a script and contains no text: copy the piece from the "
            "browser into a .txt file"
        )
    return tree, (WALLED,) if walled else ()


def _called(element: Element) -> frozenset[str]:
    """Return the words of an element's class and id."""
    if not isinstance(element.tag, str):
        return frozenset()
    return frozenset(re.findall(r"[a-z]+", f"{element.get('class') or ''} {element.get('id') or ''}".lower()))


def _drop(element: Element) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _prose(element: Element) -> str:
    """Return the text of an element without scripts and styles."""
    return " ".join(element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::head)]"))


def _words(text: str) -> int:
    return len(text.split())


def page_data(tree: Element) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD."""
    for text in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                yield value
                waiting += [value.get("@graph"), value.get("mainEntity")]


def _refuse_teasers(tree: Element) -> None:
    """Refuse a page of several pieces, none of them complete.

    It has headings that are links, with few words each and few beside.
    """
    links = tree.xpath("//h1//a|//h2//a|//h3//a|//h4//a|//a//h1|//a//h2|//a//h3|//a//h4")
    boxes = [_box(link, links) for link in links]
    teasers = [box for box in boxes if 0 < _words(_prose(box)) < _TEASER_WORDS]
    within = {id(paragraph) for box in teasers for paragraph in box.iter("p")}
    beside = sum(
        _words(_prose(paragraph))
        for paragraph in tree.iter("p")
        if id(paragraph) not in within and paragraph.getprevious() not in teasers
    )
    largest = max((_words(_prose(box)) for box in teasers), default=0)
    if len(teasers) >= _FEWEST_TEASERS and beside < _ELSE and largest < _words(_prose(tree)) / 2:
        raise KnowledgeError(
            f"this page links to {len(teasers)} pieces but contains none: open one of them and give that page"
        )


def _box(link: Element, links: list[Element]) -> Element:
    """Return the largest element around a heading that is a link that holds no other one."""
    box = link
    while (above := box.getparent()) is not None and above.tag not in _NEITHER:
        if sum(1 for anchor in links if above in anchor.iterancestors()) > 1:
            break
        box = above
    return box


def _drop_labelled(tree: Element) -> None:
    """Take out what begins with the label of an advertisement, as far as the label's own box reaches."""
    total = _words(_prose(tree)) or 1
    for element in list(
        tree.iter(
            "p", "div", "span", "b", "strong", "small", "td", "figcaption", "h2", "h3", "h4", "h5", "h6"
        )
    ):
        if " ".join(element.text_content().split()).strip(" :.").lower() not in _LABELS:
            continue
        box = element
        while (
            (above := box.getparent()) is not None
            and above.tag not in _NEITHER
            and _words(_prose(above)) < total / 3
        ):
            if _begins(above) != _begins(element):
                break
            box = above
        _drop(box)


def _begins(element: Element) -> str:
    words = _prose(element).split()
    return str(words[0]) if words else ""


def _keep_cell(tree: Element) -> None:
    """Keep only the cell with most of the text of a page that is laid out with tables, as newsletters are."""
    cells = tree.xpath("//td[not(descendant::td) and not(ancestor::article)]")
    counts = [_words(element.text_content()) for element in cells]
    if not counts or sum(counts) < 0.5 * _words(_prose(tree)) or max(counts) < _MOST_OF_IT * sum(counts):
        return
    for cell, count in zip(cells, counts, strict=True):
        if count < max(counts):
            _drop(cell)


def _page_of(body: str, tree: Element) -> Element:
    """Return the text that a page gives of itself as data, as a page."""
    from lxml import html

    page = html.document_fromstring("<html><head></head><body><article></article></body></html>")
    for title in tree.xpath("//head/title|//head/meta"):
        page.head.append(title)
    parts = (
        re.split(r"\s*\n\s*", body)
        if "<p" not in body
        else [paragraph.text_content() for paragraph in html.fromstring(f"<div>{body}</div>").iter("p")]
    )
    for part in parts:
        element = html.Element("p")
        element.text = part
        page.body[0].append(element)
    return page
