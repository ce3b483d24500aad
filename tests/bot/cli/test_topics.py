"""The commands that change topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.build import build
from bot.settings import Settings
from evals.opinion_mining import Opinion, opinions
from tests.servers.command import debate

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.mark.slow
def test_the_terminal_finds_and_tags(tmp_path: Path) -> None:
    def topics(*words: str) -> str:
        done = debate(tmp_path, "topics", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "us-korea-alliance: trade, asia" in topics("tag", "us-korea-alliance", "Trade, Asia")
    assert "Easing the pressure on South Korea (us-korea-alliance)\n  The op-ed argues that" in topics(
        "find", "Which op-eds argue for easing tariffs?"
    )
    assert topics("find", "ice hockey") == "None of the op-eds discusses that.\n"


PIECES = {piece.name: piece for name in ("development", "held out") for piece in opinions(name)}


def write(piece: Opinion, path: Path) -> Path:
    path.write_text(piece.document.text, "utf-8")
    return path


@pytest.mark.slow
def test_topics_are_moved_at_the_terminal_and_chats_go_along(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "dams.topic.zip"
    debate(home, "index", str(write(PIECES["dams"], tmp_path / "dams.txt")))
    bots = build(Settings(home=home, topic="dams"))
    chat = bots.store.conversations.begin("dams")
    bots.close()
    assert "dams is now sage, with 1 chat." in debate(home, "topics", "rename", "dams", "sage").stdout
    bots = build(Settings(home=home, topic="sage"))
    assert bots.store.conversations.get(chat.id).topic == "sage"
    bots.close()
    assert debate(home, "topics", "export", "sage", str(file)).returncode == 0
    assert "sage has been removed." in debate(home, "topics", "remove", "sage", "--yes").stdout
    assert "sage has been imported." in debate(home, "topics", "import", str(file)).stdout
    assert "forty die" in debate(home, "ask", "How many salmon die?", "--topic", "sage").stdout
