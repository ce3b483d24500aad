"""A chat model in service.

What was answered before comes from the cache, budgets are kept, an endpoint that fails is left alone for a
while.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from pybreaker import CircuitBreaker, CircuitBreakerError

from bot.errors import Left, ModelError, OverBudgetError
from bot.models import ChatModel, FilteredError, TokenCount, Waits, estimated_tokens
from bot.models.budget import Ledger, Limit
from bot.models.cache import Cache
from bot.models.deadlines import Leaving, listen
from bot.models.usage import Usage
from prompts import Message

log = logging.getLogger(__name__)

FAILURES, PAUSE = 5, 30.0  # failures in a row after which an endpoint is not asked for so many seconds


def new_breaker() -> CircuitBreaker:
    """Return what leaves an endpoint alone for a while once it has failed several times in a row."""
    return CircuitBreaker(
        FAILURES,
        PAUSE,
        exclude=[GeneratorExit, asyncio.CancelledError, FilteredError, Left],
        throw_new_error_on_trip=False,
    )


@dataclass(frozen=True)
class Chat:
    """A model with all that stands between it and a writer."""

    model: ChatModel
    waits: Waits
    ledger: Ledger
    cache: Cache | None = None
    breaker: CircuitBreaker = field(default_factory=new_breaker)

    @property
    def name(self) -> str:
        """Provider and model."""
        return self.model.name

    def for_turn(self, conversation: str, beside: TurnChat | None = None) -> TurnChat:
        """Return the model for one turn of a conversation.

        What is asked `beside` another counts against the same budget of the turn, and ends with it.
        """
        return TurnChat(self, conversation, beside)

    async def say(
        self,
        messages: Sequence[Message],
        enough: Callable[[], bool],
        leaving: Leaving,
        conversation: str = "",
        spent: Usage | None = None,
    ) -> AsyncGenerator[str | Usage]:
        """Yield the answer in pieces, a line or more each, until there is `enough` of it, and last its usage.

        `spent` is what the turn has cost so far. ModelError where there is no answer to be had, where it
        breaks off, and past a budget.
        """
        kept = self._kept(messages)
        if kept is not None:
            yield kept
            yield Usage(self.name, cached=True)
            return
        read = sum(estimated_tokens(one.text) for one in messages)
        self._see_budget(read, conversation, spent)
        answer: list[str] = []
        used: TokenCount | None = None
        noted = False
        try:
            async with aclosing(self._heard(messages, leaving)) as heard:
                async for piece in heard:
                    if isinstance(piece, TokenCount):
                        used = piece
                        continue
                    answer.append(piece)
                    yield piece
                    if enough():
                        break
                    self._see_turn(read, answer, spent)
        except ModelError:
            noted = True
            if answer or used:  # who gave no word asks no money
                yield self._note(self._usage(read, answer, used), conversation)
            raise
        finally:
            if not noted:  # also where the reader has gone
                usage = self._note(self._usage(read, answer, used), conversation)
        if self.cache:
            self._keep(messages, "".join(answer))
        yield usage

    async def _heard(self, messages: Sequence[Message], leaving: Leaving) -> AsyncGenerator[str | TokenCount]:
        """Yield what the model says, unless its endpoint is left alone for now."""
        empty = True
        try:
            with self.breaker.calling():
                async with aclosing(listen(self.model, messages, self.waits, leaving)) as pieces:
                    async for piece in pieces:
                        empty = empty and (isinstance(piece, TokenCount) or not piece.strip())
                        yield piece
                if empty:
                    raise ModelError(f"the model {self.name} gave an empty answer")
        except CircuitBreakerError as exc:
            raise ModelError(
                f"the model {self.name} failed {FAILURES} times in a row and will not be asked "
                f"again for {PAUSE:.0f} seconds"
            ) from exc

    def close(self) -> None:
        """Close the files."""
        self.ledger.close()
        if self.cache:
            self.cache.close()

    def _usage(self, read: int, answer: Sequence[str], used: TokenCount | None) -> Usage:
        """Return what it took, by the provider's count or else by ours."""
        if used is None:
            used = TokenCount(read, estimated_tokens("".join(answer)))
        return Usage(
            self.name,
            used.tokens_in,
            used.tokens_out,
            self.ledger.budget.dollars(used.tokens_in, used.tokens_out),
        )

    def _see_budget(self, read: int, conversation: str, spent: Usage | None) -> None:
        try:
            which = self.ledger.used_up(conversation)
        except sqlite3.Error as exc:  # what cannot be counted is not spent
            raise OverBudgetError(
                f"the record of what the model {self.name} has cost cannot be read"
            ) from exc
        if which:
            raise OverBudgetError(f"the {which}'s budget for the model {self.name} is used up")
        self._see_turn(read, (), spent)

    def _see_turn(self, read: int, answer: Sequence[str], spent: Usage | None) -> None:
        if self.ledger.budget.turn == Limit():
            return
        now = self._usage(read, answer, None)
        now = now + spent if spent else now
        if self.ledger.budget.turn.reached(now.tokens, now.dollars):
            raise OverBudgetError(f"the turn's budget for the model {self.name} is used up")

    def _kept(self, messages: Sequence[Message]) -> str | None:
        try:
            return self.cache.find(self.name, messages) if self.cache else None
        except sqlite3.Error:
            log.warning("the cache of answers cannot be read", exc_info=True)
            return None

    def _keep(self, messages: Sequence[Message], answer: str) -> None:
        try:
            assert self.cache is not None
            self.cache.keep(self.name, messages, answer)
        except sqlite3.Error:
            log.warning("the cache of answers cannot be written", exc_info=True)

    def _note(self, usage: Usage, conversation: str) -> Usage:
        try:
            self.ledger.add(usage, conversation)
        except sqlite3.Error:
            log.warning("what the model cost cannot be recorded", exc_info=True)
        return usage


class TurnChat:
    """A chat model within one turn: what it has cost so far counts against the turn's budget."""

    def __init__(self, chat: Chat, conversation: str, beside: TurnChat | None = None) -> None:
        self._chat = chat
        self.conversation = conversation
        self.leaving: Leaving = beside.leaving if beside else Leaving()
        self._spent: list[Usage] = beside._spent if beside else []

    async def __call__(
        self, messages: Sequence[Message], enough: Callable[[], bool]
    ) -> AsyncGenerator[str | Usage]:
        """Yield the answer in pieces, and last its usage."""
        spent = reduce(add, self._spent) if self._spent else None
        async with aclosing(self._chat.say(messages, enough, self.leaving, self.conversation, spent)) as said:
            async for piece in said:
                if isinstance(piece, Usage):
                    self._spent.append(piece)
                yield piece
