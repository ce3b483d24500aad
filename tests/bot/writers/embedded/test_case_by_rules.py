"""What is argued about an op-ed that nobody has prepared a case for."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.build import build
from bot.evidence.opposing import opposing
from bot.settings import Settings
from bot.statement import Statement
from bot.turn.bot import Bot
from bot.writers.embedded.case_by_rules import case_by_rules
from bot.writers.embedded.leads import FOUND_NOTHING, NEAR_THIS
from bot.writers.embedded.quoted_argument import GUESS
from evals.corpus.splits import load_pieces
from knowledge.playbook import Case
from knowledge.topic import Topic
from tests.servers.command import debate


@pytest.fixture(scope="module")
def steel(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    home = tmp_path_factory.mktemp("home")
    file = home / "steel.md"
    piece = load_pieces("train")["ally-steel-duty"]
    file.write_text(f"# {piece.title}\n\n{' '.join(one.text for one in piece.sentences)}\n", "utf-8")
    assert debate(home, "index", str(file)).returncode == 0
    return build(Settings(home=home)).of("steel")


@pytest.mark.parametrize("mode", ["for", "against"])
def test_each_side_is_argued_with_citations_and_said_to_be_a_guess_once(steel: Bot, mode: str) -> None:
    reply = steel.reply("make the case", mode)
    assert not reply.withheld
    assert [one.text for one in reply.statements].count(GUESS.text) == 1
    assert reply.statements[-1].text == GUESS.text
    reports = [one for one in reply.statements if one.kind == "report"]
    assert reports
    assert not any(one.prepared for one in reply.statements)
    assert all(one.cites for one in reports)


def test_the_case_for_begins_with_what_is_recommended_and_quotes_reasons(steel: Bot) -> None:
    said = [one for one in steel.reply("make the case", "for").statements if one.kind == "report"]
    argument_map = steel.topic.argument_map
    assert argument_map is not None
    assert argument_map.main is not None
    asked = {number for one in argument_map.recommendations for number in one.passages}
    assert asked & {number for one in said[:2] for number in one.cites}
    assert len(said) > 1
    assert all("“" in one.text for one in said)


def test_who_argues_against_quotes_what_is_granted_and_reported(steel: Bot) -> None:
    statements = steel.reply("make the case", "against").statements
    said = [one for one in statements if one.kind == "report"]
    argument_map = steel.topic.argument_map
    assert argument_map is not None
    opposed = {n for one in argument_map.claims if one.helps == "against" for n in one.passages}
    assert opposed & {number for one in said for number in one.cites}
    for one, behind in pairwise(statements):  # the author's own stands there to be criticised
        if one.kind == "report" and not opposing(steel.topic).issuperset(one.cites):
            assert behind.kind == "analytic"


def test_what_is_recommended_is_never_held_against_the_op_ed(steel: Bot) -> None:
    argument_map = steel.topic.argument_map
    assert argument_map is not None
    asked = {number for one in argument_map.recommendations for number in one.passages}
    for message in ("A tariff at least protects the jobs at the mill.", "What is wrong with the piece?"):
        reply = steel.reply(message, "against")
        assert not asked & {number for one in reply.statements for number in one.cites}


def test_an_objection_is_met_with_what_the_op_ed_says_on_it(steel: Bot) -> None:
    said = steel.reply("A tariff at least protects the jobs at the mill.", "for").statements
    assert said[0].text in (NEAR_THIS.text, FOUND_NOTHING.text)
    assert any(one.cites for one in said)


def test_no_sentence_opens_on_what_was_not_said(steel: Bot) -> None:
    for message in ("three contentions", "strongest argument", "60 second opening", "closing"):
        for mode in ("for", "against"):
            statements = steel.reply(message, mode).statements
            opens = [
                one
                for before, one in zip((None, *statements), statements, strict=False)
                if before is None or before.layout == "title"
            ]
            assert not any(one.text.startswith("It ") for one in opens)


def test_a_topic_with_a_map_and_no_playbook_argues_by_its_lines(topic: Topic) -> None:
    bare = replace(topic, slug="bare")
    case = case_by_rules(bare, "for")
    assert isinstance(case, Case)
    assert bare.argument_map is not None
    titles = {line.title for line in bare.argument_map.lines}
    assert {one.title for one in case.contentions} <= titles
    assert case_by_rules(bare, "for") is case


def test_both_sides_of_an_op_ed_without_a_playbook_stand_side_by_side(steel: Bot) -> None:
    sides = {one.side for one in steel.reply("both sides").statements if isinstance(one, Statement)}
    assert {"for", "against"} <= sides
