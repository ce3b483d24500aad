"""What a question takes for granted is checked."""

from __future__ import annotations

import pytest

from bot.evidence.presupposition import foreign_figures, misdated, misread, other_figure
from bot.request.question import ask
from bot.turn.bot import Bot
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.sentence_analysis import Reading, read
from knowledge.topic import Topic


@pytest.fixture
def argument_map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map


def passages_of(topic: Topic, claim: Claim) -> tuple[Reading, ...]:
    return tuple(read(topic.document.passage(number).text) for number in claim.passages)


def claim_on(argument_map: ArgumentMap, passage: int) -> Claim:
    return next(claim for claim in argument_map.claims if claim.passages == (passage,))


def test_a_false_premise_is_corrected_from_the_passages(brief_bot: Bot, article_bot: Bot) -> None:
    for bot in (brief_bot, article_bot):
        reply = bot.reply("Why does it support the 50 percent tariff?")
        assert reply.statements[0].text == "The op-ed does not say that."
        assert any("25 percent" in statement.text for statement in reply.statements)


@pytest.mark.parametrize(
    ("text", "argued", "wrong"),
    [
        ("Does it support the tariff?", False, True),
        ("The author supports the tariff.", True, True),
        ("To come back with a tariff is not tough, it is greed.", True, False),
        ("Seoul will stop buying our weapons.", True, False),
        ("Why will Seoul stop buying our weapons?", False, True),
        ("Has Lee invited Xi?", False, True),
        ("Was Lee invited by Xi?", False, False),
        ("Seoul has stopped buying our weapons.", True, True),
    ],
)
def test_an_argument_is_no_misreading_of_the_op_ed(
    argument_map: ArgumentMap, text: str, argued: bool, wrong: bool
) -> None:
    assert (misread(ask(text), argument_map, argued=argued) is not None) == wrong


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Why will the tariff be 50 percent?", "the question says 50 percent, the passage 25 percent"),
        ("Why will the tariff be 25 percent?", ""),
    ],
)
def test_a_figure_is_held_against_the_claim_that_it_is_about(
    topic: Topic, argument_map: ArgumentMap, question: str, reason: str
) -> None:
    claim = claim_on(argument_map, 4)
    correction = other_figure(ask(question), claim, passages_of(topic, claim))
    assert (correction.reason if correction else "") == reason


def test_a_figure_of_another_claim_leads_to_the_claim_that_has_it(
    topic: Topic, argument_map: ArgumentMap
) -> None:
    rival, tariff = claim_on(argument_map, 8), claim_on(argument_map, 4)
    correction = misdated(
        ask("Why is China a rival by 25 percent?"), (rival, tariff), lambda claim: passages_of(topic, claim)
    )
    assert correction is not None
    assert correction.claim == tariff.id


def test_figures_that_stand_in_no_passage_are_told(topic: Topic, argument_map: ArgumentMap) -> None:
    passages = passages_of(topic, claim_on(argument_map, 4))
    assert foreign_figures(ask("Is the tariff 25 percent or 50 percent since 1950?"), passages) == (
        "50 percent",
        "1950",
    )


@pytest.mark.parametrize(
    ("question", "misreading"),
    [
        ("Why did Japan leave the alliance?", "Japan leave alliance"),
        ("When was the tariff abolished?", "tariff was abolished"),
        ("What if Japan left the alliance?", ""),
        ("Why did Japan not leave the alliance?", ""),
        ("Which country is the rival of the U.S.?", ""),
    ],
)
def test_a_known_misreading_is_found_unless_it_is_denied_or_supposed(
    argument_map: ArgumentMap, question: str, misreading: str
) -> None:
    correction = misread(ask(question, names=argument_map.names), argument_map)
    assert (correction.reason if correction else "") == (
        f"the question takes for granted: {misreading}" if misreading else ""
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The author says that Lee has already accepted Xi's invitation, so what now?", True),
        ("Lee is modest. He was asked and accepted. Whose was the invitation?", False),
        ("why does the writer say that Trump wants to leave the alliance?", True),
        ("I want the chain written out in full for my team, from start to end, with the tariff.", False),
    ],
)
def test_a_misreading_stands_in_one_sentence_and_close_together(
    argument_map: ArgumentMap, text: str, found: bool
) -> None:
    assert (misread(ask(text, "ask", argument_map.names), argument_map) is not None) == found


def test_who_asks_which_of_two_takes_neither_for_given(argument_map: ArgumentMap) -> None:
    asked = "Is the author out to drop all of the tariffs, or only to trim them?"
    told = "The author wants all of the tariffs dropped, so what is left?"
    assert misread(ask(told, names=argument_map.names), argument_map) is not None
    assert misread(ask(asked, names=argument_map.names), argument_map) is None
