"""Asking at the terminal, with a model that writes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.servers.command import DEBATE, debate
from tests.servers.scripted_openai import Script, Scripted, chunk

KEY = "sk-test-around-never-shown"
QUESTION = "Which country is the rival of the U.S.?"
RIVAL = "report [8]: The op-ed says that China is the most formidable rival of the U.S."


def test_a_missing_provider_is_one_line(tmp_path: Path) -> None:
    done = debate(tmp_path, "ask", QUESTION, DEBATE_MODEL="anthropic:claude")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "langchain-anthropic" in done.stderr


@pytest.mark.slow
def test_the_writer_can_be_chosen(tmp_path: Path) -> None:
    with Scripted(lambda body: (200, RIVAL)).running() as server:
        environment = {
            "DEBATE_MODEL": "openai:m",
            "OPENAI_BASE_URL": server.url,
            "OPENAI_API_KEY": KEY,
            "DEBATE_CHECK": "embedded",
        }
        written = {
            who: json.loads(
                debate(tmp_path, "ask", QUESTION, "--json", "--writer", who, **environment).stdout
            )["writer"]
            for who in ("model", "embedded")
        }
        assert (
            json.loads(debate(tmp_path, "ask", QUESTION, "--json", **environment).stdout)["writer"] == "model"
        )
    assert written == {"model": "model", "embedded": "embedded"}
    done = debate(tmp_path, "ask", QUESTION, "--writer", "model")
    assert done.returncode == 1
    assert "set DEBATE_MODEL" in done.stderr


@pytest.mark.slow
def test_the_terminal_shows_a_sentence_while_the_model_still_writes(tmp_path: Path) -> None:
    with Scripted(lambda body: Script([chunk(RIVAL + "\n"), 60.0])).running() as server:
        given = {
            "DEBATE_HOME": str(tmp_path),
            "DEBATE_MODEL": "openai:m",
            "OPENAI_BASE_URL": server.url,
            "DEBATE_WAIT_BETWEEN": "50",
            "DEBATE_CHECK": "embedded",  # nobody judges: this model would never answer
        }
        with subprocess.Popen(
            [*DEBATE, "ask", QUESTION], env=os.environ | given, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert "most formidable rival" in process.stdout.readline()
            assert process.poll() is None
            assert not server.left.is_set()
            process.terminate()
            assert server.left.wait(30)  # while it still wrote
