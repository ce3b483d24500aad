"""The flow sheet."""

from __future__ import annotations

from bot.debate.clashes import contradictions_of
from bot.debate.flow import flow_of
from bot.debate.points import Point
from bot.debate.state import Debate
from bot.turn.bot import Bot
from knowledge.argument_map import ArgumentMap
from tests.bot.debate.playing import RIVAL, TURN, play


def map_of(bot: Bot) -> ArgumentMap:
    assert bot.topic.argument_map is not None
    return bot.topic.argument_map


# ── the flow sheet ──


def test_the_sheet_shows_what_answers_what_and_what_was_dropped(brief_bot: Bot) -> None:
    *_, last = play(
        brief_bot,
        "against",
        TURN,
        RIVAL,
        "China is no rival of America at all.",
    )
    assert last.debate is not None
    flow = flow_of(last.debate, map_of(brief_bot))
    entries = {entry.number: entry for row in flow.rows for entry in (*row.reader, *row.bot)}
    assert sorted(entries) == list(range(1, len(last.debate.points) + 1))
    for entry in entries.values():
        if entry.answers:
            assert entries[entry.answers].by != entry.by
            assert entries[entry.answers].status in ("answered", "granted")
    assert any(entry.status == "answered" for entry in entries.values())
    (turned,) = flow.turned
    assert (turned.by, turned.first.text, turned.second.text) == (
        "reader",
        RIVAL,
        "China is no rival of America at all.",
    )


def test_a_contradiction_of_the_bot_itself_is_on_the_sheet(brief_bot: Bot) -> None:
    def said(number: int, text: str) -> Point:
        return Point(number, number, "bot", "defence", text, ("china-rival",), (8,))

    debate = Debate("for").with_round(
        (said(1, "The op-ed says that China is the most formidable rival of the U.S."),)
    )
    found = contradictions_of(debate, [said(2, "It adds that China is no rival of the U.S.")])
    assert [(one.first, one.second) for one in found] == [(1, 2)]
    (turned,) = flow_of(
        debate.with_round((said(2, "It adds that China is no rival of the U.S."),), found), map_of(brief_bot)
    ).turned
    assert turned.by == "bot"


def test_a_heading_is_one_point_with_what_it_announces(brief_bot: Bot) -> None:
    (reply,) = play(
        brief_bot,
        "for",
        "My first point is that Seoul can afford it. It is a rich country. My second point is the deficit. "
        "It stands at 66 billion dollars.",
    )
    assert reply.debate is not None
    points = [point.text for point in reply.debate.of("reader")]
    assert len(points) == 2
    assert "rich country" in points[0]
    assert "66 billion" in points[1]


def test_what_is_heard_twice_as_one_argument_is_answered_once_and_for_both(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", "Seoul rides free on our dime. Why should we pay for free riders?")
    assert reply.debate is not None
    assert not reply.debate.unanswered("reader")
