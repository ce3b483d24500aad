"""Sets made for a topic."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.topics.add import add_topic
from evals.cases import check_ids, load_set
from evals.generate_sets import generate_sets
from evals.opinion_mining import opinions
from knowledge.topic import Topic

PIECES = {piece.name: piece for name in ("development", "held out") for piece in opinions(name)}


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    return add_topic(PIECES["dams"].document, "dams.txt", tmp_path).topic


def test_generated_sets_are_valid_say_so_and_spare_what_a_person_wrote(topic: Topic, tmp_path: Path) -> None:
    folder = tmp_path / "sets"
    counts = generate_sets(topic, folder)
    assert set(counts) == {"facts", "premise", "absent"}
    for name in counts:
        cases = load_set(name, folder)
        assert len(cases) == counts[name] >= 8
        check_ids(cases, topic.argument_map)
        assert all(case.id.startswith("generated-") for case in cases)
    own = '{"id": "own-1", "question": "How tall are the dams?", "abstain": true}\n'
    (folder / "absent.jsonl").write_text(own, "utf-8")
    assert "absent" not in generate_sets(topic, folder)
    assert (folder / "absent.jsonl").read_text("utf-8") == own
