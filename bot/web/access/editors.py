"""Who may bring in, review and remove topics over HTTP.

Whoever has the key of the settings; without one, only who sits at this machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest

from starlette.requests import Request

from bot.errors import BotError
from bot.web.access.hosts import asked_name, is_loopback
from bot.web.access.origins import own

HEADER = "X-Edit-Key"
SHORTEST = 16  # characters: what is shorter can be guessed


class RefusedEditing(BotError):  # noqa: N818  # it reads as what is the matter
    """Whoever asks may not change topics; `keyed` where a key would let them, `wrong` for another."""

    def __init__(self, *, keyed: bool, wrong: bool = False) -> None:
        super().__init__(
            "that is not the server's edit key: check it, and enter it again"
            if wrong
            else "this needs the server's edit key: enter it"
            if keyed
            else "topics can be changed only on the server itself, or with a key: set DEBATE_EDIT_KEY there"
        )
        self.keyed = keyed


@dataclass(frozen=True)
class Editors:
    """The rule, with the key where there is one; `here` lets programs of this machine without one."""

    key: str = ""
    here: bool = True

    @classmethod
    def of(cls, key: str, *, here: bool = True) -> Editors:
        """Read the setting. BotError for a key that can be guessed."""
        if key and len(key) < SHORTEST:
            raise BotError(f"DEBATE_EDIT_KEY has fewer than {SHORTEST} characters: use a longer one")
        return cls(key, here)

    def require(self, request: Request) -> None:
        """Raise RefusedEditing for others, and for pages of other sites, whatever they send."""
        origin = request.headers.get("origin", "")
        if origin and not own(origin, request.headers):
            raise RefusedEditing(keyed=bool(self.key))
        if self.key:
            given = request.headers.get(HEADER, "")
            if not compare_digest(self.key.encode(), given.encode()):
                raise RefusedEditing(keyed=True, wrong=bool(given))
        elif not self.here or not _at_this_machine(request):
            raise RefusedEditing(keyed=False)


def _at_this_machine(request: Request) -> bool:
    """Return whether the request comes from a program of this machine that speaks to it by name.

    Not through a proxy, nor by a name that another site made up.
    """
    forwarded = any(
        name in request.headers for name in ("forwarded", "x-forwarded-for", "x-forwarded-host", "via")
    )
    return (
        not forwarded
        and is_loopback(request.client.host if request.client else "")
        and is_loopback(asked_name(request.headers))
    )
