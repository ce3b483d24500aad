"""Messages that lean on the last reply: in another form, in doubt, in complaint, or going on about it."""

from __future__ import annotations

import pytest

from bot.request.history import Exchange
from bot.turn.bot import Bot
from bot.turn.following import MEANS, RESTS_ON
from bot.turn.reply import Reply
from bot.turn.told import entries_told
from bot.writers.embedded.conversation import TALK
from bot.writers.embedded.not_again import NO_MORE


def _talk(bot: Bot, *messages: str, mode: str = "ask") -> list[Reply]:
    """Return the replies to messages that follow each other."""
    history: list[Exchange] = []
    replies = []
    for message in messages:
        replies.append(bot.reply(message, mode, history))
        history.append(replies[-1].exchange)
    return replies


def _texts(reply: Reply) -> list[str]:
    return [one.text for one in reply.statements]


def _entries(bot: Bot, reply: Reply) -> set[str]:
    assert bot.topic.playbook
    return {entry.id for entry in entries_told(reply.exchange, bot.topic.playbook)}


@pytest.mark.parametrize(
    "wish", ["ok cool, now make it really short for a text", "could you say that in simpler words?"]
)
def test_the_last_reply_is_said_again_in_another_form(brief_bot: Bot, wish: str) -> None:
    first, again = _talk(brief_bot, "Is the new president a friend of China?", wish)
    assert _entries(brief_bot, again) == _entries(brief_bot, first)
    assert _texts(again) != _texts(first)
    assert sum(map(len, _texts(again))) < sum(map(len, _texts(first)))


def test_an_earlier_reply_is_said_again_where_it_is_named(brief_bot: Bot) -> None:
    first, _, again = _talk(
        brief_bot, "Who is Xi Jinping?", "What is Victory Day?", "Give me your first answer as bullet points."
    )
    assert _entries(brief_bot, again) == _entries(brief_bot, first)
    assert again.statements[0].layout == "bullet"


def test_a_talk_is_summed_up_by_what_was_said_in_it(brief_bot: Bot) -> None:
    *_, summed = _talk(
        brief_bot, "Who is Xi Jinping?", "How large is the deficit?", "Recap our conversation in two bullets."
    )
    assert [one.layout for one in summed.statements] == ["bullet", "bullet"]
    assert "Xi" in _texts(summed)[0]
    assert "$66 billion" in _texts(summed)[1]


def test_a_question_in_a_form_is_no_wish_for_the_last_reply(brief_bot: Bot) -> None:
    first, asked = _talk(
        brief_bot, "Does the author like Lee?", "Now in plain words, what does the author think of Trump."
    )
    assert _entries(brief_bot, asked).isdisjoint(_entries(brief_bot, first))


def test_a_form_and_a_question_beside_it_both_get_their_due(brief_bot: Bot) -> None:
    first, both = _talk(brief_bot, "Who is Xi Jinping?", "Shorter please! And when is Victory Day?")
    assert _entries(brief_bot, first) < _entries(brief_bot, both)


@pytest.mark.parametrize("said", ["how would you know?", "So was that wrong, what you told me?"])
def test_whoever_doubts_what_was_said_sees_what_it_rests_on(brief_bot: Bot, said: str) -> None:
    _, shown = _talk(brief_bot, "Why does South Korea matter to America?", said)
    told = _texts(shown)
    assert told[0] == RESTS_ON.text
    assert len(told) > 1
    assert TALK["help"][0].text not in told


def test_a_word_of_the_last_reply_is_explained_by_its_passage(brief_bot: Bot) -> None:
    first, meant = _talk(brief_bot, "What is this article about?", "sorry what do you mean by fallout")
    assert _texts(meant)[0] == MEANS.text
    assert {number for one in meant.statements for number in one.cites} <= set(first.exchange.cites)


def test_a_complaint_does_not_get_the_same_again(brief_bot: Bot) -> None:
    for mode in ("ask", "against"):
        first, again = _talk(
            brief_bot,
            "Should we honor the wars that they fought with us?",
            "That's not an answer.",
            mode=mode,
        )
        assert set(_texts(again)).isdisjoint(_texts(first))


def test_a_speech_is_not_given_twice_in_a_row(brief_bot: Bot) -> None:
    first, why = _talk(brief_bot, "Which is the strongest argument?", "and why is it the strongest?")
    assert _texts(why) != _texts(first)
    assert _texts(why)[0] == NO_MORE.text or set(_texts(why)).isdisjoint(_texts(first))


def test_why_after_a_why_does_not_repeat_what_was_said(brief_bot: Bot) -> None:
    first, second, third = _talk(
        brief_bot, "Why does a trip to Beijing matter?", "why?", "but why does that matter?"
    )
    assert set(_texts(second)).isdisjoint(_texts(first))
    assert set(_texts(third)).isdisjoint([*_texts(first), *_texts(second)])


def test_it_may_be_the_piece_itself(brief_bot: Bot) -> None:
    _, doubts = _talk(brief_bot, "Does it mention farmers?", "Why should anybody believe it then?")
    assert "how-convincing" in _entries(brief_bot, doubts)


def test_what_has_no_answer_by_itself_goes_on_about_the_same_thing(brief_bot: Bot) -> None:
    _, again = _talk(brief_bot, "What did people shout in the protests?", "Might it return these days?")
    assert {30, 31, 32} & {number for one in again.statements for number in one.cites}


def test_the_sides_that_were_argued_are_compared(brief_bot: Bot) -> None:
    history: list[Exchange] = []
    for message, mode in (("Make your case", "for"), ("Make your case", "against")):
        history.append(brief_bot.reply(message, mode, history).exchange)
    weighed = brief_bot.reply("Being neutral, which of both has more to back it up?", "ask", history)
    cited = {number for one in weighed.statements for number in one.cites}
    assert cited & {7, 24}
    assert cited & {9, 21}


def test_a_subject_that_is_new_leans_on_nothing(brief_bot: Bot) -> None:
    _, other = _talk(brief_bot, "Why would Lee turn to China?", "New topic: how large is the deficit?")
    assert any("$66 billion" in text for text in _texts(other))
