"""Decisions of a reviewer, and undoing them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.topics.add import add_topic
from bot.topics.deciding import decide, decide_on_words, undo_last
from bot.topics.edit_playbook import edit_sentence, remove_entry
from bot.topics.review import accept_claim, edit_claim, hold_back, remove_claim
from evals.cases import load_set
from evals.opinion_mining import opinions
from knowledge import decisions
from knowledge.document import Document
from knowledge.playbook import parse_playbook
from knowledge.topic import keep_map, keep_playbook, load_topic

PIECES = {piece.name: piece for name in ("development", "held out") for piece in opinions(name)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    add_topic(PIECES["dams"].document, "dams.txt", tmp_path)
    return tmp_path


def test_decisions_are_undone_one_after_the_other_and_said(home: Path) -> None:
    first = load_topic("dams", home).argument_map
    assert first is not None
    main = first.main
    assert main is not None
    decide("dams", home, partial(accept_claim, id=main.id), main.id)
    decide("dams", home, partial(edit_claim, id=main.id, kind="reported view", helps="against"), main.id)
    decide("dams", home, partial(remove_claim, id=main.id), main.id)
    told = []
    for _ in range(3):
        topic, decision = undo_last("dams", home)
        told.append((decision.told, decision.says))
    assert told == [(word, main.says) for word in ("deleted", "not the author's", "accepted")]
    assert topic.argument_map == first
    assert load_topic("dams", home).argument_map == first
    with pytest.raises(BotError, match="no decision on dams that can be undone"):
        undo_last("dams", home)


def test_what_somebody_else_changed_since_is_not_overwritten(home: Path) -> None:
    topic = load_topic("dams", home)
    assert topic.argument_map is not None
    one, other = topic.argument_map.claims[:2]
    kept = decide("dams", home, partial(accept_claim, id=one.id), one.id)
    last = decisions.last(kept, home)
    assert last is not None
    decide("dams", home, partial(accept_claim, id=other.id), other.id)
    with pytest.raises(BotError, match="someone has since decided differently"):
        undo_last("dams", home, last.id)
    now = load_topic("dams", home)
    keep_map(now, hold_back(now, review_first=True), home)
    with pytest.raises(BotError, match="no decision on dams that can be undone"):
        undo_last("dams", home)


def test_undoing_a_deletion_brings_back_the_cases_that_ask_for_the_claim(home: Path) -> None:
    from bot.topics.starter_sets import generate_starter_sets, prune_starter_sets

    topic = load_topic("dams", home)
    generate_starter_sets(topic, home)
    sets = home / "topics" / "dams" / "sets"
    before = load_set("facts", sets)
    gone = before[0].claims[0][0]
    prune_starter_sets(decide("dams", home, partial(remove_claim, id=gone), gone), home)
    assert len(load_set("facts", sets)) < len(before)
    undo_last("dams", home)
    assert load_set("facts", sets) == before


PLAYBOOK = """\
answers:
  - id: salmon
    acts: [fact]
    asks: [how many salmon die, what happens to the salmon]
    short:
      - Of every hundred young salmon about forty die. [5]
      - Of every hundred young salmon, about forty die before the last turbine, the op-ed says. [5]
    full:
      - Of every hundred young salmon about forty die before the last turbine. [5]
    plain:
      - Of every hundred young salmon, forty die. [5]
"""


def _prepared(home: Path, document: Document) -> None:
    keep_playbook(load_topic("dams", home), parse_playbook(PLAYBOOK, "playbook.yaml", document), home)


def test_a_prepared_sentence_that_was_edited_or_removed_comes_back(home: Path) -> None:
    topic = load_topic("dams", home)
    _prepared(home, topic.document)
    before = load_topic("dams", home).prepared
    edit = partial(edit_sentence, part="answer", id="salmon", number=0, says="")
    decide_on_words("dams", home, edit, "salmon", "a sentence taken out")
    decide_on_words("dams", home, partial(remove_entry, part="answer", id="salmon"), "salmon", "removed")
    assert undo_last("dams", home)[1].told == "removed"
    topic, decision = undo_last("dams", home)
    assert decision.told == "a sentence taken out"
    assert topic.prepared == before
    assert load_topic("dams", home).prepared == before
