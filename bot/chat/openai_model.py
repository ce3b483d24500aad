"""OpenAI and every server that speaks its protocol, by the `openai` package's own client.

LangChain's `ChatOpenAI` speaks to the same servers; measured here it takes 0.35 s more to import and half as long again for each
token, so that it serves only where its tracing is wanted (see `bot.build`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from bot.chat import FilteredError, Usage, Waits
from bot.errors import ModelError
from prompts import Message

if TYPE_CHECKING:
    from openai import AsyncOpenAI

TRIES = 2  # again after 408, 409, 429, 5xx and broken connections, with jitter and as Retry-After says


class OpenAIChat:
    """A model at an OpenAI-compatible endpoint; `base_url` None is OpenAI itself."""

    def __init__(self, model: str, base_url: str | None, key: str | None, waits: Waits, temperature: float | None = None) -> None:
        self._model, self._base_url, self._key, self._waits = model, base_url, key, waits
        self._more: dict[str, float] = {} if temperature is None else {"temperature": temperature}
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncOpenAI] = WeakKeyDictionary()  # connections belong to a loop

    @property
    def name(self) -> str:
        """Provider and model."""
        return f"openai:{self._model}"

    @property
    def endpoint(self) -> str:
        """The address."""
        return self._base_url or "openai"

    def _open(self) -> AsyncOpenAI:
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            from openai import AsyncOpenAI, DefaultAioHttpClient, Timeout

            # a server of one's own may want no key, the client wants one
            self._clients[loop] = AsyncOpenAI(
                api_key=self._key or "none",
                base_url=self._base_url,
                max_retries=TRIES,
                http_client=DefaultAioHttpClient(),
                timeout=Timeout(self._waits.whole, connect=self._waits.connect),
            )
        return self._clients[loop]

    async def close(self) -> None:
        """Close the connections that this loop keeps open for the next turn."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client:
            await client.close()
            await asyncio.sleep(0.05)  # they are let go in the loop's next rounds

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | Usage]:
        """The answer piece by piece."""
        client = self._open()
        finished = None
        try:
            asked: Any = {"messages": [{"role": one.role, "content": one.text} for one in messages], **self._more}
            chunks = await client.chat.completions.create(model=self._model, stream=True, stream_options={"include_usage": True}, **asked)
            async with chunks:
                async for chunk in chunks:
                    if chunk.usage is not None:
                        yield Usage(chunk.usage.prompt_tokens or 0, chunk.usage.completion_tokens or 0)
                    if not chunk.choices:
                        continue
                    choice = chunk.choices[0]
                    finished = choice.finish_reason or finished
                    yield choice.delta.content or "" if choice.delta else ""
        except Exception as exc:  # the client's own errors, its HTTP library's, and what an answer of the wrong form leads to
            raise ModelError(f"the model {self.name} {_what_happened(exc)}") from exc
        if finished == "content_filter":
            raise FilteredError(f"the model {self.name} stopped at its provider's content filter; ask in other words")
        if finished is None:
            raise ModelError(f"the model {self.name} broke off before its end; see that its server runs")


def _what_happened(exc: Exception) -> str:
    """Why there is no answer, in our words: a provider's own may hold a part of the key."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError, AuthenticationError, NotFoundError, PermissionDeniedError, RateLimitError

    if isinstance(exc, ValueError | AttributeError | TypeError):
        return "sent what is no answer; see that its server speaks OpenAI's chat completions"
    if isinstance(exc, APITimeoutError) and not _refused(exc):
        return "did not answer in time; see that its server runs, or raise DEBATE_WAIT_FIRST"
    if isinstance(exc, APIConnectionError):
        return "cannot be reached; see that its server runs and that OPENAI_BASE_URL is right"
    if isinstance(exc, AuthenticationError | PermissionDeniedError):
        return "does not take the key; set OPENAI_API_KEY"
    if isinstance(exc, NotFoundError):
        return "is not there; see that DEBATE_MODEL and OPENAI_BASE_URL name what the server has"
    if isinstance(exc, RateLimitError):
        return "has too much to do or no credit left; ask again later"
    if isinstance(exc, APIStatusError):
        return f"answered with the status {exc.status_code}; see its server's log"
    return "broke off before its end; see that its server runs"


def _refused(exc: BaseException) -> bool:
    """Whether a connection was refused or its host is unknown: the client calls that a timeout, too."""
    cause = exc.__cause__
    return cause is not None and (isinstance(cause, OSError) or _refused(cause))
