"""Words for the model: one Markdown file each.

A header names the variables that a prompt takes and the shared parts that it holds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_HEADER = re.compile(r"\A---\n(?P<header>.*?)\n---\n", re.DOTALL)
_PLACE = re.compile(r"\{(\w+)\}")
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL | re.IGNORECASE)
_ROLE = re.compile(r"^## (system|user|assistant)[ \t]*$", re.MULTILINE)


class PromptError(Exception):
    """A prompt file is invalid; the text says where and what to fix."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model; `role` is system, user or assistant."""

    role: str
    text: str


@dataclass(frozen=True)
class Prompt:
    """A prompt as it is in its file.

    `sha256` is of the file and its parts, so that replies and judgements can name what they were made with.
    """

    name: str
    text: str
    variables: tuple[str, ...]
    sha256: str

    def fill(self, **values: str) -> str:
        """Return the text with every variable filled in; braces inside the values stay what they are."""
        self._check_values(values)
        return _PLACE.sub(lambda place: values[place[1]], self.text)

    def messages(self, **values: str) -> tuple[Message, ...]:
        """Return the conversation that the headings `## system`, `## user`, `## assistant` make of it.

        Without such headings it is one message of the user's.
        """
        self._check_values(values)
        before, *parts = _ROLE.split(self.text)
        pairs = [("user", before)] if before.strip() else []
        pairs += list(zip(parts[::2], parts[1::2], strict=True))
        return tuple(
            Message(role, _PLACE.sub(lambda place: values[place[1]], text).strip()) for role, text in pairs
        )

    def _check_values(self, values: Mapping[str, str]) -> None:
        if set(values) != set(self.variables):
            raise PromptError(
                f"{self.name}: takes {', '.join(self.variables)}, not {', '.join(values) or 'nothing'}"
            )


def fenced(text: str) -> str:
    """Return somebody's words as data inside a fence like `<question>`.

    They cannot close it, nor open one that looks like ours.
    """
    return text.replace("<", "‹").replace(">", "›")


def without_thoughts(said: str) -> str:
    """Return a model's whole answer without what it thought aloud between tags, closed or not."""
    return _THOUGHTS.sub("", said)


def load_prompt(name: str, folder: Path | None = None, takes: Sequence[str] | None = None) -> Prompt:
    """Return the prompt of that name, from `folder` where it has one, else as it ships.

    `takes` are the variables that it will be filled with. A PromptError names file and line.
    """
    path = _path(name, folder)
    content, start, header = _read(path)
    variables = _listed(header, "variables")
    parts = {part: _path(part, folder) for part in _listed(header, "parts")}
    _check_places(path, content, start, variables, tuple(parts))
    if takes is not None:
        _check_takes(path, content, variables, takes)
    text, made_of = content[start:].strip(), content
    for part, where in parts.items():
        part_whole, part_start, part_header = _read(where)
        part_variables = _listed(part_header, "variables")
        _check_places(where, part_whole, part_start, part_variables, ())
        for variable in part_variables:
            if variable not in variables:
                raise PromptError(
                    f"{where}, line {_line(part_whole, part_whole.index(variable))}: {path.name}, "
                    f"of which it is a part, gives it no variable {variable}"
                )
        text = text.replace(f"{{{part}}}", part_whole[part_start:].strip())
        made_of += part_whole
    return Prompt(name, text, variables, hashlib.sha256(made_of.encode()).hexdigest())


def _path(name: str, folder: Path | None) -> Path:
    own = folder / f"{name}.md" if folder else None
    return own if own is not None and own.exists() else Path(str(files("prompts"))) / f"{name}.md"


def _read(path: Path) -> tuple[str, int, str]:
    """Return the whole file, where its text begins, and its header."""
    try:
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise PromptError(f"cannot read the prompt {path}: {exc}") from exc
    header = _HEADER.match(content)
    if header is None or not re.search(r"^variables:", header["header"], re.MULTILINE):
        raise PromptError(f"{path}, line 1: begins with no header; add ---, variables: one, another, ---")
    return content, header.end(), header["header"]


def _listed(header: str, key: str) -> tuple[str, ...]:
    listed = re.search(rf"^{key}:[ \t]*(.*)$", header, re.MULTILINE)
    return tuple(name.strip() for name in listed[1].split(",") if name.strip()) if listed else ()


def _check_places(
    path: Path, content: str, start: int, variables: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    """Check that every place has its variable or part in the header, and each of them its place.

    A part's variables may stand in the part alone.
    """
    used = {place[1] for place in _PLACE.finditer(content, start)}
    for name in sorted(used):
        if name not in variables and name not in parts:
            line = _line(content, content.index(f"{{{name}}}", start))
            raise PromptError(
                f"{path}, line {line}: {{{name}}} is not among its variables; "
                "list it in the header or fix its spelling"
            )
    for kind, names in (("parts", parts), ("variables", () if parts else variables)):
        missing = next((name for name in names if name not in used), None)
        if missing:
            line = _line(content, content.index(f"{kind}:"))
            raise PromptError(
                f"{path}, line {line}: the variable {missing} is not used; "
                f"write {{{missing}}} where it belongs"
            )


def _check_takes(path: Path, content: str, variables: tuple[str, ...], takes: Sequence[str]) -> None:
    line = _line(content, content.index("variables:"))
    unknown = next((variable for variable in variables if variable not in takes), None)
    if unknown:
        raise PromptError(
            f"{path}, line {line}: nothing fills the variable {unknown}; there are: {', '.join(takes)}"
        )
    missing = next((variable for variable in takes if variable not in variables), None)
    if missing:
        raise PromptError(
            f"{path}, line {line}: the variable {missing} is missing; "
            f"list it and write {{{missing}}} where it belongs"
        )


def _line(content: str, position: int) -> int:
    return content.count("\n", 0, position) + 1
