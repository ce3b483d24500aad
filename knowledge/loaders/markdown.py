"""Markdown: front matter, headings as sections, and the words of every block without their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge import KnowledgeError
from knowledge.document import Paragraph, SourceText
from knowledge.yaml_file import parse_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def from_markdown(text: str) -> SourceText:
    """The plain words of `text`; a heading becomes the section of the paragraphs below it.

    The title is the front matter's, or else the first heading of level 1.
    """
    meta, body = _front_matter(text)
    title = meta.get("title", "")
    section, position = "", 0
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    for level, words in _blocks(body):
        if level == 1 and not section and not paragraphs:
            title = title or words
        elif level:
            section = words
        else:
            paragraphs.append(Paragraph(position, position + len(words), section))
            parts.append(words)
            position += len(words) + 2
    return SourceText("\n\n".join(parts), tuple(paragraphs), title, tuple(meta.items()))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    try:
        values = parse_yaml(found.group(1))
    except yaml.YAMLError as exc:
        raise KnowledgeError(f"the front matter between the two --- lines is not YAML: {str(exc).splitlines()[0]}") from exc
    if not isinstance(values, dict):
        return {}, text
    return {str(key): str(value) for key, value in values.items()}, text[found.end() :]


def _blocks(body: str) -> Iterator[tuple[int, str]]:
    """Heading level (0 for text) and words of each block, in order."""
    level = 0
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(body):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type in ("inline", "fence", "code_block"):
            words = _words(token)
            if words:
                yield level, words


def _words(token: Token) -> str:
    if token.children is None:
        return token.content.strip()
    kept = (" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children)
    return "".join(kept).strip()
