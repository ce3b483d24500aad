"""Debates in rounds: what is heard, what is answered, what is held."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from bot.debate.formats import FORMS
from bot.debate.state import WORDS
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from evals.simulated_readers import load_arguments
from knowledge.argument_map import Side
from tests.bot.debate.playing import DEFICIT, RIVAL, TURN, play


def words(reply: Reply) -> int:
    return sum(len(statement.text.split()) for statement in reply.statements)


@pytest.mark.slow
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
