"""Every other provider, by LangChain's `init_chat_model`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pydantic import SecretStr

from bot.errors import BotError, ModelError
from bot.models import FilteredError, TokenCount, Waits
from prompts import Message

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TRIES = 2


def open_langchain(
    name: str,
    variable: str,
    *,
    waits: Waits,
    key: SecretStr | None = None,
    base_url: str | None = None,
    temperature: float | None = None,
) -> BaseChatModel:
    """Return the model called PROVIDER:MODEL.

    BotError, naming the `variable` that holds the name, where it is unknown or its package is missing.
    """
    from langchain.chat_models import init_chat_model

    given: dict[str, object] = {"timeout": waits.whole, "max_retries": TRIES}
    if temperature is not None:
        given["temperature"] = temperature
    if name.startswith("openai:"):
        given["api_key"] = key or SecretStr(
            "none"
        )  # a server of one's own may want no key, the client wants one
        given["stream_usage"] = True
        given |= {"base_url": base_url} if base_url else {}
        given["http_async_client"] = _own_client()
    try:
        return init_chat_model(name, **given)  # type: ignore[no-any-return,call-overload]
    except Exception as exc:  # each provider has its own, for a key that is missing, too
        raise BotError(f"{variable} is {name}: {_first_line(exc)}") from exc


def _own_client() -> object:
    """Return a client of this model alone.

    LangChain's default one is shared by all event loops, which its connections outlive.
    """
    from openai import DefaultAsyncHttpxClient

    return DefaultAsyncHttpxClient()


def _first_line(exc: Exception) -> str:
    """Return what LangChain says of a package, provider or key that is missing.

    Of other errors only the kind, since their text may hold a key.
    """
    if isinstance(exc, ImportError | ValueError) and type(exc).__module__ == "builtins":
        return " ".join(str(exc).split())
    return f"it cannot be opened ({type(exc).__name__}); check that its key is set"


class LangChainChat:
    """A LangChain chat model as ours; its callbacks and tracing are LangChain's.

    It is opened for each event loop, to which connections belong.
    """

    def __init__(self, name: str, opens: Callable[[], BaseChatModel]) -> None:
        self._name, self._opens = name, opens
        self._first: BaseChatModel | None = opens()  # a package or key that is missing shows at once
        self._models: WeakKeyDictionary[asyncio.AbstractEventLoop, BaseChatModel] = WeakKeyDictionary()

    @property
    def name(self) -> str:
        """Provider and model."""
        return self._name

    def _open(self) -> BaseChatModel:
        loop = asyncio.get_running_loop()
        if loop not in self._models:
            self._models[loop] = self._first or self._opens()
            self._first = None
        return self._models[loop]

    async def close(self) -> None:
        """Close the connections of this loop, where the provider's package lets us."""
        model = self._models.pop(asyncio.get_running_loop(), None)
        client = getattr(model, "root_async_client", None)
        if client is not None:
            await client.close()

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | TokenCount]:
        """Yield the answer piece by piece."""
        finished = ""
        try:
            async for chunk in self._open().astream([(one.role, one.text) for one in messages]):
                used = chunk.usage_metadata
                if used:
                    yield TokenCount(used["input_tokens"], used["output_tokens"])
                finished = str(chunk.response_metadata.get("finish_reason") or finished)
                yield chunk.text
        except Exception as exc:  # each provider has its own
            raise ModelError(
                f"the model {self._name} is not responding ({type(exc).__name__}); check that its "
                "server is running and its key is set"
            ) from exc
        if finished == "content_filter":
            raise FilteredError(
                f"the model {self._name} was stopped by its provider's content filter; rephrase your question"
            )
