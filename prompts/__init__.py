"""Words for the model: one Markdown file each, with a header that names the variables it takes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_HEADER = re.compile(r"\A---\n(?P<header>.*?)\n---\n", re.DOTALL)
_PLACE = re.compile(r"\{(\w+)\}")


class PromptError(Exception):
    """A prompt's file is off; the text says where and what to mend."""


@dataclass(frozen=True)
class Prompt:
    """A prompt as it is in its file. `sha256` is of the whole file, so that replies and judgements can name what they were made with."""

    name: str
    text: str
    variables: tuple[str, ...]
    sha256: str

    def fill(self, **values: str) -> str:
        """The text with every variable in its place; braces inside the values stay what they are."""
        if set(values) != set(self.variables):
            raise PromptError(f"{self.name}: takes {', '.join(self.variables)}, not {', '.join(values) or 'nothing'}")
        return _PLACE.sub(lambda place: values[place[1]], self.text)


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt of that name from `folder`, by default from those that ship. PromptError names file and line."""
    path = (folder or Path(str(files("prompts")))) / f"{name}.md"
    try:
        whole = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise PromptError(f"cannot read the prompt {path}: {exc}") from exc
    header = _HEADER.match(whole)
    listed = re.search(r"^variables:\s*(.*)$", header["header"], re.MULTILINE) if header else None
    if header is None or listed is None:
        raise PromptError(f"{path.name}, line 1: begins with no header; add ---, variables: one, another, ---")
    variables = tuple(one.strip() for one in listed[1].split(",") if one.strip())
    text = whole[header.end() :].strip()
    used = {place[1]: place.start() for place in _PLACE.finditer(text)}
    for one in used:
        if one not in variables:
            line = whole.count("\n", 0, whole.index(f"{{{one}}}", header.end())) + 1
            raise PromptError(f"{path.name}, line {line}: {{{one}}} is not among its variables; list it in the header or mend its spelling")
    missing = next((one for one in variables if one not in used), None)
    if missing:
        line = whole[: header.start("header") + listed.start()].count("\n") + 1
        raise PromptError(f"{path.name}, line {line}: the variable {missing} is not used; write {{{missing}}} where it belongs")
    return Prompt(name, text, variables, hashlib.sha256(whole.encode()).hexdigest())
