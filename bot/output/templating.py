"""HTML from templates: files in the folder `templates` of a package, each read once, every value escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup

_BESIDE_A_TAG = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")
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
    return environment


def marks(numbers: Iterable[int], between: str = "") -> Markup:
    """Return citations that open their passages; a filter of all templates."""
    return Markup(between.join(map(_mark, numbers)))  # noqa: S704  # a template made each


@lru_cache(maxsize=4096)
def _mark(number: int) -> str:
    return fragment("bot.output", "mark.html").render(number=number)
