"""Word documents as their readers see them.

Changes accepted, boxes and controls read, the numbers of lists kept.
"""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge.document import Document
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders import load_bytes
from knowledge.mining.build_map import mined_map

W, MC = nsdecls("w"), 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def box(text: str) -> str:
    inner = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    shown = f'<mc:Choice Requires="wps"><w:drawing>{inner}</w:drawing></mc:Choice>'
    older = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{shown}{older}</mc:AlternateContent></w:r>"


def written(*parts: str) -> Document:
    made = docx.Document()
    return saved(made, *parts)


def saved(made: Any, *parts: str) -> Document:
    for part in parts:
        element = parse_xml(f"<w:body {W} {MC} {V}>{part}</w:body>")[0]
        made.element.body.insert(len(made.element.body) - 1, element)
    file = io.BytesIO()
    made.save(file)
    return load_bytes(file.getvalue(), "a.docx")


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = "<w:del w:id='1' w:author='E'><w:r><w:delText>ninety</w:delText></w:r></w:del>"
    inserted = f"<w:ins w:id='2' w:author='E'>{run('forty')}</w:ins>"
    moved_away = f"<w:moveFrom w:id='3' w:author='E'>{run('Long ago. ')}</w:moveFrom>"
    moved_here = f"<w:moveTo w:id='4' w:author='E'>{run(' It is spring.')}</w:moveTo>"
    assert texts(
        written(
            f"<w:p>{moved_away}{run('The ferry carries ')}{deleted}{inserted}"
            f"{run(' cars.')}{moved_here}</w:p>"
        )
    ) == [
        "The ferry carries forty cars.",
        "It is spring.",
    ]


def test_content_controls_and_links_and_fields_are_part_of_the_text() -> None:
    control = f"<w:sdt><w:sdtContent><w:p>{run('The pier should stay open.')}</w:p></w:sdtContent></w:sdt>"
    twelve = f"<w:sdt><w:sdtContent>{run('twelve')}</w:sdtContent></w:sdt>"
    inline = f"<w:p>{run('It has ')}{twelve}{run(' lamps.')}</w:p>"
    field = (
        f"<w:p>{run('It was built in ')}<w:fldSimple "
        f"w:instr='DATE'>{run('1931')}</w:fldSimple>{run('.')}</w:p>"
    )
    nested = f"<w:sdt><w:sdtContent>{control}</w:sdtContent></w:sdt>"
    assert texts(written(nested, inline, field)) == [
        "The pier should stay open.",
        "It has twelve lamps.",
        "It was built in 1931.",
    ]


def test_a_text_box_is_read_once_and_a_pull_quote_not_again() -> None:
    first = f"<w:p>{run('The pier should stay open.')}{box('The pier has 40 anglers a day.')}</w:p>"
    second = f"<w:p>{run('It costs little.')}{box('should stay open')}</w:p>"
    assert texts(written(first, second)) == [
        "The pier should stay open.",
        "The pier has 40 anglers a day.",
        "It costs little.",
    ]


def test_the_numbers_of_a_list_are_read_and_are_no_sentences_of_their_own() -> None:
    made = docx.Document()
    made.add_paragraph("Two things are wanted.")
    made.add_paragraph("The council should mend the pier.", style="List Number")
    made.add_paragraph("The harbor board should pay for it.", style="List Number")
    made.add_paragraph("Anglers come.", style="List Bullet")
    document = saved(made)
    assert texts(document) == [
        "Two things are wanted.",
        "1. The council should mend the pier.",
        "2. The harbor board should pay for it.",
        "Anglers come.",
    ]
    claims = [claim.says for claim in mined_map(document, Roles(), SentenceEncoder()).claims]
    assert claims[1:3] == ["the council should mend the pier", "the harbor board should pay for it"]


@pytest.mark.parametrize(
    ("form", "shape", "marks"),
    [
        ("lowerLetter", "%1)", ["a) One.", "b) Two."]),
        ("upperRoman", "%1.", ["I. One.", "II. Two."]),
        ("decimal", "(%1)", ["(1) One.", "(2) Two."]),
    ],
)
def test_the_numbers_are_those_that_word_shows(form: str, shape: str, marks: list[str]) -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    level = (
        f"<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText "
        f"w:val='{shape}'/></w:lvl>"
    )
    numbering.insert(0, parse_xml(f"<w:abstractNum {W} w:abstractNumId='77'>{level}</w:abstractNum>"))
    numbering.append(parse_xml(f"<w:num {W} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
    item = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='77'/></w:numPr></w:pPr>"
    read = saved(made, f"<w:p>{item}{run('One.')}</w:p>", f"<w:p>{item}{run('Two.')}</w:p>")
    assert [" ".join(read.text[part.start : part.end].split()) for part in read.paragraphs] == marks


def test_a_document_without_properties_has_its_headline_for_a_title() -> None:
    made = docx.Document()
    made.add_heading("Keep the ferry", 1)
    made.add_paragraph("The ferry should stay. It carries 900 people a day.")
    rels = made.part.package.rels
    for key in [key for key, one in rels.items() if one.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES]:
        del rels[key]
    file = io.BytesIO()
    made.save(file)
    assert load_bytes(file.getvalue(), "ferry.docx").title == "Keep the ferry"
