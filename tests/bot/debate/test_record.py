"""What a debate has on record: what was argued, answered, granted and taken back."""

from __future__ import annotations

from bot.debate.flow import Flow, FlowEntry, flow_of
from bot.debate.points import Point
from bot.debate.state import Debate
from bot.output.debate_html import flow_sheet
from bot.turn.bot import Bot
from tests.bot.debate.playing import DEFICIT, TURN, play


def flow_in(bot: Bot, debate: Debate | None) -> Flow:
    assert debate is not None
    assert bot.topic.argument_map is not None
    return flow_of(debate, bot.topic.argument_map, bot.topic.playbook)


def entries_of(flow: Flow) -> list[FlowEntry]:
    found = [entry for row in flow.rows for entry in (*row.reader, *row.bot)]
    return sorted(found, key=lambda entry: entry.number)


# ── what is granted ──


def test_who_grants_one_clause_grants_that_and_in_his_own_words(brief_bot: Bot) -> None:
    words = "I admit that the piece puts no price on it."
    *_, last = play(
        brief_bot, "against", TURN, f"{words} But a friend who is cornered looks for other friends."
    )
    assert last.debate is not None
    (granted,) = last.debate.conceded("reader")
    assert (granted.text, granted.partly) == (words, True)
    statuses = {entry.number: entry.status for entry in entries_of(flow_in(brief_bot, last.debate))}
    assert statuses[granted.answers] in ("granted in part", "answered"), (
        "not all of the bot's point is granted"
    )
    said = [point.text for point in last.debate.of("reader")]
    assert not any(point.text in said for point in last.debate.of("bot"))


def test_who_gives_in_grants_the_whole_point(brief_bot: Bot) -> None:
    *_, last = play(brief_bot, "against", TURN, "Fair point, I grant you that.")
    assert last.debate is not None
    (granted,) = last.debate.conceded("reader")
    statuses = {entry.number: entry.status for entry in entries_of(flow_in(brief_bot, last.debate))}
    assert not granted.partly
    assert statuses[granted.answers] == "granted"


def test_what_the_bots_author_grants_the_bot_has_granted(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", DEFICIT)
    assert reply.debate is not None
    (granted,) = reply.debate.conceded("bot")
    assert "grants" in granted.text
    assert granted.answers == 1
    rest = reply.debate.of("bot")[-1]
    assert granted.text not in rest.text, "it is on record once"


# ── each argument once ──


def test_one_message_is_listed_once(brief_bot: Bot) -> None:
    said = (
        "Nobody keeps a shop open by shouting at the customers. Seoul has other places to sell. "
        "Push it long enough, and it will end up doing business with Beijing. That should worry you."
    )
    (reply,) = play(brief_bot, "against", said)
    assert reply.debate is not None
    texts = [point.text for point in reply.debate.of("reader") if point.act == "claim"]
    assert len(texts) == 1
    assert not reply.debate.unanswered("reader")


# ── who took up what ──


def test_a_later_answer_to_the_same_argument_answers_it(brief_bot: Bot) -> None:
    asked = Point(1, 1, "reader", "claim", "The gap is wide.", block="deficit-too-big")
    debate = Debate("for").with_round((asked,)).with_round((Point(2, 2, "reader", "claim", "And Iraq?"),))
    assert debate.unanswered("reader") == (asked,)
    late = Point(3, 3, "bot", "defence", "It is being worked on.", also=(1,), block="deficit-too-big")
    assert not debate.with_round((late,)).unanswered("reader")


def test_what_may_be_answered_is_not_told_as_passed_over() -> None:
    asked = Point(1, 1, "reader", "claim", "The gap is wide.", block="deficit-too-big")
    near = Point(2, 1, "bot", "defence", "Trade has two sides.", may=(1,))
    debate = Debate("for").with_round((asked, near))
    assert not debate.unanswered("reader")
    assert debate.unmet("reader") == (asked,), "though nothing surely answers it"


def test_what_nobody_knows_the_subject_of_is_not_told_as_passed_over() -> None:
    debate = Debate("for").with_round((Point(1, 1, "reader", "claim", "My aunt grows better tomatoes."),))
    assert not debate.unanswered("reader")


def test_what_was_taken_back_waits_for_no_answer(brief_bot: Bot) -> None:
    *_, last = play(brief_bot, "for", "The tariff is only a bluff.", "I never said that it is a bluff.")
    assert last.debate is not None
    entries = entries_of(flow_in(brief_bot, last.debate))
    assert "withdrawn" in [entry.status for entry in entries if entry.by == "bot" and entry.round == 1]
    assert not last.debate.unanswered("bot")


def test_who_only_asks_in_a_round_drops_nothing(brief_bot: Bot) -> None:
    *_, last = play(brief_bot, "for", DEFICIT, "Seoul rides free on our dime.", form="cross-examination")
    assert last.debate is not None
    assert not last.debate.unanswered("reader"), "it was the bot's turn to ask, and not to answer"


# ── how it is told ──


def test_an_argument_stands_under_its_own_issue(brief_bot: Bot) -> None:
    *_, last = play(brief_bot, "for", DEFICIT, "Seoul rides free on our dime.")
    rows = flow_in(brief_bot, last.debate).rows
    assert [row.title for row in rows if row.reader] == ["the size of the deficit", "who pays for the troops"]


def test_a_closing_is_none_of_the_rounds(brief_bot: Bot) -> None:
    *_, second, closed = play(brief_bot, "for", DEFICIT, "Seoul rides free on our dime.", "closing")
    assert second.debate is not None
    assert closed.debate is not None
    flow = flow_in(brief_bot, closed.debate)
    assert flow.rounds == 2
    assert "Flow after round 2" in flow_sheet(closed.debate, flow)
    assert max(entry.round for entry in entries_of(flow)) == 2


def test_what_waits_for_an_answer_when_the_debate_is_closed_is_told(brief_bot: Bot) -> None:
    from bot.output.render import closing_of
    from bot.output.schema import as_object

    *_, closed = play(brief_bot, "for", DEFICIT, "closing")
    listed = dict(closing_of(as_object(closed)["closing"]))
    assert "Said last, before you called for the closing" in listed
    assert "You left unanswered" not in listed, "nor that nothing was"


def test_who_announces_his_closing_is_let_have_it(brief_bot: Bot) -> None:
    *_, told, given = play(
        brief_bot,
        "for",
        DEFICIT,
        "Hold on, I still want to give my closing statement.",
        "In closing: a debt is a debt, and a friend pays it.",
    )
    assert told.text.startswith("Give your closing now")
    assert given.debate is not None
    assert given.debate.summed == (2,)
