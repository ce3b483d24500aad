"""The bot that is evaluated: on a version of a topic's document in this process, or a server at a URL."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, cast

import httpx

from bot.build import build, build_embedder, build_search
from bot.debate.state import Debate
from bot.errors import BotError
from bot.output.schema import ReplyObject, as_object
from bot.settings import load_settings
from bot.turn.bot import Bot
from evals.cases import EvalCase
from knowledge.argument_map import ArgumentMap
from knowledge.document import Paragraph, SourceText, split
from knowledge.encoders.cross_encoder import answers
from knowledge.topic import Topic, add_document

BRIEF = "brief"
LONGEST_WAIT = 120.0  # seconds for a reply of a server


@dataclass(frozen=True)
class AnsweredCase:
    """A case with what came of it: a reply and its seconds for each thing that was asked."""

    case: EvalCase
    topic: Topic
    replies: tuple[ReplyObject, ...]
    seconds: tuple[float, ...]

    @property
    def map(self) -> ArgumentMap:
        """Return the argument map, which gold is given in."""
        return argument_map_of(self.topic)


def argument_map_of(topic: Topic) -> ArgumentMap:
    """Return the topic's argument map. Raises BotError where it has none."""
    if topic.argument_map is None:
        raise BotError(
            f"the topic {topic.slug} has no argument map, in which cases name what they expect; give it one"
        )
    return topic.argument_map


@cache
def bot_of(slug: str | None, document: str | None, writer: str = "embedded") -> Bot:
    """Return the bot on a topic's current document.

    With `document`, on the shipped brief ("brief") or on the file of that name.
    """
    settings = load_settings()
    if document is None:
        return build(settings, writer).of(slug)
    home = scratch_folder()
    if document != BRIEF:
        slug = add_document(Path(document), home, slug).topic.slug
    return build(settings.model_copy(update={"home": home}), writer).of(slug)


@cache
def _planted(slug: str | None, document: str | None, sentence: str, writer: str = "embedded") -> Bot:
    """Return the bot with one more sentence at the end of the document."""
    bot = bot_of(slug, document, writer)
    before = bot.topic.document
    longer = f"{before.text}\n\n{sentence}"
    paragraphs = (*before.paragraphs, Paragraph(len(longer) - len(sentence), len(longer)))
    topic = replace(bot.topic, document=split(SourceText(longer, paragraphs, before.title)))
    embedder = build_embedder(load_settings())
    return replace(bot, topic=topic, search=build_search(topic, embedder, answers(), scratch_folder(), None))


_folders: list[tempfile.TemporaryDirectory[str]] = []  # each is removed when the process ends


def scratch_folder() -> Path:
    """Make a folder that is removed when the process ends."""
    _folders.append(tempfile.TemporaryDirectory(prefix="debate-eval-", ignore_cleanup_errors=True))
    return Path(_folders[-1].name)


def topic_of(case: EvalCase, slug: str | None, document: str | None) -> Topic:
    """Return the topic that a case is asked about."""
    return (_planted(slug, document, case.planted) if case.planted else bot_of(slug, document)).topic


async def ask_in_process(
    case: EvalCase, slug: str | None, document: str | None, writer: str = "embedded"
) -> AnsweredCase:
    """Ask the bot itself."""
    bot = _planted(slug, document, case.planted, writer) if case.planted else bot_of(slug, document, writer)
    replies, seconds = [], []
    debate = _debate_of(case)
    for text in case.asks:
        started = perf_counter()
        reply = await bot.turn(text, case.mode, debate=debate).reply()
        debate = reply.debate or debate
        seconds.append(perf_counter() - started)
        replies.append(as_object(reply))
    return AnsweredCase(case, bot.topic, tuple(replies), tuple(seconds))


def _debate_of(case: EvalCase) -> Debate | None:
    """Return the debate that a case begins; the bot is told its side where the reader chose one."""
    return Debate(case.side) if case.relies and case.side else None


async def ask_server(case: EvalCase, slug: str | None, document: str | None, url: str) -> AnsweredCase:
    """Ask a running `debate serve`.

    Raises BotError where it does not answer, or reads another document than the gold is for.
    """
    topic = bot_of(slug, document).topic
    replies, seconds = [], []
    history: list[dict[str, str]] = []  # in a debate each turn goes on from the ones before
    async with httpx.AsyncClient(base_url=url, timeout=LONGEST_WAIT) as client:
        for text in case.asks:
            started = perf_counter()
            asking: dict[str, Any] = {
                "model": f"{topic.slug}/{case.mode}",
                "messages": [*history, {"role": "user", "content": text}],
            }
            if (debate := _debate_of(case)) is not None:
                asking["debate"] = {"side": debate.side}
            try:
                answer = await client.post("/v1/chat/completions", json=asking)
                answer.raise_for_status()
                reply = cast("ReplyObject", answer.json()["choices"][0]["message"]["debate"])
            except (httpx.HTTPError, ValueError, KeyError, IndexError) as exc:
                raise BotError(
                    f"the server at {url} gave no reply ({exc}); start one with: debate serve"
                ) from exc
            seconds.append(perf_counter() - started)
            if reply["document"] != topic.document.sha256:
                raise BotError(
                    f"the server at {url} reads another document than the one evaluated here; "
                    "give it with --document"
                )
            replies.append(reply)
            if case.mode == "debate":
                history += [
                    {"role": "user", "content": text},
                    {"role": "assistant", "content": reply["text"]},
                ]
    return AnsweredCase(case, topic, tuple(replies), tuple(seconds))
