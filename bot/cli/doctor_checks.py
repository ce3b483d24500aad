"""What `debate doctor` checks: each part by using it, with a sentence that says how it is and what to do."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.models.service import Chat
    from bot.settings import Settings
    from knowledge.topic import Topic

CheckStatus = Literal["ok", "note", "trouble"]
Check = Callable[["Settings"], tuple[CheckStatus, str]]
NAMED = 20  # entries of a playbook that are named, at most
BUDGETS = (
    "tokens_per_turn",
    "tokens_per_conversation",
    "tokens_per_day",
    "dollars_per_turn",
    "dollars_per_conversation",
    "dollars_per_day",
)


def _check_data(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.errors import BotError

    probe = settings.home / ".doctor"
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        probe.write_text("", "utf-8")
        probe.unlink()
    except OSError as exc:
        raise BotError(
            f"cannot write in {settings.home} ({exc.strerror or exc}); "
            "set DEBATE_HOME to a folder you can write to"
        ) from exc
    return "ok", f"data is kept in {settings.home}"


def _check_topic(settings: Settings) -> tuple[CheckStatus, str]:
    from knowledge.topic import load_topic

    topic = load_topic(settings.topic, settings.home)
    if topic.argument_map is None:
        return (
            "note",
            f"{topic.slug} has no argument map, so it can be asked about but not argued; add one "
            f"with: debate index --topic {topic.slug} --mine",
        )
    counts = f"{len(topic.document.passages)} passages, {len(topic.argument_map.claims)} claims"
    summary = f"{topic.slug} reads {topic.source}, {counts}"
    if not topic.argument_map.reviewed:
        return "note", f"{summary}; its argument map is not signed off (reviewed_by, reviewed_on)"
    return "ok", summary


def _check_playbook(settings: Settings) -> tuple[CheckStatus, str]:
    from knowledge.topic import load_topic

    return examine_playbook(load_topic(settings.topic, settings.home))


def examine_playbook(topic: Topic) -> tuple[CheckStatus, str]:
    """Check every prepared sentence of a topic, and name the entries that are left out."""
    from bot.turn.prepared import refused_entries
    from knowledge.topic import BRIEF

    if topic.playbook is None:
        return "note", f"nothing was prepared for {topic.slug}: its replies are made from the op-ed's claims"
    if refused := list(refused_entries(topic)):
        more = f"; and {len(refused) - NAMED} more" if len(refused) > NAMED else ""
        entries = f"{len(refused)} prepared entr{'y is' if len(refused) == 1 else 'ies are'} left out"
        named = f"{entries}: {'; '.join(refused[:NAMED])}{more}"
        if topic.source != BRIEF:
            return "note", f"{named}; the document of {topic.slug} is not the one that they were prepared for"
        return "trouble", f"{named}; correct the sentences, or what they cite"
    counts = f"{len(topic.playbook.answers)} answers and {len(topic.playbook.blocks)} blocks"
    return "ok", f"{counts} are prepared, each supported by its passages"


def _check_embeddings(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build_embedder

    embedder = build_embedder(settings)
    width = embedder.vectors(["a sentence"]).shape[1]
    return "ok", f"{embedder.name} responds, with {width} dimensions"


def _check_index(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build

    bot = build(settings, "embedded").of()
    result = bot.search.find(bot.topic.title)
    return (
        "ok",
        f"{len(bot.topic.document.passages)} passages are indexed, and a search finds {len(result.passages)}",
    )


def _check_prompts(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import load_prompts

    loaded = load_prompts(settings)
    where = f"from {settings.prompts} where available" if settings.prompts else "as shipped"
    return "ok", f"{len(loaded)} prompts, {where}"


def _check_model(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build_chat

    chat = build_chat(settings)
    if chat is None:
        return (
            "note",
            "none is named, so the embedded writer is used; for a chat model, set DEBATE_MODEL, "
            "for example to openai:gpt-4.1-mini",
        )
    has_address = settings.openai_base_url and settings.model and settings.model.startswith("openai:")
    where = f" at {settings.openai_base_url}" if has_address else ""
    limit = settings.wait_connect + settings.wait_first
    try:
        seconds = asyncio.run(_seconds_to_first_words(chat, limit))
    except TimeoutError:
        return (
            "trouble",
            f"{chat.name}{where} did not respond within {limit:.0f} seconds; check that its server "
            "is running",
        )
    finally:
        chat.close()
    return "ok", f"{chat.name}{where} responds, with its first words after {seconds:.1f} seconds"


async def _seconds_to_first_words(chat: Chat, limit: float) -> float:
    """Ask the model for one word; return how long that took. TimeoutError after `limit` seconds."""
    from prompts import Message

    async with asyncio.timeout(limit):
        started = time.perf_counter()
        try:
            async for piece in chat.model.stream([Message("user", "Answer with the one word: ready")]):
                if piece:
                    break
            return time.perf_counter() - started
        finally:
            await chat.model.close()


def _check_spending(settings: Settings) -> tuple[CheckStatus, str]:
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
    cache = "answers are cached" if settings.cache else "answers are not cached"
    return "ok", f"{tokens} tokens and ${dollars:.4f} today; budgets: {', '.join(limits) or 'none'}; {cache}"


def _check_judge(settings: Settings) -> tuple[CheckStatus, str]:
    if settings.model is None:
        return "note", "rules check the built-in writer's sentences; no model does"
    if settings.check == "embedded":
        return "note", "DEBATE_CHECK is embedded: rules check what the model writes, in English only"
    if settings.judge_model is None:
        return "ok", f"{settings.model} checks its own writing, in a separate request"
    from bot.build import build_judge

    build_judge(settings)
    return "ok", f"{settings.judge_model} checks what {settings.model} writes"


def _check_chats(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.build import build

    bots = build(settings, "embedded")
    count = bots.store.conversations.count()
    bots.close()
    where = (
        "the database named in DEBATE_DATABASE" if settings.database else str(settings.home / "chats.sqlite3")
    )
    lifetime = (
        f"each for {settings.retention_days:g} days after it was last continued"
        if settings.retention_days
        else "until their readers delete them"
    )
    return "ok", f"{count} chats in {where}, kept {lifetime}"


def _check_caps(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.store.counts import Windows, close_counts, open_counts

    store = open_counts(settings.limits_store)
    if isinstance(store, Windows):
        return (
            "ok",
            "each server counts questions separately; set DEBATE_LIMITS_STORE if several servers "
            "share the caps",
        )

    async def check_and_close() -> bool:
        try:
            return await store.check()
        finally:
            await close_counts(store)

    if not asyncio.run(check_and_close()):
        return (
            "trouble",
            "the store set in DEBATE_LIMITS_STORE is not responding, so each server counts "
            "separately; check that it is running",
        )
    return "ok", "questions are counted in the store set in DEBATE_LIMITS_STORE, which is responding"


def _check_access(settings: Settings) -> tuple[CheckStatus, str]:
    sites = (
        f"other sites: {settings.origins}"
        if settings.origins
        else "no other site may show the widget (DEBATE_ORIGINS)"
    )
    keys = (
        "/v1 requires a key"
        if settings.api_keys
        else "/v1 is open to anyone who can reach it (DEBATE_API_KEYS)"
    )
    return "note" if not settings.api_keys else "ok", f"{sites}; {keys}"


def _check_tracing(settings: Settings) -> tuple[CheckStatus, str]:
    from bot.settings import tracing

    return (
        ("note", "LangSmith tracing is on: prompts and answers go to its server")
        if tracing(os.environ)
        else ("ok", "LangSmith tracing is off")
    )


CHECKS: dict[str, Check] = {
    "data": _check_data,
    "topic": _check_topic,
    "playbook": _check_playbook,
    "embeddings": _check_embeddings,
    "index": _check_index,
    "prompts": _check_prompts,
    "model": _check_model,
    "spending": _check_spending,
    "judge": _check_judge,
    "chats": _check_chats,
    "caps": _check_caps,
    "access": _check_access,
    "tracing": _check_tracing,
}
