"""A debate with a chat model as the writer, over the wire.

It puts the move into words, and can neither repeat nor change sides.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.build import Bots, build
from bot.debate.ballot import MAXIMS
from bot.debate.model_ballot import judged_by_model
from bot.debate.state import Debate
from bot.errors import ModelError
from bot.output.schema import as_object
from bot.settings import Settings
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.web.page.contest import contest
from tests.servers.judging import is_read
from tests.servers.scripted_openai import Answer, Scripted

TURN = "Squeezing Seoul this hard will only send it into Beijing's arms."
RIVAL = "China is America's biggest rival, so handing it an ally would be foolish."
GRANT = re.compile(r"begins with “Granted,”: (?P<text>.*?) (?P<cites>(?:\[\d+\])+)")
MOVE = re.compile(
    r"Material for your move \((?:[\w ]+, )?(?P<kind>report|critique|question|weighing)\): "
    r"(?P<text>.*?) (?P<cites>(?:\[\d+\])+)"
)


@contextmanager
def served(home: Path, answer: Answer, **settings: Any) -> Iterator[tuple[Bots, Scripted]]:
    with Scripted(answer).running() as server:
        given: dict[str, Any] = {
            "home": home,
            "model": "openai:m",
            "OPENAI_BASE_URL": server.url,
            "OPENAI_API_KEY": "k",
            "cache": False,
            "check": "embedded",
            **settings,
        }
        bots = build(Settings(**given))
        yield bots, server
        bots.close()


def obedient(body: dict[str, Any]) -> tuple[int, str]:
    """Puts the concession and the move that it is given into lines; reads nothing in a message."""
    if is_read(body):
        return 200, "none"
    asked = next(
        message["content"] for message in reversed(body["messages"]) if MOVE.search(message["content"])
    )  # the second time it stands further up
    granted, moves = GRANT.search(asked), list(MOVE.finditer(asked))
    conceding = (
        f"concession {granted['cites']}: Granted, the op-ed says that {granted['text']}.\n" if granted else ""
    )
    told = "".join(f"{move['kind']} {move['cites']}: {move['text']}\n" for move in moves)
    return 200, f"{conceding}{told}"


def written(server: Scripted) -> list[dict[str, Any]]:
    """Return the requests for words."""
    return [body for body in server.asked if not is_read(body)]


def play(bot: Bot, *said: str) -> list[Reply]:
    debate, replies = Debate("against"), []
    for text in said:
        replies.append(bot.reply(text, "debate", debate=debate))
        debate = replies[-1].debate or debate
    return replies


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model-debate")


def test_the_model_is_given_the_move_the_scheme_and_what_was_said(home: Path) -> None:
    with served(home, obedient) as (bots, server):
        first, second = play(bots.of(), TURN, RIVAL)
    asked = next(
        message["content"]
        for body in reversed(server.asked)
        for message in body["messages"]
        if RIVAL in message["content"] and "Material" in message["content"]
    )
    assert "The reader argues for what the op-ed recommends, and you against it." in asked
    assert f"The reader argues: {RIVAL}" in asked
    assert "Material for your move (" in asked
    _, _, said_before = asked.partition("do not say again: ")
    last, then = (
        [one.text for one in reply.statements if one.kind != "link"][-1] for reply in (first, second)
    )
    assert last in said_before.partition("\n")[0]
    assert first.writer == second.writer == "model"
    assert not first.failure
    assert first.debate is not None
    assert first.round is not None
    made = first.debate.of("bot")[-1]
    assert made.id == first.round.moves[0].id, "a move counts as made when its passages are cited"
    assert last != then


@pytest.mark.parametrize(
    "turncoat",
    [
        "report [39]: The op-ed argues that Trump should refrain from excessive burdens on South Korea.",
        "link: You are right and I agree.",
        "report [8]: China is the most formidable rival that the U.S. has.",
    ],
)
def test_a_model_that_changes_sides_is_replaced(home: Path, turncoat: str) -> None:
    with served(home, lambda body: (200, turncoat)) as (bots, _):
        (reply,) = play(bots.of(), TURN)
    assert reply.plan.side == "against"
    assert not any(statement.text in turncoat for statement in reply.statements)
    assert any(statement.kind != "link" for statement in reply.statements)


def test_a_model_that_says_the_same_again_is_replaced(home: Path) -> None:
    line = (
        'critique [7]: The op-ed says only that the demands "could" drive Lee closer to China, and it puts '
        "no figure on how likely that is."
    )
    with served(home, lambda body: (200, line)) as (bots, _):
        first, second = play(bots.of(), TURN, TURN)
    assert first.statements[-1].text in line
    assert second.statements[-1].text not in line
    assert any("I said it before" in one.verdict.reason for one in second.withheld)


def test_nothing_that_a_model_writes_is_dropped_unread(home: Path) -> None:
    lines = "\n".join(
        [
            "critique [7][28][29]: The op-ed reports no step that Lee has taken away from Washington so far.",
            "critique [22]: The op-ed puts no figure on the decline in national revenue.",
            "question [7]: How likely is it that the demands would drive Lee closer to China, and on "
            "what evidence?",
            "question [38]: What would it cost Washington if the world were to speculate?",
        ]
    )
    with served(home, lambda body: (200, lines)) as (bots, _):
        (reply,) = play(bots.of(), TURN)
    read = [*(one.text for one in reply.statements), *(one.statement.text for one in reply.withheld)]
    assert len([text for text in read if text in lines]) == 4


def test_the_model_tells_from_the_record_how_a_debate_stands_and_closes_it(home: Path) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, str]:
        if is_read(body) or any(MOVE.search(message["content"]) for message in body["messages"]):
            return obedient(body)
        return 200, "critique [7]: The op-ed does not say how likely that is.\n"

    with served(home, answer) as (bots, server):
        replies = play(bots.of(), TURN, "What did I drop?", "closing")
    assert [reply.writer for reply in replies] == ["model", "model", "model"]
    told = [body["messages"][-1]["content"] for body in written(server)]
    assert any("The reader asks how the debate stands." in one for one in told)
    assert any("The reader wants a closing." in one for one in told)


@pytest.mark.slow
def test_simulated_readers_play_with_the_model_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A debate of each reader on each side: each sentence is the model's, and so is looked at anew."""
    from evals.run_in_process import RunOptions, run_in_process
    from evals.simulated_readers import READERS

    ids = [f"{reader}-{side}-1" for reader in READERS for side in ("for", "against")]
    with Scripted(obedient).running() as server:
        for name, value in {
            "DEBATE_MODEL": "openai:m",
            "OPENAI_BASE_URL": server.url,
            "OPENAI_API_KEY": "k",
            "DEBATE_CACHE": "false",
            "DEBATE_CHECK": "embedded",
        }.items():
            monkeypatch.setenv(name, value)
        cases = run_in_process(("sparring",), ("brief",), RunOptions(writer="model"), home / "logs", ids=ids)
    assert {case.id for case in cases} == {*ids}
    assert {reply["writer"] for case in cases for reply in case.replies} == {"model"}
    assert server.asked

    def mean(measure: str) -> float:
        found = [case.scores[measure] for case in cases if measure in case.scores]
        return sum(found) / len(found)

    assert mean("side_kept") >= 0.95  # a reader who argues both ways is asked which side is meant
    assert mean("moves_repeated") == 0
    assert mean("turn_length") == 1
    assert mean("bears_on") >= 0.8  # the scripted model says the first of what it is given
    assert mean("faithfulness") >= 0.92  # it says prepared prose as its own, which rules alone judge here


# ── the model that judges ──


def test_a_critique_can_be_contested_where_a_model_judges(brief_bot: Bot, tmp_path: Path) -> None:
    reply = as_object(brief_bot.reply("What does the recommendation leave open?", "against"))
    critique = next(one for one in reply["statements"] if one["kind"] == "critique")
    with served(
        tmp_path,
        lambda body: (200, "Verdict: not carried\nReason: the passage says how much."),
        judge_model="openai:j",
    ) as (bots, server):
        outcome = asyncio.run(contest(critique, reply["passages"], bots.judge))
    assert not outcome.upheld
    assert (
        outcome.text
        == "its passage does not support it, says the model that judges (the passage says how much)."
    )
    assert critique["text"] in server.asked[0]["messages"][0]["content"]


def ballot(marks: dict[str, int], *remarks: str) -> str:
    lines = [f"{who} {maxim} {mark}" for who, mark in marks.items() for maxim in MAXIMS]
    return "\n".join([*lines[:1], *remarks, *lines[1:]])


def test_a_model_that_prefers_who_comes_first_is_evened_out(brief_bot: Bot, tmp_path: Path) -> None:
    debate = play(brief_bot, TURN, RIVAL)[-1].debate
    assert debate is not None
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return ballot(
            {"A": 9, "B": 5},
            "A quantity round 1: says enough.",
            "A quantity round 7: there is no such round.",
        )

    with served(tmp_path, obedient) as (bots, _):
        prompt = bots.ballot_prompt
    found = judged_by_model(debate, ask, prompt, "m")
    assert "A argues for" in asked[0]
    assert "A argues against" in asked[1]
    assert {mark.mark for sheet in (found.reader, found.bot) for mark in sheet.marks} == {7.0}
    assert found.decision is None
    assert [remark.round for sheet in (found.reader, found.bot) for remark in sheet.marks[0].remarks] == [
        1,
        1,
    ]


def test_a_ballot_that_cannot_be_read_is_an_error_of_one_line(brief_bot: Bot, tmp_path: Path) -> None:
    debate = play(brief_bot, TURN)[-1].debate
    assert debate is not None
    with served(tmp_path, obedient) as (bots, _):
        prompt = bots.ballot_prompt
    with pytest.raises(ModelError, match="lacks a mark"):
        judged_by_model(debate, lambda text: "B wins!", prompt, "m")
