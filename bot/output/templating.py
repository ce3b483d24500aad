"""HTML from templates: files in the folder `templates` of a package, each read once, every value escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from math import ceil
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup, escape

_BESIDE_A_TAG = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")
TOGETHER = 5  # citations on one line, which fit the narrowest window
_ELSEWHERE = re.compile(r"\s*\n\s*")


class OneLine(Extension):
    """Joins the lines of a template, so that its HTML has no white space but what the template asks for.

    The chat's Markdown reader would take an indented or blank line of a reply for markup of its own.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the template on one line."""
        return _ELSEWHERE.sub(" ", _BESIDE_A_TAG.sub("", source.strip()))


@cache
def fragment(package: str, name: str) -> Template:
    """Return the template of a part of a page, whose lines are joined."""
    return _environment(package, OneLine).get_template(name)


@cache
def macro(package: str, name: str) -> Callable[..., str]:
    """Return the macro of a part that is made again for each sentence; its template is called `NAME.html`.

    A call of it needs no context of its own: for a card of five sentences 11 microseconds instead of 17.
    """
    called: Callable[..., str] = getattr(fragment(package, f"{name}.html").module, name)
    return called


@cache
def page(package: str, name: str) -> Template:
    """Return the template of a page, whose lines stand as they are written."""
    return _environment(package).get_template(name)


@cache
def _environment(package: str, *extensions: type[Extension]) -> Environment:
    settings: dict[str, Any] = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    environment = Environment(
        loader=PackageLoader(package), autoescape=True, auto_reload=False, extensions=extensions, **settings
    )
    environment.filters["marks"] = marks
    environment.filters["cited"] = cited
    return environment


def cited(text: str, numbers: Sequence[int]) -> Markup:
    """Return a text with its citations behind it, no line of which begins with one; a filter, too.

    They stay with the last word of the text. Where there are many, some go to the next line, and none alone.
    """
    if not numbers:
        return escape(text)
    head, space, last = text.rpartition(" ")
    lines = ceil(len(numbers) / TOGETHER)
    on_a_line = ceil(len(numbers) / lines)
    kept, told = Markup('<span class="kept">{}{}</span>'), Markup("{}{}").format(head, space)
    for place in range(0, len(numbers), on_a_line):
        told += kept.format("" if place else last, marks(numbers[place : place + on_a_line]))
    return told


def marks(numbers: Iterable[int], between: str = "") -> Markup:
    """Return citations that open their passages; a filter of all templates."""
    return _marks(tuple(numbers), between)


@lru_cache(maxsize=4096)
def _marks(numbers: tuple[int, ...], between: str) -> Markup:
    mark = fragment("bot.output", "mark.html")
    return Markup(between.join(mark.render(number=number) for number in numbers))  # noqa: S704  # a template made each
