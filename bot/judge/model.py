"""Any chat model as the judge.

The prompt in `prompts/judge.md`, a verdict with its reason, and a cache so that nothing is paid for twice.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BotError, ModelError
from bot.judge import Judgement
from prompts import Prompt, fenced

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_VERDICT = re.compile(r"verdict\W*\s*(?P<no>not\s+)?carried", re.IGNORECASE)
_REASON = re.compile(r"reason\W*\s*(?P<text>\S.*)", re.IGNORECASE)
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL | re.IGNORECASE)
_NO_VERDICT = Judgement(0.0, "the judge gave no readable verdict", -1)


class ModelJudge:
    """Asks a chat model once for each claim and its passages; what it said is kept in an SQLite file."""

    def __init__(self, model: BaseChatModel, called: str, prompt: Prompt, cache: Path) -> None:
        self._model, self._called, self._prompt, self._cache = model, called, prompt, cache
        self.name = called
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(cache)) as open_, open_:
                open_.execute(
                    "CREATE TABLE IF NOT EXISTS judgements (key TEXT PRIMARY KEY, carried INTEGER NOT "
                    "NULL, reason TEXT NOT NULL)"
                )
        except (OSError, sqlite3.Error) as exc:
            raise BotError(
                f"cannot save the judgments in {cache} ({exc}); set DEBATE_HOME to a folder you can write to"
            ) from exc

    def judge(self, claim: str, passages: Sequence[str]) -> Judgement:
        """Return the model's verdict.

        An answer without one counts as not carried; ModelError where the model does not answer.
        """
        kept = self._kept(claim, passages)
        if kept:
            return kept
        return self._read(claim, passages, self.ask(self._asked(claim, passages)))

    def ask(self, text: str) -> str:
        """Return what the model answers to any text. ModelError where it does not answer."""
        try:
            return str(self._model.invoke(text).text)
        except Exception as exc:  # each provider has its own
            raise ModelError(
                f"the judge {self._called} is not responding ({type(exc).__name__}); check that "
                "its server is running and its key is set"
            ) from exc

    async def ajudge(self, claim: str, passages: Sequence[str]) -> Judgement:
        """Return the same, without holding up others who wait."""
        return await asyncio.to_thread(self.judge, claim, passages)

    def _asked(self, claim: str, passages: Sequence[str]) -> str:
        listed = "\n".join(f"({number}) {fenced(text)}" for number, text in enumerate(passages, start=1))
        return self._prompt.fill(claim=fenced(claim), passages=listed or "(none)")

    def _read(self, claim: str, passages: Sequence[str], said: str) -> Judgement:
        found = read_verdict(said)
        if found is None:
            return _NO_VERDICT
        with closing(sqlite3.connect(self._cache, timeout=30)) as open_, open_:
            open_.execute(
                "INSERT OR REPLACE INTO judgements VALUES (?, ?, ?)",
                (self._key(claim, passages), int(found.supported), found.reason),
            )
        return found

    def _kept(self, claim: str, passages: Sequence[str]) -> Judgement | None:
        with closing(sqlite3.connect(self._cache, timeout=30)) as open_:
            kept = open_.execute(
                "SELECT carried, reason FROM judgements WHERE key = ?", (self._key(claim, passages),)
            ).fetchone()
        return Judgement(float(kept[0]), kept[1], -1) if kept else None

    def _key(self, claim: str, passages: Sequence[str]) -> str:
        return hashlib.sha256(
            "\x00".join([self._called, self._prompt.sha256, claim, *passages]).encode()
        ).hexdigest()


def read_verdict(said: str) -> Judgement | None:
    """Return the verdict in a model's answer, whatever stands around it; None where there is none."""
    text = _THOUGHTS.sub("", said)
    verdict = _VERDICT.search(text)
    if verdict is None:
        return None
    reason = _REASON.search(text, verdict.end())
    return Judgement(
        float(verdict["no"] is None), reason["text"].strip() if reason else "no reason was given", -1
    )
