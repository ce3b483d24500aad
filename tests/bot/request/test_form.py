from __future__ import annotations

import pytest

from bot.request.form import Form, form_of, without_conditions, without_form


@pytest.mark.parametrize(
    ("text", "form", "rest"),
    [
        ("How high is the toll?", Form(), "How high is the toll?"),
        ("tl;dr", Form(short=True), ""),
        ("In one sentence: who pays?", Form(sentences=1), "who pays?"),
        ("who pays, short please", Form(short=True), "who pays"),
        ("Who pays? Keep it short.", Form(short=True), "Who pays?"),
        ("explain it like im 15", Form(plain=True), "explain it"),
        ("Who pays, in simple words?", Form(plain=True), "Who pays?"),
        ("why does he want that? eli5", Form(plain=True), "why does he want that?"),
        ("sum it up for a twelve-year-old", Form(plain=True), "sum it up"),
        ("Why the fee? Three bullet points.", Form(points=3, layout="bullets"), "Why the fee?"),
        ("in 2 sentences, what is the fee for", Form(sentences=2), "what is the fee for"),
        ("Does it fall short of three tolls?", Form(), "Does it fall short of three tolls?"),
        ("a five percent tariff, like my old one?", Form(), "a five percent tariff, like my old one?"),
        ("explain like I am five", Form(plain=True), "explain"),
        ("who pays what, table if u can", Form(layout="table"), "who pays what"),
        ("why the fee? walk me thru the steps", Form(layout="steps"), "why the fee?"),
        ("how does it work, 2-3 lines max", Form(sentences=3), "how does it work"),
        ("sum it up in four or five bullets", Form(points=5, layout="bullets"), "sum it up"),
        ("opening speech, neg, 90 secs", Form(seconds=90), "opening speech, neg"),
        ("write a 1 minute opening", Form(seconds=60), "write a opening"),
        ("I have a meeting in 10 min, who pays?", Form(), "I have a meeting in 10 min, who pays?"),
        ("what happened before sept 3", Form(), "what happened before sept 3"),
        ("summary, under 80 words", Form(words=80, capped=True), "summary"),
        ("who pays? numbered list", Form(layout="numbered"), "who pays?"),
        ("no bullets, normal text please", Form(layout="prose"), ""),
        ("put it in Spanish", Form(language="es"), "put it"),
        ("give me 3 reasons to pay", Form(points=3), "give me 3 reasons to pay"),
        ("two paragraphs on who pays", Form(paragraphs=2), "on who pays"),
        ("now shorter", Form(short=True), ""),
        ("as a table: claim, reply", Form(layout="table"), "claim, reply"),
        (
            "make a case, with claim, warrant and impact",
            Form(labels=("claim", "warrant", "impact")),
            "make a case",
        ),
        ("what's the warrant for that claim?", Form(), "what's the warrant for that claim?"),
        ("the 62 out of 123 thing", Form(), "the 62 out of 123 thing"),
        ("the exact words about the fee", Form(quote=True), "the exact words about the fee"),
        ("a speech of 2 minutes, I talk at 140 wpm", Form(seconds=120, pace=140), "a speech of"),
        ("two bullets, under 12 words each", Form(points=2, words_each=12, layout="bullets"), ""),
        ("the case in at most 70 words", Form(words=70, capped=True), "the case"),
        ("rank the tolls, one line why", Form(each=1, layout="numbered"), "rank the tolls"),
        ("two lines on why he wants it", Form(sentences=2), "on why he wants it"),
        ("a slogan for the toll", Form(sentences=1, words=12), "a slogan for the toll"),
        ("can you paint us a banner", Form(sentences=1, words=12), "can you paint us a banner"),
        ("Cheaper ferries is a slogan", Form(), "Cheaper ferries is a slogan"),
        ("who minds what they chant at the bridge?", Form(), "who minds what they chant at the bridge?"),
        ("a post of 210 characters for the toll", Form(words=30), "a post for the toll"),
        ("sum it up and mention the mayor and Ann", Form(mention=("mayor", "Ann")), "sum it up"),
        ("Admit where you are weak, then persuade me", Form(concede=True), "persuade me"),
        (
            "3 points, and for each what they will answer",
            Form(points=3, answered="own"),
            "3 points",
        ),
        (
            "3 points of the other side, each with a reply",
            Form(points=3, answered="theirs"),
            "3 points of the other side",
        ),
        ("an opener that ends on the bridge", Form(ends="bridge"), "an opener"),
        ("a table of the tolls", Form(layout="table"), "the tolls"),
        ("the Sept 3 argument", Form(), "the Sept 3 argument"),
    ],
)
def test_the_form_that_is_asked_for(text: str, form: Form, rest: str) -> None:
    assert form_of(text) == form
    assert without_form(text) == rest


def test_a_later_wish_goes_before_an_earlier_one() -> None:
    assert Form(sentences=2).over(Form(sentences=5, plain=True)) == Form(sentences=2, plain=True)


@pytest.mark.parametrize(
    ("text", "themes", "rest"),
    [
        ("the case for it without appealing to pity or fear", ("pity", "fear"), "the case for it"),
        ("argue it, leaving the ferries out", ("the ferries",), "argue it"),
        ("two reasons apart from the price", ("the price",), "two reasons"),
        ("a speech, but don't mention the mayor", ("the mayor",), "a speech"),
        ("an argument that doesn't depend on the survey", ("the survey",), "an argument"),
        ("not the safety stuff, please: what else?", ("the safety",), "what else?"),
    ],
)
def test_what_is_to_be_left_out_is_no_part_of_what_is_asked(
    text: str, themes: tuple[str, ...], rest: str
) -> None:
    assert form_of(text).without == themes
    assert without_form(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "What does the article leave out?",
        "Which facts did he leave out of it?",
        "no jargon",
        "it runs without a crew",
    ],
)
def test_what_only_sounds_like_it_leaves_nothing_out(text: str) -> None:
    assert form_of(text).without == ()


@pytest.mark.parametrize(
    "text",
    [
        "three points and how they would hit back at each",
        "two rebuttals, plus the comeback we will get to each one",
        "four claims, each with the objection they raise",
        "list their attacks and say how to answer each",
    ],
)
def test_an_answer_to_each_is_wanted(text: str) -> None:
    assert form_of(text).answered


@pytest.mark.parametrize(
    ("message", "wish"),
    [
        (
            "What would he tell a widow? Not a sermon, just say it.",
            "What would he tell a widow? , just say it.",
        ),
        ("not another list please. who pays", ". who pays"),
        ("Why is that not a threat?", "Why is that not a threat?"),
    ],
)
def test_what_it_shall_not_be_is_no_wish(message: str, wish: str) -> None:
    assert without_conditions(message) == wish


def test_short_lines_are_a_list_and_lines_of_a_text_are_none() -> None:
    assert form_of("Put it in four short lines").layout == "bullets"
    assert form_of("Put it in four lines").layout is None
    assert form_of("Please no complicated word").plain
