"""Markdown: front matter, headings as sections, and the words of every block without their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge import KnowledgeError
from knowledge.document import SourceText
from knowledge.loaders.blocks import Block, assembled
from knowledge.yaml_file import parse_yaml

_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_NOTE_TEXT = re.compile(r"^\[\^[^\]\s]+\]:.*(?:\n[ \t]+\S.*)*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def from_markdown(text: str) -> SourceText:
    """Return the plain words of `text`; a heading becomes the section of the paragraphs below it.

    The title is the front matter's, or else the first heading of level 1.
    """
    meta, body = _front_matter(text)
    return assembled(_blocks(_without_notes(body)), meta.get("title", ""), tuple(meta.items()))


def _without_notes(body: str) -> str:
    """Return the text without footnotes, `[^1]` and what they say."""
    return _NOTE_MARK.sub("", _NOTE_TEXT.sub("", body))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    header = _FRONT_MATTER.match(text)
    if not header:
        return {}, text
    try:
        values = parse_yaml(header.group(1))
    except yaml.YAMLError as exc:
        raise KnowledgeError(
            f"the front matter between the two --- lines is not YAML: {str(exc).splitlines()[0]}"
        ) from exc
    if not isinstance(values, dict):
        return {}, text
    return {str(key): str(value) for key, value in values.items()}, text[header.end() :]


def _blocks(body: str) -> Iterator[Block]:
    """Yield the headings and paragraphs, in order.

    Code is none; the first paragraph of a numbered item has its number.
    """
    level = quotes = 0
    number = ""
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(body):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "inline":
            words = _words(token)
            if words:
                yield Block(number + words, level, quoted=quotes > 0)
            number = ""


def _words(token: Token) -> str:
    kept = (
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
    )
    return "".join(kept).strip()
