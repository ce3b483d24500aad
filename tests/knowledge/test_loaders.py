from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import KnowledgeError
from knowledge.loaders import load_document


def test_front_matter_gives_the_title_and_is_no_passage(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: On levies\n---\n\n## One\n\nLevies rise. *Prices* [follow](http://x.example).\n", "utf-8")
    document = load_document(file)
    assert document.title == "On levies"
    assert [passage.text for passage in document.passages] == ["Levies rise.", "Prices follow."]
    assert document.passages[0].section == "One"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"x", "cannot read a.docx: give a file that ends in"),
        ("a.txt", b"", "a.txt holds no sentence"),
        ("a.txt", b" \n\n ", "a.txt holds no sentence"),
        ("a.txt", b"PK\x03\x04\0\0\0", "a.txt is not a text file"),
        ("a.md", b"---\ntitle: [\n---\nText.", "a.md"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(KnowledgeError) as caught:
        load_document(file)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_old_encodings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Xi’s café is “open”.".encode("cp1252"))
    assert load_document(file).passages[0].text == "Xi’s café is “open”."
    file.write_bytes("Xi’s café.".encode("utf-16"))
    assert load_document(file).passages[0].text == "Xi’s café."
