"""The command `debate review`: each mined claim beside its passage, to accept, mend or delete, and the map to sign."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.ask import one_line_errors

if TYPE_CHECKING:
    from knowledge.argument_map import Claim
    from knowledge.topic import Topic

CHOICES = {"a": "accept", "m": "mend", "d": "delete", "s": "skip", "q": "quit"}
ASK = ", ".join(f"[{key}]{word[1:]}" for key, word in CHOICES.items())


@click.command()
@click.option("--topic", metavar="SLUG", help="The topic whose mined claims are looked at.")
@click.option(
    "--list", "only_list", is_flag=True, help="Only list the claims that wait, the least sure first."
)
@click.option("--accept-all", is_flag=True, help="Accept every claim as it stands.")
@click.option("--sign", metavar="NAME", help="Sign the whole map off under this name.")
@one_line_errors
def review(topic: str | None, only_list: bool, accept_all: bool, sign: str | None) -> None:
    """Look at the claims that were mined, each beside its passage: accept, mend or delete them, and sign the map off."""
    from bot.errors import BotError
    from bot.settings import load_settings
    from bot.topics.index_file import published
    from bot.topics.review import signed
    from knowledge.topic import keep_map, load_topic

    settings = load_settings()
    current = load_topic(topic or settings.topic, settings.home)
    if current.argument_map is None:
        raise BotError(
            f"{current.slug} has no argument map; have one mined with: debate index FILE --topic {current.slug}"
        )
    waiting = current.argument_map.unreviewed
    if only_list:
        for claim in waiting:
            click.echo(_beside(claim, current))
        click.echo(f"{len(waiting)} claims wait.")
        return
    try:
        current = _looked_at(current, accept_all=accept_all, home=settings.home)
    finally:
        published(settings, current.slug)
    if sign:
        current = keep_map(current, signed(current, sign, datetime.now(UTC).date()), settings.home)
        published(settings, current.slug)
        click.echo(f"{current.slug} is signed off by {sign}.")
    elif current.argument_map and not current.argument_map.unreviewed and not current.argument_map.reviewed:
        click.echo(
            f"Every claim of {current.slug} is looked at. Sign the map off with: debate review --topic {current.slug} --sign NAME"
        )


def _looked_at(topic: Topic, *, accept_all: bool, home: Path) -> Topic:
    """The topic after each claim that waits was accepted, or shown and decided."""
    from bot.topics.review import accepted
    from knowledge.topic import keep_map

    for claim in topic.argument_map.unreviewed if topic.argument_map else ():
        if accept_all:
            topic = keep_map(topic, accepted(topic, claim.id), home)
        else:
            click.echo(_beside(claim, topic))
            topic = _look(claim, topic, home)
    return topic


def _look(claim: Claim, topic: Topic, home: Path) -> Topic:
    """The topic after what its owner says of a claim; written at once, so that quitting loses nothing."""
    from bot.errors import BotError
    from bot.topics.review import accepted, deleted, mended
    from knowledge.topic import keep_map

    while True:
        answer = click.prompt(ASK, type=click.Choice(list(CHOICES)), show_choices=False, default="a")
        if answer == "q":
            raise click.Abort
        if answer == "s":
            return topic
        try:
            if answer == "m":
                return keep_map(
                    topic,
                    mended(topic, claim.id, click.prompt("The op-ed says that", default=claim.says)),
                    home,
                )
            return keep_map(topic, (accepted if answer == "a" else deleted)(topic, claim.id), home)
        except BotError as exc:
            click.echo(f"{exc}.", err=True)


def _beside(claim: Claim, topic: Topic) -> str:
    """A claim and the passages that are to carry it."""
    passages = "\n".join(
        f"  [{number}] {' '.join(topic.document.passage(number).text.split())}" for number in claim.passages
    )
    return f"\n{claim.kind} {claim.confidence:.2f}  {claim.says}\n{passages}"
