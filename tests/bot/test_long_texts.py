"""Texts without end or full stop.

Read in parts, in time that grows with the text, or refused with what to do.
"""

from __future__ import annotations

import os
import pty
import subprocess
import time
from pathlib import Path

import pytest

from bot.topics.gate_map import gate_map
from evals.opinion_mining import opinions
from knowledge.document import Document
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders import load_bytes
from knowledge.mining.build_map import mined_map
from tests.servers.command import forked_debate

UNPUNCTUATED = (
    "the council should reopen the night bus because people need to get home after work and the taxi is dear "
)

PIECES = "\n\n".join(piece.document.text for name in ("development", "held out") for piece in opinions(name))
# how much more than its share of time a longer text may take: steps that are not linear take the square of it
SLACK = 3


def read(text: str) -> Document:
    return load_bytes(text.encode(), "a.txt")


def seconds(text: str) -> float:
    document = read(text)
    begun = time.process_time()
    gate_map(mined_map(document, Roles(), SentenceEncoder()), document)
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.parametrize(
    ("short", "long"), [(UNPUNCTUATED * 20, UNPUNCTUATED * 160), (PIECES[:15_000], PIECES * 2)]
)
def test_eight_times_the_text_takes_not_much_more_than_eight_times_as_long(short: str, long: str) -> None:
    seconds(PIECES[-2_000:])  # patterns, word lists and models are loaded; what is read twice is remembered
    assert seconds(long) < SLACK * seconds(short) * len(long) / len(short)


def test_the_same_document_is_told_without_going_through_its_passages() -> None:
    one, other = read(PIECES), read(PIECES)
    assert one == other
    assert hash(one) == hash(other)
    assert one != read(PIECES + " More.")
    assert one != load_bytes(PIECES.encode(), "a.txt", "Another title")
    begun = time.process_time()
    hash(PIECES * 2)
    text = time.process_time() - begun
    begun = time.process_time()
    assert len({one, other, *([one] * 1000), *([other] * 1000)}) == 1
    assert time.process_time() - begun < 100 * text + 0.05


def test_somebody_at_a_terminal_sees_that_it_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "pier.txt"
    file.write_text("The pier should stay open. It is cheap.", "utf-8")
    ours, theirs = pty.openpty()
    command = [*forked_debate(), "index", str(file)]
    environment = os.environ | {"DEBATE_HOME": str(tmp_path / "home"), "TERM": "xterm"}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=theirs, text=True, check=True
    )
    os.close(theirs)
    assert "Indexing pier.txt" in os.read(ours, 10_000).decode("utf-8", "replace")
    os.close(ours)
    assert "Indexing" not in done.stdout
