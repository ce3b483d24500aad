"""What a model's answer tells of a message, however it is written."""

from __future__ import annotations

import pytest

from bot.request.model_reading import ModelReading, RequestRead, read_answer

WHOLE = (
    '{"question": "Who paid for it? Give two points against it.", "requests": ['
    '{"act": "fact", "about": "Who paid for it?", "side": null}, '
    '{"act": "Contentions", "about": "Give two points against it.", "side": "Against"}], "bot_side": null}'
)
READ = ModelReading(
    "Who paid for it? Give two points against it.",
    (
        RequestRead("fact", "Who paid for it?"),
        RequestRead("contentions", "Give two points against it.", "against"),
    ),
)


@pytest.mark.parametrize(
    "said",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"<think>{{ is it two? }}</think>Here it is:\n{WHOLE}\nI hope this helps.",
        WHOLE.replace('"requests"', '"mood": {"calm": true}, "requests"'),
    ],
)
def test_an_answer_is_read_whatever_stands_around_it(said: str) -> None:
    assert read_answer(said) == READ


def test_what_is_no_act_or_about_nothing_is_left_out() -> None:
    said = (
        '{"question": "Why?", "requests": [{"act": "sing", "about": "a song"}, {"act": "fact", "about": ""}, '
        '"fact", {"act": "yes_no", "about": "Is it so?"}, {"act": "reason", "about": "Why is it so?"}]}'
    )
    assert read_answer(said) == ModelReading("Why?", (RequestRead("reason", "Why is it so?"),))


def test_a_message_without_the_whole_is_put_together_from_its_requests() -> None:
    said = '{"requests": {"act": "fact", "about": "How high is it?"}}'
    assert read_answer(said) == ModelReading("How high is it?", (RequestRead("fact", "How high is it?"),))


@pytest.mark.parametrize(
    ("told", "side"), [('"for"', "for"), ('"Swap"', "swap"), ("null", None), ('"both"', None), ("7", None)]
)
def test_the_side_that_the_bot_has_to_take(told: str, side: str | None) -> None:
    found = read_answer(f'{{"question": "It is a waste.", "bot_side": {told}}}')
    assert found is not None
    assert found.bot_side == side


def test_a_bare_question_is_the_message_put_so_that_it_stands_alone() -> None:
    assert read_answer("Who paid for the library?\n") == ModelReading("Who paid for the library?")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "report [8]: The op-ed says so.",
        "Who? I can't tell.",
        "{",
        '{"requests": []}',
        "[1, 2]",
        "{" * 5000,
    ],
)
def test_what_tells_nothing_is_none(said: str) -> None:
    assert read_answer(said) is None
