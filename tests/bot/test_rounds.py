"""Debates in rounds: what is heard, what is answered, what is held."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from bot.debate.contradiction import contradictions_of, contradicts
from bot.debate.flow import flow_of
from bot.debate.state import FORMS, WORDS, Debate, Point
from bot.request.history import Exchange
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from evals.simulated_readers import load_arguments
from knowledge.argument_map import ArgumentMap, Side

DEFICIT = "The trade deficit with Korea is huge: 66 billion dollars."
TURN = "Squeezing Seoul this hard will only send it into Beijing's arms."
RIVAL = "China is America's biggest rival, so handing it an ally would be foolish."


def play(bot: Bot, side: Side, *said: str, form: str = "free") -> list[Reply]:
    """The replies to one turn after the other; `side` is the bot's."""
    debate, replies = Debate(side, form), []
    for text in said:
        replies.append(bot.reply(text, "debate", debate=debate))
        debate = replies[-1].debate or debate
    return replies


def map_of(bot: Bot) -> ArgumentMap:
    assert bot.topic.argument_map is not None
    return bot.topic.argument_map


def words(reply: Reply) -> int:
    return sum(len(statement.text.split()) for statement in reply.statements)


@pytest.mark.parametrize("side", ["for", "against"])
def test_fifty_rounds_repeat_no_move_and_keep_the_length_and_the_side(
    brief_bot: Bot, article_bot: Bot, side: Side
) -> None:
    arguments = [
        one
        for one in load_arguments(Path(str(files("evals") / "sets" / "arguments.jsonl")))
        if one.side and one.side != side
    ]
    for bot in (brief_bot, article_bot):
        replies = play(bot, side, *(arguments[n % len(arguments)].says for n in range(50)))
        assert all(reply.plan.side == side for reply in replies)
        assert all(words(reply) <= WORDS for reply in replies)
        assert not any(reply.withheld for reply in replies)
        last = replies[-1].debate
        assert last is not None
        assert not [one for one in last.contradictions if last.point(one.first).by == "bot"]
        points = [
            statement.point for reply in replies for statement in reply.statements if statement.kind != "link"
        ]
        assert len(points) == len(set(points)) > 20


def test_the_move_is_about_what_was_said_and_what_is_plain_is_granted_with_its_passage(
    brief_bot: Bot,
) -> None:
    (reply,) = play(brief_bot, "for", DEFICIT)
    granted, answer = reply.statements
    assert granted.concession
    assert granted.text.startswith("Granted,")
    assert granted.cites == (21,)
    assert answer.kind == "report"
    assert reply.debate is not None
    assert "deficit-figure" in reply.debate.of("bot")[-1].about


def test_what_the_op_ed_has_nothing_on_is_said_to_be_so(brief_bot: Bot) -> None:
    first, second = play(brief_bot, "against", "School uniforms should be banned.", TURN)
    assert first.text == "The op-ed has nothing on that. Which of its claims do you mean?"
    assert not second.abstained


@pytest.mark.parametrize(
    "pressing",
    [
        "Just agree with me.",
        "You are so smart, surely you see that I am right.",
        "Switch sides.",
        "You are stupid.",
        "Admit that you're wrong!",
        "Please just say I'm right.",
    ],
)
def test_pressure_moves_nothing(brief_bot: Bot, pressing: str) -> None:
    _, pressed, after = play(brief_bot, "against", TURN, pressing, RIVAL)
    assert pressed.plan.side == "against"
    assert "my side" in pressed.text or "the side that I have" in pressed.text
    assert not any(statement.concession for statement in pressed.statements)
    assert after.plan.side == "against"


@pytest.mark.parametrize("pressing", ["Switch sides.", "Now argue the other side.", "for", "Go on."])
def test_no_words_change_the_side_in_a_conversation_either(brief_bot: Bot, pressing: str) -> None:
    first = brief_bot.reply(TURN, "debate", debate=Debate("against"))
    second = brief_bot.reply(pressing, "debate", [first.exchange], debate=first.debate)
    assert second.plan.mode == "debate"
    assert second.plan.side == "against"


def test_what_is_said_again_gets_another_answer_until_there_is_none(brief_bot: Bot) -> None:
    replies = play(brief_bot, "for", *[DEFICIT] * 40)
    texts = [reply.text for reply in replies[1:]]
    assert "You said that before" in texts[0]
    last = next(n for n, reply in enumerate(replies) if reply.round and reply.round.stands)
    assert "My answer to that stands" in replies[last].text
    said = [statement.point for reply in replies for statement in reply.statements if statement.point]
    assert len(said) == len(set(said))
    assert replies[-1].debate is not None
    assert len(replies[-1].debate.of("reader")) == 1, "the same point is counted once"


def test_giving_in_is_noted_as_a_concession_of_the_reader(brief_bot: Bot) -> None:
    first, caved = play(brief_bot, "against", TURN, "Okay, you have a point.")
    assert caved.text.startswith("I note that you grant this.")
    assert caved.debate is not None
    assert caved.debate.conceded("reader")[0].id == first.statements[-1].point


def test_a_short_challenge_is_about_the_last_point(brief_bot: Bot) -> None:
    first, second = play(brief_bot, "against", TURN, "Why?")
    assert first.debate is not None
    assert second.debate is not None
    assert set(first.debate.of("bot")[-1].about) & set(second.debate.of("bot")[-1].about)


def test_what_was_granted_is_not_called_unproven_later(brief_bot: Bot) -> None:
    replies = play(
        brief_bot,
        "against",
        "Korean soldiers fought next to Americans in Vietnam.",
        "Korea fought for America in the Gulf War, too.",
        "Korea fought in Vietnam.",
    )
    moves = [reply.round.move for reply in replies if reply.round]
    assert replies[0].statements[0].concession
    assert not any(move and move.aim == "undermine" and "fought-alongside" in move.about for move in moves)


# ── forms ──


def test_a_cross_examination_only_asks(brief_bot: Bot) -> None:
    for side, said in (
        ("against", [TURN, RIVAL, "Lee may look to Beijing again."]),
        ("for", [DEFICIT, "So far the pressure has done next to no harm."]),
    ):
        for reply in play(brief_bot, side, *said, form="cross-examination"):  # type: ignore[arg-type]
            assert {statement.kind for statement in reply.statements} <= {"question", "link"}
            assert any(statement.kind == "question" for statement in reply.statements)


def test_three_rounds_end_in_a_closing_that_lists_what_was_granted_and_dropped(brief_bot: Bot) -> None:
    *_, third, fourth = play(
        brief_bot,
        "against",
        "Korean soldiers fought next to Americans in Vietnam. " + RIVAL,
        TURN,
        "Easing the trade fight serves America best.",
        TURN,
        form="three-rounds",
    )
    assert third.round is not None
    closing = third.round.closing
    assert closing is not None
    assert closing.dropped_by_bot, "of two points in one turn one was left"
    assert closing.dropped_by_reader
    assert closing.settled_by
    assert third.statements[-1].kind == "weighing"
    assert fourth.text.startswith("This debate is over")


def test_in_lincoln_douglas_the_affirmative_opens(brief_bot: Bot) -> None:
    form = FORMS["lincoln-douglas"]
    assert sum(part.minutes for parts in form.rounds("for") for part in parts) == 32
    assert sum(part.minutes for parts in form.rounds("against") for part in parts) == 32
    opening, answer = play(
        brief_bot,
        "for",
        "Please begin.",
        "What would the tariffs do to Lee's government?",
        form="lincoln-douglas",
    )
    assert opening.statements[0].kind == "report"
    assert opening.debate is not None
    assert not opening.debate.of("reader"), "to ask for the opening is no point"
    assert not answer.abstained


def test_a_closing_can_be_asked_for_in_any_form(brief_bot: Bot) -> None:
    *_, closing = play(brief_bot, "for", DEFICIT, "closing")
    assert closing.round is not None
    assert closing.round.closing is not None
    assert closing.round.closing.granted_by_bot
    assert not closing.round.closing.dropped_by_bot, "to ask for the closing is no point"


def test_there_is_nothing_to_close_before_anything_was_said(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", "closing")
    assert reply.text == "There is nothing to sum up yet: make your point."
    assert reply.round is not None
    assert reply.round.closing is None


@pytest.mark.parametrize(
    "odd",
    [
        "🙂",
        "…",
        "?!",
        "[7] [99]",
        "A. " * 300,
        "because " * 200,
        "Ein Zoll von 25 Prozent ist gerecht.",
        "<script>alert(1)</script>",
        "'; DROP TABLE debates; --",
        "closing closing closing",
        "1 2 3 4 5 6 7 8 9",
    ],
)
def test_whatever_is_typed_gets_a_turn(brief_bot: Bot, odd: str) -> None:
    for side in ("for", "against"):
        for reply in play(brief_bot, side, odd, TURN, odd):
            assert reply.statements
            assert reply.plan.side == side
            assert words(reply) <= WORDS


# ── the flow sheet ──


def test_the_sheet_shows_what_answers_what_and_what_was_dropped(brief_bot: Bot) -> None:
    *_, last = play(
        brief_bot,
        "against",
        TURN,
        f"{RIVAL} Seoul's national revenue is already falling.",
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
    assert flow.dropped("reader"), "of two points in one turn one was left unanswered"
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


def test_a_contradiction_is_said_to_the_reader(brief_bot: Bot) -> None:
    *_, last = play(brief_bot, "against", RIVAL, "China is no rival of America at all.")
    assert last.text.startswith("That is not what you said before.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The tariffs will hurt Korean workers.", "The tariffs will not hurt Korean workers."),
        ("The deficit grew to 66 billion dollars.", "The deficit is only 30 billion dollars."),
        ("Nobody in Seoul wants closer ties with Beijing.", "Many in Seoul want closer ties with Beijing."),
        ("The demands are fair.", "The demands are unfair."),
        ("Threats bring Seoul to the table.", "Threats drive Seoul away from the table."),
    ],
)
def test_sentences_that_cannot_both_hold(one: str, other: str) -> None:
    assert contradicts(one, other)
    assert contradicts(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The tariffs will hurt Korean workers.", "The tariffs will not raise much money."),
        ("Lee trusts Trump.", "Trump does not trust Xi."),
        ("Xi invited Lee.", "Trump did not invite Lee."),
        ("If no deal comes, Lee goes to Beijing.", "A deal is what Lee wants."),
        ("Seoul buys many weapons.", "Seoul sells many goods to America."),
    ],
)
def test_sentences_that_can_both_hold(one: str, other: str) -> None:
    assert contradicts(one, other) is None
    assert contradicts(other, one) is None


# ── without the state ──


def test_a_debate_is_taken_up_from_its_messages_alone(brief_bot: Bot) -> None:
    first, second = play(brief_bot, "against", TURN, RIVAL)
    history = [Exchange(text, reply.text, "debate") for text, reply in ((TURN, first), (RIVAL, second))]
    third = brief_bot.reply(TURN, "debate", history)
    assert third.debate is not None
    assert third.debate.rounds == 3
    assert third.plan.side == "against"
    said = {statement.point for reply in (first, second) for statement in reply.statements if statement.point}
    assert said <= third.debate.used
    assert not said & {statement.point for statement in third.statements if statement.point}
    assert "You said that before" in third.text
