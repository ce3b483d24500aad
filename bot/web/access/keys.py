"""The bearer keys of `/v1`: none by default; with keys, each may have a cap of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hmac import compare_digest

from bot.errors import BotError

SHORTEST = 16  # characters: what is shorter can be guessed


class WrongKey(BotError):  # noqa: N818  # it reads as what is the matter
    """No key, or one that the settings do not have."""

    def __init__(self) -> None:
        super().__init__("this server requires a key: send one of its keys as “Authorization: Bearer KEY”")


@dataclass(frozen=True)
class Keys:
    """Each key with its cap, None for none."""

    caps: tuple[tuple[str, str | None], ...] = ()

    @classmethod
    def of(cls, setting: str) -> Keys:
        """Read `KEY` and `KEY=60/minute`, separated by spaces or commas.

        BotError for one that can be guessed.
        """
        caps = []
        for part in re.split(r"[\s,]+", setting.strip()):
            key, _, cap = part.partition("=")
            if part and len(key) < SHORTEST:
                raise BotError(
                    f"DEBATE_API_KEYS has a key of fewer than {SHORTEST} characters: use a longer one"
                )
            if part:
                caps.append((key, cap or None))
        return cls(tuple(caps))

    def check(self, authorization: str) -> tuple[str, str | None]:
        """Return the key that a request bears and its cap; "" where none is asked for.

        WrongKey where it bears none of them.
        """
        if not self.caps:
            return "", None
        scheme, _, token = authorization.partition(" ")
        sent = token.strip().encode()
        known = [
            (key, cap) for key, cap in self.caps if compare_digest(key.encode(), sent)
        ]  # all are compared
        if scheme.lower() != "bearer" or not known:
            raise WrongKey
        return known[0]
