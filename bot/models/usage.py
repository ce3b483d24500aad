"""What a paid or local model was used for in a turn: tokens, money, and whether it was asked at all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """One use of a model, or several added up.

    `dollars` are by the prices in the settings; `cached` where nothing had to be asked.
    """

    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    dollars: float = 0.0
    cached: bool = False

    def __add__(self, other: Usage) -> Usage:
        """Return both uses together; cached only where both were."""
        return Usage(
            self.model,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.dollars + other.dollars,
            self.cached and other.cached,
        )

    @property
    def tokens(self) -> int:
        """Those read and those written."""
        return self.tokens_in + self.tokens_out
