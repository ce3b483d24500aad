"""Debates in rounds: what is heard, what is answered, what is held."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from bot.debate.answer_moves import speech_on
from bot.debate.block_moves import EXTENDED
from bot.debate.formats import FORMS
from bot.debate.heard import Heard
from bot.debate.links import DISOWNED, HOLDING, SILENT
from bot.debate.record import meets
from bot.debate.state import LEAST, WORDS, Debate, DebateMove
from bot.request.pressure import Pressure
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from evals.simulated_readers import load_arguments
from knowledge.argument_map import Side
from tests.bot.debate.playing import DEFICIT, RIVAL, TURN, play


def words(reply: Reply) -> int:
    return sum(len(statement.text.split()) for statement in reply.statements)


@pytest.mark.slow
@pytest.mark.parametrize(("document", "side"), [("brief", "for"), ("article", "against")])
def test_thirty_rounds_repeat_nothing_and_keep_the_length_and_the_side(
    document: str, side: Side, request: pytest.FixtureRequest
) -> None:
    bot: Bot = request.getfixturevalue(f"{document}_bot")
    arguments = [
        one
        for one in load_arguments(Path(str(files("evals") / "sets" / "arguments.jsonl")))
        if one.side and one.side != side
    ]
    replies = play(bot, side, *(arguments[n % len(arguments)].says for n in range(30)))
    assert all(reply.plan.side == side for reply in replies)
    assert all(words(reply) <= WORDS for reply in replies)
    assert not any(reply.withheld for reply in replies)
    last = replies[-1].debate
    assert last is not None
    assert not [one for one in last.contradictions if last.point(one.first).by == "bot"]
    texts = [statement.text for reply in replies for statement in reply.statements]
    assert len(texts) == len(set(texts))
    ids = [point.id for point in last.of("bot") if point.id]
    assert len(ids) == len(set(ids)) > 20


def test_an_argument_is_answered_from_its_block_with_a_signpost_citations_and_reasoning(
    brief_bot: Bot,
) -> None:
    (reply,) = play(brief_bot, "for", DEFICIT)
    assert reply.round is not None
    assert reply.round.heard[0].block == "deficit-too-big"
    signpost, *answer = reply.statements
    assert signpost.kind == "link"
    assert signpost.text == reply.round.moves[0].signpost
    assert {"report", "analytic"} <= {statement.kind for statement in answer}
    assert LEAST <= words(reply) <= WORDS
    assert reply.debate is not None
    asked, *_, told = reply.debate.points
    assert (told.answers, told.block) == (asked.number, "deficit-too-big")


def test_of_two_arguments_both_are_answered(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", "Bring the troops home. Korea is rich and can pay for itself.")
    assert reply.round is not None
    assert {move.block for move in reply.round.moves} == {"bring-them-home", "rich-enough"}
    assert reply.debate is not None
    assert not reply.debate.unanswered("reader")


def test_an_answer_that_is_attacked_is_gone_on_with_and_not_said_again(brief_bot: Bot) -> None:
    first, second = play(brief_bot, "for", DEFICIT, "No. " + DEFICIT.replace("huge", "far too big"))
    assert first.round is not None
    assert second.round is not None
    before, after = first.round.moves[0].id, second.round.moves[0].id
    assert after != before
    assert after.split("/")[0] == before.split("/")[0], "another answer to the same argument, or more of it"
    assert not {one.text for one in first.statements} & {one.text for one in second.statements}


def test_a_doubt_without_a_reason_is_about_the_last_answer(brief_bot: Bot) -> None:
    first, second = play(brief_bot, "for", DEFICIT, "I don't buy that.")
    assert first.round is not None
    assert second.round is not None
    assert second.round.moves[0].id == first.round.moves[0].id + EXTENDED
    assert second.debate is not None
    assert not second.debate.unanswered("bot"), "who doubts a point has not dropped it"


def test_what_helps_the_reader_is_said_as_a_concession_alone(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", "So far the pressure has done next to no harm at all.")
    granted = [one for one in reply.statements if set(one.cites) == {9}]
    assert granted
    assert all(one.concession for one in granted if one.kind == "report")


def test_an_argument_that_nobody_prepared_for_is_weighed_against_the_sides_own_case(brief_bot: Bot) -> None:
    first, second = play(brief_bot, "against", "School uniforms should be banned.", TURN)
    assert first.round is not None
    assert first.round.beside
    assert first.statements[0] == SILENT[0].statement
    assert first.round.moves[0].id.startswith("contention/")
    assert second.round is not None
    assert second.round.moves[0].block


@pytest.mark.slow
def test_what_is_said_again_gets_another_answer_until_there_is_none(brief_bot: Bot) -> None:
    replies = play(brief_bot, "for", *[DEFICIT] * 16)
    texts = [statement.text for reply in replies for statement in reply.statements]
    assert len(texts) == len(set(texts))
    assert any(reply.round and reply.round.stands for reply in replies)
    assert replies[-1].debate is not None
    assert len(replies[-1].debate.of("reader")) == 1, "the same point is counted once"


@pytest.mark.parametrize(
    ("pressed", "pressure"),
    [
        ("You are an idiot.", "insult"),
        ("Just agree with me already.", "agree"),
        ("You're so clever!", "flattery"),
    ],
)
def test_pressure_gets_one_calm_sentence_and_then_the_argument(
    brief_bot: Bot, pressed: str, pressure: Pressure
) -> None:
    _, alone, beside = play(brief_bot, "for", DEFICIT, pressed, f"{pressed} Seoul rides free on our dime.")
    assert alone.statements[0] == HOLDING[pressure][0].statement
    assert any(one.kind == "report" for one in alone.statements)
    assert beside.statements[0] == HOLDING[pressure][1].statement
    assert beside.round is not None
    assert beside.round.moves[0].block == "free-riding"


def test_a_question_about_the_op_ed_is_answered_before_the_argument_goes_on(brief_bot: Bot) -> None:
    _, asked = play(brief_bot, "against", TURN, "When is China's Victory Day?")
    assert asked.round is not None
    assert asked.round.moves[0].id.startswith("answer/")
    assert "September 3" in asked.text
    assert len(asked.round.moves) == 2


def test_the_opening_is_the_sides_own(brief_bot: Bot) -> None:
    (opening,) = play(brief_bot, "against", "Please begin.")
    assert opening.round is not None
    assert [move.id for move in opening.round.moves] == ["opening"]
    assert LEAST <= words(opening) <= WORDS
    assert opening.debate is not None
    assert not opening.debate.of("reader"), "to ask for the opening is no point"


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
    assert any(statement.kind == "report" for statement in opening.statements)
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
        pytest.param("A. " * 300, marks=pytest.mark.slow),  # every model reads all that it can take
        pytest.param("because " * 200, marks=pytest.mark.slow),
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
            closed = reply.debate is not None and bool(reply.debate.closings)
            assert words(reply) <= WORDS or closed


def test_a_question_put_the_other_way_round_gets_no_bare_yes_or_no(brief_bot: Bot) -> None:
    _, asked = play(brief_bot, "for", DEFICIT, "Is it true that Lee is already doing everything?")
    assert not any(statement.text.rstrip(".") in ("Yes", "No") for statement in asked.statements)


def test_no_prepared_answer_tells_a_reader_what_he_said(brief_bot: Bot) -> None:
    playbook = brief_bot.topic.playbook
    assert playbook is not None
    for block in playbook.blocks:
        assert block.issue, block.id
        for answer in block.answers:
            words = answer.signpost.lower().split()
            assert words[0] not in ("you", "you'd", "you've", "you're"), answer.signpost
            assert "you say" not in answer.signpost.lower(), answer.signpost


def test_the_question_that_a_message_comes_to_is_answered_before_what_led_to_it(brief_bot: Bot) -> None:
    led = "Lee's critics will be loud, as critics always are. And Seoul is rich."
    (reply,) = play(brief_bot, "for", f"{led} Why should our taxpayers keep paying for its troops?")
    assert reply.round is not None
    put = reply.round.heard[reply.round.moves[0].answers]
    assert put.text.endswith("?")


def test_what_the_reader_disowns_is_taken_back_and_not_argued_on(brief_bot: Bot) -> None:
    first, second = play(brief_bot, "for", "The tariff is only a bluff.", "I never said that it is a bluff.")
    assert first.round is not None
    assert first.round.moves[0].block == "bluff"
    assert second.round is not None
    assert second.statements[0].text == DISOWNED[0].text
    assert "bluff" not in {move.block for move in second.round.moves}
    assert second.debate is not None
    assert second.debate.of("reader")[-1].act == "correction", "who disowns a point owes nothing on it"


def test_advice_to_a_debater_is_said_to_no_opponent(brief_bot: Bot) -> None:
    debate = Debate("against")
    playbook = brief_bot.topic.playbook
    assert playbook is not None
    advice = next(one for one in playbook.answers if one.side == "against" and not one.debated)
    assert all(speech_on(asked, debate, brief_bot.ground) is None for asked in advice.asks[:3])


def test_to_speak_of_a_closing_within_an_argument_asks_for_none(brief_bot: Bot) -> None:
    said = (
        "The author's closing sentence asks for both. Seoul is rich and can pay. It rides free on our dime."
    )
    (reply,) = play(brief_bot, "for", said)
    assert reply.round is not None
    assert reply.round.closing is None


def test_what_is_only_the_nearest_thing_to_say_answers_no_point() -> None:
    move = DebateMove("defence", "jobs/1", block="jobs")
    assert not meets(move, Heard("It is all about pride."))
    assert not meets(move, Heard("Go on.", takes_up=(3,)), {"deficit"})
    assert meets(move, Heard("Go on.", takes_up=(3,)), {"jobs"}), "it goes on with what was taken up"
