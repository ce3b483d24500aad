"""LlamaIndex's chat engine over a vector index in Chroma: `llamaindex_chat.py DOCUMENT`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import chromadb
from asking import answer_lines
from llama_index.core import Document, Settings, StorageContext, VectorStoreIndex
from llama_index.core.node_parser import SentenceSplitter
from llama_index.embeddings.openai_like import OpenAILikeEmbedding
from llama_index.llms.openai_like import OpenAILike
from llama_index.vector_stores.chroma import ChromaVectorStore

endpoint = {"api_base": os.environ["OPENAI_BASE_URL"], "api_key": os.environ["OPENAI_API_KEY"]}
Settings.llm = OpenAILike(model="m", is_chat_model=True, context_window=8000, **endpoint)
Settings.embed_model = OpenAILikeEmbedding(model_name="m", **endpoint)
store = ChromaVectorStore(chroma_collection=chromadb.EphemeralClient().create_collection("text"))
index = VectorStoreIndex.from_documents(
    [Document(text=Path(sys.argv[1]).read_text("utf-8"))],
    transformations=[SentenceSplitter(chunk_size=120, chunk_overlap=0)],
    storage_context=StorageContext.from_defaults(vector_store=store),
)


def ask(question: str) -> Iterator[str]:
    yield from (
        index.as_chat_engine(chat_mode="context", similarity_top_k=6).stream_chat(question).response_gen
    )


answer_lines(ask)
