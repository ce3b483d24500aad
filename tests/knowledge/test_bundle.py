"""Topics as they are moved, and the versions that they keep."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from knowledge import KnowledgeError, versions
from knowledge.bundle import export_topic, import_topic, remove_topic, rename_topic
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders import load_bytes
from knowledge.mining.build_map import mined_map
from knowledge.topic import (
    Topic,
    add_document,
    folder_of,
    keep,
    keep_map,
    load_earlier,
    load_topic,
    topic_slugs,
)
from tests.knowledge.mining.told_roles import ToldRoles

TEXT = "The hive needs shade. The keeper should move it. Bees make honey in spring."

ROLES = ToldRoles({"The keeper": "recommends"})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    document = load_bytes(TEXT.encode(), "bees.txt")
    keep(Topic("bees", document, mined_map(document, ROLES, SentenceEncoder()), "bees.txt"), tmp_path)
    return tmp_path


def test_a_topic_reads_as_it_was_written(home: Path) -> None:
    topic = load_topic("bees", home)
    document = load_bytes(TEXT.encode(), "bees.txt")
    assert topic.document == document
    assert topic.argument_map == mined_map(document, ROLES, SentenceEncoder())
    assert topic.source == "bees.txt"


def test_a_map_that_its_owner_edits_counts_and_a_slip_is_told_with_its_place(home: Path) -> None:
    folder = folder_of("bees", home)
    (version,) = (folder / "versions").iterdir()
    path = version / "arguments.yaml"
    before = versions.state(folder)
    path.write_text(path.read_text("utf-8").replace("title: bees", "title: On bees"), "utf-8")
    assert load_topic("bees", home).title == "On bees"
    assert versions.state(folder) != before
    path.write_text(path.read_text("utf-8").replace("kind: recommendation", "kind: wish"), "utf-8")
    with pytest.raises(KnowledgeError, match=r"arguments\.yaml, claims → \[keeper-move\] → kind"):
        load_topic("bees", home)


def test_an_earlier_version_is_found_by_its_document(home: Path, tmp_path: Path) -> None:
    old = load_topic("bees", home).document
    file = tmp_path / "bees.txt"
    file.write_text(TEXT.replace("shade", "water"), "utf-8")
    add_document(file, home)
    assert load_topic("bees", home).document != old
    earlier = load_earlier("bees", old.sha256, home)
    assert earlier is not None
    assert earlier.document == old
    assert load_earlier("bees", "0" * 64, home) is None


def test_an_exported_topic_is_the_same_elsewhere(home: Path, tmp_path: Path) -> None:
    sets = folder_of("bees", home) / "sets"
    sets.mkdir()
    (sets / "facts.jsonl").write_text(
        '{"id": "one", "question": "What does it need?", "claims": ["hive-shade"]}\n', "utf-8"
    )
    file, other = tmp_path / "bees.topic.zip", tmp_path / "other"
    export_topic("bees", home, file)
    assert import_topic(file, other) == "bees"
    assert load_topic("bees", other) == load_topic("bees", home)
    assert (folder_of("bees", other) / "sets" / "facts.jsonl").exists()
    with pytest.raises(KnowledgeError, match="there is already a topic bees"):
        import_topic(file, other)
    assert import_topic(file, other, "more-bees") == "more-bees"


def packed(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"bees__current": "v1"}, "names no valid version"),
        ({"bees__current": "v1", "bees__versions__v1__document.json": "{}"}, "is damaged"),
        ({"bees__..__..__evil": "x"}, "is not an exported topic"),
        ({"bees__run.py": "x"}, "is not an exported topic"),
        ({"Bees__current": "v1"}, "is not an exported topic"),
        ({"a__current": "x", "b__current": "x"}, "is not an exported topic"),
    ],
)
def test_what_is_no_exported_topic_leaves_nothing_behind(
    tmp_path: Path, parts: dict[str, str], says: str
) -> None:
    home = tmp_path / "home"
    with pytest.raises(KnowledgeError, match=says):
        import_topic(packed(tmp_path / "x.zip", **parts), home)
    assert topic_slugs(home) == ("us-korea-alliance",)
    assert not (home / "topics").exists() or not list((home / "topics").iterdir())
    assert not (tmp_path / "evil").exists()


def test_a_file_that_is_no_archive_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no archive", "utf-8")
    with pytest.raises(KnowledgeError, match="not an exported topic"):
        import_topic(tmp_path / "x.zip", tmp_path)


def test_renaming_and_removing(home: Path) -> None:
    rename_topic("bees", "hive", home)
    assert topic_slugs(home) == ("us-korea-alliance", "hive")
    with pytest.raises(KnowledgeError, match="cannot be used as a topic name"):
        rename_topic("hive", "The Hive", home)
    with pytest.raises(KnowledgeError, match="there is already a topic us-korea-alliance"):
        rename_topic("hive", "us-korea-alliance", home)
    remove_topic("hive", home)
    assert topic_slugs(home) == ("us-korea-alliance",)
    assert not folder_of("hive", home).exists()
    with pytest.raises(KnowledgeError, match="ships with the program and nothing was added"):
        remove_topic("us-korea-alliance", home)
    with pytest.raises(KnowledgeError, match="there is no topic 'hive'; choose one of: us-korea-alliance"):
        remove_topic("hive", home)


def test_a_shipped_topic_with_another_document_goes_back_to_its_brief(tmp_path: Path, topic: Topic) -> None:
    keep_map(topic, topic.argument_map, tmp_path) if topic.argument_map else None
    assert folder_of(topic.slug, tmp_path).is_dir()
    remove_topic(topic.slug, tmp_path)
    assert load_topic(topic.slug, tmp_path).source == "brief"
