"""How a debate ends."""

from __future__ import annotations

import pytest

from bot.debate.ballot import judged
from bot.debate.flow import flow_of
from bot.debate.formats import Speech
from bot.debate.links import OVER, REOPENS, THANKS, THANKS_FIRST
from bot.debate.points import Point
from bot.debate.state import Debate, Round
from bot.output.debate_html import flow_sheet
from bot.turn.bot import Bot
from bot.writers.embedded.debate_closing import CLOSES_AGAIN
from bot.writers.embedded.debate_exchanges import PRESSED, summed_up
from bot.writers.embedded.debate_record import NOTHING_LEFT, last_sentence
from knowledge.argument_map import Side
from knowledge.topic import Topic
from tests.bot.debate.playing import DEFICIT, TURN, play


def test_three_rounds_end_in_a_closing_that_weighs_and_lists_what_was_dropped(brief_bot: Bot) -> None:
    _, second, third, fourth = play(
        brief_bot,
        "against",
        "Korean soldiers fought next to Americans in Vietnam.",
        TURN,
        "Easing the trade fight serves America best.",
        TURN,
        form="three-rounds",
    )
    assert second.debate is not None
    assert third.round is not None
    closing = third.round.closing
    assert closing is not None
    assert closing.settled_by
    assert third.text.endswith(third.statements[-1].marked)
    kinds = {statement.kind for statement in third.statements}
    assert {"report", "critique", "analytic"} <= kinds
    assert fourth.text.startswith("This debate is over")
    assert third.debate is not None
    assert third.debate.closed
    assert not second.debate.closed


@pytest.mark.parametrize(
    "words",
    ["closing", "Sum up: why should I vote for your side?", "Okay, closing please.", "let's wrap this up"],
)
def test_a_closing_can_be_asked_for_in_any_words(brief_bot: Bot, words: str) -> None:
    *_, closing = play(brief_bot, "for", DEFICIT, words)
    assert closing.round is not None
    assert closing.round.closing is not None
    assert closing.debate is not None
    assert closing.debate.closed
    assert not closing.round.closing.dropped_by_bot, "to ask for the closing is no point"
    assert not closing.round.closing.dropped_by_reader, "the last word is not dropped"
    assert any("That is why this side wins" in statement.text for statement in closing.statements)


def test_what_the_reader_granted_and_left_unanswered_is_in_the_record(brief_bot: Bot) -> None:
    *_, granted, closing = play(
        brief_bot,
        "for",
        DEFICIT,
        "Seoul rides free on our dime.",
        "Bring the troops home.",
        "OK, I'll grant you that.",
        "closing",
    )
    assert granted.debate is not None
    assert [point.answers for point in granted.debate.conceded("reader")]
    assert closing.round is not None
    record = closing.round.closing
    assert record is not None
    assert record.granted_by_reader
    assert {point.block for point in record.dropped_by_reader} >= {"deficit-too-big"}
    assert "You granted my answer on bringing the troops home." in closing.text
    assert any(issue in closing.text for issue in ("the size of the deficit", "who pays for the troops"))
    assert "has had no reply" not in closing.text, "the reader may have answered it in other words"


def test_what_was_dropped_can_be_asked_for(brief_bot: Bot) -> None:
    *_, asked = play(brief_bot, "for", DEFICIT, "Seoul rides free on our dime.", "What did I drop?")
    assert asked.debate is not None
    assert "On the size of the deficit my answer has had no reply." in asked.text
    assert asked.debate.rounds == 2, "to ask for it is no round"
    (said,) = [point for point in asked.debate.unanswered("bot") if point.round == 1]
    assert f"In round 1 I said, “{last_sentence(said.text)}”" in asked.text


def test_there_is_nothing_to_close_before_anything_was_said(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", "closing")
    assert reply.text == "There is nothing to sum up yet: make your point."
    assert reply.round is not None
    assert reply.round.closing is None


def test_a_closing_says_again_what_this_debate_was_about_and_no_other(brief_bot: Bot) -> None:
    *_, deficit = play(brief_bot, "for", DEFICIT, "closing")
    *_, troops = play(brief_bot, "for", "Bring the troops home.", "closing")
    assert deficit.round is not None
    assert troops.round is not None
    first = [statement.text for statement in deficit.statements]
    second = [statement.text for statement in troops.statements]
    assert any("overseas base" in text for text in second)
    assert first != second
    assert set(first[1:-1]).isdisjoint(second[1:-1]), "each rests on what was argued in it"


@pytest.mark.parametrize("side", ["for", "against"])
@pytest.mark.parametrize(
    "argued",
    [
        (
            "Allies should pay their own way, and Korea is rich enough.",
            "Lee will never leave us for China, he needs our troops too much.",
            "The trade deficit costs Americans their jobs.",
        ),
        ("Please begin.", "Go on."),
        ("Seoul rides free on our dime.",),
    ],
)
def test_a_closing_argues_nothing_that_was_not_argued(
    brief_bot: Bot, side: Side, argued: tuple[str, ...]
) -> None:
    *before, last = play(brief_bot, side, *argued, "Now give me your closing.")
    debate = before[-1].debate
    case = brief_bot.topic.playbook.cases.of(side) if brief_bot.topic.playbook else None
    assert debate is not None
    assert case is not None
    assert last.debate is not None
    assert last.debate.closed
    said = {one.text for reply in before for one in reply.statements}
    told = {number for point in debate.of("bot") for number in point.cites}
    outside = {one.text for one in case.missing_evidence}
    weighs = {one.text for one in (*case.closing, *case.weighing)}
    assert brief_bot.topic.playbook is not None
    answers = [one for block in brief_bot.topic.playbook.blocks for one in block.answers]
    weighs |= {one.closing.text for one in answers if one.closing}
    weighs |= {one.text for answer in brief_bot.topic.playbook.answers if answer.side for one in answer.short}
    *closing, conclusion = [one for one in last.statements if one.kind != "link" and one.text not in outside]
    assert conclusion.text == case.closing[-1].text
    for one in closing:
        assert one.text in said or (one.text in weighs and one.cites and told.issuperset(one.cites))


def test_a_closing_says_what_an_exchange_came_to_in_words_that_were_not_said(brief_bot: Bot) -> None:
    *before, last = play(
        brief_bot, "for", DEFICIT, "Pressure got results in his first term, so it works.", "Closing, please."
    )
    assert brief_bot.topic.playbook is not None
    blocks = {block.id: block for block in brief_bot.topic.playbook.blocks}
    said = {one.text for reply in before for one in reply.statements if one.kind != "link"}
    assert last.round is not None
    closings = {
        one.closing.text
        for id in ("deficit-too-big", "pressure-works")
        for one in blocks[id].answers
        if one.closing
    }
    told = {one.text for one in last.statements}
    assert not told & last.round.stale, "what only says it again is left out"
    assert closings & (told | last.round.stale)
    assert said.isdisjoint(one.text for one in last.statements)
    assert len(last.text.split()) <= 220


@pytest.mark.parametrize("answers", [0, 3])
def test_a_closing_claims_no_exchange_that_the_reader_had_the_last_word_in(
    topic: Topic, answers: int
) -> None:
    assert topic.playbook is not None
    block = next(one for one in topic.playbook.blocks if one.id == "deficit-too-big")
    debate = Debate(
        "for",
        rounds=2,
        points=(
            Point(1, 1, "reader", "claim", block.argument, block=block.id),
            Point(
                2, 1, "bot", "defence", block.answers[0].says[0].text, id=f"{block.id}/1", answers=1,
                block=block.id,
            ),
            Point(3, 2, "reader", "claim", "That leaves out what the gap does here.", answers=2),
            Point(4, 2, "bot", "defence", "A friend is worth more.", id="other/1", answers=answers),
        ),
    )  # fmt: skip
    summed = summed_up(Round(debate, Speech("closing")), topic)
    assert set(summed) == ({block.id} if answers else set())


# ── the reader's own ──

SUMS_UP = "In the end the deficit decides it: a friend who sells us more than it buys should pay."


def test_what_the_reader_says_behind_the_closing_is_the_readers_closing(brief_bot: Bot) -> None:
    *_, closed, summed, late = play(brief_bot, "for", DEFICIT, "closing", SUMS_UP, TURN)
    assert closed.debate is not None
    assert summed.debate is not None
    assert summed.text == THANKS.text
    assert (summed.debate.rounds, summed.debate.summed, summed.debate.closed) == (3, (3,), True)
    (point,) = (one for one in summed.debate.points if one.round == 3)
    assert (point.by, point.act, point.text) == ("reader", "closing", SUMS_UP)
    assert late.text == OVER.text
    assert late.debate == summed.debate


@pytest.mark.parametrize(
    "words",
    [
        "In closing: the deficit is what counts, and Korea should pay for its guard.",
        "In conclusion, a friend who sells us more than it buys should pay.",
        "Okay. My closing statement: the deficit is what counts.",
    ],
)
def test_what_says_that_it_is_the_readers_closing_is_one(brief_bot: Bot, words: str) -> None:
    _, summed, closing = play(brief_bot, "for", DEFICIT, words, "closing")
    assert summed.debate is not None
    assert summed.text == THANKS_FIRST.text
    assert summed.debate.of("reader")[-1].text == words
    assert not summed.debate.unanswered("reader")
    assert not summed.debate.closed
    assert closing.debate is not None
    assert closing.debate.closed
    assert not closing.text.startswith(CLOSES_AGAIN.text)


@pytest.mark.parametrize(
    "words",
    [
        "In the end, Korea sells us more than it buys.",
        "In Korea, the closing of both markets would hurt everyone.",
        "To be fair, Seoul rides free on our dime.",
    ],
)
def test_a_lead_that_names_no_closing_is_an_argument_to_answer(brief_bot: Bot, words: str) -> None:
    _, answered = play(brief_bot, "for", DEFICIT, words)
    assert answered.debate is not None
    assert not answered.debate.summed
    assert answered.debate.rounds == 2
    assert any(point.round == 2 for point in answered.debate.of("bot"))


def test_a_question_behind_the_closing_reopens_the_debate_and_says_so(brief_bot: Bot) -> None:
    *_, asked = play(brief_bot, "for", DEFICIT, "closing", "Why would Beijing gain from this?")
    assert asked.debate is not None
    assert asked.text.startswith(REOPENS[0].text)
    assert not asked.debate.closed


def test_the_flow_and_the_ballot_know_the_readers_closing(brief_bot: Bot) -> None:
    argument_map = brief_bot.topic.argument_map
    assert argument_map is not None
    *_, last = play(brief_bot, "for", DEFICIT, "closing", SUMS_UP)
    assert last.debate is not None
    flow = flow_of(last.debate, argument_map)
    (entry,) = (one for row in flow.rows for one in row.reader if one.act == "closing")
    assert entry.status == "closing"
    assert "closing" in flow_sheet(last.debate, flow)
    assert not flow.dropped("reader")
    ballot = judged(last.debate, brief_bot.topic)
    marks = [mark for sheet in (ballot.reader, ballot.bot) for mark in sheet.marks]
    assert not [one for mark in marks for one in mark.remarks if one.round == 3]


@pytest.mark.parametrize(
    "words",
    [
        "My closing: a promise kept deserves a lighter hand. Now you close.",
        "I close on this: nobody bargains well in a corner. Yours?",
        "Your turn to close, and keep it plain.",
    ],
)
def test_who_closes_and_hands_over_hears_the_closing(brief_bot: Bot, words: str) -> None:
    *_, closing = play(brief_bot, "against", TURN, words)
    assert closing.round is not None
    assert closing.round.closing is not None
    assert any("That is why this side wins" in one.text or "vote" in one.text for one in closing.statements)


def test_a_closing_quotes_what_the_reader_granted_and_makes_no_more_of_it(brief_bot: Bot) -> None:
    *_, closing = play(
        brief_bot,
        "for",
        DEFICIT,
        "I'll grant that a gap in trade is no reason to lose a partner.",
        "Close now, please.",
    )
    assert "You granted that “a gap in trade is no reason to lose a partner.”" in closing.text
    assert "You granted my answer" not in closing.text


def test_a_closing_says_what_it_is_asked_to_say_of_the_record(brief_bot: Bot) -> None:
    *_, closing = play(brief_bot, "for", DEFICIT, "Close now, and say what you couldn't answer.")
    assert closing.round is not None
    assert closing.round.closes_with == ("unanswered",)
    assert NOTHING_LEFT.text in closing.text


def test_a_closing_has_not_yet_come_to_nothing_that_it_came_to(brief_bot: Bot) -> None:
    *_, closing = play(brief_bot, "for", DEFICIT, TURN, DEFICIT, "closing")
    assert "One more word on the size of the deficit" not in closing.text


def test_a_closing_sums_up_two_exchanges_at_most_and_ends_on_why_its_side_wins(brief_bot: Bot) -> None:
    argued = (DEFICIT, "Seoul rides free on us.", "One ceremony in Beijing changes nothing.")
    *_, closing = play(brief_bot, "for", *argued, "closing")
    assert sum(one.split("{}")[0] in closing.text for one in PRESSED) <= 2
    case = brief_bot.topic.playbook.cases.of("for") if brief_bot.topic.playbook else None
    assert case is not None
    assert closing.statements[-1].text == case.closing[-1].text


def test_a_closing_is_called_for_beside_an_offer(brief_bot: Bot) -> None:
    said = "My bottom line: halve the tariff. Your turn: sum up, and say whether you'd take that deal."
    *_, closing = play(brief_bot, "for", DEFICIT, said)
    assert closing.round is not None
    assert closing.round.closing is not None


@pytest.mark.parametrize(
    "words",
    [
        "Your deadline talk didn't move me, and a bill is a bill. Fine then, final word.",
        "I say they should pay. Make your last pitch to the board, and don't duck the price.",
        "My close: a bill is a bill, and it gets paid. Let me hear yours, and be frank.",
    ],
)
def test_a_call_to_close_is_heard_at_the_end_of_a_turn_that_argues(brief_bot: Bot, words: str) -> None:
    *_, closing = play(brief_bot, "for", DEFICIT, words)
    assert closing.round is not None
    assert closing.round.closing is not None


def test_what_was_granted_is_not_noted_in_stock_words(brief_bot: Bot) -> None:
    granted = "I'll grant you that a base is worth something. But a rich country should pay its way."
    reply = play(brief_bot, "for", DEFICIT, granted)[-1]
    assert not any("note it" in one.text or "you concede" in one.text for one in reply.statements)


def test_a_clause_that_tells_what_somebody_is_doing_calls_for_no_closing(brief_bot: Bot) -> None:
    said = "But you told me that his staff is over there, racing to close the deal. Which of the two is it?"
    *_, last = play(brief_bot, "for", DEFICIT, said)
    assert last.round is not None
    assert last.round.closing is None
