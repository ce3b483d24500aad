"""OpenAI and every server that speaks its protocol, by the `openai` package's own client.

LangChain's `ChatOpenAI` speaks to the same servers; measured here it takes 0.35 s more to import and half as
long again for each token, so that it serves only where its tracing is wanted (see `bot.build`).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterable, Sequence
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from bot.errors import ModelError
from bot.models import FilteredError, TokenCount, Waits
from prompts import Message

if TYPE_CHECKING:
    from openai import AsyncOpenAI

TRIES = 2  # again after 408, 409, 429, 5xx and broken connections, with jitter and as Retry-After says
_LONGEST = 1_000_000  # bytes of one event


class OpenAIChat:
    """A model at an OpenAI-compatible endpoint; `base_url` None is OpenAI itself."""

    def __init__(
        self,
        model: str,
        base_url: str | None,
        key: str | None,
        waits: Waits,
        temperature: float | None = None,
    ) -> None:
        self._model, self._base_url, self._key, self._waits = model, base_url, key, waits
        self._more: dict[str, float] = {} if temperature is None else {"temperature": temperature}
        # connections belong to a loop
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncOpenAI] = WeakKeyDictionary()

    @property
    def name(self) -> str:
        """Provider and model."""
        return f"openai:{self._model}"

    def _open(self) -> AsyncOpenAI:
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            from openai import AsyncOpenAI, DefaultAioHttpClient, Timeout

            # needs no certificates; to load them takes 30 ms, and without any no other is trusted
            plain = (self._base_url or "").startswith("http://")
            # a server of one's own may want no key, the client wants one
            self._clients[loop] = AsyncOpenAI(
                api_key=self._key or "none",
                base_url=self._base_url,
                max_retries=TRIES,
                http_client=DefaultAioHttpClient(verify=SSLContext(PROTOCOL_TLS_CLIENT) if plain else True),
                timeout=Timeout(self._waits.whole, connect=self._waits.connect),
            )
        return self._clients[loop]

    async def close(self) -> None:
        """Close the connections that this loop keeps open for the next turn."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client:
            await client.close()
            await asyncio.sleep(0.05)  # they are let go in the loop's next rounds

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | TokenCount]:
        """Yield the answer piece by piece."""
        asked: Any = {"messages": [{"role": one.role, "content": one.text} for one in messages], **self._more}
        create = self._open().chat.completions.with_streaming_response.create
        finished = False
        try:
            # the client's own objects for the events take half of the time that a fast model's token takes
            async with create(
                model=self._model, stream=True, stream_options={"include_usage": True}, **asked
            ) as response:
                async for event in _events(response.iter_bytes()):
                    if event is None:
                        finished = True
                        break
                    self._see_error(event)
                    if used := event.get("usage"):
                        yield TokenCount(
                            int(used.get("prompt_tokens") or 0), int(used.get("completion_tokens") or 0)
                        )
                    choice = event["choices"][0] if event["choices"] else {}
                    finished = finished or bool(choice.get("finish_reason"))
                    yield str((choice.get("delta") or {}).get("content") or "")
        except ModelError:
            raise
        # the client's own errors, its HTTP library's, and what an answer of the wrong form leads to
        except Exception as exc:
            raise ModelError(f"the model {self.name} {_what_happened(exc)}") from exc
        if not finished:
            raise ModelError(
                f"the model {self.name} broke off before it had finished; check that its server is running"
            )

    def _see_error(self, event: dict[str, Any]) -> None:
        if event.get("error"):
            raise ModelError(f"the model {self.name} broke off with an error; see its server's log")
        if any(choice.get("finish_reason") == "content_filter" for choice in event["choices"]):
            raise FilteredError(
                f"the model {self.name} was stopped by its provider's content filter; rephrase your question"
            )


async def _events(data: AsyncIterable[bytes]) -> AsyncGenerator[dict[str, Any] | None]:
    """Yield the server-sent events of a stream, None for `[DONE]`.

    A comment, which keeps the connection alive, is an event without choices.
    """
    rest = b""
    async for piece in data:
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                said = line[5:].strip()
                yield None if said == b"[DONE]" else json.loads(said)
            elif line.startswith(b":"):
                yield {"choices": []}
        if len(rest) > _LONGEST:
            raise ValueError("an event that never ends")


def _what_happened(exc: Exception) -> str:
    """Return why there is no answer, in our words: a provider's own may hold a part of the key."""
    from openai import (
        APIConnectionError,
        APIStatusError,
        APITimeoutError,
        AuthenticationError,
        NotFoundError,
        PermissionDeniedError,
        RateLimitError,
    )

    if isinstance(exc, ValueError | AttributeError | TypeError | LookupError):
        return (
            "sent something that is not an answer; check that its server supports OpenAI's chat completions"
        )
    if isinstance(exc, APITimeoutError) and not _refused(exc):
        return "did not respond in time; check that its server is running, or raise DEBATE_WAIT_FIRST"
    if isinstance(exc, APIConnectionError):
        return "cannot be reached; check that its server is running and that OPENAI_BASE_URL is right"
    if isinstance(exc, AuthenticationError | PermissionDeniedError):
        return "does not accept the key; set OPENAI_API_KEY"
    if isinstance(exc, NotFoundError):
        return "was not found; check that DEBATE_MODEL names a model that the server at OPENAI_BASE_URL has"
    if isinstance(exc, RateLimitError):
        return "is overloaded or out of credit; try again later"
    if isinstance(exc, APIStatusError):
        return f"responded with status {exc.status_code}; see its server's log"
    return "broke off before it had finished; check that its server is running"


def _refused(exc: BaseException) -> bool:
    """Tell whether a connection was refused or its host is unknown: the client calls that a timeout, too."""
    cause = exc.__cause__
    return cause is not None and (isinstance(cause, OSError) or _refused(cause))
