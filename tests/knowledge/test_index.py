from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge import KnowledgeError
from knowledge.chroma import open_client
from knowledge.embeddings import OnnxEmbedder, Vectors
from knowledge.encoders.cross_encoder import answers
from knowledge.index import open_index, rebuild_index
from knowledge.search import Search
from knowledge.topic import Topic, add_document, load_topic, topic_slugs


def _files(home: Path) -> dict[str, float]:
    return {
        str(path): path.stat().st_mtime_ns
        for path in home.rglob("*")
        if path.is_file() and "lock" not in path.name
    }


class OtherEmbedder:
    """Another maker of vectors, of another width."""

    name, width, succeeds = "other", 8, ()

    def vectors(self, texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        rows = np.array(
            [[1.0 + ord(letter) for letter in text[:8].ljust(8)] for text in texts], dtype=np.float32
        )
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_the_first_start_indexes_and_later_starts_write_nothing(tmp_path: Path, topic: Topic) -> None:
    assert open_index(topic, OnnxEmbedder(), tmp_path).built
    before = _files(tmp_path)
    again = open_index(topic, OnnxEmbedder(), tmp_path)
    assert not again.built
    assert not rebuild_index(topic, OnnxEmbedder(), tmp_path).built
    assert _files(tmp_path) == before
    assert again.collection.count() == len(again.entries)


def test_adding_an_unchanged_document_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "bees.md"
    file.write_text("# Bees\n\nBees make honey. The hive needs shade.\n", "utf-8")
    home = tmp_path / "home"
    assert add_document(file, home).changed
    before = _files(home)
    assert not add_document(file, home).changed
    assert _files(home) == before
    assert topic_slugs(home) == ("us-korea-alliance", "bees")


def test_a_new_version_is_switched_to_and_the_old_one_is_kept(tmp_path: Path) -> None:
    file, home = tmp_path / "bees.md", tmp_path / "home"
    file.write_text("Bees make honey.\n", "utf-8")
    add_document(file, home)
    open_index(load_topic("bees", home), OnnxEmbedder(), home)
    file.write_text("Bees make honey. The hive needs shade.\n", "utf-8")
    add_document(file, home)
    topic = load_topic("bees", home)
    open_index(topic, OnnxEmbedder(), home)
    assert len(topic.document.passages) == 2
    assert len(list((home / "topics" / "bees" / "versions").iterdir())) == 2
    assert len(open_client(home).list_collections()) == 2


def test_an_index_of_another_embedding_is_a_clear_error_and_can_be_made_anew(
    tmp_path: Path, topic: Topic
) -> None:
    open_index(topic, OnnxEmbedder(), tmp_path)
    with pytest.raises(
        KnowledgeError,
        match=r"made with the embedding minilm.* not other: .*debate index --topic us-korea-alliance",
    ):
        open_index(topic, OtherEmbedder(), tmp_path)
    assert rebuild_index(topic, OtherEmbedder(), tmp_path).built
    assert not open_index(topic, OtherEmbedder(), tmp_path).built


class EarlierEmbedder(OtherEmbedder):
    """What made the vectors in an earlier version of the program."""

    name = "wordllama-256"


def test_an_index_of_an_embedding_that_came_with_an_earlier_version_is_made_anew_unasked(
    tmp_path: Path, topic: Topic
) -> None:
    assert open_index(topic, EarlierEmbedder(), tmp_path).built
    assert open_index(topic, OnnxEmbedder(), tmp_path).built
    assert not open_index(topic, OnnxEmbedder(), tmp_path).built


@pytest.mark.slow  # a process of its own loads Chroma and its exporters
def test_what_stood_in_for_parts_of_chroma_is_gone_once_it_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from knowledge.chroma import open_client; "
        "open_client(pathlib.Path(sys.argv[1])).heartbeat()\n"
    )
    code += "import overrides; assert overrides.override.__module__ == 'overrides.overrides'\n"
    code += (
        "from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as real; assert "
        "real is not None"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_a_damaged_version_says_what_to_do(tmp_path: Path) -> None:
    file, home = tmp_path / "bees.md", tmp_path / "home"
    file.write_text("Bees make honey.\n", "utf-8")
    add_document(file, home)
    (version,) = (home / "topics" / "bees" / "versions").iterdir()
    (version / "document.json").write_text('{"document": 1}', "utf-8")
    with pytest.raises(
        KnowledgeError,
        match=r"document.json is damaged; index the document again with: debate index FILE --topic bees",
    ):
        load_topic("bees", home)


def test_a_kept_copy_of_the_shipped_topic_is_the_topic_and_a_damaged_one_is_made_anew(
    tmp_path: Path, topic: Topic
) -> None:
    for _ in range(2):
        loaded = load_topic(topic.slug, tmp_path)
        assert (loaded.document.passages, loaded.argument_map, loaded.title) == (
            topic.document.passages,
            topic.argument_map,
            topic.title,
        )
    (kept,) = (tmp_path / "shipped").iterdir()
    kept.write_text('{"document"', "utf-8")
    assert load_topic(topic.slug, tmp_path).argument_map == topic.argument_map
    assert load_topic(topic.slug, tmp_path / "README.md").argument_map == topic.argument_map


@pytest.mark.slow
def test_killing_the_indexing_at_random_moments_leaves_a_usable_index(tmp_path: Path, topic: Topic) -> None:
    chance = random.Random(7)
    command = [sys.executable, "-c", "from bot.cli.main import main; main()", "index", "--topic", topic.slug]
    killed = 0
    for _ in range(int(os.environ.get("KILLS", "8"))):  # KILLS=50 for a thorough look
        running = subprocess.Popen(
            command,
            env=os.environ | {"DEBATE_HOME": str(tmp_path)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.2, 1.6))
        killed += running.poll() is None
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert killed, "no run was killed before its end"
    index = open_index(topic, OnnxEmbedder(), tmp_path)
    assert index.collection.count() == len(index.entries)
    found = Search(topic, index, OnnxEmbedder(), answers()).find("How high is the levy on Korean goods?")
    assert found.claims[0].id == "tariff-threat"
    assert [
        one.name for one in open_client(tmp_path).list_collections() if not one.name.startswith("making.")
    ] == [index.name]


class Counting(OnnxEmbedder):
    """Counts the texts that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def vectors(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return super().vectors(texts)


@pytest.mark.slow
def test_a_correction_embeds_only_what_it_changes(tmp_path: Path) -> None:
    file, home, embedder = tmp_path / "long.txt", tmp_path / "home", Counting()
    sentences = [
        f"Sentence {number} speaks of hive {number * 7 % 1000} and of nothing else."
        for number in range(1_000)
    ]
    file.write_text(" ".join(sentences), "utf-8")
    add_document(file, home)
    open_index(load_topic("long", home), embedder, home)
    assert len(embedder.texts) == 1_000
    sentences[500] = "This sentence was put right."
    file.write_text(" ".join(sentences), "utf-8")
    add_document(file, home)
    open_index(load_topic("long", home), embedder, home)
    assert embedder.texts[1_000:] == ["This sentence was put right."]


def test_of_a_topics_indexes_the_last_two_are_kept(tmp_path: Path) -> None:
    file, home = tmp_path / "bees.txt", tmp_path / "home"
    for number in range(4):
        file.write_text(f"Bees make honey. The hive needs {number} frames.", "utf-8")
        add_document(file, home)
        index = open_index(load_topic("bees", home), OnnxEmbedder(), home)
    names = {one.name for one in open_client(home).list_collections()}
    assert len(names) == 2
    assert index.name in names
    assert {one.name for one in (home / "bm25").iterdir()} == names
