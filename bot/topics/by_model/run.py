"""A chat model at work on a topic: one part after the other, each asked for, gated, mended once, and kept.

What is kept is part of the topic at once, so that a run which is interrupted goes on where it stopped. What a
person changed since is never replaced: it is proposed (see `joining`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from pathlib import Path

from bot.build.chat import Judges
from bot.build.wordings import fit_ahead
from bot.errors import BotError
from bot.models.deadlines import Leaving
from bot.models.service import Chat
from bot.models.usage import Usage
from bot.topics.by_model.drafts import Drafts
from bot.topics.by_model.estimate import Estimate, estimated
from bot.topics.by_model.joining import Joined, join_answers, join_blocks, join_case, join_map
from bot.topics.by_model.meaning import Meaning
from bot.topics.by_model.part import Gained, Part, kept_of
from bot.topics.by_model.progress import Progress, Tell
from bot.topics.by_model.record import keep_record, load_record
from bot.topics.by_model.steps import STEPS, Step
from bot.topics.gate_map import gate_map
from knowledge.argument_map import ArgumentMap
from knowledge.changing import changing
from knowledge.document import Document
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map
from knowledge.topic import Topic, keep_map, keep_playbook, load_topic
from prompts import Message, Prompt

LONGEST = 60_000  # characters of a document that a model is given at once
_MOST = 60_000  # characters of an answer; a model that writes on is stopped
_EACH = 200  # characters after which it is told again how far the model has come


@dataclass
class ModelMining:
    """Makes the map and the playbook of topics. `judges` is None where rules alone check.

    `saved` is called with the slug whenever a part of the topic was written.
    """

    chat: Chat
    judges: Judges | None
    prompts: Mapping[str, Prompt]
    home: Path
    saved: Callable[[str], None] = lambda slug: None
    _spent: list[Usage] = field(default_factory=list)

    def estimate(self, slug: str) -> Estimate:
        """Return what it will take. BotError where the op-ed cannot be mined."""
        topic = load_topic(slug, self.home)
        _check_length(topic.document)
        judging = self.judges.chat.ledger.budget if self.judges else None
        return estimated(
            topic.document, self._drafts(topic).left(self._bys), self.chat.ledger.budget, judging
        )

    async def run(self, slug: str, tell: Tell) -> Topic:
        """Make what is left to make of a topic, and return it.

        ModelError where the model does not do its part: what was done until then is kept. BotError where
        somebody else is at it, or the text has changed meanwhile.
        """
        topic = load_topic(slug, self.home)
        _check_length(topic.document)
        drafts = self._drafts(topic)
        self._spent.clear()
        with drafts.alone():
            left = {step.id for step in drafts.left(self._bys)}
            turn = self.judges.chat.for_turn("") if self.judges else None
            judging = self.judges(turn) if self.judges and turn else None
            meaning = Meaning(topic.document, judging)
            by_rules = gate_map(
                mined_map(topic.document, Roles(), SentenceEncoder()), topic.document
            ).argument_map
            try:
                for number, step in enumerate(STEPS, start=1):
                    told = Progress(step.says, number, "there")
                    if step.id in left:
                        part = Part(self, step, told, tell, drafts, meaning, topic)
                        gained = await part.gained()
                        topic = self._joined(topic, step, gained, by_rules)
                        drafts.keep(step, part.draft.model_copy(update={"done": True}))
                        if judging:
                            self._spent += judging.usages
                            judging.usages.clear()
                        told = replace(
                            told,
                            doing="kept",
                            kept=kept_of(step, gained),
                            refused=gained.refused,
                            spent=self.spent,
                        )
                        self.saved(slug)
                    tell(told)
            finally:
                if judging:
                    await judging.close()
            drafts.drop()
        return topic

    async def close(self) -> None:
        """Close the connections of this loop to the models."""
        for chat in (self.chat, self.judges and self.judges.chat):
            if chat:
                await chat.model.close()

    @property
    def is_judged(self) -> bool:
        """Whether a model judges what is written."""
        return self.judges is not None

    @property
    def spent(self) -> Usage:
        """What it has cost."""
        return reduce(add, self._spent, Usage(self.chat.name))

    async def asked(self, asking: Sequence[Message], told: Progress, tell: Tell) -> str:
        """Return the model's answer, telling how far it is. ModelError where there is none."""
        words: list[str] = []
        length = seen = 0
        async with aclosing(self.chat.say(asking, lambda: length > _MOST, Leaving())) as pieces:
            async for piece in pieces:
                if isinstance(piece, Usage):
                    self._spent.append(piece)
                    continue
                words.append(piece)
                length += len(piece)
                if length - seen >= _EACH:
                    seen = length
                    tell(replace(told, done=len("".join(words).split()), spent=self.spent))
        return "".join(words)

    def by(self, prompt: str) -> str:
        """Return the model and the prompt that something was written by."""
        return f"{self.chat.name} {self.prompts[prompt].sha256}"

    @property
    def _bys(self) -> dict[str, str]:
        return {name: self.by(name) for name in self.prompts}

    def _drafts(self, topic: Topic) -> Drafts:
        return Drafts(self.home, topic.slug, topic.document.sha256)

    def _joined(self, topic: Topic, step: Step, gained: Gained, by_rules: ArgumentMap) -> Topic:
        """Return the topic as it is by now, with what a step gave, written into its folder."""
        self._fitted(topic, step, gained, by_rules)  # takes seconds, in which a reviewer may go on
        with changing(topic.slug, self.home):
            there, joined = self._fitted(topic, step, gained, by_rules)
            if joined.topic.argument_map is not None and joined.topic.argument_map != there.argument_map:
                keep_map(there, joined.topic.argument_map, self.home)
            if joined.topic.prepared is not None and joined.topic.prepared != there.prepared:
                keep_playbook(there, joined.topic.prepared, self.home)
            keep_record(joined.record, topic.slug, self.home)
        return joined.topic

    def _fitted(
        self, topic: Topic, step: Step, gained: Gained, by_rules: ArgumentMap
    ) -> tuple[Topic, Joined]:
        """Return the topic as it is by now, and joined; what finds its words is fitted, or was before."""
        there = load_topic(topic.slug, self.home)
        if there.document.sha256 != topic.document.sha256:
            raise BotError(f"the text of {topic.slug} has changed in the meantime: have the new text mined")
        joined = _join(there, step, gained, by_rules, self.home)
        if joined.topic.prepared != there.prepared:
            fit_ahead(joined.topic, self.home)
        return there, joined


def _join(topic: Topic, step: Step, gained: Gained, by_rules: ArgumentMap, home: Path) -> Joined:
    record = load_record(topic, home)
    if gained.map is not None:
        return join_map(topic, gained.map.argument_map, by_rules, step, record)
    if step.part == "answers":
        return join_answers(topic, gained.kept.answers, step, record)
    if step.part == "blocks":
        return join_blocks(topic, gained.kept.blocks, step, record)
    assert step.side is not None
    assert gained.kept.case is not None
    return join_case(topic, gained.kept.case, step.side, step, record)


def _check_length(document: Document) -> None:
    if len(document.text) > LONGEST:
        raise BotError(
            f"the document is {len(document.text)} characters long, but only {LONGEST} can be "
            "mined at once: index a part of it"
        )
