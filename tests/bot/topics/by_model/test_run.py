"""A model's map and playbook: asked for over the wire, kept as far as the check lets them pass."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from bot.build import build
from bot.debate.state import Terms
from bot.settings import Settings
from bot.topics.review import accept_claim, edit_claim, remove_claim
from knowledge.topic import Topic, keep_map, keep_playbook, load_topic
from tests.servers.command import DEBATE, debate
from tests.servers.judging import is_check
from tests.servers.mining import ANSWERS, MAP, TEXT, asks_for, mining_model
from tests.servers.scripted_openai import Answer, Script, Scripted

pytestmark = pytest.mark.slow
Home = tuple[Path, Path]


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "library.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def by_model(home: Path, url: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    served = {"DEBATE_MODEL": "openai:m", "OPENAI_BASE_URL": url, "OPENAI_API_KEY": "sk-mine"}
    return debate(home, *words, **served, **more)


def mine(
    home: Path, *words: str, answer: Answer | None = None, **more: str
) -> tuple[str, list[dict[str, Any]]]:
    """Return what was told, and what the model was asked for."""
    with Scripted(answer or mining_model()).running() as server:
        done = by_model(home, server.url, "index", *words, "--mine", **more)
        assert done.returncode == 0, done.stderr
        return done.stdout, server.asked


def wanted(asked: list[dict[str, Any]]) -> list[str]:
    return [asks_for(body) for body in asked if not is_check(body)]


def library(home: Path) -> Topic:
    return load_topic("library", home)


def test_a_mined_topic_has_map_answers_blocks_and_cases_and_needs_the_model_no_more(
    essay: Path, home: Path
) -> None:
    told, asked = mine(home, str(essay), DEBATE_PRICE_IN="1", DEBATE_PRICE_OUT="4")
    assert "openai:m will be asked for 11 parts in about" in told
    assert told.index("about $") < told.index("[1/11]")
    assert (
        "[1/11] the argument map: 4 claims, 1 of them recommendations, 1 lines of argument; 5 refused" in told
    )
    assert "[11/11] the case against" in told
    assert "It used" in told
    assert "[2] Last year 4,200 people" in asked[0]["messages"][0]["content"]
    topic = library(home)
    assert topic.argument_map is not None
    assert topic.argument_map.mined_by == "model"
    assert topic.prepared is not None
    assert {answer.id for answer in topic.prepared.answers} == {
        "argues", "visitors", "why", "price", "best", "money",
    }  # fmt: skip
    assert {block.side for block in topic.prepared.blocks} == {"for", "against"}
    assert topic.prepared.cases.for_ is not None
    bot = build(Settings(home=home, topic="library")).of()
    assert "4,200" in bot.reply("how many visitors on a sunday").text
    assert "does not say" in bot.reply("what does one sunday cost exactly").text
    met = bot.reply(
        "Sundays are a waste of money, who is going to pay for that?", "debate", debate=Terms("for")
    )
    assert "the branch may close" in met.text.lower()
    for mode in ("for", "against", "debate"):
        terms = Terms("against") if mode == "debate" else None
        reply = bot.reply("Should the library open on Sundays?", mode, debate=terms)
        assert not reply.abstained, mode
        assert not reply.withheld


def test_what_a_judge_refuses_is_left_out_and_what_passes_when_written_again_is_kept(
    essay: Path, home: Path
) -> None:
    again = {"again": "1 | The branch may close without them [2]."}
    mine(home, str(essay), answer=mining_model(again))
    playbook = library(home).prepared
    assert playbook is not None
    visitors = next(one for one in playbook.answers if one.id == "visitors")
    assert [one.text for one in visitors.full][-1] == "The branch may close without them."
    assert all("will close" not in one.text for one in playbook.sentences())


def failing_at(part: str) -> Answer:
    model = mining_model()

    def answer(body: dict[str, Any]) -> tuple[int, str] | Script:
        if not is_check(body) and asks_for(body) == part:
            return 400, "no"
        return model(body)

    return answer


def test_an_interrupted_run_goes_on_where_it_stopped_and_pays_nothing_twice(essay: Path, home: Path) -> None:
    with Scripted(failing_at("ask why and how")).running() as server:
        done = by_model(home, server.url, "index", str(essay), "--mine")
    assert done.returncode == 1
    assert "continue with: debate index --topic library --mine" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    before = library(home)
    assert before.argument_map is not None
    assert before.argument_map.mined_by == "model"
    assert before.prepared is not None
    assert [one.id for one in before.prepared.answers] == ["argues", "visitors"]
    told, asked = mine(home, "--topic", "library")
    assert "8 of 11 parts" in told
    assert "[3/11] answers about facts: there already" in told
    assert not {"map", "about the piece as a whole", "ask for facts"} & set(wanted(asked))
    after = library(home).prepared
    assert after is not None
    assert [one.id for one in after.answers][:2] == ["argues", "visitors"]
    assert len(after.answers) == 6
    assert not list((home / "mining").glob("*/*.json"))


def test_whoever_ends_it_midway_is_told_how_to_go_on(essay: Path, home: Path) -> None:
    model = mining_model()

    def answer(body: dict[str, Any]) -> tuple[int, str] | Script:
        if not is_check(body) and asks_for(body) == "ask for facts":
            return Script([b": \n\n", 60.0])  # alive, and no word
        return model(body)

    with Scripted(answer).running() as server:
        served = {
            "DEBATE_HOME": str(home),
            "DEBATE_MODEL": "openai:m",
            "OPENAI_BASE_URL": server.url,
            "DEBATE_WAIT_BETWEEN": "300",
        }
        with subprocess.Popen(
            [*DEBATE, "index", str(essay), "--mine"],
            env=os.environ | served,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # where the tests run in the background they ignore it, and so would the command
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as running:
            while "ask for facts" not in wanted(server.asked):
                time.sleep(0.1)
            running.send_signal(signal.SIGINT)
            _, told = running.communicate(timeout=60)
    assert running.returncode == 1
    assert (
        told
        == "Interrupted: the work done so far is kept; continue with: debate index --topic library --mine\n"
    )
    assert library(home).prepared is not None


@pytest.mark.parametrize("said", ["no map at all", '{"claims": []}', '{"claims": [{"id": "a"}]}'])
def test_where_a_model_gives_no_map_one_line_says_so_and_the_rules_map_stays(
    essay: Path, home: Path, said: str
) -> None:
    with Scripted(mining_model({"map": said})).running() as server:
        done = by_model(home, server.url, "index", str(essay), "--mine")
    assert done.returncode == 1
    assert "what the model gave for the argument map is not in the expected form" in done.stderr
    made = library(home).argument_map
    assert made is not None
    assert made.mined_by == "rules"
    assert made.claims


def test_an_answer_that_breaks_off_is_kept_up_to_there(essay: Path, home: Path) -> None:
    whole = json.dumps({"answers": [*ANSWERS["ask for facts"], *ANSWERS["ask why and how"]]})
    mine(home, str(essay), answer=mining_model({"ask for facts": whole[: whole.index('"why"') + 40]}))
    playbook = library(home).prepared
    assert playbook is not None
    assert "visitors" in {one.id for one in playbook.answers}


def test_a_models_map_is_filled_up_by_rules(essay: Path, home: Path) -> None:
    half = MAP | {"claims": [one for one in MAP["claims"] if one["id"] in ("Visitors", "keep")], "lines": []}
    mine(home, str(essay), answer=mining_model({"map": json.dumps(half)}))
    made = library(home).argument_map
    assert made is not None
    assert [claim.id for claim in made.claims][:2] == ["visitors", "keep"]
    assert {number for claim in made.claims for number in claim.passages} == {1, 2, 3}
    assert made.mined_by == "model"


def test_what_a_reviewer_changed_stands_and_the_models_is_proposed(essay: Path, home: Path) -> None:
    mine(home, str(essay))
    topic = library(home)
    topic = keep_map(topic, edit_claim(topic, "cost", "to open on Sundays is not cheap"), home)
    topic = keep_map(topic, accept_claim(topic, "visitors"), home)
    topic = keep_map(topic, remove_claim(topic, "close"), home)
    assert topic.prepared is not None
    changed = tuple(
        one.model_copy(update={"short": one.full[:1]}) if one.id == "argues" else one
        for one in topic.prepared.answers
        if one.id != "why"
    )
    keep_playbook(topic, topic.prepared.model_copy(update={"answers": changed}), home)
    told, asked = mine(home, "--topic", "library")
    assert (
        "cost: to open on Sundays" not in asked[0]["messages"][-1]["content"]
    )  # the model's own words are told
    assert "cost: opening on Sundays is not cheap" in asked[0]["messages"][-1]["content"]
    assert "4 entries differ from your changes, which are kept" in told
    topic = library(home)
    assert topic.argument_map is not None
    assert topic.argument_map.by_id["cost"].says == "to open on Sundays is not cheap"
    assert topic.argument_map.by_id["visitors"].confidence is None
    assert "close" not in topic.argument_map.by_id
    assert topic.prepared is not None
    assert {one.id for one in topic.prepared.answers} >= {"argues", "visitors"}
    assert "why" not in {one.id for one in topic.prepared.answers}
    assert next(one for one in topic.prepared.answers if one.id == "argues").short[0].cites == (1,)
    listed = debate(home, "review", "--topic", "library", "--changes", "--list").stdout
    assert "claim cost" in listed
    assert "- to open on Sundays is not cheap [3]" in listed
    assert "+ opening on Sundays is not cheap [3]" in listed
    assert "you have removed it" in listed
    decided = debate(home, "review", "--topic", "library", "--changes", stdin="t\nk\nt\nk\n")
    assert decided.returncode == 0, decided.stderr
    topic = library(home)
    assert topic.argument_map is not None
    kept = topic.argument_map.by_id
    assert ("close" in kept) != (kept["cost"].says == "opening on Sundays is not cheap")
    assert debate(home, "review", "--topic", "library", "--changes", "--list").stdout.startswith("Nothing")


def test_a_map_that_ships_is_not_replaced(home: Path) -> None:
    done = by_model(home, "http://127.0.0.1:9/v1", "index", "--topic", "us-korea-alliance", "--mine")
    assert done.returncode == 1
    assert "ships with the program" in done.stderr


def test_mining_needs_a_model(essay: Path, home: Path) -> None:
    done = debate(home, "index", str(essay), "--mine")
    assert done.returncode == 1
    assert "--mine needs a chat model: set DEBATE_MODEL" in done.stderr
    assert not (home / "topics").exists()
