"""The same replies on every machine, whatever its processor and threads compute otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from bot.build import build
from bot.judge import judge
from bot.settings import Settings
from evals.cases import load_set
from evals.record import Run
from knowledge.document import Document
from tests.conftest import ROOT

ASKED = ("facts", "for", "against")
EVERY = 3  # of their questions: what is computed otherwise there is in every reply


# A processor without wide registers, as far as NumPy and its OpenBLAS can be told.
WIDE = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
PLAIN = {"NPY_DISABLE_CPU_FEATURES": " ".join(WIDE), "OPENBLAS_CORETYPE": "Prescott"}


def judged(texts: Iterable[str], document: Document) -> Iterator[tuple[str, float]]:
    """Replies with the judge's score for each beside the first passages."""
    passages = [passage.text for passage in document.passages[:12]]
    for text in texts:
        yield text, judge(text, passages).score


def test_a_processor_without_wide_registers_gives_the_same_replies(brief_run: Run, brief: Document) -> None:
    """NumPy sorts equal scores in another order there, and adds up in another."""
    command, environment = [sys.executable, "-m", "tests.bot.test_machines"], {**os.environ, **PLAIN}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    there = json.loads(done.stdout)
    asked = (case.replies[0]["text"] for name in ASKED for case in [*brief_run.of(suite=name)][::EVERY])
    here = [[text, score] for text, score in judged(asked, brief)]
    assert len(here) > 30
    assert [(one, other) for one, other in zip(here, there, strict=True) if one != other] == []


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        bot = build(Settings(home=Path(home))).of()
        asked = [case for name in ASKED for case in load_set(name)[::EVERY]]
        replies = (bot.reply(case.question, case.mode).text for case in asked)
        print(json.dumps(list(judged(replies, bot.topic.document))))


if __name__ == "__main__":
    main()
