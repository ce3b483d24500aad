"""The writer that lets a chat model write: prompt in, lines out, each a statement for the gate."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Protocol

from bot.errors import ModelError
from bot.evidence.excerpt import excerpt, opening
from bot.models.usage import Usage
from bot.request.history import as_told
from bot.request.language import NAMES
from bot.request.model_reading import ModelReading, read_answer
from bot.request.question import Question
from bot.statement import Statement
from bot.statement.layout import in_lines
from bot.statement.marking import marked
from bot.writers import Assignment, Draft, Mended, Refused, Writer
from bot.writers.model.briefing import briefing
from bot.writers.model.line_form import DraftLine, read_statements
from knowledge.argument_map import Side
from knowledge.document import Passage
from knowledge.encoders.acts import ASKS_FOR
from knowledge.topic import Topic
from prompts import Message, Prompt, fenced

# What each prompt is filled with; `bot.build` loads them by this.
TAKES: dict[str, tuple[str, ...]] = {
    "ask": ("passages", "history", "question", "language"),
    "for": ("passages", "history", "question", "language"),
    "against": ("passages", "history", "question", "language"),
    "debate": ("passages", "history", "question", "language", "side", "move"),
    "retry": ("refused",),
    "read": ("passages", "acts", "recommends", "mode", "history", "question"),
}
MOST = 40  # statements of a reply; a model that writes on is stopped
_OVER = (
    4  # statements beyond the most that are waited for: the provider counts tokens at the end of an answer
)
_READING = 8_000  # characters of what was read in a message, with what was thought aloud before it


class Says(Protocol):
    """What the writer needs of a chat model."""

    def __call__(
        self, messages: Sequence[Message], enough: Callable[[], bool]
    ) -> AsyncGenerator[str | Usage]:
        """Return the answer in pieces until there is enough of it, and last its usage."""
        ...


@dataclass(frozen=True)
class ModelWriter:
    """Writes with a chat model. `talk` says what needs none: greetings, help, and what lies outside."""

    say: Says
    texts: Mapping[str, Prompt]
    talk: Writer
    name: str = "model"
    reads: bool = True

    @property
    def prompts(self) -> str:
        """One hash of all prompts together."""
        return sha256("".join(self.texts[name].sha256 for name in sorted(self.texts)).encode()).hexdigest()

    async def read(
        self, question: Question, topic: Topic, side: Side | None
    ) -> AsyncGenerator[ModelReading | Usage]:
        """Ask what the message asks for; nothing where the model does not tell."""
        messages = self.texts["read"].messages(
            acts="\n".join(f"- {act}: {asks}" for act, asks in ASKS_FOR.items()),
            passages=listed(opening(topic.document)),
            recommends=_recommends(topic),
            mode=f"{question.mode}; the bot argues {side}" if side else question.mode,
            history=fenced(as_told(question.history)),
            question=fenced(question.text),
        )
        words: list[str] = []
        try:
            async with aclosing(self.say(messages, lambda: sum(map(len, words)) > _READING)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Usage):
                        yield piece
                    else:
                        words.append(piece)
        except ModelError:
            return
        if found := read_answer("".join(words)):
            yield found

    async def draft(self, assignment: Assignment) -> AsyncGenerator[Draft | Usage]:
        """Yield the statements as the model writes them."""
        if assignment.plan.talks:
            async for piece in self.talk.draft(assignment):
                yield piece
            return
        first = True
        async with aclosing(self._written(self._asking(assignment), MOST)) as lines:
            async for line in lines:
                if isinstance(line, Usage):
                    yield line
                    continue
                opens = first and line.layout == "run on" and not line.tagged
                layout = "paragraph" if opens else line.layout
                yield replace(line.statement, layout=layout, number=line.number or 0)
                first = False

    async def mend(
        self, assignment: Assignment, refused: Sequence[Refused], drafted: Sequence[Statement]
    ) -> AsyncGenerator[Mended | Usage]:
        """Yield all refused statements in one more message, each with the judge's reason."""
        listed = "\n".join(_refusal(number, one) for number, one in enumerate(refused, start=1))
        messages = (
            *self._asking(assignment),
            Message("assistant", in_lines(replace(one, kind="report") for one in drafted)),
            *self.texts["retry"].messages(refused=listed),
        )
        following = 0
        async with aclosing(self._written(messages, len(refused))) as lines:
            async for line in lines:
                if isinstance(line, Usage):
                    yield line
                    continue
                place = line.number - 1 if line.number and line.number <= len(refused) else following
                if place < len(refused):
                    yield Mended(place, line.statement)
                following = place + 1

    async def _written(self, messages: Sequence[Message], most: int) -> AsyncGenerator[DraftLine | Usage]:
        """Yield what the model writes, up to so many statements, and its usage, also where it fails."""
        count, usage, complete = 0, None, False
        heard: deque[str] = deque()

        def so_far() -> Iterator[str | None]:
            while heard or not complete:
                yield heard.popleft() if heard else None

        lines = read_statements(so_far())
        try:
            async with aclosing(self.say(messages, lambda: count >= most + _OVER)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Usage):
                        usage = piece
                        continue
                    heard.append(piece)
                    while (line := next(lines)) is not None:
                        count += 1
                        if count <= most:
                            yield line
        except ModelError:
            if usage:
                yield usage
            raise
        complete = True
        for line in lines:  # what stood on a last line without an end
            if line and count < most:
                yield line
        if usage:
            yield usage

    def _asking(self, assignment: Assignment) -> tuple[Message, ...]:
        """Return the messages of a turn. Everything in them that somebody else wrote is fenced."""
        plan, evidence, question = assignment.plan, assignment.evidence, assignment.plan.question
        language = NAMES[assignment.language]
        values = {
            "passages": listed(excerpt(evidence)),
            "history": fenced(as_told(question.history)),
            "question": fenced(
                question.words
                if question.words == question.text or not question.history
                else f"{question.words}\n(that is: {question.text})"
            ),
            "language": language,
        }
        if plan.mode == "debate":
            values["side"] = plan.side or "against"
            argument_map = evidence.topic.argument_map
            values["move"] = (
                fenced(briefing(assignment.round, argument_map))
                if assignment.round and argument_map
                else "(none)"
            )
        return self.texts[plan.mode].messages(**values)


def _recommends(topic: Topic) -> str:
    """Return what the op-ed recommends as its map has it; where that is only guessed the passages tell."""
    argument_map = topic.argument_map
    if argument_map is None or argument_map.guessed or not argument_map.recommendations:
        return " is for you to find in its passages."
    return ":\n" + "\n".join(f"- {fenced(claim.says)}" for claim in argument_map.recommendations)


def listed(passages: Sequence[Passage]) -> str:
    """Return passages as prompts give them: one a line, numbered and fenced."""
    return "\n".join(f"[{passage.id}] {fenced(' '.join(passage.text.split()))}" for passage in passages)


def _refusal(number: int, refused: Refused) -> str:
    """Return a refused sentence as it was written, with what is wrong with it, in the form of the retry."""
    if refused.leans_on is not None:
        reason = f"passed, but leans on {refused.leans_on + 1}: write it so that it can stand without it"
    else:
        reason = refused.reason
    return f"{number}. {fenced(_written(refused.statement))}  ({fenced(reason)})"


def _written(statement: Statement) -> str:
    """Return a sentence as the model wrote it: with the passages, and no other mark of ours."""
    return marked(statement.text, statement.cites)
