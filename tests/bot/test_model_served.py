"""A chat model that writes, through the protocol and the page."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import OpenAI
from playwright.sync_api import expect, sync_playwright

from tests.servers.browsing import FLAGS
from tests.servers.scripted_openai import Script, Scripted, chunk
from tests.servers.serving import serving

QUESTION = "Which country is the rival of the U.S.?"
RIVAL = "report [8]: The op-ed says that China is the most formidable rival of the U.S."


# ── the web ──


@pytest.mark.slow
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
            == "The op-ed says that China is the most formidable rival of the U.S. [8]."
        )
        history: list[Any] = [
            {"role": "user", "content": "Who is the rival?"},
            {"role": "assistant", "content": "The op-ed says that China is [8]."},
            {"role": "user", "content": "why?"},
        ]
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


@pytest.mark.slow
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


def test_a_reader_sees_that_it_is_written_and_one_who_closes_the_page_ends_it(
    tmp_path: Path, chromium: str
) -> None:
    with (
        Scripted(lambda body: Script([1.5, chunk(RIVAL + "\n"), 60.0])).running() as model,
        serving(tmp_path, model=model.url, DEBATE_WAIT_BETWEEN="50") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
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
