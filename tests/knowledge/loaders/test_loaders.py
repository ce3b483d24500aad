from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from knowledge import KnowledgeError
from knowledge.document import Document
from knowledge.loaders import LARGEST_FILE, LONGEST_TEXT, load_bytes, load_document
from knowledge.loaders import docx as docx_loader

PAGE = """<!doctype html><html><head><title>Ease the toll</title><meta name="author" content="Jo Park"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><header>The Daily Post</header>
<article><h1>Ease the toll</h1><p>The bridge toll of <a href="/a">25 percent</a> hurts <b>both</b> \
towns,<sup>1</sup> and it should end&nbsp;now.</p>
<h2>What to do</h2><p>The council should act by August 1. “Nobody gains,” said Ms. Park of the \
traders’ guild, who has kept a shop there for years.</p>
<blockquote><p>A bridge is no border, and a town is no customs \
house that lives from those who cross it.</p></blockquote>
<script>alert(1)</script></article><aside>Subscribe to our newsletter! Buy now.</aside>\
<footer>All rights reserved.</footer></body></html>"""

WORDS = (
    "The bridge toll was meant to pay for the bridge. It has paid for the bridge twice over, and the "
    "economic case for it is gone. "
    "Shops on the left bank have lost long-term customers. The council should end the toll by August 1."
)


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def test_front_matter_gives_the_title_and_is_no_passage(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\ntitle: On levies\n---\n\n## One\n\nLevies rise.[^1] *Prices* "
        "[follow](http://x.example).\n\n[^1]: A note that is\n    no part of it.\n",
        "utf-8",
    )
    document = load_document(file)
    assert document.title == "On levies"
    assert texts(document) == ["Levies rise.", "Prices follow."]
    assert document.passages[0].section == "One"


def bomb() -> bytes:
    """A document whose list of parts says that it unpacks to too much: writing a true one takes a second."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0")
        archive.getinfo("word/document.xml").file_size = docx_loader.LARGEST_UNPACKED + 1
    return made.getvalue()


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return made.getvalue()


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def scanned(canvas: Canvas) -> None:
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.odt", b"x", "cannot read a.odt: give a file that ends in"),
        ("a.txt", b"", "a.txt is empty"),
        ("a.txt", b" \n\n ", "a.txt is empty"),
        ("a.txt", b"\xef\xbb\xbf\xc2\xa0\n", "a.txt contains no sentences"),
        ("a.txt", archive("x"), "a.txt is a zip archive: give the text as one of"),
        ("a.txt", b"%PDF-1.7 \0", "a.txt is really a PDF, judging by its content: rename it to end in .pdf"),
        (
            "a.pdf",
            b"Only words.",
            "a.pdf is really plain text, judging by its content: rename it to end in .txt or .md",
        ),
        (
            "a.txt",
            PAGE.encode(),
            "a.txt is really a web page, judging by its content: rename it to end in .html",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a.docx is an old Office file, or one locked with a password",
        ),
        (
            "a.docx",
            archive("[Content_Types].xml", "word/x.xml"),
            "a.docx: this archive is not a Word document",
        ),
        (
            "a.docx",
            archive("[Content_Types].xml", "word/document.xml"),
            "a.docx: this Word document is damaged",
        ),
        (
            "a.docx",
            archive("[Content_Types].xml", "word/document.xml")[:60],
            "a.docx: this Word document is damaged",
        ),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "a.txt is a picture"),
        ("a.txt", b"{\\rtf1 x}", "a.txt is an RTF file"),
        ("a.txt", b"x" * (LARGEST_FILE + 1), "a.txt is larger than 50 MiB"),
        ("a.md", b"---\ntitle: [\n---\nText.", "a.md: the front matter"),
        ("a.html", b"<!doctype html><html><body></body></html>", "a.html: no article was found"),
        ("a.pdf", pdf(scanned), "a.pdf: this PDF contains images of pages but no text"),
        (
            "a.pdf",
            pdf(lambda canvas: canvas.drawString(50, 700, "Secret."), encrypt=StandardEncryption("key")),
            "a.pdf: this PDF is locked with a password",
        ),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "a.pdf: this PDF is damaged"),
    ],
    ids=lambda given: (
        given if isinstance(given, str) else ""
    ),  # a ZIP holds the time, and all workers must see the same names
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    refuses(tmp_path / name, data, says)


def test_a_document_that_unpacks_to_more_than_it_should_is_refused(tmp_path: Path) -> None:
    refuses(tmp_path / "a.docx", bomb(), "a.docx: this Word document unpacks to more than")


def refuses(file: Path, data: bytes, says: str) -> None:
    file.write_bytes(data)
    with pytest.raises(KnowledgeError) as caught:
        load_document(file)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.slow
def test_no_damage_to_a_file_is_a_traceback() -> None:
    whole = {
        "a.pdf": pdf(lambda canvas: set_columns(canvas)),
        "a.docx": word(),
        "a.html": PAGE.encode(),
        "a.md": b"# One\n\nTwo. Three.",
        "a.txt": WORDS.encode(),
    }
    chance = random.Random(7)
    for name, data in whole.items():
        for _ in range(60):
            broken = bytearray(data)
            for _ in range(chance.randint(1, 30)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            with suppress(KnowledgeError):
                load_bytes(bytes(broken[: chance.randint(1, len(broken))]), name)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-8-sig"])
def test_old_encodings_are_read(encoding: str) -> None:
    text = "Xi’s café is “open” — to all of us. It won’t close."
    assert texts(load_bytes(text.encode(encoding), "a.txt")) == [
        "Xi’s café is “open” — to all of us.",
        "It won’t close.",
    ]


def test_a_text_of_hard_lines_keeps_its_words_whole() -> None:
    text = (
        "The ﬁrst eco-\nnomic case, a long-\nterm one,\r\nis so\xadund and well-known. The well-\nknown "
        "case holds\xa0true."
    )
    assert texts(load_bytes(text.encode(), "a.txt")) == [
        "The first economic case, a long-term one,\nis sound and well-known.",
        "The well-known case holds true.",
    ]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Cost-\nsharing is fair.", "Cost-sharing is fair."),
        ("A house-\nhold pays.", "A household pays."),
        ("The demon-\nstrators left.", "The demonstrators left."),
        ("A seven-year-\nold pier.", "A seven-year-old pier."),
        ("It is anti-\nAmerican.", "It is anti-American."),
        ("A 20-\nyear lease.", "A 20-year lease."),
        ("The Zwiebel-\nmarkt opens. Zwiebelmarkt!", "The Zwiebelmarkt opens."),
        ("The tram-\nboat sank. A tram-boat!", "The tram-boat sank."),
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_the_word_has_one(broken: str, whole: str) -> None:
    assert texts(load_bytes(broken.encode(), "a.txt"))[0] == whole


def test_a_pdf_whose_owner_forbids_copying_is_read_without_a_word_about_it(tmp_path: Path) -> None:
    locked = StandardEncryption("", ownerPassword="owner", canCopy=0)
    file = tmp_path / "toll.pdf"
    file.write_bytes(pdf(lambda canvas: canvas.drawString(50, 700, "The toll should end."), encrypt=locked))
    code = (
        "import sys, pathlib; from knowledge.loaders import load_document as load; "
        "print(load(pathlib.Path(sys.argv[1])).text)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("The toll should end.\n", "")


def test_titles_end_no_sentence() -> None:
    assert texts(load_bytes("“Nobody gains,” said Ms. Park. She left.".encode(), "a.txt")) == [
        "“Nobody gains,” said Ms. Park.",
        "She left.",
    ]


def test_a_web_page_gives_its_article_alone() -> None:
    document = load_bytes(PAGE.encode(), "page.html")
    assert document.title == "Ease the toll"
    assert ("author", "Jo Park") in document.meta
    assert texts(document) == [
        "The bridge toll of 25 percent hurts both towns, and it should end now.",
        "The council should act by August 1.",
        "“Nobody gains,” said Ms. Park of the traders’ guild, who has kept a shop there for years.",
        "A bridge is no border, and a town is no customs house that lives from those who cross it.",
    ]
    assert document.passages[1].section == "What to do"


def word() -> bytes:
    made = docx.Document()
    made.core_properties.author = "Jo Park"
    made.add_heading("Ease the toll", 0)
    made.add_paragraph("The bridge toll hurts both towns. It should end now.")
    made.add_heading("What to do", 1)
    made.add_paragraph("The council should act.").runs[0].font.size = Pt(9)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Left bank", "40 shops"
    made.sections[0].header.paragraphs[0].text = "Draft, not for print"
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def test_a_word_document_keeps_its_headings_and_leaves_its_margins() -> None:
    document = load_bytes(word(), "toll.docx")
    assert document.title == "Ease the toll"
    assert texts(document) == [
        "The bridge toll hurts both towns.",
        "It should end now.",
        "The council should act.",
        "Left bank, 40 shops",
    ]
    assert [passage.section for passage in document.passages] == ["", "", "What to do", "What to do"]


def set_columns(canvas: Canvas) -> None:
    """Two pages in two columns.

    A running head, page numbers, a heading, a raised mark with its footnote, words broken at line ends.
    """
    columns = (
        [
            "The bridge toll was meant to pay for the",
            "bridge. It has paid for the bridge twice",
            "over, and the eco-",
            "nomic case for it is gone. Shops on the",
        ],
        [
            "left bank have lost long-",
            "term customers since the toll was raised,",
            "and nobody has counted them. The guild",
            "counts its own members and",
        ],
        ["says that forty shops have closed. That is", "a third of all. The mayor disagrees."],
        ["The council should end the toll by August 1.", "It has the money. It lacks the will."],
    )
    for page in (1, 2):
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(60, 815, f"The Daily Post, November 2025, {page}")
        canvas.drawCentredString(300, 30, f"{page}")
        if page == 1:
            canvas.setFont("Times-Bold", 18)
            canvas.drawString(60, 740, "Ease the toll")
        for column in (0, 1):
            canvas.setFont("Times-Roman", 11)
            x, y = 60 + 260 * column, 700
            for line in columns[2 * (page - 1) + column]:
                canvas.drawString(x, y, line)
                y -= 13
            if page == 1 and column == 1:
                width = canvas.stringWidth("counts its own members and", "Times-Roman", 11)
                canvas.setFont("Times-Roman", 6)
                canvas.drawString(x + width + 1, y + 17, "1")
        if page == 1:
            canvas.setFont("Times-Roman", 8)
            canvas.drawString(60, 120, "1 The guild counts each spring, and only those that pay their dues.")
        canvas.showPage()


def test_a_pdf_in_columns_is_read_in_order_with_its_pages() -> None:
    document = load_bytes(pdf(set_columns), "toll.pdf")
    assert document.title == "Ease the toll"
    assert texts(document) == [
        "The bridge toll was meant to pay for the bridge.",
        "It has paid for the bridge twice over, and the economic case for it is gone.",
        "Shops on the left bank have lost long-term customers since the toll was raised, and nobody has "
        "counted them.",
        "The guild counts its own members and says that forty shops have closed.",
        "That is a third of all.",
        "The mayor disagrees.",
        "The council should end the toll by August 1.",
        "It has the money.",
        "It lacks the will.",
    ]
    assert [passage.page for passage in document.passages] == [1, 1, 1, 1, 2, 2, 2, 2, 2]


def read(text: str) -> Document:
    return load_bytes(text.encode(), "a.txt")


def test_a_text_of_a_book_is_one_line_that_says_what_to_do() -> None:
    with pytest.raises(KnowledgeError) as caught:
        read("The pier should stay open. " * (LONGEST_TEXT // 20))
    assert str(caught.value) == (
        "a.txt: this text has 405,000 characters, but at most 300,000 are read: give only the op-ed"
    )


BODY = "The harbor should keep its lamp. Thirty boats a night come in by it."


@pytest.mark.parametrize(
    "head",
    [
        "Keep the lamp burning\n\nBy Ada Park\n\nMay 3, 2024\n\n",
        "Keep the lamp burning\nBy Ada Park\nMay 3, 2024\n\n",
        "Keep the lamp burning\n\nBy Ada Park | May 3, 2024\n\n",
    ],
)
def test_a_pasted_text_tells_its_headline_author_and_date(head: str) -> None:
    document = load_bytes(f"{head}{BODY}\n\nThe council may find the money.".encode(), "a.txt")
    assert document.title == "Keep the lamp burning"
    assert dict(document.meta) == {"author": "Ada Park", "date": "May 3, 2024"}
    assert document.passages[0].text == "The harbor should keep its lamp."


def test_a_text_that_begins_with_a_sentence_has_no_headline() -> None:
    document = load_bytes(f"{BODY}\n\nThe council may find the money.".encode(), "lamp.txt")
    assert document.title == "lamp"
    assert len(document.passages) == 3
