"""Any chat model as the judge: the prompt in `prompts/judge.md`, a verdict with its reason, and a cache so that nothing is paid for twice."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from bot.errors import BotError
from bot.settings import Settings, load_settings
from evals.judges import Grade
from prompts import Prompt, load_prompt

_VERDICT = re.compile(r"verdict\W*\s*(?P<no>not\s+)?carried", re.IGNORECASE)
_REASON = re.compile(r"reason\W*\s*(?P<text>\S.*)", re.IGNORECASE)
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL | re.IGNORECASE)
_WAIT = 60.0  # seconds for one verdict
_TRIES = 3


class ModelJudge:
    """Asks a chat model once for each claim and its passages; what it said is kept in an SQLite file."""

    name = "model"

    def __init__(self, model: BaseChatModel, called: str, prompt: Prompt, cache: Path) -> None:
        self._model, self._called, self._prompt, self._cache = model, called, prompt, cache
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(cache)) as open_, open_:
                open_.execute("CREATE TABLE IF NOT EXISTS judgements (key TEXT PRIMARY KEY, carried INTEGER NOT NULL, reason TEXT NOT NULL)")
        except (OSError, sqlite3.Error) as exc:
            raise BotError(f"cannot keep the judgements in {cache} ({exc}); set DEBATE_HOME to a folder you can write to") from exc

    def grade(self, claim: str, passages: Sequence[str]) -> Grade:
        """The model's verdict. An answer without one counts as not carried; BotError where the model does not answer."""
        key = hashlib.sha256("\x00".join([self._called, self._prompt.sha256, claim, *passages]).encode()).hexdigest()
        with closing(sqlite3.connect(self._cache, timeout=30)) as open_:
            kept = open_.execute("SELECT carried, reason FROM judgements WHERE key = ?", (key,)).fetchone()
        if kept:
            return Grade(float(kept[0]), bool(kept[0]), kept[1])
        listed = "\n".join(f"({number}) {text}" for number, text in enumerate(passages, start=1))
        try:
            said = self._model.invoke(self._prompt.fill(claim=claim, passages=listed or "(none)")).text
        except Exception as exc:  # each provider has its own
            raise BotError(f"the judge {self._called} does not answer ({type(exc).__name__}); see that its server runs and its key is set") from exc
        grade = read_verdict(said)
        if grade is None:
            return Grade(0.0, False, "the judge gave no verdict that can be read")
        with closing(sqlite3.connect(self._cache, timeout=30)) as open_, open_:
            open_.execute("INSERT OR REPLACE INTO judgements VALUES (?, ?, ?)", (key, int(grade.supported), grade.reason))
        return grade


def read_verdict(said: str) -> Grade | None:
    """The verdict in a model's answer, whatever stands around it; None where there is none."""
    text = _THOUGHTS.sub("", said)
    verdict = _VERDICT.search(text)
    if verdict is None:
        return None
    reason = _REASON.search(text, verdict.end())
    carried = verdict["no"] is None
    return Grade(float(carried), carried, reason["text"].strip() if reason else "no reason was given")


def build_model_judge() -> ModelJudge:
    """The judge that the settings name. BotError where they name none, or its package is missing."""
    settings = load_settings()
    if not settings.judge_model:
        raise BotError("the judge `model` needs a chat model: set DEBATE_JUDGE_MODEL, as in openai:gpt-4.1-mini")
    cache = settings.home / "judgements.sqlite3"
    return ModelJudge(_chat_model(settings, settings.judge_model), settings.judge_model, load_prompt("judge"), cache)


def _chat_model(settings: Settings, name: str) -> BaseChatModel:
    given: dict[str, object] = {"temperature": 0, "timeout": _WAIT, "max_retries": _TRIES}
    if name.startswith("openai:"):
        # a server of one's own may want no key, the client wants one
        given["api_key"] = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none"
        given |= {"base_url": settings.openai_base_url} if settings.openai_base_url else {}
    try:
        return init_chat_model(name, **given)  # type: ignore[no-any-return,call-overload]
    except (ImportError, ValueError) as exc:
        raise BotError(f"DEBATE_JUDGE_MODEL is {name}: {' '.join(str(exc).split())}") from exc
