"""The index damaged, full, read-only, in two hands.

What is asked is answered, or one line says what to do; and it comes back by itself.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.build import Bots, build
from bot.settings import Settings
from knowledge import KnowledgeError
from knowledge.chroma import open_client, reopen_client
from knowledge.library import Library
from tests.servers.chroma import running_chroma
from tests.servers.command import debate
from tests.servers.disks import small_disk

QUESTION = "How high is the levy on Korean goods?"
UNPREPARED = "How many submarines has Seoul ordered?"
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Chroma's client


def ask(home: Path) -> subprocess.CompletedProcess[str]:
    return debate(home, "ask", QUESTION)


def garbage(home: Path) -> None:
    (home / "chroma" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)


def half(home: Path) -> None:
    file = home / "chroma" / "chroma.sqlite3"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def holes(home: Path) -> None:
    file = home / "chroma" / "chroma.sqlite3"
    data = bytearray(file.read_bytes())
    for first in range(len(data) // 4, 3 * len(data) // 4, 16_384):
        data[first : first + 8_192] = b"\xa5" * 8_192
    file.write_bytes(data)


def no_collections(home: Path) -> None:
    for one in open_client(home).list_collections():
        open_client(home).delete_collection(one.name)


def no_chroma(home: Path) -> None:
    shutil.rmtree(home / "chroma")


def words_of_rubbish(home: Path) -> None:
    for file in (home / "bm25").glob("*/*"):
        file.write_bytes(b"xx")


def words_in_part(home: Path) -> None:
    for file in (home / "bm25").glob("*/*.npy"):
        file.unlink()


DAMAGES = [garbage, half, holes, no_collections, no_chroma, words_of_rubbish, words_in_part]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sound")
    assert ask(home).returncode == 0
    return home


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_made_anew_by_the_next_question(
    sound: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    home = tmp_path / "home"
    shutil.copytree(sound, home)
    damage(home)
    for question in (UNPREPARED, QUESTION):  # what is prepared needs no search
        done = debate(home, "ask", question)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
    assert "25 percent" in done.stdout
    assert (home / "chroma.damaged").exists() == (damage in (garbage, half, holes))
    assert ask(home).stderr == ""


@pytest.mark.parametrize("damage", [no_collections, words_of_rubbish], ids=lambda damage: damage.__name__)
def test_an_index_that_goes_while_it_is_open_is_opened_again(
    sound: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    home = tmp_path / "home"
    shutil.copytree(sound, home)
    bot = build(Settings(home=home)).of()
    library = Library(home, bot.search._embedder)  # type: ignore[attr-defined]
    library.update()
    damage(home)
    assert bot.reply(QUESTION).statements
    assert library.update() in (0, 1)
    assert library.find(QUESTION)


def test_a_full_disk_is_one_line_and_with_room_it_goes_on(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 700) as disk:
        done = ask(disk.place)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, done.stderr
        assert "DEBATE_HOME" in done.stderr
        disk.change("size=64m")
        assert ask(disk.place).returncode == 0


def test_a_folder_that_nothing_can_be_written_to_is_one_line(sound: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64 << 10) as disk:
        shutil.copytree(sound, disk.place, dirs_exist_ok=True)
        disk.change("ro")
        done = ask(disk.place)
        assert (done.returncode, done.stderr) == (0, "") or (
            done.stderr.count("\n") == 1 and "DEBATE_HOME" in done.stderr
        )
        assert "Traceback" not in done.stderr
        disk.change("rw")
        assert ask(disk.place).returncode == 0


def test_two_processes_that_begin_at_once_share_what_one_has_made(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: ask(tmp_path), range(3)))
    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    assert len({one.stdout for one in done}) == 1


def test_threads_that_open_a_new_folder_at_once_all_get_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        clients = list(pool.map(lambda _: open_client(tmp_path), range(8)))
    assert all(client.heartbeat() for client in clients)
    assert reopen_client(tmp_path).heartbeat()


@pytest.mark.services
def test_a_chroma_server_that_goes_is_a_sentence_until_it_is_back(tmp_path: Path) -> None:
    with running_chroma(tmp_path / "chroma") as url:
        bots = Bots(Settings(home=tmp_path / "home", chroma_url=url, cache=False))
        before = bots.of().reply(UNPREPARED)
    with pytest.raises(
        KnowledgeError, match=r"Chroma server at 127\.0\.0\.1 is not responding .*DEBATE_CHROMA_URL"
    ):
        bots.of().reply(UNPREPARED)
    with running_chroma(tmp_path / "chroma", int(url.rpartition(":")[2])):
        assert bots.of().reply(UNPREPARED).statements == before.statements
    with running_chroma(
        tmp_path / "another", int(url.rpartition(":")[2])
    ):  # it came back without what it held
        assert bots.of().reply(UNPREPARED).statements == before.statements
