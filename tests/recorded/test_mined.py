"""Recording how a model mines an op-ed, and playing it again over the wire; here with a scripted one."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from bot.topics.by_model.steps import STEPS
from tests.recorded.mined import PIECES, MinedPlayer, MinedRecording, mined, recorded_mining
from tests.servers.mining import mining_model

pytestmark = pytest.mark.slow


def test_a_recording_asks_in_files_keeps_what_is_answered_and_plays_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.recorded.mined.HERE", tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    folder, done = tmp_path / "asked", Event()
    folder.mkdir()
    model, piece = mining_model(), "slow-burglary"

    def answers() -> None:
        while not done.is_set():
            for asking in folder.glob("*.prompt.md"):
                answer = asking.with_name(asking.name.replace(".prompt.", ".answer."))
                if not answer.exists():
                    body: dict[str, Any] = {"messages": [{"content": asking.read_text("utf-8")}]}
                    said = model(body)
                    assert isinstance(said, tuple)
                    answer.write_text(said[1], "utf-8")
            time.sleep(0.05)

    answering = Thread(target=answers, daemon=True)
    answering.start()
    try:
        with mined(MinedPlayer(piece, MinedRecording(), folder), tmp_path / "home") as topic:
            first = topic.prepared
    finally:
        done.set()
        answering.join()
    kept = recorded_mining(piece)
    assert set(kept.wrote) == {step.id for step in STEPS}
    assert {"mine", "mine_answers", "mine_blocks", "mine_cases", "check"} <= set(kept.prompts)
    player = MinedPlayer(piece, kept)
    with mined(player, tmp_path / "again") as topic:
        assert topic.prepared == first
    assert not player.lacking


def test_what_a_strong_model_answered_makes_the_whole_playbook_again(tmp_path: Path) -> None:
    recording = recorded_mining(PIECES[0])
    assert not recording.stale
    player = MinedPlayer(PIECES[0], recording)
    with mined(player, tmp_path) as topic:
        prepared, argument_map = topic.prepared, topic.argument_map
    assert not player.lacking
    assert argument_map is not None
    assert argument_map.mined_by == "model"
    assert argument_map.recommendations
    assert prepared is not None
    assert len(prepared.answers) >= 60
    assert len(prepared.blocks) >= 12
    assert {answer.side for answer in prepared.answers} == {None, "for", "against"}
    cases = [prepared.cases.of("for"), prepared.cases.of("against")]
    assert all(case and case.contentions for case in cases)
