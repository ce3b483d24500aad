from __future__ import annotations

from tests.bot.conftest import browser

__all__ = ["browser"]
