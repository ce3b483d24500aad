"""The doctor: what is wrong, and the remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.topics.add import add_topic
from knowledge.loaders import load_bytes
from tests.servers.command import debate
from tests.servers.scripted_openai import Scripted

KEY = "sk-test-around-never-shown"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an op-ed of three sentences, whose preparation is read in no time."""
    home = tmp_path_factory.mktemp("small")
    text = b"# End the harbor fee\n\nThe harbor fee should end. It costs each boat $70. The harbor is empty."
    add_topic(load_bytes(text, "harbor.md"), "harbor.md", home)
    return home


# ── the doctor ──


@pytest.mark.slow
def test_the_doctor_says_that_all_is_well(tmp_path: Path) -> None:
    with Scripted(lambda body: (200, "ready")).running() as server:
        done = debate(
            tmp_path,
            "doctor",
            "--json",
            DEBATE_MODEL="openai:m",
            OPENAI_BASE_URL=server.url,
            OPENAI_API_KEY=KEY,
            DEBATE_TOKENS_PER_DAY="5000",
        )
    found = {one["what"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0, done.stdout
    assert found["model"]["status"] == "ok"
    assert "openai:m at http://127.0.0.1" in found["model"]["said"]
    assert "5000 tokens per day" in found["spending"]["said"]
    assert found["embeddings"]["said"].endswith("with 384 dimensions")
    assert KEY not in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "what", "says"),
    [
        (
            {"DEBATE_MODEL": "openai:m", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"},
            "model",
            "cannot be reached",
        ),
        ({"DEBATE_MODEL": "anthropic:claude"}, "model", "langchain-anthropic"),
        ({"DEBATE_MODEL": "gpt"}, "model", "use the form PROVIDER:MODEL"),
        ({"DEBATE_MODEL": "nobody:m"}, "model", "nobody"),
        ({"DEBATE_TOPIC": "koera"}, "topic", "no topic 'koera'"),
        (
            {"DEBATE_LIMITS_STORE": "redis://127.0.0.1:9"},
            "caps",
            "is not responding, so each server counts separately",
        ),
        ({"DEBATE_LIMITS_STORE": "nowhere://"}, "caps", "give memory://, or redis://host:6379"),
    ],
)
def test_the_doctor_names_the_trouble_and_its_remedy(
    small: Path, environment: dict[str, str], what: str, says: str
) -> None:
    done = debate(
        small, "doctor", "--json", **{"DEBATE_TOPIC": "harbor", "OPENAI_API_KEY": KEY, **environment}
    )
    found = {one["what"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert found[what]["status"] == "trouble"
    assert says in found[what]["said"]
    assert "Traceback" not in done.stderr
    assert KEY not in done.stdout + done.stderr


@pytest.mark.slow
def test_without_a_model_the_doctor_says_who_writes(tmp_path: Path) -> None:
    done = debate(tmp_path, "doctor")
    assert done.returncode == 0
    assert "the embedded writer is used" in done.stdout
