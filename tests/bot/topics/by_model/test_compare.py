"""A model's entry taken in the place of a reviewer's: the topic can be read afterwards."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from bot.errors import BotError
from bot.topics.by_model.compare import set_aside, take
from bot.topics.by_model.record import AnswerProposal, Record, keep_record, load_record
from knowledge.changing import changing
from knowledge.loaders import load_bytes
from knowledge.playbook import Answer, Playbook
from knowledge.topic import Topic, keep, keep_playbook, load_topic
from tests.servers.mining import TEXT

DOCUMENT = load_bytes(TEXT.encode(), "library.txt")


def answer(id: str, says: str, *asks: str) -> Answer:
    said = [f"{says} [2]."]
    return Answer.model_validate(
        {"id": id, "acts": ["fact"], "asks": asks, "short": said, "full": said, "plain": said}
    )


OTHER = answer("other", "The branch may close", "What if it closes?", "Who comes?")
MINE = answer("visitors", "Some 4,200 people came", "How many people came?")


def kept(home: Path, *mined: Answer, there: tuple[Answer, ...] = (MINE, OTHER)) -> None:
    keep(Topic("library", DOCUMENT, None, "library.txt", Playbook(answers=there)), home)
    proposals = tuple(AnswerProposal(id=one.id, mined=one) for one in mined)
    keep_record(Record(document=DOCUMENT.sha256, proposals=proposals), "library", home)


def answers(home: Path) -> list[tuple[str, tuple[str, ...]]]:
    playbook = load_topic("library", home).prepared
    assert playbook is not None
    return [(one.id, one.asks) for one in playbook.answers]


def test_it_is_taken_in_its_place_without_wordings_that_others_have(tmp_path: Path) -> None:
    kept(tmp_path, answer("visitors", "4,200 people came", "who comes? ", "How many came?"))
    take("library", "answer", "visitors", tmp_path)
    assert answers(tmp_path) == [("visitors", ("How many came?",)), ("other", OTHER.asks)]
    assert not load_record(load_topic("library", tmp_path), tmp_path).proposals


def test_one_that_was_removed_comes_back_at_the_end(tmp_path: Path) -> None:
    kept(tmp_path, MINE, there=(OTHER,))
    take("library", "answer", "visitors", tmp_path)
    assert [id for id, _ in answers(tmp_path)] == ["other", "visitors"]


def test_one_whose_wordings_all_stand_elsewhere_is_not_taken_and_can_be_set_aside(tmp_path: Path) -> None:
    kept(tmp_path, answer("visitors", "4,200 people came", "Who comes?"))
    with pytest.raises(BotError, match="is already in other entries: remove those first, or keep yours"):
        take("library", "answer", "visitors", tmp_path)
    assert answers(tmp_path) == [("visitors", MINE.asks), ("other", OTHER.asks)]
    set_aside("library", "answer", "visitors", tmp_path)
    assert not load_record(load_topic("library", tmp_path), tmp_path).proposals


def test_it_waits_for_whoever_is_changing_the_topic_and_keeps_that_change(tmp_path: Path) -> None:
    kept(tmp_path, MINE.model_copy(update={"asks": ("How many came?",)}))
    begun = Event()

    def work() -> None:
        begun.set()
        take("library", "answer", "visitors", tmp_path)

    thread = Thread(target=work)
    with changing("library", tmp_path):
        thread.start()
        begun.wait()
        thread.join(0.5)
        assert thread.is_alive()
        keep_playbook(load_topic("library", tmp_path), Playbook(answers=(MINE,)), tmp_path)
    thread.join()
    assert answers(tmp_path) == [("visitors", ("How many came?",))]
