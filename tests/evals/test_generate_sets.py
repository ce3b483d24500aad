"""Sets made for a topic."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.topics.add import add_topic
from bot.topics.review import remove_claim
from evals.cases import check_ids, load_set
from evals.generate_sets import generate_sets, prune_sets
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


def test_whatever_claim_a_review_deletes_the_generated_sets_can_still_be_run(
    topic: Topic, tmp_path: Path
) -> None:
    folder = tmp_path / "sets"
    generate_sets(topic, folder)
    before = load_set("facts", folder)
    assert topic.argument_map is not None
    for claim in topic.argument_map.claims[::2]:
        topic = replace(topic, argument_map=remove_claim(topic, claim.id))
        assert prune_sets(topic, folder) == []
        for name in ("facts", "premise", "absent"):
            check_ids(load_set(name, folder), topic.argument_map)
    left = {case.id: case for case in load_set("facts", folder)}
    assert 0 < len(left) < len(before)
    assert any(left[case.id].claims != case.claims for case in before if case.id in left)


def test_a_case_that_somebody_added_stays_and_is_named_when_its_claim_is_gone(
    topic: Topic, tmp_path: Path
) -> None:
    folder = tmp_path / "sets"
    generate_sets(topic, folder)
    assert topic.argument_map is not None
    gone = next(iter(load_set("facts", folder)[0].claims[0]))
    own = f'{{"id": "own-1", "question": "And the fish?", "claims": ["{gone}"]}}\n'
    with (folder / "facts.jsonl").open("a", encoding="utf-8") as file:
        file.write(own)
    left = replace(topic, argument_map=remove_claim(topic, gone))
    (fault,) = prune_sets(left, folder)
    assert fault.startswith(f"case own-1: there is no claim {gone!r} in the argument map")
    text = (folder / "facts.jsonl").read_text("utf-8")
    assert text.endswith(own)
    assert text.count(gone) == 1
    generate_sets(left, folder)
    assert (folder / "facts.jsonl").read_text("utf-8") == text
