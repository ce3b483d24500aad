"""What is written about a message, an argument that is put, a false premise, a follow-up."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.writers.embedded.composed_answer import NOT_SAID, NOT_SO


def _cites(reply: Reply) -> set[int]:
    return {number for statement in reply.statements for number in statement.cites}


@pytest.mark.parametrize(
    ("mode", "text", "about"),
    [
        ("against", "If the tariffs hit, Korea won't have money to buy American jets. Answer that!", 24),
        ("for", "But it says itself that there is hardly any damage so far. So what's the panic?", 9),
        (
            "against",
            "South Korea already gave up lots of China trade for the US! How can you ask for more?",
            19,
        ),
    ],
)
def test_the_argument_beside_a_question_is_what_is_answered(
    brief_bot: Bot, mode: str, text: str, about: int
) -> None:
    reply = brief_bot.reply(text, mode)
    met = reply.evidence.block or reply.evidence.prepared
    assert met is not None
    assert about in met.cites


@pytest.mark.parametrize(
    ("mode", "text", "prepared"),
    [
        (
            "against",
            "I'd say Seoul kept its trade agreement because it earned well by it. Make a rebuttal of that.",
            "kept-for-profit-con",
        ),
        (
            "against",
            "A gap in the goods trade is no problem in itself and I would never argue from it. "
            "Give me a case without it.",
            "no-deficit-con",
        ),
        (
            "for",
            "My two boys served at the base over there, and I say the Koreans can easily afford a bigger "
            "share for it. Tell me why that's wrong.",
            "base-veteran-pro",
        ),
    ],
)
def test_what_a_side_was_prepared_to_say_goes_before_a_less_likely_block(
    brief_bot: Bot, mode: str, text: str, prepared: str
) -> None:
    answer = brief_bot.reply(text, mode).evidence.prepared
    assert answer is not None
    assert answer.id == prepared


def test_an_argument_that_is_surely_known_is_taken_up(brief_bot: Bot) -> None:
    text = "Korean troops died in Vietnam beside ours, so they've earned better. What do you say to that?"
    assert brief_bot.reply(text, "against").evidence.block is not None


def test_what_is_asked_of_the_op_ed_beside_an_argument_stays_a_request(brief_bot: Bot) -> None:
    text = (
        "I think a break with the tradition of meeting the US president first would be a genuine disaster. "
        "Change my mind, and also tell me if the op-ed has any data on Korean public opinion today."
    )
    reply = brief_bot.reply(text, "against")
    assert any("poll" in one.text for one in reply.statements)
    assert 36 in _cites(reply)  # a president who went to Beijing before


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        ("ask", "Why does the writer say that Trump wants to leave the alliance?"),
        ("for", "Lee has already accepted Xi's invitation. How do you get around that?"),
        ("against", "Lee has already accepted Xi's invitation. How do you get around that?"),
    ],
)
def test_a_false_premise_is_put_right_first_in_every_mode(brief_bot: Bot, mode: str, text: str) -> None:
    reply = brief_bot.reply(text, mode)
    first = reply.statements[0].text
    assert first == NOT_SO.text or first.startswith("That isn't in the op-ed")  # or as it was prepared
    assert len(reply.statements) > 1


@pytest.mark.parametrize(
    "text",
    [
        "If Lee accepts Xi's invitation before he meets Trump, what happens?",
        "I want the whole chain written out, step by step, from the tariff to Beijing, as the op-ed has it.",
        "Lee is doing everything that Trump asks. Your side has lost.",
        "Is Seoul trying to fix the imbalance with Washington?",
        "the jets part lost me. how does shipping less to china mean that they order fewer american jets",
        "Isn't it a contradiction that Lee tries so hard to please Trump and might still turn to Beijing?",
    ],
)
def test_nothing_is_put_right_that_nobody_said(brief_bot: Bot, text: str) -> None:
    assert not brief_bot.reply(text).evidence.corrections


@pytest.mark.parametrize(
    "text",
    [
        "Did the June summit between Lee and Trump bring anything?",
        "what did seoul give up for washington so far, in two sentences",
    ],
)
def test_what_was_likely_meant_is_told_without_a_word_of_doubt(brief_bot: Bot, text: str) -> None:
    told = brief_bot.reply(text).statements
    assert all(one.cites for one in told)


def test_where_nothing_answers_one_sentence_tells_of_the_same_thing(brief_bot: Bot) -> None:
    told = brief_bot.reply(
        "Do the generals in Seoul trust the bigger rival more than the op-ed does?"
    ).statements
    assert [one.text for one in told][:1] == [NOT_SAID.text]
    assert len(told) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "I'm in a queue. Tell me something in there that's actually remarkable",
        "what would my chief need to know from this",
        "what's the problem here",
    ],
)
def test_who_wants_anything_of_the_piece_is_told_the_whole(brief_bot: Bot, text: str) -> None:
    told = brief_bot.reply(text).evidence.prepared
    assert told is not None
    assert "overview" in told.acts


def test_a_deficit_that_is_laid_at_the_wrong_door_is_not_confirmed(brief_bot: Bot) -> None:
    reply = brief_bot.reply("So Seoul runs a big deficit with the United States, doesn't it?")
    assert reply.statements[0].text == "Not according to the op-ed."


def test_what_is_told_beside_a_question_goes_before_the_whole(brief_bot: Bot) -> None:
    text = (
        "I keep mixing up the days in it. There is August 1, then September 3, then some summit. "
        "Could you say what is supposed to happen on each?"
    )
    told = brief_bot.reply(text).evidence.prepared
    assert told is not None
    assert {4, 33} <= told.cites
    assert "overview" not in told.acts


@pytest.mark.parametrize("text", ["what does he say about children", "what is it about opera"])
def test_who_wants_a_thing_that_is_not_there_is_not_told_the_whole(brief_bot: Bot, text: str) -> None:
    assert brief_bot.reply(text).abstained


def test_dates_that_a_reader_makes_up_are_no_false_premise(brief_bot: Bot) -> None:
    text = (
        "Assume the summit takes place on August 25 and fails. By the author's logic, does Lee go to Beijing?"
    )
    reply = brief_bot.reply(text)
    assert not reply.evidence.corrections
    assert reply.evidence.prepared is not None
    assert 33 in _cites(reply)


def test_several_arguments_are_several_and_not_the_sentences_of_one(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Give me your three best arguments for easing up, numbered, short.", "for")
    titles = [one for one in reply.statements if one.layout == "number"]
    assert [one.number for one in titles] == [1, 2, 3]
    assert all(one.kind == "link" for one in titles)
    claims = [set(one.cites) for one in reply.statements if one.kind == "report"]
    assert len(claims) == 3
    assert not claims[0] & claims[1] & claims[2]


def test_a_follow_up_takes_the_last_point_to_the_other_side(brief_bot: Bot) -> None:
    first = brief_bot.reply("They have been free riding for years.", "ask")
    reply = brief_bot.reply("and how would the author answer that?", "ask", [first.exchange])
    assert reply.plan.side == "for"
    assert reply.statements[0].text != NOT_SAID.text


@pytest.mark.parametrize("asked", ["Which side won?", "Who had the better of that, by the text?"])
def test_who_asks_which_side_won_is_told_as_a_judgement(brief_bot: Bot, asked: str) -> None:
    first = brief_bot.reply("Make the case for the op-ed.")
    reply = brief_bot.reply(asked, "ask", [first.exchange])
    assert reply.evidence.prepared is not None
    assert {"stance", "both sides"} <= {*reply.evidence.prepared.acts}
    assert reply.statements[0].kind == "weighing"
