"""Prepared entries that the gate refuses: left out, and never without a word."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.doctor_checks import examine_playbook
from bot.turn.prepared import passes
from knowledge.playbook import load_playbook
from knowledge.topic import Topic

SHIPPED = Path(__file__).resolve().parents[3] / "knowledge" / "us-korea-alliance" / "playbook"
EDITS = {  # file: what is put otherwise there, and how
    "answers/1-basics.yaml": ("plans a 25 percent tariff", "plans a 30 percent tariff"),
    "blocks/1-first.yaml": ("$66 billion", "$67 billion"),
    "cases.yaml": ("$66 billion", "$67 billion"),
    "study.yaml": ("planned tariff is 25", "planned tariff is 30"),
}


@pytest.fixture
def edited(topic: Topic, tmp_path: Path) -> Topic:
    """The topic with figures in its playbook that its passages do not give."""
    folder = tmp_path / "playbook"
    shutil.copytree(SHIPPED, folder)
    for name, (old, new) in EDITS.items():
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    changed = replace(topic)
    vars(changed)["playbook"] = load_playbook(folder, topic.document)
    return changed


def test_an_answer_that_is_left_out_is_told_once_with_its_file_and_id(
    edited: Topic, caplog: pytest.LogCaptureFixture
) -> None:
    assert edited.playbook is not None
    changed = next(
        one for one in edited.playbook.answers if any("30 percent" in s.text for s in one.sentences())
    )
    with caplog.at_level(logging.WARNING):
        assert not passes(changed, edited)
        assert not passes(changed, edited)
        assert passes(edited.playbook.answers[-1], edited)
    (record,) = caplog.records
    assert record.getMessage().startswith(f"answers/1-basics.yaml, [{changed.id}] is left out: ")
    assert record.getMessage().endswith(
        "the passages do not give 30 percent; `debate doctor` lists everything left out"
    )


@pytest.mark.slow
def test_the_doctor_names_every_entry_that_is_left_out_and_a_remedy(edited: Topic, topic: Topic) -> None:
    status, said = examine_playbook(edited)
    assert status == "trouble"
    assert said.startswith("4 prepared entries are left out: answers/1-basics.yaml, [")
    for place in EDITS:
        assert place in said
    assert said.count("the passages do not give $67 billion") == 2
    assert said.endswith("; correct the sentences, or what they cite")
    status, said = examine_playbook(topic)
    assert status == "ok"
    assert said.endswith("are prepared, each supported by its passages")
