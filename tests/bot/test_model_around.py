"""What stands around a model: the doctor, the counters, the Runnable, a judge of other languages, other providers, the web."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import httpx
import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.output_parsers import StrOutputParser
from openai import OpenAI
from playwright.sync_api import expect, sync_playwright

from bot.build import Bots, build
from bot.errors import BotError
from bot.request.question import Manner
from bot.runnable import DebateRunnable
from bot.settings import Settings, tracing
from bot.turn.turn import ENGLISH_CHECKED
from prompts import PromptError
from tests.servers.scripted_openai import Script, Scripted, chunk
from tests.servers.serving import serving

KEY = "sk-test-around-never-shown"
QUESTION = "Which country is the rival of the U.S.?"
RIVAL = "report [8]: The op-ed says that China is the most formidable rival of the U.S."
DEBATE = [sys.executable, "-c", "from bot.cli.main import main; main()"]


def bots_at(home: Path, url: str, **settings: Any) -> Bots:
    given: dict[str, Any] = {
        "home": home,
        "model": "openai:m",
        "OPENAI_BASE_URL": url,
        "OPENAI_API_KEY": KEY,
        "cache": False,
        **settings,
    }
    return build(Settings(**given))


def debate(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DEBATE, *words],
        env=os.environ | {"DEBATE_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


# ── the doctor ──


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
    assert found["embeddings"]["said"].endswith("with 256 dimensions")
    assert KEY not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("environment", "what", "says"),
    [
        (
            {"DEBATE_MODEL": "openai:m", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"},
            "model",
            "cannot be reached",
        ),
        ({"DEBATE_MODEL": "anthropic:claude"}, "model", "langchain-anthropic"),
        ({"DEBATE_MODEL": "gpt"}, "model", "give PROVIDER:MODEL"),
        ({"DEBATE_MODEL": "nobody:m"}, "model", "nobody"),
        ({"DEBATE_TOPIC": "koera"}, "topic", "no topic 'koera'"),
        (
            {"DEBATE_LIMITS_STORE": "redis://127.0.0.1:9"},
            "caps",
            "does not answer, so that each server counts for itself",
        ),
        ({"DEBATE_LIMITS_STORE": "nowhere://"}, "caps", "give memory://, or redis://host:6379"),
    ],
)
def test_the_doctor_names_the_trouble_and_its_remedy(
    tmp_path: Path, environment: dict[str, str], what: str, says: str
) -> None:
    done = debate(tmp_path, "doctor", "--json", OPENAI_API_KEY=KEY, **environment)
    found = {one["what"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert found[what]["status"] == "trouble"
    assert says in found[what]["said"]
    assert "Traceback" not in done.stderr
    assert KEY not in done.stdout + done.stderr


def test_without_a_model_the_doctor_says_who_writes(tmp_path: Path) -> None:
    done = debate(tmp_path, "doctor")
    assert done.returncode == 0
    assert "the embedded writer writes" in done.stdout


def test_a_missing_provider_is_one_line(tmp_path: Path) -> None:
    done = debate(tmp_path, "ask", QUESTION, DEBATE_MODEL="anthropic:claude")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "langchain-anthropic" in done.stderr


def test_the_writer_can_be_chosen(tmp_path: Path) -> None:
    with Scripted(lambda body: (200, RIVAL)).running() as server:
        environment = {"DEBATE_MODEL": "openai:m", "OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY}
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


def test_the_terminal_shows_a_sentence_while_the_model_still_writes(tmp_path: Path) -> None:
    with Scripted(lambda body: Script([chunk(RIVAL + "\n"), 60.0])).running() as server:
        given = {
            "DEBATE_HOME": str(tmp_path),
            "DEBATE_MODEL": "openai:m",
            "OPENAI_BASE_URL": server.url,
            "DEBATE_WAIT_BETWEEN": "50",
        }
        with subprocess.Popen(
            [*DEBATE, "ask", QUESTION], env=os.environ | given, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert "most formidable rival" in process.stdout.readline()
            assert process.poll() is None
            process.terminate()


# ── prompts of one's own ──


def test_a_folder_of_prompts_replaces_what_it_has(tmp_path: Path) -> None:
    own = tmp_path / "mine"
    own.mkdir()
    (own / "form.md").write_text("---\nvariables:\n---\nWrite as I say: kind [numbers]: sentence.\n", "utf-8")
    with Scripted(lambda body: (200, RIVAL)).running() as server:
        bots, usual = (
            bots_at(tmp_path / "home", server.url, prompts=own),
            bots_at(tmp_path / "home", server.url),
        )
        reply, other = bots.of().reply(QUESTION), usual.of().reply(QUESTION)
        bots.close()
        usual.close()
    assert "Write as I say" in server.asked[0]["messages"][0]["content"]
    assert reply.prompts != other.prompts
    (own / "ask.md").write_text("---\nvariables: passages, question\n---\n{passages} {question}\n", "utf-8")
    with pytest.raises(PromptError, match=r"ask.md, line 2: the variable claims is missing"):
        bots_at(tmp_path / "home", "http://127.0.0.1:9/v1", prompts=own)


# ── LangChain ──


def test_other_providers_come_through_langchain_and_traces_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not tracing({})
    assert tracing({"LANGSMITH_TRACING": "true"})
    monkeypatch.setattr(
        "bot.build.chat.tracing", lambda environment: True
    )  # the same server, asked through LangChain's ChatOpenAI
    with Scripted(lambda body: (200, RIVAL)).running() as server:
        bots = bots_at(tmp_path, server.url)
        reply = bots.of().reply(QUESTION)
        bots.close()
    assert type(bots.chat.model).__name__ == "LangChainChat" if bots.chat else False
    assert [statement.cites for statement in reply.statements] == [(8,)]
    assert reply.usage is not None
    assert reply.usage.tokens_in == 100
    assert server.keys == [f"Bearer {KEY}"]


def test_a_langchain_model_that_fails_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.build.chat.tracing", lambda environment: True)
    with Scripted(lambda body: (401, f"Incorrect API key provided: {KEY}")).running() as server:
        bots = bots_at(tmp_path, server.url)
        reply = bots.of().reply(QUESTION)
        bots.close()
    assert "does not answer" in reply.failure
    assert KEY not in reply.failure + caplog.text
    assert any(8 in statement.cites for statement in reply.statements)


def test_the_bot_is_a_runnable(tmp_path: Path) -> None:
    with Scripted(lambda body: (200, RIVAL)).running() as server:
        bots = bots_at(tmp_path, server.url)
        chain = DebateRunnable(bots.of())
        message = chain.invoke(QUESTION)
        assert message.text == "The op-ed says that China is the most formidable rival of the U.S. [8]"
        assert message.additional_kwargs["debate"]["writer"] == "model"
        whole = None
        for piece in chain.stream({"question": QUESTION, "mode": "ask"}):
            assert isinstance(piece, AIMessageChunk)
            whole = piece if whole is None else whole + piece
        assert whole is not None
        assert whole.text == message.text
        assert (chain | StrOutputParser()).batch([QUESTION, QUESTION]) == [message.text] * 2

        async def both() -> tuple[str, str]:
            streamed = "".join([str(piece.text) async for piece in chain.astream(QUESTION)])
            again = (
                await chain.ainvoke(
                    {
                        "question": QUESTION,
                        "history": [("Who is Lee?", "The op-ed says that Lee is president.")],
                    }
                )
            ).text
            assert bots.chat is not None
            await bots.chat.model.close()
            return streamed, str(again)

        assert asyncio.run(both()) == (message.text, message.text)
        bots.close()


# ── other languages, with a judge that reads them ──

KOREAN = "미국의 경쟁국은 어느 나라인가요?"
SAID = "report [8]: 칼럼은 중국이 미국의 가장 강력한 경쟁국이라고 말합니다."


@pytest.mark.parametrize(("verdict", "shown"), [("carried", True), ("not carried", False)])
def test_a_model_judges_what_the_rules_cannot_read(tmp_path: Path, verdict: str, shown: bool) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, str]:
        words = body["messages"][0]["content"]
        if "You check whether" in words:
            return 200, f"VERDICT: {verdict}\nREASON: so it is."
        return (
            200,
            QUESTION
            if "You rewrite" in words
            else f"{SAID}\nreport [8]: 칼럼은 99라고 말합니다.\nlink: 안녕하세요.",
        )

    with Scripted(answer).running() as server:
        bots = bots_at(tmp_path, server.url, judge_model="openai:judge")
        reply = bots.of().reply(KOREAN)
        assert ENGLISH_CHECKED.statement in bots.of().in_manner(Manner(english=True)).reply(KOREAN).statements
        bots.close()
    assert any("중국이" in statement.text for statement in reply.statements) is shown
    assert not any("99" in statement.text for statement in reply.statements)
    assert ENGLISH_CHECKED.statement not in reply.statements
    asked = next(body for body in server.asked if "You answer questions" in body["messages"][0]["content"])
    assert "Write the sentences in Korean." in asked["messages"][0]["content"]
    if not shown:
        assert any(8 in statement.cites for statement in reply.statements)  # the built-in writer, in English


def test_a_silent_judge_lets_nothing_pass(tmp_path: Path) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, str]:
        words = body["messages"][0]["content"]
        return (
            (500, "no")
            if "You check whether" in words
            else (200, QUESTION if "You rewrite" in words else SAID)
        )

    with Scripted(answer).running() as server:
        bots = bots_at(tmp_path, server.url, judge_model="openai:judge")
        reply = bots.of().reply(KOREAN)
        bots.close()
    assert not any("중국이" in statement.text for statement in reply.statements)


# ── the web ──


def test_the_protocol_streams_counts_and_remembers(tmp_path: Path) -> None:
    with (
        Scripted(lambda body: (200, RIVAL)).running() as model,
        serving(tmp_path, model=model.url, DEBATE_PRICE_IN="1", DEBATE_PRICE_OUT="1") as address,
    ):
        client = OpenAI(base_url=f"{address}/v1", api_key="none")
        whole = client.chat.completions.create(model="ask", messages=[{"role": "user", "content": QUESTION}])
        assert whole.usage is not None
        assert whole.usage.prompt_tokens == 100
        assert (
            whole.choices[0].message.content
            == "The op-ed says that China is the most formidable rival of the U.S. [8]"
        )
        history: list[Any] = [
            {"role": "user", "content": "Who is the rival?"}, {"role": "assistant", "content": "The op-ed says that China is [8]."}, {"role": "user", "content": "why?"},
        ]  # fmt: skip
        pieces = [
            piece.choices[0].delta.content or ""
            for piece in client.chat.completions.create(model="ask", messages=history, stream=True)
        ]
        assert "".join(pieces)
        client.close()
        assert "Who is the rival?" in model.asked[1]["messages"][-1]["content"]
        with urllib.request.urlopen(f"{address}/metrics") as page:
            counted = page.read().decode()
    assert 'debate_turns_total{mode="ask",writer="model"} 2.0' in counted
    assert 'debate_tokens_total{direction="in"}' in counted
    assert "debate_dollars_total" in counted


def test_a_client_that_hangs_up_ends_the_request_at_the_provider(tmp_path: Path) -> None:
    with (
        Scripted(lambda body: Script([chunk(RIVAL + "\n"), 60.0])).running() as model,
        serving(tmp_path, model=model.url) as address,
    ):
        body = {"model": "ask", "stream": True, "messages": [{"role": "user", "content": QUESTION}]}
        with httpx.stream("POST", f"{address}/v1/chat/completions", json=body, timeout=20) as answer:
            for line in answer.iter_lines():
                if "formidable" in line:
                    break
        assert model.left.wait(10)


def test_settings_that_are_off_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="DEBATE_MODEL is 'gpt'"):
        bots_at(tmp_path, "http://127.0.0.1:9/v1", model="gpt")
    done = debate(tmp_path, "ask", QUESTION, DEBATE_WAIT_FIRST="0")
    assert "DEBATE_WAIT_FIRST" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_sees_that_it_is_written_and_one_who_closes_the_page_ends_it(
    tmp_path: Path, chromium: str
) -> None:
    with (
        Scripted(lambda body: Script([1.5, chunk(RIVAL + "\n"), 60.0])).running() as model,
        serving(tmp_path, model=model.url, DEBATE_WAIT_BETWEEN="50") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(address)
        page.fill("#box textarea", QUESTION)
        page.press("#box textarea", "Enter")
        expect(page.get_by_text("Writing, and checking each sentence")).to_be_visible(timeout=10_000)
        expect(page.locator(".statement")).to_have_count(1, timeout=10_000)
        assert not model.left.is_set()
        page.close()
        assert model.left.wait(15)
        browser.close()
