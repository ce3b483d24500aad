"""Passages as LangChain's documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.document import Document
from knowledge.embeddings import OnnxEmbedder
from knowledge.encoders.cross_encoder import answers
from knowledge.index import open_index
from knowledge.search import Search
from knowledge.topic import Topic


@pytest.mark.xdist_group("langchain")
def test_passages_come_as_langchain_documents(tmp_path: Path, topic: Topic, brief: Document) -> None:
    from knowledge.langchain_retriever import PassageRetriever  # it loads LangChain, which takes a second

    search = Search(topic, open_index(topic, OnnxEmbedder(), tmp_path), OnnxEmbedder(), answers())
    documents = PassageRetriever(search=search, document=brief, k=4).invoke("What happens on September 3?")
    assert len(documents) == 4
    assert 34 in [document.metadata["passage"] for document in documents]
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)
