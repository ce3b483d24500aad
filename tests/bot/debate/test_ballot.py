"""The ballot: what a judge of debates would remark."""

from __future__ import annotations

from bot.debate.ballot import judged
from bot.debate.points import Point
from bot.debate.state import Debate
from bot.output.debate_html import ballot_sheet
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from tests.bot.debate.playing import TURN, play


def test_every_remark_of_the_ballot_points_at_a_round(
    brief_bot: Bot, played: list[tuple[str, Reply]]
) -> None:
    debate = played[-1][1].debate
    assert debate is not None
    ballot = judged(debate, brief_bot.topic)
    remarks = {mark.maxim: [(one.round, one.text) for one in mark.remarks] for mark in ballot.reader.marks}
    assert any(
        number == 2 and text.startswith("contradicts what was said in round 1")
        for number, text in remarks["quality"]
    )
    assert (3, "makes no point") in remarks["quantity"]
    assert (3, "insults") in remarks["manner"]
    assert any(text.startswith("drops: “") for _, text in remarks["answers"])
    for sheet in (ballot.reader, ballot.bot):
        assert all(mark.mark is not None and 0 <= mark.mark <= 10 for mark in sheet.marks)
        assert all(1 <= one.round <= debate.rounds for mark in sheet.marks for one in mark.remarks)
    assert (ballot.bot.mean or 0) > (ballot.reader.mean or 0)
    assert ballot.decision == "bot"


def test_who_says_nothing_wrong_is_not_marked_down(brief_bot: Bot) -> None:
    reply = brief_bot.reply("China is America's biggest rival.", "debate", debate=Debate("against"))
    assert reply.debate is not None
    assert judged(reply.debate, brief_bot.topic).reader.mean == 10


def test_a_closing_behind_the_closing_starts_nothing_new(brief_bot: Bot) -> None:
    *_, last = play(
        brief_bot,
        "against",
        TURN,
        "closing",
        "In closing: a friend who keeps his word should be met halfway.",
    )
    assert last.debate is not None
    assert last.debate.summed
    ballot = judged(last.debate, brief_bot.topic)
    (relation,) = [mark for mark in ballot.reader.marks if mark.maxim == "relation"]
    assert not relation.remarks


def test_a_side_that_argued_nothing_is_not_judged(brief_bot: Bot) -> None:
    *_, last = play(brief_bot, "for", "Give your opening.", "closing")
    assert last.debate is not None
    ballot = judged(last.debate, brief_bot.topic)
    assert ballot.reader.mean is None
    assert ballot.decision is None
    assert "nothing to judge yet" in ballot_sheet((ballot,))


def test_an_argument_goes_to_who_holds_it(brief_bot: Bot) -> None:
    asked = Point(1, 1, "reader", "claim", "The gap is wide.", block="deficit-too-big")
    told = Point(2, 1, "bot", "defence", "It narrows.", block="deficit-too-big", answers=1, cites=(22,))
    gives = Point(3, 2, "reader", "concession", "I grant you that.", answers=2)
    goes_on = Point(4, 2, "bot", "defence", "It narrows every month.", block="deficit-too-big")
    ballot = judged(Debate("for").with_round((asked, told)).with_round((gives, goes_on)), brief_bot.topic)
    assert [(one.title, one.by, one.reason) for one in ballot.arguments] == [
        ("the size of the deficit", "bot", "granted")
    ]
    assert ballot.decision == "bot"


def test_reasons_of_ones_own_cost_nothing_but_a_made_up_figure_does(brief_bot: Bot) -> None:
    def quality(text: str) -> tuple[float | None, list[str]]:
        debate = Debate("against").with_round((Point(1, 1, "reader", "claim", text),))
        (mark,) = [one for one in judged(debate, brief_bot.topic).reader.marks if one.maxim == "quality"]
        return mark.mark, [one.text for one in mark.remarks]

    assert quality("A neighbor who is pushed moves away.") == (10, [])
    mark, remarks = quality("It would cost us 412 billion dollars.")
    assert mark == 7.5
    assert "does not have" in remarks[0]
