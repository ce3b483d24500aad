"""The library follows what is added and removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.build import build
from bot.settings import Settings
from bot.topics.add import add_topic
from evals.opinion_mining import opinions
from knowledge.loaders import load_bytes
from knowledge.tags import set_tags

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
PIECES = {piece.name: piece.document for name in ("development", "held out") for piece in opinions(name)}


def test_the_library_takes_in_what_is_new_and_lets_go_of_what_is_gone(tmp_path: Path) -> None:
    bots = build(Settings(home=tmp_path))
    assert bots.library.update() == 1
    assert bots.library.update() == 0
    add_topic(load_bytes(PIECES["dams"].text.encode(), "dams.txt"), "dams.txt", tmp_path)
    set_tags("dams", "Rivers, energy", tmp_path)
    assert bots.library.update() == 1
    (dams,) = [one for one in bots.library.topics() if one.topic == "dams"]
    assert (dams.passages, dams.tags, dams.reviewed) == (20, ("rivers", "energy"), False)
    assert dams.waiting == dams.claims > 15
    add_topic(
        load_bytes(PIECES["dams"].text.replace("forty die", "fifty die").encode(), "dams.txt"),
        "dams.txt",
        tmp_path,
    )
    assert bots.library.update() == 1
    assert not any("forty die" in one.text for one in bots.library.find("How many salmon die?"))
    from knowledge.bundle import remove_topic

    remove_topic("dams", tmp_path)
    assert bots.library.update() == 1
    assert [one.topic for one in bots.library.topics()] == ["us-korea-alliance"]
    bots.close()
