"""What an unprepared op-ed gives the other side: only what its words show."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evidence.main_point import best_reasons, issue, main_passage
from bot.evidence.opposing import answering, granted_runs, opposing, shows
from bot.settings import Settings
from bot.topics.index_file import index_file
from knowledge.document import Passage
from knowledge.topic import Topic, load_topic

TEXT = """# Open the reading room at night

By Ida Brandt

The lamp over the library door goes off at five. At six the nurses come off their shift and find it
dark. "I read in the bus shelter," Nora Lind told me. "It has a light."

On May 3 the town council will vote on whether to open the reading room until ten. I think it should
say yes, and pay for it out of the parking fund.

The opening hours were set in 1961, when the mill closed at four. The mill is gone. Of the 2,100
people who have a card, 1,300 now work until six or later. A room that is open only while its
readers are at work is a cupboard.

The treasurer's reasons are not foolish. The heating would cost 14,000 crowns a winter. Two
librarians would have to stay late, and "nobody has asked them," he says. But the room is heated all
night as it is, because of the maps.

I admit that nobody has counted how many would come. Elm Falls opened its room at night in 2020, and
its loans rose by a third. One town is not proof.

So let the council vote for the evening hours, and count the readers for a year.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    home = tmp_path_factory.mktemp("home")
    file = home / "library.md"
    file.write_text(TEXT, "utf-8")
    index_file(Path(file), Settings(home=home))
    return load_topic("library", home)


def _starting(topic: Topic, words: str) -> Passage:
    return next(one for one in topic.document.passages if one.text.startswith(words))


def test_what_a_witness_says_is_not_the_other_sides(library: Topic) -> None:
    assert _starting(library, '"I read in the bus').id not in opposing(library)


def test_a_case_that_is_announced_is_the_other_sides_until_the_paragraph_turns(library: Topic) -> None:
    theirs = opposing(library)
    for words in ("The treasurer's reasons", "The heating would cost", "Two librarians"):
        assert _starting(library, words).id in theirs
    assert _starting(library, "But the room is heated").id not in theirs


def test_what_answers_an_objection_follows_it(library: Topic) -> None:
    answers = answering(library, _starting(library, "The heating would cost").id)
    assert [one.text.split()[0] for one in answers] == ["But"]


def test_what_is_granted_is_shown_by_its_words(library: Topic) -> None:
    granted = {one.id for run in granted_runs(library) for one in run}
    assert {_starting(library, "I admit").id, _starting(library, "One town").id} <= granted
    assert _starting(library, "The opening hours").id not in granted


def test_the_authors_advice_is_never_the_other_sides(library: Topic) -> None:
    assert _starting(library, "So let the council").id not in opposing(library)


@pytest.mark.parametrize(
    ("text", "grants"),
    [
        ("I grant that the bridge is old.", True),
        ("It won't end the floods.", True),
        ("She is right about the price.", True),
        ("The bridge is old and everybody knows it.", False),
        ("They are right now building a second one.", False),
    ],
)
def test_words_that_grant(text: str, grants: bool) -> None:
    assert shows("grants", Passage(1, 1, 0, len(text), text)) is grants


def test_the_point_is_what_the_author_asks_for_and_the_issue_what_is_decided(library: Topic) -> None:
    asks = {_starting(library, "So let the council").id, _starting(library, "I think it should").id}
    assert main_passage(library).id in asks
    at_issue = issue(library)
    assert at_issue
    assert at_issue.text.startswith("On May 3")


def test_reasons_are_the_authors_own_and_one_of_a_paragraph(library: Topic) -> None:
    reasons = best_reasons(library, 3, frozenset())
    assert reasons
    assert not {one.id for one in reasons} & opposing(library)
    assert len({one.paragraph for one in reasons}) == len(reasons)


GOATS = """# Let the goats graze the dyke

By Per Aas

The water board will decide in June whether goats may graze the dyke. It should.

My cousin Liv thinks this is a joke. "They eat washing," she said. Liv is right about more than I like.
A goat on a road is a danger. And fences cost money.

The shepherd's case is another matter. Farmers worry that the herd will carry worms.

Some say the board should buy a second mower instead. It would stand still for ten months. The answer is
to let the animals do it. A herd of forty cleared the island in nine days, and the mower takes three weeks.
"""


@pytest.fixture(scope="module")
def dyke(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    home = tmp_path_factory.mktemp("home")
    file = home / "dyke.md"
    file.write_text(GOATS, "utf-8")
    index_file(Path(file), Settings(home=home))
    return load_topic("dyke", home)


@pytest.mark.parametrize(
    "words",
    ["My cousin Liv", "Liv is right", "A goat on a road", "And fences", "Farmers worry", "Some say"],
)
def test_whoever_thinks_little_of_the_idea_speaks_for_the_other_side(dyke: Topic, words: str) -> None:
    assert _starting(dyke, words).id in opposing(dyke)


def test_what_answers_them_does_not(dyke: Topic) -> None:
    assert _starting(dyke, "The answer is").id not in opposing(dyke)


def test_it_should_is_the_point_behind_what_is_to_be_decided(dyke: Topic) -> None:
    assert main_passage(dyke).text == "It should."
