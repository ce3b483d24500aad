"""What a reader takes along of a debate."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from docx import Document

from bot.debate.flow import flow_of
from bot.output.card_document import pieces
from bot.output.exports import EXPORTS, Export, ExportedTurn, cards, filed_cards
from bot.output.schema import ReplyObject, StatementObject, as_object
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.writers.embedded.byline import source_line
from knowledge.argument_map import ArgumentMap
from knowledge.document import Document as SourceDocument


@pytest.fixture(scope="module")
def export(brief_bot: Bot, played: list[tuple[str, Reply]]) -> Export:
    debate, argument_map = played[-1][1].debate, brief_bot.topic.argument_map
    assert debate is not None
    assert argument_map is not None
    return Export(
        brief_bot.topic.document.title,
        [ExportedTurn(text, as_object(reply)) for text, reply in played],
        flow_of(debate, argument_map),
    )


def text_of(export: Export, name: str) -> str:
    made = EXPORTS[name].make(export)
    assert isinstance(made, str)
    return made


def test_every_export_can_be_made_of_every_debate(export: Export) -> None:
    for kind in EXPORTS.values():
        assert kind.make(export)
        assert kind.make(Export("Nothing", []))


def test_the_sheet_for_a_spreadsheet_holds_no_formula(export: Export) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of(export, "flow.csv"))))
    assert len(rows) == sum(
        len(row.reader) + len(row.bot) for row in (export.flow.rows if export.flow else ())
    )
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_page_to_print_escapes_what_the_reader_typed(export: Export) -> None:
    for name in ("conversation.html", "flow.html"):
        page = text_of(export, name)
        assert "&lt;b onclick" in page
        assert "<b onclick" not in page
        assert "http" not in page.replace("https://evil.example", "")


def test_the_conversation_as_data_is_what_ask_prints(export: Export) -> None:
    told = json.loads(EXPORTS["conversation.json"].make(export))
    assert told["conversation"][0]["reply"] == json.loads(json.dumps(export.said[0].reply))


def test_an_evidence_card_has_the_claim_the_quotation_and_its_place(export: Export) -> None:
    made = cards(export)
    assert made
    for card in made:
        assert card.quotes
        for number, text in card.quotes:
            assert text in {
                passage["text"]
                for one in export.said
                for passage in one.reply["passages"]
                if passage["id"] == number
            }


def _reply(side: str | None, *statements: StatementObject) -> ReplyObject:
    cited = {number for one in statements for number in one["cites"]}
    return {
        "topic": "t",
        "document": "d",
        "mode": "debate",
        "side": side,
        "writer": "embedded",
        "abstained": False,
        "text": "",
        "statements": list(statements),
        "withheld": [],
        "passages": [
            {"id": number, "paragraph": 1, "text": f"Passage {number}."} for number in sorted(cited)
        ],
    }


@pytest.fixture
def both_sides(brief_bot: Bot) -> Export:
    """A debate that the bot argues against, with a concession, and what was asked before."""
    argument_map = brief_bot.topic.argument_map
    assert argument_map is not None
    only = {side: _passage_of(argument_map, side) for side in ("for", "against", "either")}
    asked = _reply(
        None,
        {"kind": "report", "text": "Asked, it helps the pro side.", "cites": [only["for"]]},
        {"kind": "report", "text": "Asked, it helps the con side.", "cites": [only["against"]]},
        {"kind": "report", "text": "Asked, it helps neither alone.", "cites": [only["for"], only["against"]]},
        {"kind": "report", "text": "Shown on the con side.", "cites": [only["either"]], "side": "against"},
    )
    argued = _reply(
        "against",
        {"kind": "report", "text": "Argued for the con side.", "cites": [only["against"]]},
        {
            "kind": "report",
            "text": "Conceded to the pro side.",
            "cites": [only["for"]],
            "concession": True,
        },
        {"kind": "report", "text": "The con side tells what helps the pro.", "cites": [only["for"]]},
    )
    said = [ExportedTurn("What is in it?", asked), ExportedTurn("It holds.", argued)]
    return Export("The op-ed", said, None, argument_map)


def _passage_of(argument_map: ArgumentMap, helps: str) -> int:
    numbers = sorted({number for claim in argument_map.claims for number in claim.passages})
    return next(number for number in numbers if argument_map.side_of_passage(number) == helps)


FILED = {
    "For the recommendation": ["Asked, it helps the pro side.", "Conceded to the pro side."],
    "Against the recommendation": [
        "Asked, it helps the con side.",
        "Shown on the con side.",
        "Argued for the con side.",
    ],
    "Background, for either side": [
        "Asked, it helps neither alone.",
        "The con side tells what helps the pro.",
    ],
}


def test_the_cards_of_each_side_are_filed_apart(both_sides: Export) -> None:
    filed = {title: [card.claim for card in held] for title, held in filed_cards(both_sides)}
    assert filed == FILED
    for name in ("cards.md", "cards.html"):
        text = text_of(both_sides, name)
        order = [words for title, claims in FILED.items() for words in (title, *claims)]
        places = [text.index(words) for words in order]
        assert places == sorted(places)


def test_a_tag_that_leans_on_its_context_is_the_claim_of_its_passages(brief_bot: Bot) -> None:
    argument_map = brief_bot.topic.argument_map
    assert argument_map is not None
    claim = next(one for one in argument_map.claims if len(one.passages) == 1)
    number = claim.passages[0]
    reply = _reply(
        "for",
        {"kind": "report", "text": "So that is why they worry.", "cites": [number]},
        {"kind": "report", "text": "But this has a price.", "cites": [number, number + 1]},
    )
    export = Export("The op-ed", [ExportedTurn("Why?", reply)], None, argument_map)
    tags = [card.claim for card in cards(export)]
    assert tags == [f"{claim.says[:1].upper()}{claim.says[1:]}."], "what nothing says alone is no card"


def test_each_side_of_the_document_begins_a_page(both_sides: Export) -> None:
    made = EXPORTS["cards.docx"].make(both_sides)
    assert isinstance(made, bytes)
    sides = [
        (paragraph.text, bool(paragraph.paragraph_format.page_break_before))
        for paragraph in Document(io.BytesIO(made)).paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 1"
    ]
    assert sides == [(title, place > 0) for place, title in enumerate(FILED)]


def test_a_closing_is_in_the_reply_as_data_and_as_text(played: list[tuple[str, Reply]]) -> None:
    from bot.output.render import as_text

    closing = as_object(played[-1][1])["closing"]
    assert closing["settled_by"]
    assert closing["dropped_by_reader"]
    assert closing["settled_by"]
    assert "Outside evidence that would settle it:" in as_text(played[-1][1])


def test_cards_cite_author_title_and_date(both_sides: Export) -> None:
    source = "Jane Roe, End the harbor fee, March 5, 2026"
    export = replace(both_sides, source=source)
    for name in ("cards.md", "cards.html"):
        assert f"— {source}, passage " in text_of(export, name)
    made = EXPORTS["cards.docx"].make(export)
    assert isinstance(made, bytes)
    lines = [line.text for line in Document(io.BytesIO(made)).paragraphs]
    assert any(line.startswith(f"{source}, passage ") for line in lines)


def test_a_source_is_told_as_far_as_the_document_tells_it() -> None:
    given = (("author", "Jane Roe"), ("date", "2026-03-05"))
    assert source_line(SourceDocument("End it", "", (), given)) == "Jane Roe, End it, March 5, 2026"
    assert source_line(SourceDocument("End it", "", ())) == "End it"
    restated = (*given[1:], ("restates", "an op-ed"))
    assert source_line(SourceDocument("End it", "", (), restated)) == "End it"


def test_the_cards_as_a_document_underline_the_words_that_the_tag_rests_on(export: Export) -> None:
    made = EXPORTS["cards.docx"].make(export)
    assert isinstance(made, bytes)
    document = Document(io.BytesIO(made))
    tags = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 2"
    ]
    assert tags == [card.claim for _, held in filed_cards(export) for card in held]
    bodies = {passage["text"] for one in export.said for passage in one.reply["passages"]}
    underlined = [
        (paragraph, [run.text for run in paragraph.runs if run.underline])
        for paragraph in document.paragraphs
        if paragraph.text in bodies
    ]
    assert underlined
    assert all(words for _, words in underlined)
    assert any(words != [paragraph.text] for paragraph, words in underlined)


def test_what_is_underlined_is_what_the_claim_says() -> None:
    said = "China is the most formidable rival that the U.S. has, and Xi has sent an invitation."
    found = list(pieces(said, "China is America's most formidable rival."))
    assert "".join(piece for piece, _ in found) == said
    assert "formidable rival" in "".join(piece for piece, under in found if under)
    assert "invitation" not in "".join(piece for piece, under in found if under)
