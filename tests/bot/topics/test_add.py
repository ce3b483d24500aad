"""Any op-ed.

From a file to a topic that is asked about, argued, debated, reviewed and evaluated, without a model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.build import build
from bot.debate.state import Terms
from bot.settings import Settings
from bot.topics.add import add_topic
from bot.topics.gate_map import gate_map
from bot.topics.review import edit_claim
from bot.turn.bot import Bot
from evals.opinion_mining import Opinion, opinions
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map
from tests.servers.command import debate

SLOWLY = pytest.mark.slow  # each piece is mined and read by the gate, which takes a second or two
PIECES = {piece.name: piece for name in ("development", "held out") for piece in opinions(name)}


@pytest.fixture(scope="module")
def bot_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Bot]:
    """The bot on a piece, mined and indexed when it is first asked for."""
    home = tmp_path_factory.mktemp("pieces")

    @cache
    def bot_on_piece(name: str) -> Bot:
        add_topic(replace(PIECES[name].document, title=name), f"{name}.txt", home)
        return build(Settings(home=home, topic=name)).of()

    return bot_on_piece


@pytest.mark.parametrize(
    "name",
    ["dams", "bail", *(pytest.param(name, marks=SLOWLY) for name in sorted({*PIECES} - {"dams", "bail"}))],
)
def test_nearly_all_that_rules_mine_passes_the_gate(name: str) -> None:
    document = PIECES[name].document
    mined = mined_map(document, Roles(), SentenceEncoder())
    kept = gate_map(mined, document)
    assert len(kept.argument_map.claims) >= 0.9 * len(mined.claims)
    assert gate_map(kept.argument_map, document).refused == ()


@pytest.mark.parametrize(
    "name", ["dams", *(pytest.param(name, marks=SLOWLY) for name in ("school-bell", "faction", "santa"))]
)
def test_a_mined_topic_is_asked_argued_and_debated_with_nothing_withheld(
    name: str, bot_on: Callable[[str], Bot]
) -> None:
    bot = bot_on(name)
    argument_map = bot.topic.argument_map
    assert argument_map is not None
    for question in argument_map.starters.ask:
        reply = bot.reply(question)
        assert reply.passages, question
        assert not reply.withheld
    for mode in ("for", "against", "debate"):
        for question in argument_map.starters.of(mode):
            reply = bot.reply(question, mode, debate=Terms("against") if mode == "debate" else None)
            assert not reply.abstained, (mode, question)
            assert not reply.withheld
            assert reply.passages


@pytest.mark.parametrize(
    ("name", "question", "says"),
    [
        ("dams", "How many salmon die?", "about forty die before the last turbine.” [5]"),
        ("dams", "What should Congress do?", "Congress should breach all four"),
        ("dams", "How old is the mayor of Portland?", "I find no answer to that in the op-ed."),
        (
            "library-fines",
            "How much does Maria owe?",
            "Maria is eleven, and she owes the public library $14.60.” [1]",
        ),
        (
            "bail",
            "What happened in Waukesha?",
            "That happened in Waukesha, and six people died.” [12]",
        ),
        (
            "bail",
            "What do prosecutors say?",
            "Prosecutors here say that judges need the tool.” [10]",
        ),
    ],
)
def test_plain_questions_are_answered_from_a_mined_map(
    name: str, question: str, says: str, bot_on: Callable[[str], Bot]
) -> None:
    assert says in bot_on(name).reply(question).text


def test_a_correction_keeps_what_still_holds_and_drops_what_does_not(tmp_path: Path) -> None:
    document = PIECES["dams"].document
    first = add_topic(document, "dams.txt", tmp_path).topic
    assert first.argument_map is not None
    chosen = next(claim for claim in first.argument_map.claims if "700,000" in claim.says)
    mended_by_hand = edit_claim(first, chosen.id, "utilities point out that the dams light homes")
    from knowledge.topic import keep_map

    keep_map(first, mended_by_hand, tmp_path)
    corrected = PIECES["dams"].document.text.replace("about forty die", "about fifty die")
    from knowledge.loaders import load_bytes

    brought = add_topic(load_bytes(corrected.encode(), "dams.txt"), "dams.txt", tmp_path, "dams")
    kept = brought.topic.argument_map
    assert kept is not None
    assert kept.by_id[chosen.id].says == "utilities point out that the dams light homes"
    assert kept.by_id[chosen.id].confidence is None
    assert not any("forty die" in claim.says for claim in kept.claims)
    assert any("fifty die" in claim.says for claim in kept.claims)
    bot = build(Settings(home=tmp_path, topic="dams")).of()
    assert "fifty" in bot.reply("How many salmon die?").text


def test_indexing_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    document = PIECES["dams"].document
    assert add_topic(document, "dams.txt", tmp_path).changed
    assert not add_topic(document, "dams.txt", tmp_path).changed


def write(piece: Opinion, path: Path) -> Path:
    path.write_text(piece.document.text, "utf-8")
    return path


@pytest.mark.slow
def test_a_folder_makes_a_topic_of_each_file_and_one_bad_file_stops_none(tmp_path: Path) -> None:
    folder, home = tmp_path / "pieces", tmp_path / "home"
    folder.mkdir()
    write(PIECES["dams"], folder / "dams.txt")
    write(PIECES["bail"], folder / "bail.txt")
    (folder / "empty.md").write_text("", "utf-8")
    done = debate(home, "index", str(folder))
    assert done.returncode == 1
    assert done.stderr == "Error: empty.md is empty: give a file with text in it\n"
    assert "2 of 3 files are indexed." in done.stdout
    assert debate(home, "topics").stdout.count("passages") == 3
