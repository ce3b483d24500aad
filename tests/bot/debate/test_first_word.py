"""The first sentence of an answer meets what was asked."""

from __future__ import annotations

import pytest

from bot.debate.challenge import challenges_in
from bot.debate.first_word import whether
from bot.debate.heard import Challenge
from bot.debate.links import (
    BOTH,
    DENIES,
    DENIES_HALF,
    DENIES_NOT,
    EVEN_SO,
    GRANTS_GAP,
    HAS_NONE,
    HAS_NOTHING,
    LEAVES_OPEN,
    NEITHER,
    NO_ANSWER,
    NOT_BY_ITSELF,
)
from bot.debate.state import WORDS, Debate
from bot.statement import Fixed
from bot.turn.bot import Bot
from tests.bot.debate.playing import DEFICIT, TURN, play


def leads(bot: Bot, side: str, *said: str) -> tuple[Fixed, ...]:
    reply = play(bot, side, *said)[-1]  # type: ignore[arg-type]
    assert reply.round is not None
    assert sum(len(one.text.split()) for one in reply.statements) <= WORDS
    return reply.round.leads


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Give me one case in which a levy like this brought an ally to heel for good.", HAS_NONE["name"]),
        ("Do you have any proof that a single factory would come home?", HAS_NOTHING),
        ("Will you concede that there's no example of a rupture in the whole piece?", GRANTS_GAP),
        ("Would you ease up even if Seoul never paid a cent more for the base?", EVEN_SO),
        ("You want them loyal and you fear that they'll bolt. One of the two has to go. Which?", NEITHER),
    ],
)
def test_a_demand_is_met_before_anything_is_argued(
    brief_bot: Bot, said: str, first: tuple[Fixed, ...]
) -> None:
    assert set(leads(brief_bot, "for", said)) & set(first)


def test_who_expects_a_yes_hears_whether_it_follows(brief_bot: Bot) -> None:
    said = "If the threat got them talking, isn't that the end of the matter?"
    assert set(leads(brief_bot, "for", said)) & {*NOT_BY_ITSELF, *DENIES, *DENIES_HALF}


def test_what_would_be_is_left_open_where_the_op_ed_leaves_it_open(brief_bot: Bot) -> None:
    said = "Yes or no: would the talks be this quick with no date on the calendar?"
    reply = play(brief_bot, "for", said)[-1]
    assert reply.round is not None
    answers = {*LEAVES_OPEN, *DENIES, *DENIES_HALF}
    spoken = reply.statements[0].text.startswith(("Yes", "No"))
    assert set(reply.round.leads) & answers or spoken or reply.round.moves[0].id.startswith("speech/")


def test_words_that_say_yes_or_no_themselves_get_no_other(brief_bot: Bot) -> None:
    for said in (
        "Do you accept that Seoul would never trade America for Beijing?",
        "Are we the bullies here?",
    ):
        words = [one.text for one in play(brief_bot, "for", DEFICIT, said)[-1].statements]
        spoken = [text for text in words if text.startswith(("Yes", "No,", "No.", "Not "))]
        assert len(spoken) <= 1


def test_a_fact_of_the_op_ed_is_not_denied(brief_bot: Bot) -> None:
    said = "South Korea kept its free trade agreement for over a decade. Do you dispute that?"
    first = leads(brief_bot, "against", said)
    assert not set(first) & {*DENIES, *NO_ANSWER}
    assert not first or set(first) & set(DENIES_NOT)


# ── what is asked ──


def test_a_yes_or_no_that_stands_alone_belongs_to_the_question_before_it() -> None:
    (asked, *_) = challenges_in(["Time is on our side.", "Is that mistaken?", "Yes or no."], Debate("for"))
    assert asked.text == "Is that mistaken?"
    assert asked.demanded


def test_a_bare_which_leans_on_both_sentences_before_it() -> None:
    said = ["They are devoted and they will desert.", "One claim must go.", "Which?"]
    (asked, *_) = challenges_in(said, Debate("for"))
    assert "devoted" in asked.beside


def test_pick_one_asks_again_what_was_asked_in_the_round_before(brief_bot: Bot) -> None:
    said = "You want a strong ally and a poor one. Which is it, strong or poor?"
    first, second = play(brief_bot, "for", said, "I asked you which. Choose one.")
    assert first.round is not None
    assert set(first.round.leads) & set(BOTH)
    assert second.round is not None
    assert "strong or poor" in second.round.challenges[0].text
    assert second.round.challenges[0].owed


@pytest.mark.parametrize(
    ("asked", "polar"),
    [
        ("Do you accept that the gap grew?", True),
        ("If they sign, isn't it over?", True),
        ("Why would they sign?", False),
        ("How many of them signed?", False),
    ],
)
def test_what_asks_for_a_yes_or_a_no(asked: str, polar: bool) -> None:
    assert whether(Challenge(asked, asked, asked)) is polar


# ── both may ask ──


def test_in_a_cross_examination_a_question_is_answered_shortly_and_another_put(brief_bot: Bot) -> None:
    reply = play(
        brief_bot,
        "against",
        TURN,
        "It keeps its agreements. Has Lee taken a single step toward China so far?",
        form="cross-examination",
    )[-1]
    kinds = [statement.kind for statement in reply.statements]
    assert kinds[-1] == "question"
    assert set(kinds[:-1]) - {"question"}
    assert kinds.count("question") == 1
    assert len(kinds) <= 5


def test_in_lincoln_douglas_who_asks_only_asks(brief_bot: Bot) -> None:
    *_, asked = play(
        brief_bot, "against", TURN + " Isn't that plain? Do you deny it?", form="lincoln-douglas"
    )
    assert asked.round is not None
    assert asked.round.part.kind == "question"
    assert {statement.kind for statement in asked.statements} <= {"question", "link"}
