from __future__ import annotations

import re
from pathlib import Path

from knowledge.document import Document
from knowledge.figures import find_figures
from knowledge.loaders import load_document
from knowledge.names import find_names, same_name

ROOT = Path(__file__).resolve().parents[2]
READ = {".md", ".py", ".yaml", ".json", ".jsonl", ".txt", ".js", ".css"}


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "'"))


def test_every_figure_and_name_of_the_op_ed_is_in_the_brief_and_none_besides(
    article: Path, brief: Document
) -> None:
    original = load_document(article)
    for one, other in ((original, brief), (brief, original)):
        figures = [figure for passage in other.passages for figure in find_figures(passage.text)]
        names = {name.key for passage in other.passages for name in find_names(passage.text)}
        for passage in one.passages:
            for figure in find_figures(passage.text):
                assert any(figure.same(there) for there in figures), f"{figure.text}: in one only"
            for name in find_names(passage.text):
                if name.certain:
                    assert any(same_name(name.key, there) or same_name(there, name.key) for there in names), (
                        f"{name.text}: in one only"
                    )


def test_no_file_holds_eight_words_in_a_row_of_the_op_ed(article: Path) -> None:
    words = _words(article.read_text("utf-8"))
    runs = {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
    for folder in ("bot", "knowledge", "evals", "tests"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in READ and file.is_file():
                own = _words(file.read_text("utf-8"))
                found = next(
                    (own[at : at + 8] for at in range(len(own) - 7) if tuple(own[at : at + 8]) in runs), None
                )
                assert found is None, f"{file.relative_to(ROOT)}: {found}"
