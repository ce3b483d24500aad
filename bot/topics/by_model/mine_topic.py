"""Have a model mine a topic, from its beginning or from where it stopped: what `debate index --mine` does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from bot.build import build_embedder, build_server
from bot.settings import Settings
from bot.topics.by_model.build import check_can_be_mined, mining
from bot.topics.by_model.estimate import Estimate, estimated
from bot.topics.by_model.progress import Tell
from bot.topics.by_model.record import load_record
from bot.topics.by_model.steps import STEPS
from bot.topics.index_file import publish
from bot.topics.review import waiting_claims
from bot.topics.starter_sets import generate_starter_sets
from knowledge.document import Document
from knowledge.index import rebuild_index
from knowledge.topic import Topic, load_topic


def cost_of(slug: str, settings: Settings) -> Estimate:
    """Return what it will take to mine a topic. BotError where it cannot be mined."""
    check_can_be_mined(slug)
    with mining(settings) as miner:
        return miner.estimate(slug)


def cost_of_all(documents: Iterable[Document], settings: Settings) -> Estimate:
    """Return what it will take to mine several documents, none of which was mined yet."""
    with mining(settings) as miner:
        judging = miner.judges.chat.ledger.budget if miner.judges else None
        each = [estimated(one, STEPS, miner.chat.ledger.budget, judging) for one in documents]
    return Estimate(
        sum(one.calls for one in each),
        sum(one.tokens_in for one in each),
        sum(one.tokens_out for one in each),
        None if any(one.dollars is None for one in each) else sum(one.dollars or 0 for one in each),
        0,
        len(STEPS) * len(each),
    )


def mine_topic(slug: str, settings: Settings, tell: Tell) -> list[str]:
    """Mine a topic and index it again; return the lines to tell.

    ModelError where the model does not do its part; what it did until then is kept.
    """
    check_can_be_mined(slug)
    signed = _signed_by(slug, settings)
    with mining(settings, lambda slug: publish(settings, slug)) as miner:

        async def run() -> Topic:
            try:
                return await miner.run(slug, tell)
            finally:
                await miner.close()

        topic, spent = asyncio.run(run()), miner.spent
    rebuild_index(topic, build_embedder(settings), settings.home, build_server(settings))
    generate_starter_sets(topic, settings.home)
    publish(settings, slug)
    money = f", ${spent.dollars:.2f}" if spent.dollars else ""
    lines = [f"It used {spent.tokens_in:,} tokens of input and {spent.tokens_out:,} of output{money}."]
    if signed and not _signed_by(slug, settings):
        lines.append(f"{signed}'s sign-off has been withdrawn, since there is something new to review.")
    return [*lines, *_to_review(topic, settings)]


def _signed_by(slug: str, settings: Settings) -> str:
    argument_map = load_topic(slug, settings.home).argument_map
    return argument_map.reviewed_by or "" if argument_map else ""


def _to_review(topic: Topic, settings: Settings) -> list[str]:
    """Return what there is for a reviewer to do."""
    lines = []
    argument_map = topic.argument_map
    if argument_map and argument_map.unreviewed:
        waiting = waiting_claims(len(argument_map.unreviewed))
        lines.append(f"{waiting} for you: debate review --topic {topic.slug}")
    if differing := len(load_record(topic, settings.home).proposals):
        entries = "entry differs" if differing == 1 else "entries differ"
        lines.append(
            f"{differing} {entries} from your changes, which are kept: debate review --topic "
            f"{topic.slug} --changes"
        )
    return lines
