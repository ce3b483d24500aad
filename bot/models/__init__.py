"""Chat models: messages in, words out, as they come. One contract for every provider."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import ModelError
from prompts import Message


@dataclass(frozen=True, slots=True)
class TokenCount:
    """Tokens that a model read and wrote, as its provider counts them."""

    tokens_in: int
    tokens_out: int


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a model may take, in seconds.

    To be reached, to its first sign of life, from one to the next, and to the end.
    """

    connect: float = 5.0
    first: float = 30.0
    between: float = 15.0
    whole: float = 120.0


class FilteredError(ModelError):
    """The provider's content filter stopped the answer.

    The words' doing, and no sign that the endpoint is down.
    """


class ChatModel(Protocol):
    """A model at an endpoint."""

    @property
    def name(self) -> str:
        """Provider and model, as the settings name it."""
        ...

    def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | TokenCount]:
        """Return the answer piece by piece; "" is a sign of life without words.

        Closing it ends the request at the provider.

        ModelError where the model cannot be reached, refuses, or breaks off.
        """
        ...

    async def close(self) -> None:
        """Let go of its connections; it may be asked again."""
        ...


_WIDE = re.compile(r"[\u2e80-\U0010ffff]")


def estimated_tokens(text: str) -> int:
    """Estimate the tokens of a text that nobody counted.

    Four characters each in English, one where letters are signs of their own.
    """
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    return wide + (len(text) - wide + 3) // 4
