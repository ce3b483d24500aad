"""Haystack's tutorial pipeline, with its documents in Chroma: `haystack_rag.py DOCUMENT`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

from asking import answer_lines
from haystack import Document, Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.embedders import OpenAIDocumentEmbedder, OpenAITextEmbedder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.components.preprocessors import DocumentSplitter
from haystack.dataclasses import ChatMessage, StreamingChunk
from haystack_integrations.components.retrievers.chroma import ChromaEmbeddingRetriever
from haystack_integrations.document_stores.chroma import ChromaDocumentStore

endpoint = {"api_base_url": os.environ["OPENAI_BASE_URL"], "model": "m"}
store = ChromaDocumentStore()
splitter = DocumentSplitter(split_by="word", split_length=50)
parts = splitter.run([Document(content=Path(sys.argv[1]).read_text("utf-8"))])["documents"]
store.write_documents(OpenAIDocumentEmbedder(progress_bar=False, **endpoint).run(parts)["documents"])
said: "Queue[str | None]" = Queue()


def put(chunk: StreamingChunk) -> None:
    said.put(chunk.content)


template = (
    "Answer from the context:\n{% for one in documents %}{{ one.content }}\n{% endfor %}\n{{ question }}"
)
pipeline = Pipeline()
pipeline.add_component("embedder", OpenAITextEmbedder(**endpoint))
pipeline.add_component("retriever", ChromaEmbeddingRetriever(store, top_k=6))
pipeline.add_component("prompt", ChatPromptBuilder([ChatMessage.from_user(template)], required_variables="*"))
pipeline.add_component("model", OpenAIChatGenerator(streaming_callback=put, **endpoint))
pipeline.connect("embedder.embedding", "retriever.query_embedding")
pipeline.connect("retriever", "prompt.documents")
pipeline.connect("prompt.prompt", "model.messages")


def run(question: str) -> None:
    try:
        pipeline.run({"embedder": {"text": question}, "prompt": {"question": question}})
    finally:
        said.put(None)


def ask(question: str) -> Iterator[str]:
    Thread(target=run, args=(question,)).start()
    while (words := said.get()) is not None:
        if words:
            yield words


answer_lines(ask)
