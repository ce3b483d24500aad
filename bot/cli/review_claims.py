"""The claims of a topic at the terminal, one after the other, each to decide on beside its passages."""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import click

if TYPE_CHECKING:
    from knowledge.argument_map import ArgumentMap, Claim
    from knowledge.topic import Topic

CHOICES = {
    "a": "[a]ccept",
    "e": "[e]dit",
    "k": "[k]ind",
    "p": "[p]assages",
    "t": "[t] main recommendation",
    "n": "[n]ot the author's",
    "r": "[r] not a recommendation",
    "d": "[d]elete",
    "u": "[u]ndo",
    "s": "[s]kip",
    "q": "[q]uit",
}


def review_claims(slug: str, home: Path, ids: Iterable[str]) -> None:
    """Show each claim and ask about it; what is decided is written at once, so that quitting loses nothing.

    EOFError where the answers were piped in and have come to their end.
    """
    from bot.errors import BotError
    from knowledge.topic import load_topic

    waiting = deque(ids)
    while waiting:
        topic = load_topic(slug, home)
        claim = topic.argument_map.by_id.get(waiting[0]) if topic.argument_map else None
        if claim is None:  # deleted, or gone with another
            waiting.popleft()
            continue
        click.echo(with_passages(claim, topic))
        while True:
            answer = ask(
                ", ".join(CHOICES.values()), type=click.Choice(list(CHOICES)), show_choices=False, default="a"
            )
            try:
                if answer == "q":
                    raise click.Abort
                if answer == "u":
                    waiting.extendleft(_undone(slug, home) - {claim.id})
                else:
                    if answer != "s":
                        _decide(answer, claim, slug, home)
                    waiting.popleft()
                break
            except BotError as exc:
                click.echo(f"{exc}.", err=True)


def ask(text: str, **options: Any) -> str:
    """Ask on the terminal. EOFError where the answers were piped in and have come to their end."""
    try:
        answer: str = click.prompt(text, **options)
    except click.Abort as exc:
        if isinstance(exc.__context__, EOFError) and not sys.stdin.isatty():
            raise EOFError from exc
        raise
    return answer


def with_passages(claim: Claim, topic: Topic) -> str:
    """Return a claim and the passages that are to support it, as text."""
    passages = "\n".join(
        f"  [{number}] {' '.join(topic.document.passage(number).text.split())}" for number in claim.passages
    )
    sure = "accepted" if claim.confidence is None else f"{claim.confidence:.2f}"
    main = ", the main recommendation" if topic.argument_map and claim == topic.argument_map.main else ""
    return f"\n{claim.kind} {sure}{main}  {claim.says}\n{passages}"


def _decide(answer: str, claim: Claim, slug: str, home: Path) -> None:
    """Do what was answered about a claim. BotError where its passages do not support that."""
    from bot.topics.deciding import decide
    from bot.topics.main_recommendation import make_main
    from bot.topics.review import accept_claim, edit_claim, helped_by, remove_claim
    from bot.topics.starter_sets import prune_starter_sets
    from knowledge.argument_map import ClaimKind, Helps

    told = ""
    if answer == "a":
        change = partial(accept_claim, id=claim.id)
    elif answer == "e":
        change = partial(edit_claim, id=claim.id, says=ask("The op-ed says that", default=claim.says))
    elif answer == "k":
        kind = ask("Kind", type=click.Choice(get_args(ClaimKind)), default=claim.kind)
        helps = ask(
            "Helps", type=click.Choice(get_args(Helps)), default=helped_by(claim, cast("ClaimKind", kind))
        )
        change = partial(edit_claim, id=claim.id, kind=kind, helps=helps)  # type: ignore[arg-type]
    elif answer == "p":
        given = ask("Passages", default=", ".join(map(str, claim.passages)))
        change = partial(edit_claim, id=claim.id, passages=[int(one) for one in re.findall(r"\d+", given)])
    elif answer == "t":
        change, told = partial(make_main, id=claim.id), "the main recommendation"
    elif answer == "n":
        change = partial(edit_claim, id=claim.id, kind="reported view", helps="against")
    elif answer == "r":
        change = partial(_no_recommendation, id=claim.id)
    else:
        change = partial(remove_claim, id=claim.id)
    kept = decide(slug, home, change, claim.id, told)
    for fault in prune_starter_sets(kept, home) if answer == "d" else ():
        click.echo(f"{fault}.", err=True)


def _no_recommendation(topic: Topic, id: str) -> ArgumentMap:
    from bot.errors import BotError
    from bot.topics.review import claim_of, edit_claim

    if claim_of(topic, id).kind != "recommendation":
        raise BotError("it is not marked as a recommendation: change its kind with k")
    return edit_claim(topic, id, kind="value", helps="for")


def _undone(slug: str, home: Path) -> set[str]:
    """Undo the last decision and say which it was; return the claim that it was about."""
    from bot.topics.deciding import undo_last

    topic, decision = undo_last(slug, home)
    says = f" {_quoted(decision.says)}" if decision.says else ""
    click.echo(f"Undone: {decision.told}{says}.")
    there = topic.argument_map is not None and decision.about in topic.argument_map.by_id
    return {decision.about} if there else set()


def _quoted(text: str) -> str:
    """Return the text in quotation marks, unless it stands in them already."""
    from knowledge.mining.clauses import inner_quotes

    return f"“{inner_quotes(text.removeprefix('“').removesuffix('”'))}”"
