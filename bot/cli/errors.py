"""Errors that a user can fix, as the command line shows them: one line, without a traceback."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

import click

P = ParamSpec("P")


def one_line_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn the errors that a user can fix into the command line's one-line error."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        from bot.errors import USER_ERRORS

        try:
            command(*args, **kwargs)
        except USER_ERRORS as exc:
            raise click.ClickException(str(exc)) from exc

    return wrapped
