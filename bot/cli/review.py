"""The command `debate review`: mined claims beside their passages, to decide on; the map to sign."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BufferedReader
from typing import TYPE_CHECKING, get_args

import click

from bot.cli.errors import one_line_errors
from bot.cli.review_claims import ask, review_claims, with_passages

if TYPE_CHECKING:
    from bot.errors import BotError
    from bot.settings import Settings
    from bot.topics.by_model.compare import Difference
    from knowledge.topic import Topic

CHANGES = {"t": "take the model's", "k": "keep yours", "s": "skip", "q": "quit"}
ASK_CHANGE = ", ".join(f"[{key}]{word[1:]}" for key, word in CHANGES.items())


@click.command()
@click.option("--topic", metavar="SLUG", help="The topic whose mined claims are reviewed.")
@click.option(
    "--list", "only_list", is_flag=True, help="Only list the claims awaiting review, the least certain first."
)
@click.option("--outline", "only_outline", is_flag=True, help="Only print the map as an outline.")
@click.option(
    "--prepared", is_flag=True, help="Only print everything the bot can say: prepared, or by the map."
)
@click.option("--all", "every", is_flag=True, help="Review every claim, including those already accepted.")
@click.option("--accept-all", is_flag=True, help="Accept every claim as it stands.")
@click.option(
    "--changes",
    is_flag=True,
    help="Review where the model's version differs from yours, and take the model's or keep yours.",
)
@click.option(
    "--sign",
    metavar="NAME",
    help="Sign off the whole map under this name, once every claim has been reviewed.",
)
@one_line_errors
def review(
    topic: str | None,
    only_list: bool,
    only_outline: bool,
    prepared: bool,
    every: bool,
    accept_all: bool,
    changes: bool,
    sign: str | None,
) -> None:
    """Review the mined claims, each beside its passage: accept, edit or delete them, say which is the main
    recommendation, and sign off the map.
    """
    from bot.errors import BotError
    from bot.settings import load_settings
    from bot.topics.deciding import decide
    from bot.topics.index_file import publish
    from bot.topics.outline import outline
    from bot.topics.review import accept_claims, sign_map, waiting_claims
    from knowledge.topic import load_topic

    settings = load_settings()
    current = load_topic(topic or settings.topic, settings.home)
    if current.argument_map is None:
        raise BotError(
            f"{current.slug} has no argument map; have one mined with: "
            f"debate index FILE --topic {current.slug}"
        )
    if changes:
        _decide_changes(current, settings, only_list=only_list)
        return
    waiting = current.argument_map.unreviewed
    if prepared:
        click.echo(_prepared(current))
        return
    if only_outline:
        click.echo(_outlined(current))
        return
    if only_list:
        for claim in waiting:
            click.echo(with_passages(claim, current))
        click.echo(f"{waiting_claims(len(waiting))} for review.")
        return
    looked_at = [claim.id for claim in waiting]
    if every:
        looked_at = [claim.id for _, claims in outline(current.argument_map) for claim in claims]
    if looked_at and not accept_all and _at_end():
        raise _waiting(current)
    try:
        if accept_all and waiting:
            decide(current.slug, settings.home, accept_claims, told="accepted all claims")
        elif not accept_all:
            review_claims(current.slug, settings.home, looked_at)
    except EOFError:
        raise _waiting(load_topic(current.slug, settings.home)) from None
    finally:
        publish(settings, current.slug)
    current = load_topic(current.slug, settings.home)
    if sign:
        today = datetime.now(UTC).date()
        decide(current.slug, settings.home, lambda now: sign_map(now, sign, today), told="signed off")
        publish(settings, current.slug)
        click.echo(f"{current.slug} is signed off by {sign}.")
    elif current.argument_map and not current.argument_map.unreviewed and not current.argument_map.reviewed:
        click.echo(
            f"Every claim of {current.slug} has been reviewed. Read everything that the bot can say with: "
            f"debate review --topic {current.slug} --prepared\n"
            f"Then sign it off with: debate review --topic {current.slug} --sign NAME"
        )


def _decide_changes(topic: Topic, settings: Settings, *, only_list: bool) -> None:
    """Show what a model would have otherwise, and ask about each, unless they are only listed."""
    from bot.errors import BotError
    from bot.topics.by_model.compare import differences, set_aside, take
    from bot.topics.index_file import publish
    from bot.topics.review import waiting_claims

    found = differences(topic, settings.home)
    if not found:
        click.echo(f"Nothing the model made for {topic.slug} differs from your changes.")
        return
    if not only_list and _at_end():
        raise BotError(f"{waiting_claims(len(found), 'change')} for you; list them with --list")
    try:
        for one in found:
            click.echo(_shown(one))
            if only_list:
                continue
            answer = ask(ASK_CHANGE, type=click.Choice(list(CHANGES)), show_choices=False, default="k")
            if answer == "q":
                return
            if answer == "t":
                take(topic.slug, one.part, one.id, settings.home)
            elif answer == "k":
                set_aside(topic.slug, one.part, one.id, settings.home)
    except EOFError:
        raise BotError("changes are still waiting for you; list them with --list") from None
    finally:
        if not only_list:
            publish(settings, topic.slug)


def _shown(one: Difference) -> str:
    """Return an entry with what is yours and what is the model's, line by line."""
    sign = {"yours": "-", "model": "+", "both": " "}
    lines = [f"  {sign[line.whose]} {line.text}" for line in one.lines]
    head = f"\n{one.part} {one.id}" + (": you have removed it" if one.removed else "")
    return "\n".join([head, *lines])


def _at_end() -> bool:
    """Tell whether nobody is there to answer: standard input is no terminal, and not a line is in it."""
    if sys.stdin is None or sys.stdin.isatty():
        return sys.stdin is None
    incoming = sys.stdin.buffer
    return isinstance(incoming, BufferedReader) and not incoming.peek(1)


def _waiting(topic: Topic) -> BotError:
    """Return the error that claims wait and nobody is there to answer."""
    from bot.errors import BotError
    from bot.topics.review import waiting_claims

    assert topic.argument_map is not None
    count = len(topic.argument_map.unreviewed)
    them = "it" if count == 1 else "them"
    return BotError(f"{waiting_claims(count)} for review; review {them}, or add --accept-all")


def _outlined(topic: Topic) -> str:
    """Return the map as an outline, each sentence with its passages."""
    from bot.topics.outline import outline

    assert topic.argument_map is not None
    parts = []
    for part, claims in outline(topic.argument_map):
        parts.append(f"\n{part.upper()}")
        parts += [with_passages(claim, topic) for claim in claims]
    return "\n".join([topic.title, *parts])


def _prepared(topic: Topic) -> str:
    """Return every sentence that the bot can say, prepared or by the map, by what it answers to, as text."""
    from bot.topics.sayable import sayable

    by_map = [line for one in sayable(topic) for line in (f"\n{one.title}", *_indented(one.sentences))]
    return "\n".join([topic.title, *_by_playbook(topic), *by_map])


def _indented(sentences: Iterable[str]) -> Iterator[str]:
    return (f"    {sentence}" for sentence in sentences)


def _by_playbook(topic: Topic) -> list[str]:
    """Return the prepared sentences, line by line."""
    from bot.topics.edit_playbook import Entry, labelled
    from knowledge.argument_map import Side

    playbook = topic.playbook
    if not playbook:
        return []
    cases = [("THE CASE " + side.upper(), playbook.cases.of(side)) for side in get_args(Side)]
    entries: list[tuple[str, Entry]] = [
        *((one.asks[0], one) for one in playbook.answers),
        *((one.argument, one) for one in playbook.blocks),
        *((name, case) for name, case in cases if case),
    ]
    parts: list[str] = []
    for name, entry in entries:
        said = ""
        parts.append(f"\n{name}")
        for label, sentence in labelled(entry):
            parts += [f"  {label}:"] if label != said else []
            parts.append(f"    {sentence.model_dump()}")
            said = label
    return parts
