"""Any op-ed: from a file to a topic that is asked about, argued, debated, reviewed and evaluated, without a model."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.build import build
from bot.errors import BotError
from bot.settings import Settings
from bot.topics.add import add_topic
from bot.topics.gate_map import gate_map
from bot.topics.review import accept_claim, edit_claim, remove_claim, sign_map
from bot.turn.bot import Bot
from evals.cases import check_ids, load_set
from evals.generate_sets import generate_sets
from evals.opinion_mining import Opinion, opinions
from knowledge.mining.build_map import mined_map
from knowledge.topic import Topic, load_topic

PIECES = {piece.name: piece for name in ("development", "held out") for piece in opinions(name)}
DEBATE = [sys.executable, "-c", "from bot.cli.main import main; main()"]


def debate(home: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DEBATE, *words],
        env=os.environ | {"DEBATE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        input=typed,
    )


def bot_on(piece: Opinion, home: Path) -> Bot:
    add_topic(replace(piece.document, title=piece.name), f"{piece.name}.txt", home)
    return build(Settings(home=home, topic=piece.name)).of()


@pytest.mark.parametrize("name", sorted(PIECES))
def test_nearly_all_that_rules_mine_passes_the_gate(name: str) -> None:
    document = PIECES[name].document
    mined = mined_map(document)
    kept = gate_map(mined, document)
    assert len(kept.argument_map.claims) >= 0.9 * len(mined.claims)
    assert gate_map(kept.argument_map, document).refused == ()


@pytest.mark.parametrize("name", ["dams", "school-bell", "faction", "santa"])
def test_a_mined_topic_is_asked_argued_and_debated_with_nothing_withheld(name: str, tmp_path: Path) -> None:
    bot = bot_on(PIECES[name], tmp_path)
    argument_map = bot.topic.argument_map
    assert argument_map is not None
    for question in argument_map.starters.ask:
        reply = bot.reply(question)
        assert not reply.abstained, question
        assert not reply.withheld
    for mode in ("for", "against", "debate"):
        for question in argument_map.starters.of(mode):
            reply = bot.reply(question, mode)
            assert not reply.abstained, (mode, question)
            assert not reply.withheld
            assert reply.passages


@pytest.mark.parametrize(
    ("name", "question", "says"),
    [
        ("dams", "How many salmon die?", "about forty die before the last turbine [5]"),
        ("dams", "What should Congress do?", "Congress should breach all four"),
        ("dams", "How tall are the dams?", "The op-ed does not say."),
        (
            "library-fines",
            "How much does Maria owe?",
            "says that Maria is eleven, and she owes the public library $14.60 [1]",
        ),
        (
            "bail",
            "What happened in Waukesha?",
            "grants that this happened in Waukesha, and six people died [12]",
        ),
        (
            "bail",
            "What do prosecutors say?",
            "The op-ed reports that prosecutors here say that judges need the tool [10].",
        ),
    ],
)
def test_plain_questions_are_answered_from_a_mined_map(
    name: str, question: str, says: str, tmp_path: Path
) -> None:
    assert says in bot_on(PIECES[name], tmp_path).reply(question).text


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


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    return add_topic(PIECES["dams"].document, "dams.txt", tmp_path).topic


def test_what_is_mended_passes_the_gate_too(topic: Topic) -> None:
    id = (
        next(claim.id for claim in topic.argument_map.claims if "700,000" in claim.says)
        if topic.argument_map
        else ""
    )
    with pytest.raises(BotError, match="its passage does not carry that"):
        edit_claim(topic, id, "utilities say that the dams light 900,000 homes")
    with pytest.raises(BotError, match="has no claim"):
        accept_claim(topic, "nothing")


def test_a_map_is_signed_only_when_every_claim_was_looked_at(topic: Topic) -> None:
    assert topic.argument_map is not None
    with pytest.raises(BotError, match="have not been looked at"):
        sign_map(topic, "Jo Park", date(2026, 11, 24))
    for claim in topic.argument_map.unreviewed:
        topic = replace(topic, argument_map=accept_claim(topic, claim.id))
    topic = replace(topic, argument_map=sign_map(topic, "Jo  Park", date(2026, 11, 24)))
    assert topic.argument_map is not None
    assert topic.argument_map.reviewed
    assert topic.argument_map.reviewed_by == "Jo Park"


def test_deleting_a_claim_takes_along_what_cannot_stand_without_it(topic: Topic) -> None:
    assert topic.argument_map is not None
    conclusion = topic.argument_map.lines[0].conclusion
    left = remove_claim(topic, conclusion)
    assert conclusion not in left.by_id
    assert left.lines == ()
    assert not any(conclusion in claim.supports for claim in left.claims)


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


def write(piece: Opinion, path: Path) -> Path:
    path.write_text(piece.document.text, "utf-8")
    return path


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


def test_review_at_the_terminal_accepts_mends_deletes_and_signs(tmp_path: Path) -> None:
    file = tmp_path / "toll.txt"
    file.write_text("The toll should end. It costs shops $40 a day. Shops may close.", "utf-8")
    home = tmp_path / "home"
    assert "3 claims wait for you: debate review --topic toll" in debate(home, "index", str(file)).stdout
    assert "3 claims wait." in debate(home, "review", "--topic", "toll", "--list").stdout
    early = debate(home, "review", "--topic", "toll", "--sign", "Jo Park", typed="s\ns\ns\n")
    assert early.returncode == 1
    assert "have not been looked at" in early.stderr
    done = debate(
        home, "review", "--topic", "toll", typed="m\nit costs shops $90 a day\nm\nit costs shops $40\nd\na\n"
    )
    assert "its passage does not carry that" in done.stderr
    assert "Every claim of toll is looked at" in done.stdout
    loaded = load_topic("toll", home).argument_map
    assert loaded is not None
    assert [claim.says for claim in loaded.claims] == ["the toll should end", "it costs shops $40"]
    assert "is signed off by Jo Park" in debate(home, "review", "--topic", "toll", "--sign", "Jo Park").stdout


def test_topics_are_moved_at_the_terminal_and_chats_go_along(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "dams.topic.zip"
    debate(home, "index", str(write(PIECES["dams"], tmp_path / "dams.txt")))
    bots = build(Settings(home=home, topic="dams"))
    chat = bots.store.conversations.begin("dams")
    bots.close()
    assert "dams is sage now, with 1 chats." in debate(home, "topics", "rename", "dams", "sage").stdout
    bots = build(Settings(home=home, topic="sage"))
    assert bots.store.conversations.get(chat.id).topic == "sage"
    bots.close()
    assert debate(home, "topics", "export", "sage", str(file)).returncode == 0
    assert "sage is removed." in debate(home, "topics", "remove", "sage", "--yes").stdout
    assert "sage is here now." in debate(home, "topics", "import", str(file)).stdout
    assert "forty die" in debate(home, "ask", "How many salmon die?", "--topic", "sage").stdout
