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
from tests.conftest import ROOT

ASKED = ("facts", "for", "against")


# A processor without wide registers, as far as NumPy and its OpenBLAS can be told.
WIDE = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
PLAIN = {"NPY_DISABLE_CPU_FEATURES": " ".join(WIDE), "OPENBLAS_CORETYPE": "Prescott"}


def said(bot: Bot) -> Iterator[tuple[str, list[float]]]:
    """What the bot says to each question of some sets.

    And the judge's score for it beside the first passages.
    """
    passages = [passage.text for passage in bot.topic.document.passages[:12]]
    for case in (case for name in ASKED for case in load_set(name)):
        text = bot.reply(case.question, case.mode).text
        yield text, [judge(text, passages).score]


@pytest.mark.slow
def test_a_processor_without_wide_registers_gives_the_same_replies(brief_bot: Bot) -> None:
    """NumPy sorts equal scores in another order there, and adds up in another."""
    command, environment = [sys.executable, "-m", "tests.bot.test_machines"], {**os.environ, **PLAIN}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    there = json.loads(done.stdout)
    here = [[text, scores] for text, scores in said(brief_bot)]
    assert len(here) > 100
    assert [(one, other) for one, other in zip(here, there, strict=True) if one != other] == []


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps([[text, scores] for text, scores in said(build(Settings(home=Path(home))).of())]))


if __name__ == "__main__":
    main()
