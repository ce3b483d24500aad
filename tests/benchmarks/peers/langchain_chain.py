"""LangChain's tutorial on retrieval: split, embed into Chroma, retrieve, prompt, model.

`langchain_chain.py DOCUMENT`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from asking import answer_lines
from langchain_chroma import Chroma
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

parts = RecursiveCharacterTextSplitter(chunk_size=300, chunk_overlap=0).split_text(
    Path(sys.argv[1]).read_text("utf-8")
)
store = Chroma.from_texts(parts, OpenAIEmbeddings(model="m", check_embedding_ctx_length=False))
context = store.as_retriever(search_kwargs={"k": 6}) | (
    lambda found: "\n".join(one.page_content for one in found)
)
prompt = ChatPromptTemplate.from_messages(
    [("system", "Answer from the context:\n{context}"), ("user", "{question}")]
)
chain = (
    {"context": context, "question": RunnablePassthrough()}
    | prompt
    | ChatOpenAI(model="m")
    | StrOutputParser()
)


def ask(question: str) -> Iterator[str]:
    yield from (words for words in chain.stream(question) if words)


answer_lines(ask)
