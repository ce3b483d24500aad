"""Questions that are put to the bot's side, and what answers them first."""

from __future__ import annotations

from bot.debate.echoes import Echoes
from bot.debate.links import HAS_NONE
from bot.debate.plain_words import grants, parted
from bot.debate.points import TOLD, Point
from bot.debate.polar import misleads, polar
from bot.debate.state import Debate, DebateMove
from bot.turn.bot import Bot
from knowledge.prepared_sentence import PreparedSentence
from tests.bot.debate.playing import DEFICIT, TURN, play


def test_a_question_at_the_end_is_answered_before_what_was_argued_on_the_way(brief_bot: Bot) -> None:
    said = f"{DEFICIT} They are rich as well. But tell me one thing: who pays for the troops if they won't?"
    (reply,) = play(brief_bot, "for", said)
    assert reply.round is not None
    assert reply.round.moves[0].id == "speech/who-pays-for-troops-pro"


def test_a_question_that_was_passed_over_is_answered_in_the_next_turn(brief_bot: Bot) -> None:
    _, reply = play(
        brief_bot, "against", TURN, "Nice, but I asked who pays for such a tariff, and you told me of Lee."
    )
    assert reply.round is not None
    move = reply.round.moves[0]
    assert "tariffs-tax-shoppers" in move.id or "who-pays-con" in move.id


def test_who_asks_again_is_told_what_the_op_ed_lacks(brief_bot: Bot) -> None:
    said = (
        "I want the tariff. What does easing off cost the United States?",
        "You skipped it. What does easing off cost the U.S.?",
    )
    *_, reply = play(brief_bot, "for", *said)
    assert reply.round is not None
    assert reply.round.moves[0].id == f"{TOLD}cost-of-easing"


def test_a_figure_that_nobody_has_is_not_made_up(brief_bot: Bot) -> None:
    _, reply = play(
        brief_bot, "for", DEFICIT, "Give me a number: how many farms in Iowa does your plan rescue?"
    )
    assert any(one.text in reply.text for one in HAS_NONE["number"])


def test_a_closing_has_as_many_sentences_as_were_asked_for(brief_bot: Bot) -> None:
    *_, closing = play(
        brief_bot, "for", DEFICIT, "They are rich enough.", "Wrap it up in two sentences, please."
    )
    assert len(closing.statements) == 2
    assert "That is why this side wins" in closing.statements[-1].text


def test_a_closing_says_who_won_what_if_it_is_asked_to(brief_bot: Bot) -> None:
    *_, closing = play(brief_bot, "for", DEFICIT, "They are rich enough.", "Close now: who won on what?")
    assert closing.round is not None
    assert "verdict" in closing.round.closes_with
    assert "I claim the" in closing.text


def test_a_closing_concedes_what_it_is_asked_to(brief_bot: Bot) -> None:
    *_, closing = play(brief_bot, "against", TURN, "Close, please, and tell me where you are weakest.")
    case = brief_bot.topic.playbook.cases.against if brief_bot.topic.playbook else None
    assert case is not None
    assert case.weakest[0].text in {one.text for one in closing.statements}


def test_a_closing_pays_what_it_owes_and_admits_to_no_debt(brief_bot: Bot) -> None:
    said = (
        f"{DEFICIT} Korean imports also cost American workers their jobs. And Seoul rides free on our troops."
    )
    *_, closing = play(brief_bot, "for", said, "They are rich enough.", "Your closing, please.")
    assert "I owe you" not in closing.text
    assert "has had no reply" not in closing.text


def test_a_sentence_that_says_again_what_was_said_is_an_echo(brief_bot: Bot) -> None:
    said = "Seoul may struggle to buy American weapons if further losses come."
    point = Point(1, 1, "bot", "defence", said, cites=(24,))
    echoes = Echoes(Debate("for", rounds=1, points=(point,)), brief_bot.hearing.encoder)
    again = PreparedSentence(
        kind="report", text="With further losses Seoul may struggle to buy weapons from America.", cites=(24,)
    )
    other = PreparedSentence(
        kind="report", text="Xi has invited Lee to the celebrations of Victory Day.", cites=(35,)
    )
    assert echoes.share(DebateMove("defence", "one", says=(again, other))) == 0.5


def test_a_yes_that_answers_another_question_is_not_said(brief_bot: Bot) -> None:
    assert brief_bot.topic.playbook is not None
    answer = next(one for one in brief_bot.topic.playbook.answers if one.id == "admit-deficit-pro")
    encoder = brief_bot.hearing.encoder
    assert not misleads("Do you admit that the deficit is real?", answer, encoder)
    assert misleads("Why is the deficit real?", answer, encoder)


def test_what_wants_a_yes_or_a_no_is_told_from_what_wants_a_reason() -> None:
    assert polar("So would you sign it?")
    assert polar("Yes or no: is it worth it?")
    assert not polar("What would you sign?")


def test_what_is_granted_is_heard_apart_from_what_is_argued_on() -> None:
    assert parted("I'll grant that it is steep, but nobody has to pay it.") == [
        "I'll grant that it is steep.",
        "but nobody has to pay it.",
    ]
    assert grants("Fair point, that one.")
    assert not grants("I'll give you a reason.")
    assert not grants("Do you admit it?")
