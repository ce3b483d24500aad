"""`debate doctor`: what is configured, and whether each part answers; each trouble with its remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from bot.cli.doctor_checks import CHECKS, CheckStatus
from bot.cli.errors import one_line_errors
from bot.errors import USER_ERRORS

if TYPE_CHECKING:
    from bot.settings import Settings


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
    """Show what is configured, and whether the model, the embeddings and the stores respond. Exit with status
    1 if anything is wrong.
    """
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
    """Examine every part by using it; return what was found, one by one."""
    for what, check in CHECKS.items():
        try:
            status, text = check(settings)
        except USER_ERRORS as exc:
            status, text = "trouble", str(exc)
        yield Finding(what, status, text)
