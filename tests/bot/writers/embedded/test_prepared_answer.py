from __future__ import annotations

import pytest

from bot.request.form import Form
from bot.request.request import Request
from bot.writers.embedded.prepared_answer import in_form
from knowledge.playbook import Answer
from knowledge.prepared_sentence import PreparedSentence

ANSWER = Answer.model_validate(
    {
        "id": "toll",
        "acts": ["fact"],
        "asks": ["how high is the toll"],
        "short": ["Nine dollars [1]."],
        "full": [
            "Nine dollars [1].",
            "reasoning: What is cheap is crowded.",
            "critique: The op-ed doesn't say who set it [1].",
            "It buys a road that moves [2].",
            "It pays for the trains [3].",
        ],
        "plain": ["It costs nine dollars [1].", "The money pays for trains [3]."],
    }
)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (
            Form(),
            [
                "Nine dollars.",
                "The op-ed doesn't say who set it.",
                "It buys a road that moves.",
                "It pays for the trains.",
            ],
        ),
        (Form(short=True), ["Nine dollars."]),
        (Form(plain=True), ["It costs nine dollars.", "The money pays for trains."]),
        (Form(points=3), ["Nine dollars.", "It buys a road that moves.", "It pays for the trains."]),
        (Form(sentences=2), ["Nine dollars.", "It buys a road that moves."]),
        (Form(plain=True, sentences=5), ["It costs nine dollars.", "The money pays for trains."]),
    ],
)
def test_an_answer_in_the_form_that_was_asked_for(form: Form, said: list[str]) -> None:
    statements = in_form(ANSWER, Request("reason", form=form))
    assert [statement.text for statement in statements] == said
    assert all(statement.prepared for statement in statements)


def test_points_stand_in_a_list_behind_the_word_that_answers() -> None:
    said = in_form(
        ANSWER.model_copy(update={"full": (PreparedSentence.model_validate("Yes [1]."), *ANSWER.full)}),
        Request("reason", form=Form(points=2, layout="steps")),
    )
    assert [(one.text, one.layout, one.number) for one in said] == [
        ("Yes.", "run on", 0),
        ("Nine dollars.", "number", 1),
        ("It buys a road that moves.", "number", 2),
    ]


def test_who_wants_one_fact_is_not_told_what_the_op_ed_lacks() -> None:
    said = in_form(ANSWER, Request("fact"))
    assert [one.text for one in said] == [
        "Nine dollars.",
        "It buys a road that moves.",
        "It pays for the trains.",
    ]


def test_what_criticises_stays_where_it_answers_first_or_is_leaned_on() -> None:
    sentences = (
        "critique: The op-ed gives no number [1].",
        "It names nine dollars [1].",
        "critique: Who set that, the op-ed leaves open [2].",
        "Yet somebody did [2].",
        "critique: Nor is there a date [3].",
    )
    full = tuple(PreparedSentence.model_validate(one) for one in sentences)
    answer = ANSWER.model_copy(update={"full": full})
    assert [one.text for one in in_form(answer, Request("fact"))] == [one.text for one in full[:4]]
    assert in_form(answer, Request("reason", form=Form(sentences=2)))[0].text == full[0].text


@pytest.mark.parametrize(("words", "said"), [(3, 1), (9, 2), (100, 4)])
def test_a_number_of_words_is_kept_to(words: int, said: int) -> None:
    assert len(in_form(ANSWER, Request("reason", form=Form(words=words)))) == said


SIZED = Answer.model_validate(
    {
        **ANSWER.model_dump(),
        "lengths": [
            ["It costs nine dollars [1].", "And it moves the road [2]."],
            [f"Point {number} [1]." for number in range(1, 7)],
        ],
    }
)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (Form(sentences=2), ["It costs nine dollars.", "And it moves the road."]),
        (Form(points=6), [f"Point {number}." for number in range(1, 7)]),
        (Form(points=3), ["Point 1.", "Point 2.", "Point 6."]),
        (Form(layout="steps"), [f"Point {number}." for number in range(1, 7)]),
        (Form(words=9), ["It costs nine dollars.", "And it moves the road."]),
        (Form(words=3), ["Nine dollars."]),
        (Form(sentences=1), ["Nine dollars."]),
        (Form(plain=True, sentences=2), ["It costs nine dollars.", "The money pays for trains."]),
    ],
)
def test_what_is_prepared_in_so_many_sentences_is_given_so(form: Form, said: list[str]) -> None:
    assert [one.text for one in in_form(SIZED, Request("overview", form=form))] == said


def test_so_many_plain_lines_are_those_that_were_prepared_plainly() -> None:
    lines = ["It costs money [1].", "It moves a road [2].", "It pays for trains [3]."]
    easy = Answer.model_validate({**SIZED.model_dump(), "plain_lengths": [lines]})
    said = in_form(easy, Request("overview", form=Form(plain=True, sentences=3, layout="bullets")))
    assert [(one.text, one.layout) for one in said] == [
        ("It costs money.", "bullet"),
        ("It moves a road.", "bullet"),
        ("It pays for trains.", "bullet"),
    ]


def test_so_many_paragraphs_none_of_which_opens_with_what_leans() -> None:
    said = in_form(ANSWER, Request("reason", form=Form(paragraphs=2)))
    opens = [one.text for one in said if one.layout == "paragraph"]
    assert opens[0] == "Nine dollars."
    assert len(opens) == 2
    assert not opens[1].startswith("It ")
