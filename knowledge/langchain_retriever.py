"""The search as a LangChain retriever, for whoever builds chains of their own on it."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.document import Document
from knowledge.search import Search


class PassageRetriever(BaseRetriever):
    """The best passages for a query, as LangChain documents.

    Number, paragraph and score are in their metadata.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Search
    document: Document
    k: int = 6

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        hits = self.search.find(query).passages[: self.k]
        passages = [(self.document.passage(int(hit.id)), hit.score) for hit in hits]
        return [
            LangChainDocument(
                id=str(p.id),
                page_content=p.text,
                metadata={"passage": p.id, "paragraph": p.paragraph, "score": score},
            )
            for p, score in passages
        ]
