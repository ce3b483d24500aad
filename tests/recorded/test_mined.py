"""Mining by a strong model, over the wire, as it was recorded; and recording, with a scripted one."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from bot.topics.by_model.steps import STEPS
from evals.corpus.schema import read_piece
from evals.corpus.splits import HERE as CORPUS
from knowledge.topic import Topic
from tests.recorded.mined import PIECES, MinedPlayer, MinedRecording, mined, recorded_mining
from tests.servers.mining import mining_model

pytestmark = pytest.mark.slow
RECORDED = [name for name in PIECES if recorded_mining(name).wrote]


@pytest.fixture(scope="module", params=RECORDED)
def played(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Topic, MinedPlayer]:
    player = MinedPlayer(request.param, recorded_mining(request.param))
    with mined(player, tmp_path_factory.mktemp("mined")) as topic:
        return request.param, topic, player


def test_all_of_it_is_recorded_by_the_prompts_as_they_are(played: tuple[str, Topic, MinedPlayer]) -> None:
    _, _, player = played
    assert not player.lacking
    assert not player.recording.stale


def test_what_it_recommends_rests_on_the_pieces_own_recommendations(
    played: tuple[str, Topic, MinedPlayer],
) -> None:
    name, topic, _ = played
    piece = read_piece(CORPUS / "pieces" / f"{name}.yaml")
    advice = {" ".join(one.text.split()) for one in piece.sentences if one.role == "recommends"}
    assert topic.argument_map is not None
    main = topic.argument_map.main
    assert main is not None
    said = " ".join(" ".join(topic.document.passage(number).text.split()) for number in main.passages)
    assert any(text in said or said in text for text in advice)


def test_the_playbook_is_whole(played: tuple[str, Topic, MinedPlayer]) -> None:
    _, topic, _ = played
    assert topic.prepared is not None
    assert len(topic.prepared.answers) >= 30
    assert len(topic.prepared.blocks) >= 8
    for side in ("for", "against"):
        case = topic.prepared.cases.of(side)
        assert case is not None
        assert len(case.contentions) >= 3


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
