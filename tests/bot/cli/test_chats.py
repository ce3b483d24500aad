"""One reader's chat found and deleted by its link."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.build.storage import build_store
from bot.cli.main import debate
from bot.settings import Settings


@pytest.mark.parametrize(
    "link", ["{id}", "https://debate.example/?chat={id}&lang=en", "https://d.example/shared/{token}"]
)
def test_a_chat_is_deleted_by_the_link_that_its_reader_sends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    store = build_store(Settings(home=tmp_path))
    chat, other = (store.conversations.begin("us-korea-alliance") for _ in range(2))
    store.conversations.ask(chat.id, "Who pays?", "ask")
    given = link.format(id=chat.id, token=store.conversations.share(chat.id))
    shown = CliRunner().invoke(debate, ["chats", given])
    assert "“Who pays?”, about us-korea-alliance" in shown.output
    assert store.conversations.count() == 2
    assert CliRunner().invoke(debate, ["chats", given, "--delete"]).exit_code == 0
    assert store.conversations.count() == 1
    assert store.conversations.get(other.id).turns == ()
    store.close()


def test_what_is_no_link_to_a_chat_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    for given, says in (("my chat", "give the chat's link"), ("a" * 22, "there is no such conversation")):
        assert says in CliRunner().invoke(debate, ["chats", given]).output
