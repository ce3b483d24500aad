"""The protocol of OpenAI's chat completions, through OpenAI's own client."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from openai import BadRequestError, NotFoundError, OpenAI

from bot.build import Bots
from bot.output.schema import as_object
from bot.settings import Settings
from tests.servers.here import serving_here
from tests.servers.prepared import LEVY, first_sentence

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
QUESTION = "How high is the levy on Korean goods?"


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Bots:
    return Bots(Settings(home=tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="module")
def url(bots: Bots) -> Iterator[str]:
    """A running server."""
    with serving_here(bots) as address:
        yield address


@pytest.fixture(scope="module")
def openai(url: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as client:
        yield client


def test_openais_own_client_gets_a_reply_with_its_statements(openai: OpenAI, bots: Bots) -> None:
    answer = openai.chat.completions.create(
        model="us-korea-alliance/against",
        messages=[{"role": "user", "content": "What would a trade hawk say?"}],
    )
    wanted = as_object(bots.of().reply("What would a trade hawk say?", "against"))
    assert answer.choices[0].message.content == wanted["text"]
    assert answer.choices[0].message.model_extra is not None
    assert answer.choices[0].message.model_extra["debate"] == wanted


def test_a_stream_gives_statements_and_last_the_whole_reply(openai: OpenAI, bots: Bots) -> None:
    chunks = list(
        openai.chat.completions.create(
            model="ask", messages=[{"role": "user", "content": QUESTION}], stream=True
        )
    )
    wanted = as_object(bots.of().reply(QUESTION))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == wanted["text"]
    assert (chunks[-1].choices[0].model_extra or {})["debate"] == wanted
    assert chunks[-1].choices[0].finish_reason == "stop"


def test_models_are_modes_and_topics_with_modes(openai: OpenAI) -> None:
    names = [model.id for model in openai.models.list()]
    assert "against" in names
    assert "us-korea-alliance/against" in names
    with pytest.raises(NotFoundError, match="no model 'gpt-9'"):
        openai.chat.completions.create(model="gpt-9", messages=[{"role": "user", "content": "Hi"}])


def test_a_debate_goes_on_over_its_messages_on_the_side_and_in_the_form_that_is_named(openai: OpenAI) -> None:
    told: list[Any] = []
    said: list[str] = []
    for text in ("China is America's biggest rival.", "China is America's biggest rival.", "Take my side."):
        told.append({"role": "user", "content": text})
        asking = {"side": "against", "form": "cross-examination"}
        answer = openai.chat.completions.create(model="debate", messages=told, extra_body={"debate": asking})
        message = answer.choices[0].message
        assert message.model_extra is not None
        reply = message.model_extra["debate"]
        assert reply["side"] == "against"
        assert reply["round"]["form"] == "cross-examination"
        assert reply["round"]["number"] == len(told) // 2 + 1
        assert {one["kind"] for one in reply["statements"]} <= {"question", "link"}
        said += [one["id"] for one in reply["round"]["points"]]
        told.append({"role": "assistant", "content": message.content})
    assert len(said) == len(set(said)) >= 3


def test_a_swap_of_sides_holds_over_the_messages(openai: OpenAI) -> None:
    told: list[Any] = []
    sides = []
    for text in ("China is America's biggest rival.", "Let's swap sides.", "Pressure works."):
        told.append({"role": "user", "content": text})
        asking = {"side": "against"}  # which a client goes on to name as it began
        answer = openai.chat.completions.create(model="debate", messages=told, extra_body={"debate": asking})
        message = answer.choices[0].message
        assert message.model_extra is not None
        sides.append(message.model_extra["debate"]["side"])
        told.append({"role": "assistant", "content": message.content})
    assert sides == ["against", "for", "for"]


@pytest.mark.parametrize("debate", [{"side": "left"}, {"form": "shouting"}, {"sides": "for"}])
def test_a_debate_that_there_is_not_is_refused(url: str, debate: dict[str, str]) -> None:
    asking = {"model": "debate", "messages": [{"role": "user", "content": "Tariffs work."}], "debate": debate}
    assert httpx.post(f"{url}/v1/chat/completions", json=asking).status_code == 400


@pytest.mark.parametrize("stream", [False, True])
def test_a_question_that_cannot_be_asked_is_a_400_of_one_line(url: str, stream: bool) -> None:
    asking: dict[str, Any] = {
        "model": "ask",
        "stream": stream,
        "messages": [{"role": "user", "content": [{"type": "text", "text": " "}]}],
    }
    answer = httpx.post(f"{url}/v1/chat/completions", json=asking)
    assert answer.status_code == 400
    assert "the question is empty" in answer.json()["error"]["message"]


REPLY = first_sentence("tariff")


def _ask(text: str = LEVY) -> Any:
    return [{"role": "user", "content": text}]


def test_citations_are_annotations_that_link_to_their_passages(openai: OpenAI) -> None:
    message = (
        openai.chat.completions.create(model="against", messages=_ask("What would a trade hawk say?"))
        .choices[0]
        .message
    )
    assert message.content
    assert message.annotations
    for note in message.annotations:
        cited = note.url_citation
        mark = message.content[cited.start_index : cited.end_index]
        assert re.fullmatch(r"\[\d+\]", mark)
        assert cited.url.endswith(f"#passage-{mark[1:-1]}")
        assert f'id="passage-{mark[1:-1]}"' in httpx.get(cited.url).text


def test_a_bound_in_tokens_ends_the_reply_before_the_sentence_that_would_exceed_it(openai: OpenAI) -> None:
    question = _ask("What would a trade hawk say?")
    whole = openai.chat.completions.create(model="against", messages=question).choices[0].message
    assert whole.content
    assert whole.model_extra
    texts = [one["text"] for one in whole.model_extra["debate"]["statements"]]
    for bound in (1, 30, 60, 2000):
        for name in ("max_tokens", "max_completion_tokens"):
            choice = openai.chat.completions.create(
                model="against", messages=question, extra_body={name: bound}
            ).choices[0]
            content = choice.message.content or ""
            assert whole.content.startswith(content)
            assert len(content) <= 4 * bound
            assert content == "" or content.endswith((".", "?", "]"))
            assert choice.finish_reason == ("stop" if content == whole.content else "length")
    assert len(texts) >= 4


def test_a_stop_sequence_ends_it_before_the_sentence_that_holds_it(openai: OpenAI) -> None:
    question = _ask("What would a trade hawk say?")
    choice = openai.chat.completions.create(model="against", messages=question, stop=["$66 billion"]).choices[
        0
    ]
    assert choice.finish_reason == "stop"
    assert "$66" not in (choice.message.content or "")
    streamed = list(
        openai.chat.completions.create(model="against", messages=question, stop="$66 billion", stream=True)
    )
    assert "".join(chunk.choices[0].delta.content or "" for chunk in streamed) == choice.message.content


def test_several_choices_are_alike_and_a_stream_tells_the_usage_when_asked(openai: OpenAI) -> None:
    answer = openai.chat.completions.create(
        model="ask", messages=_ask(), n=2, user="someone", temperature=0.3, seed=1
    )
    first, second = (choice.message.content or "" for choice in answer.choices)
    assert first.startswith(REPLY)
    assert second == first
    assert [choice.index for choice in answer.choices] == [0, 1]
    chunks = list(
        openai.chat.completions.create(
            model="ask", messages=_ask(), stream=True, stream_options={"include_usage": True}
        )
    )
    assert chunks[-1].choices == []
    assert chunks[-1].usage is not None
    assert all(chunk.usage is None for chunk in chunks[:-1])
    assert (chunks[-2].choices[0].model_extra or {})["debate"]["text"] == first


def test_the_history_is_what_the_messages_say(openai: OpenAI) -> None:
    told: Any = [
        *_ask(),
        {"role": "assistant", "content": REPLY},
        {
            "role": "user",
            "content": [{"type": "text", "text": "Why?"}, {"type": "image_url", "image_url": {"url": "x"}}],
        },
    ]
    message = openai.chat.completions.create(model="ask", messages=told).choices[0].message
    assert message.model_extra
    assert message.model_extra["debate"]["understood"].startswith("Why: How high")


def test_errors_have_openais_shape(openai: OpenAI, url: str) -> None:
    with pytest.raises(NotFoundError) as missing:
        openai.chat.completions.create(model="gpt-9", messages=_ask())
    assert (missing.value.code, missing.value.param) == ("model_not_found", "model")
    with pytest.raises(BadRequestError) as wrong:
        openai.chat.completions.create(model="ask", messages=[])
    assert wrong.value.param == "messages"
    assert wrong.value.type == "invalid_request_error"
    for path, body in (("chat/completions", "not json"), ("nothing", "{}")):
        answer = httpx.post(f"{url}/v1/{path}", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 404, 405)
        assert set(answer.json()["error"]) == {"message", "type", "param", "code"}
