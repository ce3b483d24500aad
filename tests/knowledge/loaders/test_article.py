"""What stands beside a piece is no part of it, and what is no op-ed is told as what it is."""

from __future__ import annotations

import pytest

from knowledge import KnowledgeError
from knowledge.document import Document
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders import load_bytes
from knowledge.mining.build_map import mined_map

FIRST = (
    "The harbor should keep its lamp, since 30 boats a night come in by it and the channel is narrow at the "
    "bar."
)
LAST = "The board should vote for the lamp, which has burned for a hundred years without a night of dark."


def page(*parts: str, head: str = "") -> Document:
    html = f"<html><head><title>Keep the lamp</title>{head}</head><body>{''.join(parts)}</body></html>"
    return load_bytes(html.encode(), "a.html")


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


@pytest.mark.parametrize(
    "beside",
    [
        "<noscript>You should enable JavaScript.</noscript>",
        "<div class='ad-slot'><p>Boots must be tried. Save 30% today.</p></div>",
        "<aside><p>Advertisement</p><p>You should fly to Rome for $99.</p></aside>",
        "<section><h6>Sponsored</h6><p>Boots that last. You must try them.</p></section>",
        "<div id='newsletter-signup'><p>You should sign up for our letter.</p></div>",
        "<div role='dialog'><p>You must accept our cookies.</p></div>",
        "<form><p>You must log in to comment.</p></form>",
        "<section class='related'><h3><a href='1'>Gates</a></h3><h3><a href='2'>Piers</a></h3><h3><a "
        "href='3'>Tides</a></h3></section>",
    ],
)
def test_what_stands_within_an_article_and_is_not_it_is_left_out(beside: str) -> None:
    document = page(f"<article><h1>Keep the lamp</h1><p>{FIRST}</p>{beside}<p>{LAST}</p></article>")
    assert texts(document) == [FIRST, LAST]
    assert document.notes == ()


def test_a_piece_in_a_form_or_under_a_title_that_is_a_link_is_read() -> None:
    links = "".join(f"<h3><a href='{number}'>More {number}</a></h3>" for number in range(4))
    parts = (
        "<h2><a href='/'>Keep the lamp</a></h2><div "
        f"class='paywall-content'><p>{FIRST}</p><p>{LAST}</p></div>"
    )
    assert texts(page(f"<form id='all'>{parts}<div>{links}</div></form>"))[:2] == [FIRST, LAST]


def test_a_paywall_is_told_and_its_words_are_no_part_of_the_piece() -> None:
    wall = "<div class='paywall'><h2>Read on for $1</h2><p>You must log in to read the rest.</p></div>"
    document = page(f"<article><h1>Keep the lamp</h1><p>{FIRST}</p><p>{LAST}</p>{wall}</article>")
    assert texts(document) == [FIRST, LAST]
    assert document.notes == (
        "this page has a paywall: if the piece continues behind it, give the whole text",
    )


def test_the_text_that_a_page_gives_as_data_is_read_where_it_shows_none() -> None:
    data = (
        f'<script type="application/ld+json">{{"@graph": [{{"articleBody": '
        f'"{FIRST}\\n\\n{LAST}"}}]}}</script>'
    )
    assert texts(page("<noscript>Enable JavaScript.</noscript><div id='root'></div>", head=data)) == [
        FIRST,
        LAST,
    ]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            "<noscript>Enable JavaScript.</noscript><div id='root'></div><script>go()</script>",
            "is filled in by a script",
        ),
        (
            "".join(f"<li><a href='{n}'><h3>Keep lamp {n}</h3></a><p>It burned.</p></li>" for n in range(3)),
            "links to 3 pieces",
        ),
        (
            "".join(f"<h2><a href='{n}'>Keep lamp {n}</a></h2><p>It burned.</p>" for n in range(5)),
            "links to 5 pieces",
        ),
    ],
)
def test_a_page_without_a_piece_says_what_to_do(body: str, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says) as caught:
        page(f"<main>{body}</main>")
    assert "\n" not in str(caught.value)


def test_a_newsletter_in_tables_is_its_main_cell() -> None:
    rows = (
        f"<p>{FIRST}</p><p>{LAST}</p>",
        "<b>Partner</b> You should try boots.",
        "In other news: the mayor must go.",
    )
    cells = "".join(f"<tr><td><table><tr><td>{row}</td></tr></table></td></tr>" for row in rows)
    assert texts(page(f"<table>{cells}</table>")) == [FIRST, LAST]


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_a_block_quotation_is_kept_and_no_claim_of_the_author(name: str) -> None:
    markdown = f"# Keep the lamp\n\n{FIRST}\n\n> The lamp should be sold.\n\nThat is wrong. {LAST}\n"
    html = (
        f"<article><h1>Keep the lamp</h1><p>{FIRST}</p><blockquote><p>The lamp should be "
        "sold.</p></blockquote>"
    )
    document = load_bytes(
        (markdown if name == "a.md" else f"<html>{html}<p>That is wrong. {LAST}</p></html>").encode(), name
    )
    assert [(passage.text, passage.quoted) for passage in document.passages][1] == (
        "The lamp should be sold.",
        True,
    )
    assert not any("sold" in claim.says for claim in mined_map(document, Roles(), SentenceEncoder()).claims)


def test_speakers_of_a_transcript_are_quoted_and_not_one_author() -> None:
    turns = (
        "ANN LEE: The lamp should stay.",
        "DR. ORR: It should go.",
        "ANN LEE: Boats need it.",
        "DR. ORR: Few do.",
    )
    document = load_bytes("\n\n".join(("HEARING ON THE LAMP", *turns)).encode(), "a.txt")
    assert all(passage.quoted for passage in document.passages[1:])
    assert not any(
        document.passage(number).quoted
        for claim in mined_map(document, Roles(), SentenceEncoder()).claims
        for number in claim.passages
    )
    assert "a record of several speakers (ANN LEE, DR. ORR)" in document.notes[0]


@pytest.mark.parametrize(
    "text", ["Boats: they come. Gulls: they cry.", "The facts: it is old.\n\nThe cost: $5.\n\nThe end: now."]
)
def test_colons_alone_make_no_transcript(text: str) -> None:
    assert not any(passage.quoted for passage in load_bytes(text.encode(), "a.txt").passages)


def test_source_code_is_refused_and_left_out_of_markdown() -> None:
    code = 'def lamp(x):\n    return {"a": x[0], "b": [y for y in x if y > 3]}\n' * 3
    with pytest.raises(KnowledgeError, match="looks like source code"):
        load_bytes(code.encode(), "a.txt")
    assert texts(load_bytes(f"{FIRST}\n\n```python\n{code}```\n".encode(), "a.md")) == [FIRST]


@pytest.mark.parametrize(
    ("lines", "meta"),
    [
        ("By a reader", {"author": "a reader"}),
        ("By Jo Park, May 4, 2026", {"author": "Jo Park", "date": "May 4, 2026"}),
        ("By Jo Park | 4 May 2026", {"author": "Jo Park", "date": "4 May 2026"}),
        ("By Jo Park\n\nPublished May 4, 2026 at 9:30 a.m.", {"author": "Jo Park", "date": "May 4, 2026"}),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_byline_tells_of_the_document_and_is_no_claim(lines: str, meta: dict[str, str], name: str) -> None:
    document = load_bytes(f"{lines}\n\n{FIRST}\n\n{LAST}\n".encode(), name)
    assert texts(document) == [FIRST, LAST]
    assert dict(document.meta) == meta


@pytest.mark.parametrize(
    "line",
    [
        "By night the lamp burns.",
        "By the bar, at night, when all else is dark, it burns and burns and burns on",
    ],
)
def test_a_sentence_with_by_is_no_byline(line: str) -> None:
    assert texts(load_bytes(f"{line}\n\n{FIRST}".encode(), "a.txt"))[0].startswith("By")


def test_numbers_of_lists_are_kept_and_are_no_part_of_a_claim() -> None:
    document = load_bytes(b"Two things.\n\n1. The board should pay.\n2. The county should lend.\n", "a.md")
    assert texts(document)[1:] == ["1. The board should pay.", "2. The county should lend."]
    assert [claim.says for claim in mined_map(document, Roles(), SentenceEncoder()).claims] == [
        "the board should pay",
        "the county should lend",
    ]


def test_a_short_piece_among_links_to_others_is_no_index_page() -> None:
    links = "".join(f"<h3><a href='{number}'>More {number}</a></h3>" for number in range(4))
    entry = (
        "<div><h2><a href='/t'>Trams</a></h2><p>The city should build trams. Buses are full at "
        "eight.</p></div>"
    )
    assert "The city should build trams." in texts(page(f"<div>{entry}<div>{links}</div></div>"))


def test_addresses_make_no_source_code() -> None:
    text = (
        "The city should [build](https://a.example/b?c=d&e=f_g#h) trams. See "
        "https://a.example/b?c=d&e=f;g=[h] for more."
    )
    assert len(load_bytes(f"{text} {text}".encode(), "a.md").passages) == 4


def test_lines_that_a_letter_quotes_are_quoted() -> None:
    document = load_bytes(
        b"The city should build trams.\n\n> Trams are toys.\n> Nobody should ride.\n\nHe errs.", "a.txt"
    )
    assert [passage.quoted for passage in document.passages] == [False, True, True, False]


_FERRY = "<p>The council should let the ferry sail at night. It carries 100 people a day to the pier.</p>"


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("<title>Ferries at night | The Paper</title>", ""),
        ("<title>The Paper</title>", "<h1>Ferries at night</h1>"),
        ('<script type="application/ld+json">{"headline": "Ferries at night"}</script><title>x</title>', ""),
    ],
)
def test_the_title_is_the_headline_without_the_site(head: str, heading: str) -> None:
    page = f"<!doctype html><html><head>{head}</head><body><article>{heading}{3 * _FERRY}</article></body>"
    assert load_bytes(page.encode(), "a.html").title == "Ferries at night"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2026-03-05T10:00:00Z">', "2026-03-05"),
        ('<script type="application/ld+json">{"datePublished": "2026-03-05"}</script>', "2026-03-05"),
        ("", None),
    ],
)
def test_a_page_is_of_the_day_that_it_gives_and_not_of_one_that_stands_on_it(
    head: str, date: str | None
) -> None:
    page = (
        f"<!doctype html><html><head><title>Ferries</title>{head}</head><body><article>{3 * _FERRY}</article>"
        "<footer>Updated 3 January 2020</footer></body></html>"
    )
    assert dict(load_bytes(page.encode(), "a.html").meta).get("date") == date
