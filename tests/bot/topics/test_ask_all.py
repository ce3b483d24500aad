"""A question to all op-eds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.build import Bots, build
from bot.errors import BotError
from bot.settings import Settings
from bot.topics.add import add_topic
from bot.topics.ask_all import across
from evals.opinion_mining import opinions
from knowledge.loaders import load_bytes

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
PIECES = {piece.name: piece.document for name in ("development", "held out") for piece in opinions(name)}
SOME = ("dams", "school-bell", "duplexes", "herring")


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    home = tmp_path_factory.mktemp("library")
    for name in SOME:
        add_topic(load_bytes(PIECES[name].text.encode(), f"{name}.txt"), f"{name}.txt", home)
    opened = build(Settings(home=home))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "topic", "says"),
    [
        (
            "Which op-eds argue for easing tariffs?",
            "us-korea-alliance",
            "ease trade tensions with Lee",
        ),
        (
            "Which op-eds want school to start later?",
            "school-bell",
            "the school board should move the first bell to half past eight",
        ),
        ("What do the op-eds say about salmon?", "dams", "salmon"),
        ("Who argues for more housing?", "duplexes", ""),
    ],
)
def test_a_question_to_all_finds_the_op_eds_that_speak_of_it(
    bots: Bots, question: str, topic: str, says: str
) -> None:
    bots.library.update()
    found = across(question, bots.library, bots.topic)
    assert found[0].topic == topic
    assert says in found[0].statement.text
    assert found[0].passage.id in found[0].statement.cites


def test_what_no_op_ed_speaks_of_gets_no_answer(bots: Bots) -> None:
    bots.library.update()
    assert across("Who won the ice hockey world cup?", bots.library, bots.topic) == ()
    with pytest.raises(BotError, match="no question"):
        across("  ", bots.library, bots.topic)
