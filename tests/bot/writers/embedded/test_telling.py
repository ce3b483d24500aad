from __future__ import annotations

from bot.writers.embedded.piece_as_a_whole import about_the_author, asked_for
from bot.writers.embedded.telling import Telling
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.document import Document, Paragraph, SourceText, split

TEXT = "Ana Ruiz, Madrid\n\nThe yard is too small. It needs three cranes. My aunt agrees."


def _document(text: str = TEXT) -> Document:
    parts, places, start = text.split("\n\n"), list[Paragraph](), 0
    for part in parts:
        places.append(Paragraph(start, start + len(part)))
        start += len(part) + 2
    return split(SourceText(text, tuple(places)))


def _claim(says: str, passage: int, confidence: float | None) -> Claim:
    return Claim(
        id=f"c-{passage}",
        kind="recommendation",
        says=says,
        passages=(passage,),
        helps="for",
        confidence=confidence,
    )


def test_what_rules_found_is_quoted_behind_the_sentence_that_it_leans_on() -> None:
    telling = Telling(_document())
    said = list(telling.tell(_claim("it needs three cranes", 3, 0.8)))
    assert [(one.text, one.cites) for one in said] == [
        ("The op-ed says: “The yard is too small.”", (2,)),
        ("“It needs three cranes.”", (3,)),
    ]
    assert not list(telling.tell(_claim("it needs three cranes", 3, 0.8)))  # once is enough


def test_what_was_reviewed_is_said_in_a_sentence_of_its_own() -> None:
    (said,) = Telling(_document()).tell(_claim("the yard needs three cranes", 3, None))
    assert said.text == "The op-ed argues that the yard needs three cranes."


def test_an_author_is_named_by_the_line_under_the_title_alone() -> None:
    (said,) = about_the_author(_document())
    assert "“Ana Ruiz, Madrid”" in said.text
    assert "does not name" in " ".join(one.text for one in about_the_author(_document(TEXT.split("\n\n")[1])))


def test_the_surest_of_what_rules_found_is_told_as_what_is_asked_for() -> None:
    claims = (_claim("sing", 2, 0.3), _claim("dance", 3, 0.9), _claim("pay", 4, 0.6))
    mined = ArgumentMap(schema=1, title="Yard", subject="yards", claims=claims, mined_by="rules")
    assert [claim.says for claim in asked_for(mined)] == ["dance", "pay"]
