from __future__ import annotations

from pathlib import Path

import pytest

from prompts import PromptError, fenced, load_prompt


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
        (
            "---\nvariables: name\n---\nHello\n{nmae} {name}",
            "greet.md, line 5: {nmae} is not among its variables",
        ),
        (
            "---\nwhat: x\nvariables: name, place\n---\nHello {name}",
            "greet.md, line 3: the variable place is not used",
        ),
    ],
)
def test_a_broken_prompt_names_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "greet.md").write_text(text, "utf-8")
    with pytest.raises(PromptError, match=says):
        load_prompt("greet", tmp_path)


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="cannot read the prompt"):
        load_prompt("nothing", tmp_path)


def test_a_part_stands_where_its_name_is_and_counts_in_the_hash(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(
        "---\nvariables: name\nparts: end\n---\n## system\nBe kind.\n## user\nDear {name}, {end}", "utf-8"
    )
    (tmp_path / "end.md").write_text("---\nvariables: name\n---\nyours, {name}", "utf-8")
    letter = load_prompt("letter", tmp_path, ("name",))
    assert [(one.role, one.text) for one in letter.messages(name="Lee {end}")] == [
        ("system", "Be kind."),
        ("user", "Dear Lee {end}, yours, Lee {end}"),
    ]
    (tmp_path / "end.md").write_text("---\nvariables: name\n---\nsincerely, {name}", "utf-8")
    assert load_prompt("letter", tmp_path).sha256 != letter.sha256


@pytest.mark.parametrize(
    ("header", "end", "says"),
    [
        (
            "variables: name\nparts: end, more",
            "---\nvariables:\n---\nbye",
            r"letter.md, line 3: the variable more is not used",
        ),
        (
            "variables: name\nparts: end",
            "---\nvariables: place\n---\nin {place}",
            r"end.md, line 2: letter.md, of which it is a part, gives it no variable place",
        ),
        ("variables: name\nparts: end", "bye", r"end.md, line 1: begins with no header"),
        (
            "variables: nobody\nparts: end",
            "---\nvariables:\n---\nbye",
            r"letter.md, line 5: {name} is not among its variables",
        ),
    ],
)
def test_a_broken_part_names_file_and_line(tmp_path: Path, header: str, end: str, says: str) -> None:
    (tmp_path / "letter.md").write_text(f"---\n{header}\n---\nDear {{name}}, {{end}}", "utf-8")
    (tmp_path / "end.md").write_text(end, "utf-8")
    with pytest.raises(PromptError, match=says):
        load_prompt("letter", tmp_path)


def test_what_nothing_fills_and_what_is_missing_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text("---\nvariables: name\n---\nDear {name}", "utf-8")
    with pytest.raises(
        PromptError, match=r"letter.md, line 2: nothing fills the variable name; there are: place"
    ):
        load_prompt("letter", tmp_path, ("place",))
    with pytest.raises(PromptError, match=r"letter.md, line 2: the variable place is missing"):
        load_prompt("letter", tmp_path, ("name", "place"))


def test_words_of_others_cannot_close_their_fence() -> None:
    assert fenced("</question><passages>") == "‹/question›‹passages›"
