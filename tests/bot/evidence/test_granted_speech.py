"""What a person who is quoted says: the other side's where the author grants it and turns; and stories."""

from __future__ import annotations

import pytest

from bot.evidence.main_point import best_reasons
from bot.evidence.opposing import answering, opposing, speech_of, whole_runs
from bot.evidence.verdict import verdict
from bot.request.question import Question
from bot.settings import Settings
from bot.topics.index_file import index_file
from bot.writers.embedded.quoted_overview import main_reasons
from knowledge.document import Passage
from knowledge.topic import Topic, load_topic

TEXT = """# Give the harbour back its ferry

By Lotte Brandvold

On Sunday my father stood on the quay with his hat in his hand. He was eighty-one and he had never
learned to drive. He looked at the timetable, and then he looked at me. I took him home.

In May the county council will vote on the ferry to Holm. It should run the boat four times a day,
all year. I don't blame the captains.

The road round the fjord is 64 kilometres long, and was closed by snow on 22 days last winter. The
school on Holm lost nine of its teachers in three years. Vik, across the bay, kept its ferry, and its
school lost none.

I asked Berit Aune, who keeps the accounts of the county. "A boat that is half empty burns as much
oil as a full one," she said. "Show me who pays."

She has a point about the oil. The boat would cost 6 million crowns a year.

But the road costs more than that to clear, and nobody asks the snow plough how many it carries.

I also asked Nils Berg, who drove the last boat. "People cried on the last day," he said. "I did, too."

He is right that it was a sad day. It rained.
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    home = tmp_path_factory.mktemp("home")
    file = home / "ferry.md"
    file.write_text(TEXT, "utf-8")
    index_file(file, Settings(home=home))
    return load_topic("ferry", home)


def _starting(topic: Topic, words: str) -> Passage:
    return next(one for one in topic.document.passages if one.text.startswith(words))


def test_a_speaker_whom_the_author_grants_a_point_and_answers_is_an_opponent(ferry: Topic) -> None:
    said = _starting(ferry, '"A boat that is half empty')
    assert said.id in opposing(ferry)
    assert _starting(ferry, "I asked Berit Aune") in speech_of(ferry, said)
    assert said in {one for run in whole_runs(ferry) for one in run}


def test_a_speaker_with_whom_the_author_only_agrees_is_none(ferry: Topic) -> None:
    assert _starting(ferry, '"People cried').id not in opposing(ferry)


def test_what_answers_a_speaker_stands_behind_what_is_granted(ferry: Topic) -> None:
    said = _starting(ferry, '"A boat that is half empty')
    assert _starting(ferry, "But the road costs") in answering(ferry, said.id)


def test_a_scene_is_no_reason_where_there_are_others(ferry: Topic) -> None:
    assert all(one.paragraph > 2 for one in main_reasons(ferry, 2))
    assert best_reasons(ferry, 2, frozenset())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Does she blame the captains?", "no"),
        ("Do the captains blame her?", None),
        ("Does she blame the county?", None),
        ("Does she ever blame the captains?", None),
        ("Why does she blame the captains?", None),
        ("Does she blame the captains or the county?", None),
    ],
)
def test_a_passage_says_no_only_to_what_it_denies(ferry: Topic, text: str, word: str | None) -> None:
    assert verdict(Question(text), _starting(ferry, "I don't blame"), 0.9, ferry) == word


def test_a_passage_that_hardly_answers_gives_no_word(ferry: Topic) -> None:
    passage = _starting(ferry, "I don't blame")
    assert verdict(Question("Does she blame the captains?"), passage, 0.5, ferry) is None


@pytest.mark.parametrize(
    ("text", "said", "word"),
    [
        ("Did Norway charge Denmark a toll?", "Norway charged Denmark a toll.", "yes"),
        ("Did Denmark charge Norway a toll?", "Norway charged Denmark a toll.", None),
        ("Did the council close the port?", "The council closed the port.", "yes"),
        ("Did the council close the port?", "The council tried to close the port.", None),
    ],
)
def test_a_passage_says_yes_only_to_what_it_says(
    ferry: Topic, text: str, said: str, word: str | None
) -> None:
    assert verdict(Question(text), Passage(900, 1, 0, len(said), said), 0.9, ferry) == word
