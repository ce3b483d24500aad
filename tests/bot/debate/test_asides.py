"""What of a debate is no round: sides that are swapped, and questions how it stands."""

from __future__ import annotations

import csv
import io

import pytest
from pydantic import TypeAdapter

from bot.debate.ballot import judged
from bot.debate.flow import flow_of
from bot.debate.links import GO_ON, OVER, SAY_SWAP
from bot.debate.sides import BEGUN_ANEW, SWAPS
from bot.debate.state import Debate
from bot.output.debate_html import ballot_sheet, flow_sheet
from bot.output.exports import EXPORTS, Export
from bot.turn.bot import Bot
from tests.bot.debate.playing import DEFICIT, TURN, play

STANDINGS = (
    "What do I still owe you an answer on?",
    "who's ahead?",
    "where do we stand",
    "How many of my points did you leave out?",
    "Which of us is doing better so far?",
    "Has anything I said gone unanswered?",
)
SWAP_REQUESTS = (
    "Let's swap sides.",
    "can we trade places again? I want my old side back",
    "I am tired of this one. Could we switch sides?",
    "Could we exchange roles, please? I would like to be on yours.",
)


@pytest.mark.parametrize(
    "asked", ["What do you mean by excessive? Give me a number.", "Why so much? In percent?"]
)
def test_a_question_about_the_matter_asks_for_no_score(brief_bot: Bot, asked: str) -> None:
    *_, reply = play(brief_bot, "for", DEFICIT, asked)
    assert reply.round is not None
    assert reply.round.request != "score"


@pytest.mark.parametrize("asked", STANDINGS)
@pytest.mark.parametrize("closed", [False, True])
def test_a_question_how_it_stands_is_no_round(brief_bot: Bot, asked: str, closed: bool) -> None:
    *_, before, reply = play(brief_bot, "for", DEFICIT, *(["closing"] if closed else []), asked)
    assert reply.debate == before.debate
    assert reply.debate is not None
    assert reply.debate.closed == closed
    ballot = judged(reply.debate, brief_bot.topic)
    assert "makes no point" not in str(ballot)


@pytest.mark.parametrize("asked", SWAP_REQUESTS)
@pytest.mark.parametrize("swaps", [0, 1])
def test_a_swap_is_heard_however_often_and_is_no_round(brief_bot: Bot, asked: str, swaps: int) -> None:
    said = [DEFICIT, "Let's swap sides.", TURN][: 1 + 2 * swaps]
    *_, before, reply = play(brief_bot, "for", *said, asked)
    assert before.debate is not None
    assert reply.debate is not None
    side = before.debate.reader
    assert reply.text == f"{SWAPS[side].text} {BEGUN_ANEW.text} {GO_ON.text}"
    assert (reply.debate.side, reply.debate.rounds, reply.debate.points) == (side, 0, ())
    assert not reply.debate.closed


@pytest.mark.parametrize("said", ["Stop switching sides!", "Why did you switch?", "Don't swap sides on me."])
def test_who_complains_of_a_swap_asks_for_none(brief_bot: Bot, said: str) -> None:
    before, reply = play(brief_bot, "for", DEFICIT, said)
    assert before.debate is not None
    assert reply.debate is not None
    assert (reply.debate.side, reply.debate.before) == ("for", ())
    assert SAY_SWAP.text not in reply.text


@pytest.mark.parametrize("asked", ["I want my old side back.", "Can we trade places again?"])
def test_what_may_ask_for_a_swap_is_no_round_and_asks_for_plain_words(brief_bot: Bot, asked: str) -> None:
    before, reply = play(brief_bot, "for", DEFICIT, asked)
    assert reply.text == SAY_SWAP.text
    assert reply.debate == before.debate


def test_an_argument_beside_a_swap_is_answered(brief_bot: Bot) -> None:
    _, reply = play(brief_bot, "for", DEFICIT, f"Let's swap sides. {TURN}")
    assert reply.debate is not None
    assert (reply.debate.side, reply.debate.rounds) == ("against", 1)
    assert [point.text for point in reply.debate.of("reader")] == [TURN]
    assert reply.debate.of("bot")


def test_how_it_stands_is_told_when_all_rounds_are_played(brief_bot: Bot) -> None:
    said = (DEFICIT, TURN, DEFICIT, TURN, "Where do we stand?")
    *_, late, asked = play(brief_bot, "for", *said, form="three-rounds")
    assert late.text == OVER.text
    assert asked.text != OVER.text
    assert asked.debate == late.debate
    assert asked.debate is not None
    assert asked.debate.rounds == 3


def test_what_is_granted_beside_a_question_how_it_stands_is_kept(brief_bot: Bot) -> None:
    _, reply = play(brief_bot, "for", DEFICIT, "OK, I'll grant you that. Where do we stand?")
    assert reply.debate is not None
    assert reply.debate.conceded("reader")


def test_a_question_how_it_stands_tells_what_both_sides_have_left(brief_bot: Bot) -> None:
    *_, both = play(brief_bot, "for", DEFICIT, "Seoul rides free on our dime.", "Where do we stand?")
    assert both.debate is not None
    assert both.debate.unanswered("bot")
    assert "On the size of the deficit my answer has had no reply." in both.text
    assert "I am ahead so far" in both.text
    assert "Mine so far: the size of the deficit." in both.text
    assert judged(both.debate, brief_bot.topic).decision == "bot", "the chat says what the ballot says"
    _, waiting = play(brief_bot, "for", DEFICIT, "What do I still owe you an answer on?")
    assert "On the size of the deficit it is your turn to answer me." in waiting.text
    assert "I have left nothing of yours unanswered." in waiting.text


# ── the record over a swap ──


@pytest.fixture(scope="module")
def swapped(brief_bot: Bot) -> Debate:
    """A round on each side, the bot's first for the op-ed."""
    debate = play(brief_bot, "for", DEFICIT, "Let's swap sides.", TURN)[-1].debate
    assert debate is not None
    return debate


def test_the_rounds_before_a_swap_stay_on_record_with_their_sides(brief_bot: Bot, swapped: Debate) -> None:
    (before,) = swapped.before
    assert (before.side, swapped.side) == ("for", "against")
    assert (before.rounds, swapped.rounds) == (1, 1)
    assert [point.text for point in before.of("reader")] == [DEFICIT]
    again = play(brief_bot, "for", DEFICIT, "Let's swap sides.", TURN, "Swap sides.")[-1].debate
    assert again is not None
    assert [one.side for one in again.before] == ["for", "against"]
    assert TypeAdapter(Debate).validate_python(TypeAdapter(Debate).dump_python(again, mode="json")) == again


def test_the_sheet_the_ballot_and_the_downloads_hold_what_was_before_a_swap(
    brief_bot: Bot, swapped: Debate
) -> None:
    argument_map = brief_bot.topic.argument_map
    assert argument_map is not None
    flow = flow_of(swapped, argument_map)
    export = Export("An op-ed", (), flow)
    texts = [str(EXPORTS[name].make(export)) for name in ("flow.md", "flow.html")]
    for sheet in (*texts, flow_sheet(swapped, flow)):
        assert "Before the sides were swapped" in sheet
        for one in (swapped, *swapped.before):
            assert all(point.text[:20] in sheet.replace("&#39;", "'") for point in one.of("reader"))
    rows = list(csv.DictReader(io.StringIO(str(EXPORTS["flow.csv"].make(export)))))
    held = {(row["debate"], row["by"], row["side"]) for row in rows}
    assert held == {
        ("1", "You", "against"),
        ("1", "The bot", "for"),
        ("2", "You", "for"),
        ("2", "The bot", "against"),
    }
    ballots = ballot_sheet((judged(swapped, brief_bot.topic),), (judged(swapped.before[0], brief_bot.topic),))
    assert ballots.count("<h2>") == 2
    assert "on the rounds before sides were swapped" in ballots


def test_the_sheet_holds_what_was_before_a_swap_at_once(brief_bot: Bot) -> None:
    argument_map = brief_bot.topic.argument_map
    assert argument_map is not None
    debate = play(brief_bot, "for", DEFICIT, "Let's swap sides.")[-1].debate
    assert debate is not None
    assert debate.begun
    assert DEFICIT in flow_sheet(debate, flow_of(debate, argument_map))
