"""The same replies on every machine, whatever its processor and threads compute otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.build import build
from bot.judge import judge
from bot.settings import Settings
from bot.turn.bot import Bot
from evals.cases import load_set
from knowledge.embeddings import WordLlamaEmbedder
from knowledge.index import open_index
from knowledge.scores import unit_rows
from knowledge.search import Search
from knowledge.topic import Topic
from tests.conftest import ROOT

ASKED = ("facts", "for", "against")
# A processor without wide registers, as far as NumPy and its OpenBLAS can be told.
WIDE = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
PLAIN = {"NPY_DISABLE_CPU_FEATURES": " ".join(WIDE), "OPENBLAS_CORETYPE": "Prescott"}


def said(bot: Bot) -> Iterator[tuple[str, list[float]]]:
    """What the bot says to each question of some sets, and the judge's score for it beside the first passages."""
    passages = [passage.text for passage in bot.topic.document.passages[:12]]
    for case in (case for name in ASKED for case in load_set(name)):
        text = bot.reply(case.question, case.mode).text
        yield text, [judge(text, passages).score]


def test_a_processor_without_wide_registers_gives_the_same_replies(brief_bot: Bot) -> None:
    """NumPy sorts equal scores in another order there, and adds up in another."""
    command, environment = [sys.executable, "-m", "tests.bot.test_machines"], {**os.environ, **PLAIN}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    there = json.loads(done.stdout)
    here = [[text, scores] for text, scores in said(brief_bot)]
    assert len(here) > 100
    assert [(one, other) for one, other in zip(here, there, strict=True) if one != other] == []


def test_search_sees_every_text_of_a_topic_and_scores_it_exactly(topic: Topic, tmp_path: Path) -> None:
    """A graph of neighbours is grown by as many threads as the machine has, and misses others each time."""
    embedder = WordLlamaEmbedder()
    index = open_index(topic, embedder, tmp_path)
    search, entries = Search(topic, index, embedder), index.entries
    texts = np.asarray(embedder.vectors([entry.text for entry in entries]), dtype=np.float64)
    for case in load_set("facts"):
        exact = texts @ np.asarray(embedder.vectors([case.question])[0], dtype=np.float64)
        order = sorted(range(len(entries)), key=lambda n, exact=exact: (-exact[n], n))  # type: ignore[misc]
        near = search._by_vector(case.question)
        assert list(near.items()) == [(entries[n].id, exact[n]) for n in order[: len(near)]]


@pytest.mark.parametrize("width", [256, 384, 1536])
def test_products_of_vectors_do_not_depend_on_the_order_of_their_terms(width: int) -> None:
    random = np.random.default_rng(0)
    rows = unit_rows(random.normal(size=(60, width)).astype(np.float32))
    straight = rows @ rows.T
    for _ in range(5):
        mixed = np.ascontiguousarray(rows[:, random.permutation(width)])
        assert np.array_equal(mixed @ mixed.T, straight)
    one_by_one = np.add.accumulate(rows[:, None, :] * rows[None, :, :], axis=2)[..., -1]
    assert np.array_equal(one_by_one, straight)
    assert np.abs(np.diagonal(straight) - 1).max() < 0.01


def test_a_row_of_nothing_stays_one() -> None:
    assert not unit_rows(np.zeros((2, 8), dtype=np.float32)).any()


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps([[text, scores] for text, scores in said(build(Settings(home=Path(home))).of())]))


if __name__ == "__main__":
    main()
