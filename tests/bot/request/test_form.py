from __future__ import annotations

import pytest

from bot.request.form import Form, form_of, without_form


@pytest.mark.parametrize(
    ("text", "form", "rest"),
    [
        ("How high is the toll?", Form(), "How high is the toll?"),
        ("tl;dr", Form(short=True), ""),
        ("In one sentence: who pays?", Form(short=True), "who pays?"),
        ("who pays, short please", Form(short=True), "who pays"),
        ("Who pays? Keep it short.", Form(short=True), "Who pays?"),
        ("explain it like im 15", Form(plain=True), "explain it"),
        ("Who pays, in simple words?", Form(plain=True), "Who pays?"),
        ("why does he want that? eli5", Form(plain=True), "why does he want that?"),
        ("sum it up for a twelve-year-old", Form(plain=True), "sum it up"),
        ("Why the fee? Three bullet points.", Form(count=3), "Why the fee?"),
        ("in 2 sentences, what is the fee for", Form(count=2), "what is the fee for"),
        ("Does it fall short of three points?", Form(), "Does it fall short of three points?"),
        ("a five percent tariff, like my old one?", Form(), "a five percent tariff, like my old one?"),
        ("give me a quick summary", Form(), "give me a quick summary"),
        ("explain like I am five", Form(plain=True), "explain"),
    ],
)
def test_the_form_that_is_asked_for(text: str, form: Form, rest: str) -> None:
    assert form_of(text) == form
    assert without_form(text) == rest
