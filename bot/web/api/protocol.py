"""What OpenAI's chat completions protocol asks, and how a reply is cut to it.

A sentence is never cut: where `max_tokens` or `stop` end a reply, they end it before the sentence that would
go beyond them, since half a sentence can say what its passage does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.debate.formats import FormName
from bot.request.history import Exchange
from bot.request.request import LONGEST
from bot.statement import Statement
from bot.statement.layout import added
from knowledge.argument_map import Side

CHOICES = 8  # of one request, at most
CHARACTERS = 4  # of English text in a token, about
_MARK = re.compile(r"\[(\d{1,4})\]")


class ContentPart(BaseModel):
    """A part of a message; only text is read."""

    model_config = ConfigDict(extra="ignore")
    type: str = "text"
    text: str = ""


class ChatMessage(BaseModel):
    """A message of the conversation."""

    model_config = ConfigDict(extra="ignore")
    role: str
    content: str | list[ContentPart] | None = ""

    @property
    def text(self) -> str:
        """Return its words."""
        if isinstance(self.content, list):
            return " ".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class Debating(BaseModel):
    """The bot's side of a debate and its form; an addition to the protocol."""

    model_config = ConfigDict(extra="forbid")
    side: Side | None = None
    form: FormName = "free"


class StreamOptions(BaseModel):
    """What comes in a stream besides."""

    model_config = ConfigDict(extra="ignore")
    include_usage: bool = False


class CompletionRequest(BaseModel):
    """The request; what else the protocol knows (temperature and the like) has no meaning here.

    It is passed over.
    """

    model_config = ConfigDict(extra="ignore")
    model: str
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=1, ge=1, le=CHOICES)
    max_tokens: int | None = Field(default=None, ge=1)
    max_completion_tokens: int | None = Field(default=None, ge=1)
    stop: str | list[str] | None = None
    user: str | None = ""
    debate: Debating | None = None

    @property
    def question(self) -> str:
        """Return what the reader said last."""
        return next((message.text for message in reversed(self.messages) if message.role == "user"), "")

    @property
    def history(self) -> list[Exchange]:
        """Return what was said before it, as the client tells it."""
        talk = [message for message in self.messages if message.role in ("user", "assistant")]
        last = max((number for number, message in enumerate(talk) if message.role == "user"), default=0)
        mode = self.model.rpartition("/")[2]
        pairs = pairwise(talk[:last])
        return [
            _exchange(asked.text, answer.text, mode)
            for asked, answer in pairs
            if asked.role == "user" and answer.role == "assistant"
        ]

    @property
    def bounds(self) -> Bounds:
        """Return where the reply ends at the latest."""
        tokens = [limit for limit in (self.max_completion_tokens, self.max_tokens) if limit]
        stops = (self.stop,) if isinstance(self.stop, str) else tuple(self.stop or ())
        return Bounds(min(tokens, default=0) * CHARACTERS, tuple(stop for stop in stops if stop))


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most characters, 0 for any number, and the words before which a reply stops."""

    characters: int = 0
    stops: tuple[str, ...] = ()

    def ends(self, before: str, sentence: str) -> Literal["length", "stop"] | None:
        """Return why the sentence is not given any more behind what was given `before`; None where it is."""
        if any(stop in sentence for stop in self.stops):
            return "stop"
        return "length" if self.characters and len(before) + len(sentence) > self.characters else None


class Written:
    """A message in the making: its text and why it ended."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.text = ""
        self.finish: Literal["length", "stop"] | None = None

    def add(self, statement: Statement) -> str:
        """Return what the statement adds to the text; "" once it has ended."""
        words = added(self.text, statement)
        self.finish = self.finish or self._bounds.ends(self.text, words)
        if self.finish:
            return ""
        self.text += words
        return words


def citations(text: str, documents: str) -> list[dict[str, Any]]:
    """Return each citation mark of the text as an annotation that links to its passage.

    Indices count characters, the end is exclusive.
    """
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": mark.start(),
                "end_index": mark.end(),
                "title": f"Passage {mark[1]}",
                "url": f"{documents}#passage-{mark[1]}",
            },
        }
        for mark in _MARK.finditer(text)
    ]


def _exchange(question: str, reply: str, mode: str) -> Exchange:
    """Return an exchange with what the marks in a reply cite."""
    cites = tuple(dict.fromkeys(int(number) for number in _MARK.findall(reply)))
    return Exchange(question[:LONGEST], reply, mode, mode if mode in ("for", "against") else None, cites)
