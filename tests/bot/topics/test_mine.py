"""A model's argument map: asked for over the wire, kept as far as the gate lets it pass."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.build import build
from bot.debate.state import Terms
from bot.errors import BotError
from bot.settings import Settings
from bot.topics.mine import gate_model_map
from bot.topics.model_map import MinedMap
from knowledge.loaders import load_document
from knowledge.topic import load_topic
from tests.servers.command import debate
from tests.servers.scripted_openai import Scripted

TEXT = """The town should keep its library open on Sundays.
Last year 4,200 people came on Sundays, and without them the branch may close.
Opening on Sundays is not cheap.
"""
MAP: dict[str, Any] = {
    "subject": "A library on Sundays",
    "claims": [
        {
            "id": "Visitors",
            "kind": "fact",
            "says": "4,200 people came on Sundays last year",
            "passages": [2],
            "helps": "for",
            "supports": ["keep", "nowhere"],
            "asked": ["how many come on Sundays"],
        },
        {
            "id": "close",
            "kind": "prediction",
            "says": "without the people on Sundays the branch may close",
            "passages": [2],
            "helps": "for",
            "supports": ["keep"],
            "asked": ["what happens to the branch"],
        },
        {
            "id": "cost",
            "kind": "concession",
            "says": "opening on Sundays is not cheap",
            "passages": [3],
            "helps": "against",
            "asked": ["is it cheap"],
        },
        {
            "id": "keep",
            "kind": "recommendation",
            "says": "the town should keep its library open on Sundays",
            "passages": [1],
            "helps": "for",
            "asked": ["what should the town do"],
        },
        {
            "id": "wrong",
            "kind": "fact",
            "says": "9,900 people came on Sundays last year",
            "passages": [2],
            "helps": "for",
        },
        {
            "id": "sure",
            "kind": "prediction",
            "says": "the branch will close",
            "passages": [2],
            "helps": "for",
        },
        {"id": "nowhere", "kind": "fact", "says": "the mayor reads books", "passages": [9], "helps": "for"},
    ],
    "lines": [
        {
            "title": "Closing",
            "scheme": "negative-consequences",
            "premises": ["visitors", "close"],
            "conclusion": "keep",
            "attacks": [
                {
                    "aim": "undercut",
                    "about": ["close"],
                    "says": "the op-ed does not say how many people would come on other days",
                },
                {"aim": "undercut", "about": ["close"], "says": "the op-ed does not mention Sundays"},
            ],
            "questions": [{"about": ["close"], "asks": "How likely is it that the branch closes?"}],
        },
        {"title": "No such scheme", "scheme": "magic", "premises": ["visitors"], "conclusion": "keep"},
    ],
}


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "library.txt"
    path.write_text(TEXT, "utf-8")
    return path


def debate_by_model(home: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    served = {"DEBATE_MODEL": "openai:m", "OPENAI_BASE_URL": url, "OPENAI_API_KEY": "sk-mine"}
    return debate(home, *words, **served)


def test_what_the_passages_do_not_carry_is_not_kept(essay: Path) -> None:
    mined = gate_model_map(MinedMap.model_validate(MAP), load_document(essay))
    assert [claim.id for claim in mined.argument_map.claims] == ["visitors", "close", "cost", "keep"]
    assert mined.argument_map.by_id["visitors"].supports == ("keep",)
    assert [line.title for line in mined.argument_map.lines] == ["Closing"]
    assert len(mined.argument_map.lines[0].attacks) == 1
    assert len(mined.argument_map.lines[0].questions) == 1
    assert {text for text, _ in mined.refused} == {
        "9,900 people came on Sundays last year",
        "the branch will close",
        "the mayor reads books",
        "the op-ed does not mention Sundays",
        "No such scheme",
    }
    assert not mined.argument_map.reviewed


def test_nothing_that_passes_is_an_error(essay: Path) -> None:
    with pytest.raises(BotError, match="no claim"):
        gate_model_map(MinedMap.model_validate({"claims": [MAP["claims"][-1]]}), load_document(essay))


@pytest.mark.slow
def test_a_mined_topic_can_be_asked_and_argued_without_the_model(essay: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Scripted(lambda body: (200, json.dumps(MAP))).running() as server:
        done = debate_by_model(home, server.url, "index", str(essay), "--mine")
        assert done.returncode == 0, done.stderr
        assert "4 claims, 1 of them recommendations, and 1 lines of argument; 5 refused" in done.stdout
        asked = server.asked[0]
        assert "[2] Last year 4,200 people" in asked["messages"][-1]["content"]
        assert asked.get("response_format") or asked.get("tools")
    topic = load_topic("library", home)
    assert topic.argument_map is not None
    bot = build(Settings(home=home, topic="library")).of()
    assert "4,200 people" in bot.reply("How many people came on Sundays?").text
    for mode in ("for", "against", "debate"):
        terms = Terms("against") if mode == "debate" else None
        reply = bot.reply("Should the library open on Sundays?", mode, debate=terms)
        assert not reply.abstained, mode
        assert not reply.withheld
    assert not bot.reply("What is it about?").abstained


@pytest.mark.slow
@pytest.mark.parametrize("said", ["no map at all", '{"claims": []}', '{"claims": [{"id": "a"}]}'])
def test_where_a_model_makes_no_map_rules_do_and_one_line_says_so(
    essay: Path, tmp_path: Path, said: str
) -> None:
    with Scripted(lambda body: (200, said)).running() as server:
        done = debate_by_model(tmp_path / "home", server.url, "index", str(essay), "--mine")
    assert done.returncode == 0, done.stderr
    assert "The model made no map, so rules did: the model" in done.stdout
    assert load_topic("library", tmp_path / "home").argument_map is not None


@pytest.mark.slow
def test_a_models_map_is_filled_up_by_rules(essay: Path, tmp_path: Path) -> None:
    half = MAP | {"claims": [one for one in MAP["claims"] if one["id"] in ("Visitors", "keep")], "lines": []}
    with Scripted(lambda body: (200, json.dumps(half))).running() as server:
        done = debate_by_model(tmp_path / "home", server.url, "index", str(essay), "--mine")
    assert done.returncode == 0, done.stderr
    made = load_topic("library", tmp_path / "home").argument_map
    assert made is not None
    assert [claim.id for claim in made.claims][:2] == ["visitors", "keep"]
    assert {number for claim in made.claims for number in claim.passages} == {1, 2, 3}
    assert made.mined_by == "model"


def test_a_map_that_ships_is_not_replaced(tmp_path: Path) -> None:
    done = debate_by_model(
        tmp_path / "home", "http://127.0.0.1:9/v1", "index", "--topic", "us-korea-alliance", "--mine"
    )
    assert done.returncode == 1
    assert "ships with the program" in done.stderr
