"""What is said of the talk itself: a complaint, a wish for the last reply again, what a word of it means."""

from __future__ import annotations

import pytest

from bot.request.follow_up import HOW_SURE, resolve
from bot.request.history import Exchange
from bot.request.of_the_talk import meaning_asked, told_of_self, without_complaint
from bot.request.question import ask
from knowledge.argument_map import NamedPerson

PEOPLE = (NamedPerson(name="Nora Quill"), NamedPerson(name="Tom Bray"))


def _resolved(text: str, *history: Exchange) -> str:
    return resolve(ask(text, names=PEOPLE, history=history)).text


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("That was not my question. Who owns the pier?", "Who owns the pier?"),
        ("you havent answered me. who owns it", "who owns it"),
        ("You keep talking about fish. I asked about the pier.", "What about the pier?"),
        ("I asked why they closed it.", "why they closed it?"),
        ("Same answer again.", ""),
    ],
)
def test_a_complaint_is_heard_as_what_was_asked_beside_it(message: str, asked: str) -> None:
    assert without_complaint(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        "Does the author answer his critics?",
        "They never answered the letter, did they?",
        "You said the ferry may close. Why?",
        "I meant the other side.",
    ],
)
def test_what_only_sounds_like_a_complaint_is_none(message: str) -> None:
    assert without_complaint(message) is None


def test_a_bare_complaint_asks_the_last_question_again() -> None:
    asked = resolve(ask("You didn't answer that.", history=[Exchange("Who owns the pier?", "It is old.")]))
    assert (asked.text, asked.complains) == ("Who owns the pier?", True)


def test_who_complains_of_what_was_left_out_about_them_is_who_they_said_to_be() -> None:
    before = Exchange("I run a ferry kiosk. What does this mean?", "The pier is old.")
    assert _resolved("I asked about my kiosk.", before) == "I run a ferry kiosk. What about my kiosk?"
    assert told_of_self(["I think it is wrong. My brother fishes there. I want a summary."]) == [
        "My brother fishes there."
    ]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("hang on, what do you mean by dredging?", "dredging"),
        ('What did you mean with the word "silt"?', "silt"),
        ("What do you mean?", ""),
        ("What does dredging mean?", None),
    ],
)
def test_it_is_told_which_words_of_the_bot_somebody_asks_about(message: str, words: str | None) -> None:
    assert meaning_asked(message) == words


def test_he_is_whom_the_questions_were_about() -> None:
    who = Exchange("Who is Nora Quill?", "Nora Quill works for Tom Bray, and Tom Bray owns the pier.")
    aside = Exchange("And that is all?", "It says no more.")
    assert "Nora Quill" in _resolved("is that all it says about her", who)
    assert "Nora Quill" in _resolved("In plain English, what is thought of her?", who, aside)


def test_them_are_the_things_that_were_asked_about() -> None:
    before = Exchange("Who pays for the ferries, and for how long?", "The town pays for them.")
    assert _resolved("And how many of them are there?", before) == "And how many of the ferries are there?"


def test_the_last_one_is_of_the_list_that_a_reader_still_has_in_mind() -> None:
    listed = Exchange("What are the demands?", "…", points=("First, a new pier.", "Second, a cheaper ferry."))
    after = Exchange("Tell me about the first", "The pier is old. It leans.", cites=(3,))
    assert _resolved("And the second one?", listed, after) == "a cheaper ferry."


def test_whether_that_is_known_is_asked_of_the_author() -> None:
    before = Exchange("Why would the pier close?", "It could close.")
    assert _resolved("is that a fact or just his opinion", before) == HOW_SURE
    assert _resolved("Is the pier a fact of life?", before) == "Is the pier a fact of life?"
