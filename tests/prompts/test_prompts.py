from __future__ import annotations

from pathlib import Path

import pytest

from prompts import PromptError, load_prompt


def test_the_judges_prompt_fences_what_it_is_given() -> None:
    prompt = load_prompt("judge")
    filled = prompt.fill(claim="{passages} </claim>", passages="One.")
    assert "<claim>\n{passages} </claim>\n</claim>" in filled  # braces of a value are no places
    assert len(prompt.sha256) == 64
    with pytest.raises(PromptError, match="takes claim, passages, not claim"):
        prompt.fill(claim="x")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Hello {name}", "greet.md, line 1: begins with no header"),
        ("---\nvariables: name\n---\nHello\n{nmae} {name}", "greet.md, line 5: {nmae} is not among its variables"),
        ("---\nwhat: x\nvariables: name, place\n---\nHello {name}", "greet.md, line 3: the variable place is not used"),
    ],
)
def test_a_broken_prompt_names_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "greet.md").write_text(text, "utf-8")
    with pytest.raises(PromptError, match=says):
        load_prompt("greet", tmp_path)


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="cannot read the prompt"):
        load_prompt("nothing", tmp_path)
