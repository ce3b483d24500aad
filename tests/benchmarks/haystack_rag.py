"""Haystack's plain RAG pipeline, as `yardsticks/perf/peers.py` runs the others: `python haystack_rag.py BASE_URL N OP-ED`, in an environment with `haystack-ai`."""

# Imports are part of what is measured.
from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import Any

STARTED = time.perf_counter()
QUESTION = "Why might tariffs push Seoul towards Beijing?"


def pipeline(base: str, text: str) -> Any:
    """Embedder, retriever of six, prompt, chat generator, over the text in parts of three sentences."""
    from haystack import Document, Pipeline
    from haystack.components.builders import ChatPromptBuilder
    from haystack.components.embedders import OpenAIDocumentEmbedder, OpenAITextEmbedder
    from haystack.components.generators.chat import OpenAIChatGenerator
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
    from haystack.dataclasses import ChatMessage
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    splitter = DocumentSplitter(split_by="period", split_length=3)
    parts = splitter.run(documents=[Document(content=text)])["documents"]
    store.write_documents(OpenAIDocumentEmbedder(api_base_url=base, model="fake", progress_bar=False).run(documents=parts)["documents"])
    made = Pipeline()
    made.add_component("embedder", OpenAITextEmbedder(api_base_url=base, model="fake"))
    made.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=6))
    template = [ChatMessage.from_user("Answer from the context:\n{% for one in documents %}{{ one.content }}\n{% endfor %}\n{{ question }}")]
    made.add_component("prompt", ChatPromptBuilder(template=template, required_variables="*"))
    made.add_component("model", OpenAIChatGenerator(api_base_url=base, model="fake"))
    made.connect("embedder.embedding", "retriever.query_embedding")
    made.connect("retriever", "prompt.documents")
    made.connect("prompt.prompt", "model.messages")
    return made


def main() -> None:
    """Print the same figures as the yardsticks' peers."""
    base, times, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    os.environ.update(OPENAI_API_KEY="x", HAYSTACK_TELEMETRY_ENABLED="False")
    made = pipeline(base, Path(file).read_text("utf-8"))
    firsts, cold = [], 0.0
    for _ in range(times):
        started = time.perf_counter()
        heard: list[float] = []

        def hear(chunk: object, heard: list[float] = heard) -> None:
            heard.append(time.perf_counter())

        made.run({"embedder": {"text": QUESTION}, "prompt": {"question": QUESTION}, "model": {"streaming_callback": hear}})
        cold = cold or heard[0] - STARTED
        firsts.append(1e3 * (heard[0] - started))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"system": "haystack", "cold_to_first_token_s": round(cold, 3), "ttft_ms_p50": round(statistics.median(firsts), 2), "rss_mib": held}))


if __name__ == "__main__":
    main()
