"""What the bot makes of a strong model's replies, over the wire, as they were recorded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.statement.leaning import leans
from bot.turn.reply import Reply
from tests.recorded.__main__ import main
from tests.recorded.player import Player, stage
from tests.recorded.turn import HERE, Recorded, asked_turns, chains, recorded

pytestmark = pytest.mark.slow

TURNS = asked_turns()
SECOND_CALLS = 0.3  # of the turns, at most
CLEAN = 0.97  # of the replies, at least


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Reply, Player]]:
    found: dict[str, tuple[Reply, Player]] = {}
    with stage(tmp_path_factory.mktemp("recorded")) as on:
        for names in chains(TURNS):
            before: list[Reply] = []
            for name in names:
                player = Player(name, TURNS[name], recorded(name))
                before.append(on.play(player, before))
                found[name] = before[-1], player
    return found


def plain(text: str) -> str:
    """Return a text without marks and layout."""
    return " ".join(re.sub(r"\s*\[\d[\d, ]*\]|\*\*", "", text).split())


def written(turn: Recorded) -> str:
    return plain(f"{turn.wrote} {turn.mended}")


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def begins(turn: Recorded, text: str) -> bool:
    """Tell whether the model itself begins so, at first or when it was asked again."""
    return any(re.sub(r"^\d+\. ", "", plain(said)).startswith(text) for said in (turn.wrote, turn.mended))


def faults(reply: Reply, turn: Recorded) -> list[str]:
    """What is off in a reply as its reader sees it: its order, what it points back to, its words."""
    shown = [
        statement
        for statement in reply.statements
        if statement.kind != "link" or statement.text in turn.wrote
    ]
    found = []
    for place, statement in enumerate(shown):
        if not (statement.text.rstrip(".") in written(turn) or words(statement.text) <= words(written(turn))):
            found.append(f"not the model's words: {statement.text}")
        if place == 0 and leans(statement.text, first=True) and not begins(turn, statement.text[:20]):
            found.append(f"leans on nothing: {statement.text}")
    wrote, last = plain(turn.wrote), 0
    for statement in shown:  # "[Name]" may stand in several places
        text = statement.text.rstrip(".?")[:40]
        if (place := wrote.find(text, last)) < 0 <= wrote.find(text):
            found.append(f"the order is another: {statement.text}")
        last = max(last, place)
    return found


def test_every_turn_is_recorded_and_the_model_writes_all_of_its_reply(
    played: dict[str, tuple[Reply, Player]],
) -> None:
    for name, (reply, player) in played.items():
        assert not player.lacking, name
        assert reply.writer == "model"
        assert not reply.failure, name


def test_replies_are_clean(played: dict[str, tuple[Reply, Player]]) -> None:
    off = {name: found for name, (reply, _) in played.items() if (found := faults(reply, recorded(name)))}
    assert len(off) <= (1 - CLEAN) * len(played), off


def test_few_turns_need_a_second_call_and_nothing_is_lost(played: dict[str, tuple[Reply, Player]]) -> None:
    assert sum(player.second_calls for _, player in played.values()) <= SECOND_CALLS * len(played)
    lost = [one.statement.text for reply, _ in played.values() for one in reply.withheld]
    sentences = sum(len(reply.statements) for reply, _ in played.values())
    assert len(lost) <= 0.02 * sentences, lost


def test_nothing_is_shown_that_the_judge_refused(played: dict[str, tuple[Reply, Player]]) -> None:
    for name, (reply, _) in played.items():
        refused = {text for text, line in recorded(name).judged.items() if "| no |" in line}
        assert not refused & {statement.text for statement in reply.statements}, name


def test_what_was_mended_stands_where_the_refused_sentence_stood(
    played: dict[str, tuple[Reply, Player]],
) -> None:
    seen = 0
    for name, (reply, _) in played.items():
        turn, shown = recorded(name), [statement.text.rstrip(".?") for statement in reply.statements]
        refused = [plain(text) for text, line in turn.judged.items() if "| no |" in line]
        wrote, mended = plain(turn.wrote), [text for text in shown if text not in plain(turn.wrote)]
        if len(refused) != 1 or len(mended) != 1 or refused[0] not in wrote:
            continue
        seen, place, at = seen + 1, shown.index(mended[0]), wrote.index(refused[0])
        assert all(wrote.find(text) < at for text in shown[:place]), name
        assert all(wrote.find(text) > at for text in shown[place + 1 :]), name
    assert seen >= 3


def test_a_changed_prompt_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    turn = recorded("ask-summary")
    turn.prompts["ask"] = "another"
    assert turn.stale == ("ask",)
    monkeypatch.setattr(
        "tests.recorded.__main__.recorded", lambda name: turn if "summary" in name else Recorded()
    )
    assert main([]) == 1
    said = capsys.readouterr().out
    assert "ask-summary: changed: ask" in said
    assert "for-case: is not recorded" in said


def test_no_recording_is_of_a_turn_that_is_gone() -> None:
    assert {file.stem for file in Path(HERE / "turns").glob("*.json")} == set(TURNS)
