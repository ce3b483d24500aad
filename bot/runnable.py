"""The whole way of a question as a LangChain `Runnable`, for those who build chains on this checkout.

Invoke, stream, batch, and their async twins.

    from bot.runnable import DebateRunnable
    chain = DebateRunnable.from_settings() | StrOutputParser()
    chain.invoke({"question": "Why should it be done?", "mode": "for"})

The search alone is a retriever: `knowledge.langchain_retriever.PassageRetriever`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, NotRequired, TypedDict

from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.runnables import Runnable, RunnableConfig

from bot.build import build
from bot.output.schema import as_object
from bot.request.history import Exchange
from bot.request.question import Mode
from bot.settings import load_settings
from bot.statement import Statement
from bot.statement.layout import added
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.turn.turn import Event


class RunnableInput(TypedDict):
    """A question with what goes with it; `history` are questions and replies, the oldest first."""

    question: str
    mode: NotRequired[Mode]
    history: NotRequired[list[tuple[str, str]]]


class DebateRunnable(Runnable[RunnableInput | str, AIMessage]):
    """Asks a bot. The message's text holds only sentences that passed the gate.

    `additional_kwargs["debate"]` is the reply as `debate ask --json` has it.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @classmethod
    def from_settings(cls, topic: str | None = None) -> DebateRunnable:
        """Return the bot of a topic as the environment has it."""
        return cls(build(load_settings()).of(topic))

    def invoke(
        self,
        input: RunnableInput | str,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> AIMessage:
        """Return the whole reply."""
        return self._call_with_config(
            lambda asked: _message(self._bot.reply(*_arguments(asked))), input, config, run_type="chain"
        )

    async def ainvoke(
        self,
        input: RunnableInput | str,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> AIMessage:
        """Return the whole reply."""

        async def reply(asked: RunnableInput | str) -> AIMessage:
            return _message(await self._bot.turn(*_arguments(asked)).reply())

        return await self._acall_with_config(reply, input, config, run_type="chain")

    def stream(
        self,
        input: RunnableInput | str,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any | None,
    ) -> Iterator[AIMessage]:
        """Yield a chunk for each sentence that passed; the last one carries the whole reply."""

        def chunks(asked: Iterator[RunnableInput | str]) -> Iterator[AIMessage]:
            for one in asked:
                said = ""
                for event in self._bot.stream(*_arguments(one)):
                    if (chunk := _chunk(event, said)) is not None:
                        yield chunk
                        said += str(chunk.content)

        yield from self._transform_stream_with_config(iter([input]), chunks, config, run_type="chain")

    async def astream(
        self,
        input: RunnableInput | str,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any | None,
    ) -> AsyncIterator[AIMessage]:
        """Yield a chunk for each sentence that passed; the last one carries the whole reply."""

        async def given() -> AsyncIterator[RunnableInput | str]:
            yield input

        async def chunks(asked: AsyncIterator[RunnableInput | str]) -> AsyncIterator[AIMessage]:
            async for one in asked:
                said = ""
                async for event in self._bot.turn(*_arguments(one)):
                    if (chunk := _chunk(event, said)) is not None:
                        yield chunk
                        said += str(chunk.content)

        async for chunk in self._atransform_stream_with_config(given(), chunks, config, run_type="chain"):
            yield chunk


def _arguments(asked: RunnableInput | str) -> tuple[str, str, list[Exchange]]:
    if isinstance(asked, str):
        return asked, "ask", []
    mode = asked.get("mode", "ask")
    side = mode if mode in ("for", "against") else None
    return (
        asked["question"],
        mode,
        [Exchange(question, reply, mode, side) for question, reply in asked.get("history", [])],
    )


def _message(reply: Reply) -> AIMessage:
    return AIMessage(content=reply.text, additional_kwargs={"debate": as_object(reply)})


def _chunk(event: Event, said: str) -> AIMessageChunk | None:
    if isinstance(event, Statement):
        return AIMessageChunk(content=added(said, event))
    return (
        AIMessageChunk(content="", additional_kwargs={"debate": as_object(event)})
        if isinstance(event, Reply)
        else None
    )
