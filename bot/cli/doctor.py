"""`debate doctor`: what is configured, and whether the model, the embeddings and the stores answer; each trouble with its remedy."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

import click

from bot.cli.ask import one_line_errors
from bot.errors import USER_ERRORS

if TYPE_CHECKING:
    from bot.settings import Settings

CheckStatus = Literal["ok", "note", "trouble"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and a sentence that says so and, in trouble, what to do."""

    what: str
    status: CheckStatus
    said: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@one_line_errors
def doctor(as_json: bool) -> None:
    """Say what is configured, and whether the model, the embeddings and the stores answer. Exit with 1 when something is in trouble."""
    from bot.settings import load_settings

    trouble = False
    for finding in examine(load_settings()):
        trouble = trouble or finding.status == "trouble"
        click.echo(
            json.dumps(asdict(finding), ensure_ascii=False)
            if as_json
            else f"{finding.status:8} {finding.what:11} {finding.said}"
        )
    if trouble:
        click.get_current_context().exit(1)


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings; each is made by using the thing itself."""
    for what, look in CHECKS.items():
        try:
            status, said = look(settings)
        except USER_ERRORS as exc:
            status, said = "trouble", str(exc)
        yield Finding(what, status, said)


Look = Callable[["Settings"], tuple[CheckStatus, str]]


def _data(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.errors import BotError

    probe = settings.home / ".doctor"
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        probe.write_text("", "utf-8")
        probe.unlink()
    except OSError as exc:
        raise BotError(
            f"cannot write in {settings.home} ({exc.strerror or exc}); set DEBATE_HOME to a folder you can write to"
        ) from exc
    return "ok", f"data is kept in {settings.home}"


def _topic(settings: Settings) -> tuple[CheckStatus, str]:
    from knowledge.topic import load_topic

    topic = load_topic(settings.topic, settings.home)
    if topic.argument_map is None:
        return (
            "note",
            f"{topic.slug} has no argument map: it can be asked about, not argued; add one with: debate index --topic {topic.slug} --mine",
        )
    read = f"{topic.slug} reads {topic.source}, {len(topic.document.passages)} passages, {len(topic.argument_map.claims)} claims"
    if not topic.argument_map.reviewed:
        return "note", f"{read}; its argument map is not signed off (reviewed_by, reviewed_on)"
    return "ok", read


def _embeddings(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build_embedder

    embedder = build_embedder(settings)
    width = embedder.vectors(["South Korea"]).shape[1]
    return "ok", f"{embedder.name} answers, with {width} dimensions"


def _index(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build

    bot = build(settings, "embedded").of()
    found = bot.search.find(bot.topic.title)
    return (
        "ok",
        f"{len(bot.topic.document.passages)} passages are indexed, and a search finds {len(found.passages)}",
    )


def _prompts(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import load_prompts

    loaded = load_prompts(settings)
    where = f"from {settings.prompts} where it has them" if settings.prompts else "as they ship"
    return "ok", f"{len(loaded)} prompts, {where}"


def _model(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build_chat
    from prompts import Message

    chat = build_chat(settings)
    if chat is None:
        return (
            "note",
            "none is named, so the embedded writer writes; set DEBATE_MODEL, as in openai:gpt-4.1-mini, for a chat model",
        )

    async def ask() -> float:
        started = time.perf_counter()
        try:
            async for piece in chat.model.stream([Message("user", "Answer with the one word: ready")]):
                if piece:
                    return time.perf_counter() - started
        finally:
            await chat.model.close()
        return time.perf_counter() - started

    async def in_time() -> float:
        async with asyncio.timeout(settings.wait_connect + settings.wait_first):
            return await ask()

    where = (
        f" at {settings.openai_base_url}"
        if settings.openai_base_url and settings.model and settings.model.startswith("openai:")
        else ""
    )
    try:
        seconds = asyncio.run(in_time())
    except TimeoutError:
        return (
            "trouble",
            f"{chat.name}{where} does not answer within {settings.wait_connect + settings.wait_first:.0f} seconds; see that its server runs",
        )
    finally:
        chat.close()
    return "ok", f"{chat.name}{where} answers, its first words after {seconds:.1f} seconds"


def _spending(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build_chat

    chat = build_chat(settings)
    if chat is None:
        return "note", "nothing is spent without a model"
    tokens, dollars = chat.ledger.today()
    chat.close()
    limits = [
        f"{value} {name.replace('_', ' ')}"
        for name in BUDGETS
        if (value := getattr(settings, name)) is not None
    ]
    cache = "answers are kept for the same question" if settings.cache else "answers are not kept"
    return "ok", f"{tokens} tokens and ${dollars:.4f} today; budgets: {', '.join(limits) or 'none'}; {cache}"


BUDGETS = (
    "tokens_per_turn",
    "tokens_per_conversation",
    "tokens_per_day",
    "dollars_per_turn",
    "dollars_per_conversation",
    "dollars_per_day",
)


def _judge(settings: Settings) -> tuple[CheckStatus, str]:
    if settings.judge_model is None:
        return (
            "note",
            "no model judges: replies are in English; set DEBATE_JUDGE_MODEL for replies in other languages",
        )
    from bot.build import build_judge

    build_judge(settings)
    return "ok", f"{settings.judge_model} judges replies in other languages than English"


def _chats(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build

    bots = build(settings, "embedded")
    count = bots.store.conversations.count()
    bots.close()
    where = "the database of DEBATE_DATABASE" if settings.database else str(settings.home / "chats.sqlite3")
    lasts = (
        f"each for {settings.retention_days:g} days after it was last gone on with"
        if settings.retention_days
        else "until their readers delete them"
    )
    return "ok", f"{count} chats in {where}, kept {lasts}"


def _caps(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.store.counts import Windows, close_counts, open_counts

    store = open_counts(settings.limits_store)
    if isinstance(store, Windows):
        return (
            "ok",
            "each server counts questions for itself; set DEBATE_LIMITS_STORE where several share the caps",
        )

    async def answers() -> bool:
        try:
            return await store.check()
        finally:
            await close_counts(store)

    if not asyncio.run(answers()):
        return (
            "trouble",
            "the store of DEBATE_LIMITS_STORE does not answer, so that each server counts for itself; see that it runs",
        )
    return "ok", "questions are counted in the store of DEBATE_LIMITS_STORE, which answers"


def _access(settings: Settings) -> tuple[CheckStatus, str]:
    sites = (
        f"other sites: {settings.origins}"
        if settings.origins
        else "no other site may show the widget (DEBATE_ORIGINS)"
    )
    keys = (
        "/v1 asks for a key" if settings.api_keys else "/v1 is open to whoever reaches it (DEBATE_API_KEYS)"
    )
    return "note" if not settings.api_keys else "ok", f"{sites}; {keys}"


def _tracing(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.settings import tracing

    return (
        ("note", "LangSmith tracing is on: prompts and answers go to its server")
        if tracing(os.environ)
        else ("ok", "LangSmith tracing is off")
    )


CHECKS: dict[str, Look] = {
    "data": _data,
    "topic": _topic,
    "embeddings": _embeddings,
    "index": _index,
    "prompts": _prompts,
    "model": _model,
    "spending": _spending,
    "judge": _judge,
    "chats": _chats,
    "caps": _caps,
    "access": _access,
    "tracing": _tracing,
}
