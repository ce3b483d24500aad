"""Sentences with their citations and stops, as every front end shows them: nothing of a sentence is lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.output.exports import Export, ExportedTurn, conversation_html, conversation_markdown
from bot.output.render import as_markdown, as_text
from bot.output.reply_html import card_of
from bot.output.schema import as_object
from bot.statement import Statement
from bot.statement.marking import joined, marked, stopped
from bot.turn.bot import Bot
from bot.web.api.protocol import Bounds, Written
from bot.writers.model.line_form import read_statements

SHOWN = [
    ("The op-ed says that the tariff is 25 percent.", "The op-ed says that the tariff is 25 percent [4]."),
    ("The op-ed says that the talks paused...", "The op-ed says that the talks paused... [4]"),
    ("The op-ed says that the talks paused…", "The op-ed says that the talks paused… [4]"),
    ("The op-ed says that the office shuts at 5 p.m.", "The op-ed says that the office shuts at 5 p.m. [4]."),
    (
        "The op-ed says that the plant belongs to Acme Inc.",
        "The op-ed says that the plant belongs to Acme Inc. [4].",
    ),
    (
        "The op-ed says that the rival of the U.S. is J. P.",
        "The op-ed says that the rival of the U.S. is J. P. [4].",
    ),
    ("The op-ed says that the answer is no.", "The op-ed says that the answer is no [4]."),
    ("How likely is that?", "How likely is that? [4]"),
    ("The op-ed cries “no!”", "The op-ed cries “no!” [4]"),
    ("The op-ed says: “It is fair.”", "The op-ed says: “It is fair.” [4]"),
    ("The op-ed says that it is “fair”.", "The op-ed says that it is “fair” [4]."),
    ("The op-ed says: “It is fair”", "The op-ed says: “It is fair” [4]."),
    ("社论说关税是百分之二十五。", "社论说关税是百分之二十五 [4]。"),
    ("क्या यह सच है।", "क्या यह सच है [4]।"),
    ("ما هو السبب؟", "ما هو السبب؟ [4]"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_a_sentence_keeps_its_stops_before_its_citation(text: str, shown: str) -> None:
    assert Statement("report", text, (4,)).marked == shown
    assert marked(text, ()) == text
    assert stopped(text) == (text if not text.endswith("fair”") else f"{text}.")


def test_a_sentence_without_a_stop_gets_one() -> None:
    assert stopped("It is fair") == "It is fair."
    assert stopped("of the U.S.") == "of the U.S."
    assert stopped("On the other side:") == "On the other side:"


def test_no_space_follows_a_stop_that_holds_it() -> None:
    assert joined(["One.", "Two."]) == "One. Two."
    assert joined(["第一。", "第二。"]) == "第一。第二。"


@pytest.mark.parametrize("end", ["paused...", "paused…", "shut at 5 p.m.", "belongs to Acme Inc."])
def test_what_a_model_wrote_keeps_its_stops(end: str) -> None:
    line = f"report [4]: The op-ed says that the office {end}"
    assert [one.statement.text for one in read_statements([line]) if one] == [
        f"The op-ed says that the office {end}"
    ]


@pytest.mark.parametrize(("text", "shown"), SHOWN[1:5])
def test_every_front_end_shows_the_whole_sentence(brief_bot: Bot, text: str, shown: str) -> None:
    reply = replace(brief_bot.reply("Who is the rival?"), statements=(Statement("report", text, (4,)),))
    given = as_object(reply)
    export = Export("T", [ExportedTurn("q", given)])
    written = Written(Bounds())
    written.add(reply.statements[0])
    for told in (
        reply.text,
        given["text"],
        as_text(reply),
        conversation_markdown(export),
        conversation_html(export),
        written.text,
    ):
        assert shown in told
    assert text in re.sub(r"<[^>]*>", "", card_of(given))
    assert text.split()[-1] in as_markdown(reply)
