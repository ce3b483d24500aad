"""What was prepared for a topic of one's own: kept beside its map, moved with it, fitted to corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import KnowledgeError
from knowledge.bundle import export_topic, import_topic
from knowledge.loaders import load_bytes
from knowledge.playbook import Playbook
from knowledge.topic import Topic, add_document, keep, keep_playbook, load_topic, version_of
from knowledge.versions import MINED, write_beside

TEXT = """The town should keep its library open on Sundays.
Last year 4,200 people came on Sundays, and without them the branch may close.
Opening on Sundays is not cheap.
The mayor has said nothing on it.
"""
SAID = ["4,200 people came on Sundays last year [2]."]
GONE = ["The mayor has been silent [4]."]


def answer(id: str, said: list[str]) -> dict[str, object]:
    return {"id": id, "acts": ["fact"], "asks": [id], "short": said, "full": said, "plain": said}


PLAYBOOK = Playbook.model_validate(
    {
        "answers": [answer("visitors", SAID), answer("mayor", GONE)],
        "cases": {"for": {"overview": SAID, "opening": {30: SAID}}},
    }
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    topic = Topic("library", load_bytes(TEXT.encode(), "library.txt"), None, "library.txt")
    keep(topic, tmp_path)
    return tmp_path


def test_it_is_read_as_it_was_written_and_counts_as_a_change(home: Path) -> None:
    topic, before = load_topic("library", home), version_of("library", home)
    assert topic.playbook is None
    keep_playbook(topic, PLAYBOOK, home)
    assert load_topic("library", home).playbook == PLAYBOOK
    assert version_of("library", home) != before


def test_it_goes_along_in_one_file(home: Path, tmp_path: Path) -> None:
    keep_playbook(load_topic("library", home), PLAYBOOK, home)
    write_beside(home / "topics" / "library", {MINED: "{}"})
    export_topic("library", home, tmp_path / "a.topic.zip")
    import_topic(tmp_path / "a.topic.zip", home, "other")
    assert load_topic("other", home).playbook == PLAYBOOK


def test_a_correction_keeps_what_its_passages_still_say_and_what_a_model_made(
    home: Path, tmp_path: Path
) -> None:
    keep_playbook(load_topic("library", home), PLAYBOOK, home)
    write_beside(home / "topics" / "library", {MINED: "{}"})
    file = tmp_path / "library.txt"
    text = "A correction stands first here today.\n" + TEXT.replace("The mayor has said nothing on it.\n", "")
    file.write_text(text, "utf-8")
    add_document(file, home, "library")
    playbook = load_topic("library", home).playbook
    assert playbook is not None
    assert [(one.id, one.short[0].cites) for one in playbook.answers] == [("visitors", (3,))]
    assert len(list(home.glob(f"topics/library/versions/*/{MINED}"))) == 2


def test_a_playbook_that_somebody_broke_names_its_file_and_place(home: Path) -> None:
    keep_playbook(load_topic("library", home), PLAYBOOK, home)
    file = next(home.glob("topics/library/versions/*/playbook.yaml"))
    file.write_text(file.read_text("utf-8").replace("[2]", "[9]"), "utf-8")
    with pytest.raises(KnowledgeError, match=r"playbook.yaml, \[visitors\]: there is no passage 9"):
        load_topic("library", home)


def test_one_that_could_not_be_read_again_is_not_written(home: Path) -> None:
    topic = keep_playbook(load_topic("library", home), PLAYBOOK, home)
    first, second = PLAYBOOK.answers
    same = second.model_copy(update={"asks": first.asks})
    with pytest.raises(KnowledgeError, match=r"the wording 'visitors' also appears in \[visitors\]"):
        keep_playbook(topic, PLAYBOOK.model_copy(update={"answers": (first, same)}), home)
    assert load_topic("library", home).playbook == PLAYBOOK
