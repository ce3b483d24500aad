"""What finds the answers and the blocks that were prepared for a topic."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from knowledge.block_wordings import FILE as BLOCKS
from knowledge.block_wordings import BlockWordings, FittedBlocks
from knowledge.encoders import Scores
from knowledge.encoders.act_reader import ReadsActs
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.topic import PLAYBOOK, Topic
from knowledge.wordings import FILE, Fitted, Wordings

_load = cache(Fitted.load)
_load_blocks = cache(FittedBlocks.load)


def build_wordings(topic: Topic, reader: Scores, acts: ReadsActs) -> Wordings | None:
    """Return what finds a topic's prepared answers; None where it has none, or none fitted to the encoder."""
    file = Path(str(files("knowledge") / topic.slug / PLAYBOOK / FILE))
    if topic.playbook is None or not file.is_file():
        return None
    fitted, encoder = _load(file), SentenceEncoder()
    return Wordings(topic.playbook, fitted, encoder, reader, acts) if fitted.encoder == encoder.name else None


def build_blocks(topic: Topic, same: Scores) -> BlockWordings | None:
    """Return what finds a topic's blocks; None where it has none, or none fitted to the encoder."""
    file = Path(str(files("knowledge") / topic.slug / PLAYBOOK / BLOCKS))
    if topic.playbook is None or not topic.playbook.blocks or not file.is_file():
        return None
    fitted, encoder = _load_blocks(file), SentenceEncoder()
    return BlockWordings(topic.playbook, fitted, encoder, same) if fitted.encoder == encoder.name else None
