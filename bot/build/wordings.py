"""What finds the answers that were prepared for a topic."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from knowledge.encoders import Scores
from knowledge.encoders.act_reader import ReadsActs
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.topic import PLAYBOOK, Topic
from knowledge.wordings import FILE, Fitted, Wordings

_load = cache(Fitted.load)


def build_wordings(topic: Topic, reader: Scores, acts: ReadsActs) -> Wordings | None:
    """Return what finds a topic's prepared answers; None where it has none, or none fitted to the encoder."""
    file = Path(str(files("knowledge") / topic.slug / PLAYBOOK / FILE))
    if topic.playbook is None or not file.is_file():
        return None
    fitted, encoder = _load(file), SentenceEncoder()
    return Wordings(topic.playbook, fitted, encoder, reader, acts) if fitted.encoder == encoder.name else None
