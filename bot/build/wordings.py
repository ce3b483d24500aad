"""What finds the answers and the blocks that were prepared for a topic.

For a topic that ships it was fitted with its playbook. For any other it is fitted here when it is first
needed, and kept in the data folder; how surely an entry is meant is then told as for the topic that ships.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import get_ident
from typing import TypeVar

import numpy as np

from knowledge import KnowledgeError
from knowledge.block_wordings import FILE as BLOCKS
from knowledge.block_wordings import BlockWordings, FittedBlocks
from knowledge.byte_vectors import ByteVectors
from knowledge.encoders import Encodes, Scores
from knowledge.encoders.act_reader import ReadsActs
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.entry_words import EntryWords
from knowledge.fitted_wordings import Fitted
from knowledge.playbook import Answer, Block, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.softmax import fitted_softmax
from knowledge.topic import PLAYBOOK, Topic, shipped_slugs
from knowledge.wordings import FILE, Wordings

Kind = TypeVar("Kind", Fitted, FittedBlocks)
_load = cache(Fitted.load)
_load_blocks = cache(FittedBlocks.load)


def build_wordings(topic: Topic, reader: Scores, acts: ReadsActs, home: Path) -> Wordings | None:
    """Return what finds a topic's prepared answers; None where it has none, or none fitted to the encoder."""
    playbook: Playbook | None = topic.playbook
    encoder = SentenceEncoder()
    if playbook is None or not playbook.answers:
        return None
    fitted = _fitted(topic, FILE, _load, lambda: _fitted_answers(topic, playbook, encoder, home))
    if fitted is None or fitted.encoder != encoder.name:
        return None
    return Wordings(playbook, fitted, encoder, reader, acts)


def build_blocks(topic: Topic, same: Scores, home: Path) -> BlockWordings | None:
    """Return what finds a topic's blocks; None where it has none, or none fitted to the encoder."""
    playbook: Playbook | None = topic.playbook
    encoder = SentenceEncoder()
    if playbook is None or not playbook.blocks:
        return None
    fitted = _fitted(topic, BLOCKS, _load_blocks, lambda: _fitted_blocks(topic, playbook, encoder, home))
    if fitted is None or fitted.encoder != encoder.name:
        return None
    return BlockWordings(playbook, fitted, encoder, same)


def _fitted(topic: Topic, name: str, load: Callable[[Path], Kind], fit: Callable[[], Kind]) -> Kind | None:
    """Return what ships with a topic, if anything; for one that was added what is fitted to it."""
    if topic.slug not in shipped_slugs():
        return fit()
    file = _shipped(topic.slug, name)
    return load(file) if file.is_file() else None


def _fitted_answers(topic: Topic, playbook: Playbook, encoder: SentenceEncoder, home: Path) -> Fitted:
    parts = (words for one in playbook.answers for words in (one.id, *one.asks, *_texts(one)))
    file = _kept_as(topic, FILE, parts, encoder, home)
    return _kept(file, Fitted, lambda: fit_answers(playbook, encoder))


def _fitted_blocks(topic: Topic, playbook: Playbook, encoder: SentenceEncoder, home: Path) -> FittedBlocks:
    parts = (words for one in playbook.blocks for words in (one.id, one.argument, *one.says, *_texts(one)))
    file = _kept_as(topic, BLOCKS, parts, encoder, home)
    return _kept(file, FittedBlocks, lambda: fit_blocks(playbook, encoder))


def _texts(entry: Answer | Block) -> Iterator[str]:
    return (sentence.text for sentence in entry.sentences())


def _kept_as(topic: Topic, name: str, parts: Iterable[str], encoder: SentenceEncoder, home: Path) -> Path:
    """Return where that which is fitted on these texts is kept."""
    made_of = "\x00".join([encoder.name, *parts])
    digest = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return home / "fitted" / topic.slug / f"{digest}.{name}"


def fit_ahead(topic: Topic, home: Path) -> None:
    """Fit what finds the words prepared for a topic, so that no reader waits for it."""
    playbook, encoder = topic.prepared, SentenceEncoder()
    if playbook and playbook.answers:
        _fitted_answers(topic, playbook, encoder, home)
    if playbook and playbook.blocks:
        _fitted_blocks(topic, playbook, encoder, home)


def fit_answers(playbook: Playbook, encoder: Encodes) -> Fitted:
    """Fit what tells the answers apart; its certainty is that of the topic that ships."""
    known = _load(_shipped(shipped_slugs()[0], FILE))
    texts = [words for answer in playbook.answers for words in answer.asks]
    entry_of = np.repeat(np.arange(len(playbook.answers)), [len(answer.asks) for answer in playbook.answers])
    replies = [_text(said) for answer in playbook.answers for said in (answer.short, answer.full)]
    rows = np.asarray(encoder.encode(texts), np.float64)
    weights, bias = fitted_softmax(rows, entry_of, len(playbook.answers))
    return replace(
        known,
        ids=tuple(answer.id for answer in playbook.answers),
        wordings=ByteVectors.of(rows),
        entry_of=entry_of,
        replies=np.asarray(encoder.encode(replies), np.float64),
        weights=weights,
        bias=bias,
        words=EntryWords.of(texts, entry_of, len(playbook.answers)),
    )


def fit_blocks(playbook: Playbook, encoder: Encodes) -> FittedBlocks:
    """Fit what tells the blocks apart; its certainty is that of the topic that ships."""
    known, blocks = _load_blocks(_shipped(shipped_slugs()[0], BLOCKS)), playbook.blocks
    entry_of = np.repeat(np.arange(len(blocks)), [len(block.says) for block in blocks])
    texts = [words for block in blocks for words in block.says]
    rows = np.asarray(encoder.encode(texts), np.float64)
    answers = [f"{answer.signpost} {_text(answer.says)}" for block in blocks for answer in block.answers]
    weights, bias = fitted_softmax(rows, entry_of, len(blocks))
    return replace(
        known,
        ids=tuple(block.id for block in blocks),
        wordings=rows,
        entry_of=entry_of,
        arguments=np.asarray(encoder.encode([block.argument for block in blocks]), np.float64),
        answers=np.asarray(encoder.encode(answers), np.float64),
        answer_of=np.repeat(np.arange(len(blocks)), [len(block.answers) for block in blocks]),
        weights=weights,
        bias=bias,
        words=EntryWords.of(texts, entry_of, len(blocks)),
    )


def _shipped(slug: str, name: str) -> Path:
    return Path(str(files("knowledge") / slug / PLAYBOOK / name))


def _text(said: tuple[PreparedSentence, ...]) -> str:
    return " ".join(sentence.text for sentence in said)


def _kept(file: Path, kind: type[Kind], fit: Callable[[], Kind]) -> Kind:
    """Return what was fitted before on the same texts, else what is fitted now, which is kept."""
    with suppress(KnowledgeError):
        if file.is_file():
            return kind.load(file)
    found = fit()
    with suppress(OSError, KnowledgeError):  # a folder that cannot be written to is the index's to report
        file.parent.mkdir(parents=True, exist_ok=True)
        name = file.name.partition(".")[2]
        for old in file.parent.glob(f"*.{name}"):
            if not old.name.startswith("."):  # another's scratch file
                old.unlink(missing_ok=True)
        scratch = file.with_name(f".{os.getpid()}-{get_ident()}.{file.name}")
        found.save(scratch)
        scratch.replace(file)
        return kind.load(file)  # with as many digits as the next process reads
    return found
