"""A topic that can be asked: its search and its writers, joined."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.debate.ground import Ground, Hearing
from bot.debate.resume import recall
from bot.debate.state import UNSETTLED, Debate, Terms
from bot.evidence.gather import Search
from bot.evidence.prepared import Matches
from bot.judge.judging import Judging
from bot.request.history import Exchange
from bot.request.leanings import Leanings
from bot.request.question import Manner, ask
from bot.turn.loops import Loops, RunningTurn, at_once, ended
from bot.turn.recent import Recent
from bot.turn.reply import Reply
from bot.turn.turn import Event, take_turn
from bot.turn.turn_input import Spells, TurnInput
from bot.writers import Writer
from knowledge.encoders import Scores
from knowledge.topic import Topic

if TYPE_CHECKING:
    from bot.models.service import Chat, TurnChat


@dataclass(frozen=True)
class Bot:
    """A topic, its search and a writer, ready to be asked.

    With a `model`, that writes, `judging` reads its sentences, and `writer` takes over where it fails.
    """

    topic: Topic
    search: Search
    writer: Writer
    leanings: Leanings
    hearing: Hearing
    model: Callable[[TurnChat], Writer] | None = None
    chat: Chat | None = None
    loops: Loops = field(default_factory=Loops)
    judging: Callable[[TurnChat], Judging] | None = None
    english: bool = False
    strict: bool = False
    recent: Recent | None = None
    wordings: Matches | None = None
    spelling: Spells | None = None
    reasoning: bool = True
    reads: Scores | None = None

    @property
    def ground(self) -> Ground:
        """What a debate about the topic stands on."""
        return Ground(self.topic, self.search, self.leanings, self.hearing, self.wordings)

    def in_manner(self, manner: Manner) -> Bot:
        """Return the same bot, as a reader wants it."""
        model, chat = (None, None) if manner.embedded else (self.model, self.chat)
        return replace(
            self,
            model=model,
            chat=chat,
            english=manner.english,
            strict=manner.strict,
        )

    def turn(
        self,
        text: str,
        mode: str = "ask",
        history: Sequence[Exchange] = (),
        conversation: str = "",
        debate: Debate | Terms | None = None,
    ) -> RunningTurn:
        """Return one turn, statement by statement; the whole reply comes last.

        `conversation` names what a budget is kept for; `debate` is the debate to go on with, which the reply
        before holds, or the terms of one that begins; without either, the history tells.
        """
        names = self.topic.argument_map.names if self.topic.argument_map else ()
        question = ask(text, mode, names, history)
        if debate is None and self.topic.argument_map and question.mode == "debate":
            debate = recall(history, self.ground)
        if self.model is None or self.chat is None:
            asked = TurnInput(
                question,
                self.ground,
                self.topic,
                self.search,
                self.writer,
                self.leanings,
                debate=debate or UNSETTLED,
                strict=self.strict,
                wordings=self.wordings,
                spelling=self.spelling,
                blocks=self.hearing.blocks,
                reasoning=self.reasoning,
                reads=self.reads,
            )
            taken = take_turn(asked)
            if self.recent is None or question.history or debate is not None or question.mode == "debate":
                return RunningTurn(taken)
            return RunningTurn(
                self.recent.turn(
                    (question.text, question.mode, self.strict),
                    (self.topic, self.search, self.writer, self.wordings),
                    taken,
                )
            )
        chat = self.chat.for_turn(conversation)
        writer = self.model(chat)
        asked = TurnInput(
            question,
            self.ground,
            self.topic,
            self.search,
            writer,
            self.leanings,
            self.writer,
            self.judging(chat) if self.judging else None,
            debate or UNSETTLED,
            self.strict,
            self.wordings,
            self.spelling,
            self.english,
            self.hearing.blocks,
            self.reasoning,
            self.reads,
        )
        return RunningTurn(take_turn(asked), chat.leaving)

    def stream(
        self,
        text: str,
        mode: str = "ask",
        history: Sequence[Exchange] = (),
        conversation: str = "",
        debate: Debate | Terms | None = None,
    ) -> Generator[Event]:
        """Yield the same for code that is not asynchronous."""
        events = self.turn(text, mode, history, conversation, debate).events
        try:
            while True:
                try:
                    yield self.loops.run(anext(events)) if self.chat else at_once(anext(events))
                except StopAsyncIteration:
                    return
        finally:
            if self.chat:
                self.loops.run(ended(events))

    def reply(
        self,
        text: str,
        mode: str = "ask",
        history: Sequence[Exchange] = (),
        conversation: str = "",
        debate: Debate | Terms | None = None,
    ) -> Reply:
        """Return one turn's whole reply."""
        *_, last = self.stream(text, mode, history, conversation, debate)
        assert isinstance(last, Reply)
        return last
