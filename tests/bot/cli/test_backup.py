"""`debate backup`, by restoring.

What was there is there again, elsewhere, and in another kind of database.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.build import Bots
from bot.cli.backup import restore_backup, write_backup
from bot.cli.main import debate
from bot.errors import BotError
from bot.output.schema import as_object
from bot.settings import Settings
from evals.opinion_mining import opinions
from tests.servers.disks import small_disk
from tests.servers.postgres import running_postgres

QUESTION = "How high is the levy on Korean goods?"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with running_postgres() as server:
        yield server.url


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with an added topic, a chat and a word on it; the chat's id."""
    home = tmp_path_factory.mktemp("home")
    file = tmp_path_factory.mktemp("file") / "dams.txt"
    file.write_text(next(one for one in opinions("development") if one.name == "dams").document.text, "utf-8")
    assert CliRunner(env={"DEBATE_HOME": str(home)}).invoke(debate, ["index", str(file)]).exit_code == 0
    bots = Bots(Settings(home=home))
    kept = bots.store.conversations
    chat = kept.begin("us-korea-alliance", "v" * 32)
    for _ in range(3):
        number = kept.ask(chat.id, QUESTION, "ask")
        reply = bots.of().reply(QUESTION)
        kept.answer(chat.id, number, as_object(reply), None)
    bots.store.feedback.add("bad", QUESTION, "ask", as_object(reply), conversation=chat.id)
    kept.share(chat.id)
    (home / "runs" / "20260101-000000").mkdir(parents=True)
    (home / "runs" / "20260101-000000" / "run.json").write_text("{}", "utf-8")
    return home, chat.id


@pytest.mark.services
def test_what_was_there_is_there_again_and_goes_on(
    filled: tuple[Path, str], tmp_path: Path, postgres: str
) -> None:
    home, chat = filled
    before = Bots(Settings(home=home))
    assert (
        write_backup(tmp_path / "first.zip", Settings(home=home))
        == f"{tmp_path / 'first.zip'} holds 1 topic and 1 chat."
    )
    assert stat.S_IMODE((tmp_path / "first.zip").stat().st_mode) == 0o600
    # into PostgreSQL, from there into a second file, and from that into SQLite again
    moved = Settings(home=tmp_path / "moved", database=postgres)
    assert "has been restored: 1 topic and 1 chat." in restore_backup(tmp_path / "first.zip", moved)
    write_backup(tmp_path / "second.zip", moved)
    back = Settings(home=tmp_path / "back")
    restore_backup(tmp_path / "second.zip", back)
    for settings in (moved, back):
        bots = Bots(settings)
        assert bots.store.conversations.get(chat) == before.store.conversations.get(chat)
        assert bots.store.feedback.all() == before.store.feedback.all()
        assert bots.topic("dams") == before.topic("dams")
        assert bots.of("dams").reply("What should be done?").statements
        assert bots.store.conversations.ask(chat, "And then?", "ask") == 4
        assert (settings.home / "runs" / "20260101-000000" / "run.json").exists()
        assert sorted(path.name for path in (settings.home / "topics" / "dams" / "sets").iterdir()) == [
            "absent.jsonl",
            "facts.jsonl",
            "premise.jsonl",
        ]
        bots.close()
    assert not list((tmp_path / "back").glob(".restoring-*"))


def test_nothing_is_written_over(filled: tuple[Path, str], tmp_path: Path) -> None:
    home, _ = filled
    write_backup(tmp_path / "all.zip", Settings(home=home))
    with pytest.raises(BotError, match="already has topics: set DEBATE_HOME to an empty folder"):
        restore_backup(tmp_path / "all.zip", Settings(home=home))
    other = Settings(home=tmp_path / "other", database=f"sqlite:///{home / 'chats.sqlite3'}")
    with pytest.raises(BotError, match="already contains chats: name an empty one in DEBATE_DATABASE"):
        restore_backup(tmp_path / "all.zip", other)


def test_a_file_that_is_none_is_one_line(filled: tuple[Path, str], tmp_path: Path) -> None:
    home, _ = filled
    whole = tmp_path / "all.zip"
    write_backup(whole, Settings(home=home))
    (tmp_path / "cut.zip").write_bytes(whole.read_bytes()[:-2000])
    data = bytearray(whole.read_bytes())
    data[len(data) // 3] ^= 0xFF
    (tmp_path / "flipped.zip").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "strange.zip", "w") as archive:
        archive.writestr("backup.json", '{"format": 1}')
        archive.writestr("topics/../../evil", "x")
    with zipfile.ZipFile(tmp_path / "later.zip", "w") as archive:
        archive.writestr("backup.json", '{"format": 99, "version": "9.0"}')
    cases = {
        "cut.zip": "is not a backup",
        "flipped.zip": "damaged|not a backup",
        "strange.zip": "contains something that no backup contains",
        "later.zip": "another version",
        "missing.zip": "cannot read",
    }
    for name, says in cases.items():
        with pytest.raises(BotError, match=says):
            restore_backup(tmp_path / name, Settings(home=tmp_path / "new"))
    assert not (tmp_path / "new" / "topics").exists()
    assert not (tmp_path / "evil").exists()


def test_a_backup_that_finds_no_room_leaves_the_last_one(filled: tuple[Path, str], tmp_path: Path) -> None:
    home, _ = filled
    with small_disk(tmp_path / "disk", 12) as disk:
        file = disk.place / "all.zip"
        file.write_bytes(b"the last one")
        done = CliRunner(env={"DEBATE_HOME": str(home)}).invoke(debate, ["backup", str(file)])
        assert done.exit_code == 1
        assert "cannot write" in done.output or "No space left" in done.output
        assert file.read_bytes() == b"the last one"
        assert [one.name for one in disk.place.iterdir()] == ["all.zip"]
