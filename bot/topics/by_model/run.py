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
from typing import Any, Literal

from bot.build.chat import Judges
from bot.build.wordings import fit_ahead
from bot.errors import BotError, ModelError
from bot.models.deadlines import Leaving
from bot.models.service import Chat
from bot.models.usage import Usage
from bot.topics.by_model.answer_text import Refused, form_of, forms_of, list_in, object_in, replaced
from bot.topics.by_model.drafts import Draft, Drafts
from bot.topics.by_model.estimate import Estimate, estimated
from bot.topics.by_model.gated_map import gated_map
from bot.topics.by_model.gated_playbook import Kept, PlaybookGate, Taken, gated
from bot.topics.by_model.joining import Joined, join_answers, join_blocks, join_case, join_map
from bot.topics.by_model.map_form import MinedMap
from bot.topics.by_model.meaning import Meaning
from bot.topics.by_model.playbook_form import DraftAnswer, DraftBlock, DraftCase
from bot.topics.by_model.record import keep_record, load_record
from bot.topics.by_model.steps import AGAIN, KINDS, STEPS, Step, messages
from bot.topics.gate_map import Mined, gate_map
from bot.writers.model.writer import listed
from knowledge.document import Document
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map
from knowledge.topic import Topic, keep_map, keep_playbook, load_topic
from prompts import Message, Prompt, fenced

LONGEST = 60_000  # characters of a document that a model is given at once
_MOST = 60_000  # characters of an answer; a model that writes on is stopped
_AGAIN_MOST = 40  # sentences that are written again
_EACH = 200  # characters after which it is told again how far the model has come
Doing = Literal["writes", "checks", "mends", "kept", "there"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: which part of how many, what is done with it, and how much of that.

    `done` are words that the model wrote, or sentences judged, of `total` where that is known. `kept` says
    what came of the part, `refused` what was left out of it. `spent` is what all has cost up to now.
    """

    says: str
    number: int
    doing: Doing
    done: int = 0
    total: int = 0
    kept: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    spent: Usage | None = None
    of: int = len(STEPS)


Tell = Callable[[Progress], None]


@dataclass(frozen=True)
class Gained:
    """What a step gave, gated: a map, or entries of the playbook; `refused` was not kept."""

    refused: tuple[tuple[str, str], ...]
    map: Mined | None = None
    kept: Kept = field(default_factory=Kept)


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
                        part = _Part(self, step, told, tell, drafts, meaning, topic)
                        gained = await part.gained()
                        topic = self._joined(topic, step, gained, by_rules)
                        drafts.keep(step, part.draft.model_copy(update={"done": True}))
                        if judging:
                            self._spent += judging.usages
                            judging.usages.clear()
                        told = replace(
                            told,
                            doing="kept",
                            kept=_kept(step, gained),
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

    def _joined(self, topic: Topic, step: Step, gained: Gained, by_rules: Any) -> Topic:
        """Return the topic as it is by now, with what a step gave, written into its folder."""
        there = load_topic(topic.slug, self.home)
        if there.document.sha256 != topic.document.sha256:
            raise BotError(f"the text of {topic.slug} has changed meanwhile: have the new one mined")
        joined = _join(there, step, gained, by_rules, self.home)
        if joined.topic.argument_map is not None and joined.topic.argument_map != there.argument_map:
            keep_map(there, joined.topic.argument_map, self.home)
        if joined.topic.prepared is not None and joined.topic.prepared != there.prepared:
            fit_ahead(joined.topic, self.home)
            keep_playbook(there, joined.topic.prepared, self.home)
        keep_record(joined.record, topic.slug, self.home)
        return joined.topic


def _join(topic: Topic, step: Step, gained: Gained, by_rules: Any, home: Path) -> Joined:
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


@dataclass
class _Part:
    """One step under way."""

    mining: ModelMining
    step: Step
    told: Progress
    tell: Tell
    drafts: Drafts
    meaning: Meaning
    topic: Topic
    draft: Draft = field(init=False)

    async def gained(self) -> Gained:
        """Return what the step gives, written again once where it did not pass."""
        self.draft = self.drafts.find(self.step, self._by) or await self._written()
        gained = await self._gated()
        if self.draft.again is None and self.mining.judges:
            refused = self._sentences(gained.refused)
            again = await self._again(refused) if refused else {}
            self.draft = self.drafts.keep(self.step, self.draft.model_copy(update={"again": again}))
            gained = await self._gated() if again else gained
        return gained

    @property
    def _by(self) -> str:
        return self.mining.by(self.step.prompt)

    async def _written(self) -> Draft:
        """Ask for it; once more where the answer cannot be read."""
        reviewed = load_record(self.topic, self.mining.home).changed_words(self.topic, (self.step.id,))
        prompts = self.mining.prompts
        asking = messages(self.step, prompts[self.step.prompt], prompts[KINDS], self.topic, reviewed)
        for _ in range(2):
            said = await self.mining.asked(asking, replace(self.told, doing="writes"), self.tell)
            if _can_be_read(self.step, said):
                return self.drafts.keep(self.step, Draft(by=self._by, wrote=said))
        raise ModelError(
            f"what the model gave for {self.step.says} is not in its form: try again, or another model"
        )

    async def _gated(self) -> Gained:
        """Return what passes of what was written, with what was written again in its place."""
        step, document, again = self.step, self.topic.document, self.draft.again or {}

        def other(text: str) -> str:
            return again.get(text, again.get(f"link: {text}", text).removeprefix("link: "))

        refused: Refused = []
        if step.part == "map":
            value = replaced(object_in(self.draft.wrote), other)
            mined = await gated_map(
                form_of(value, MinedMap, "argument map"), document, self.meaning, self._judged
            )
            return Gained(mined.refused, map=mined)
        keep = self._keeping(other, refused)
        kept = await gated(keep, document, self.meaning, self._judged)
        return Gained((*refused, *kept.refused), kept=kept)

    def _keeping(self, other: Callable[[str], str], refused: Refused) -> Callable[[PlaybookGate], Kept]:
        step, wrote = self.step, self.draft.wrote
        there = self.topic.prepared
        if step.part == "answers":
            answers = forms_of(replaced(list_in(wrote, "answers"), other), DraftAnswer, refused)
            others = [
                one for one in (there.answers if there else ()) if not self._is_replaced(f"answer:{one.id}")
            ]
            return lambda gate: Kept(answers=gate.answers(answers, step.side, Taken.by(others)))
        side = step.side
        assert side is not None
        if step.part == "blocks":
            blocks = forms_of(replaced(list_in(wrote, "blocks"), other), DraftBlock, refused)
            all_blocks = [
                one for one in (there.blocks if there else ()) if not self._is_replaced(f"block:{one.id}")
            ]
            return lambda gate: Kept(blocks=gate.blocks(blocks, side, Taken.by(all_blocks)))
        case = form_of(replaced(object_in(wrote), other), DraftCase, "case")
        return lambda gate: Kept(case=gate.case(case, side))

    def _is_replaced(self, key: str) -> bool:
        """Tell whether this step gave an entry before, whose id and wordings it may give again."""
        known = load_record(self.topic, self.mining.home).mined.get(key)
        return known is not None and known.step == self.step.id

    def _judged(self, done: int, total: int) -> None:
        self.tell(replace(self.told, doing="checks", done=done, total=total, spent=self.mining.spent))

    def _sentences(self, refused: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return what was refused that is a sentence of the answer, and not an entry, each once."""
        written: set[str] = set()

        def seen(text: str) -> str:
            written.add(text)
            written.add(f"link: {' '.join(text.split())}")
            return text

        name = {"answers": "answers", "blocks": "blocks"}.get(self.step.part)
        replaced(list_in(self.draft.wrote, name) if name else object_in(self.draft.wrote), seen)
        return [(text, why) for text, why in dict(refused).items() if text in written][:_AGAIN_MOST]

    async def _again(self, refused: Sequence[tuple[str, str]]) -> dict[str, str]:
        """Return what the model writes in the place of refused sentences."""
        told = "\n".join(
            f"{number} | {fenced(text)} | {fenced(why)}"
            for number, (text, why) in enumerate(refused, start=1)
        )
        asking = self.mining.prompts[AGAIN].messages(
            passages=listed(self.topic.document.passages), refused=told
        )
        said = await self.mining.asked(asking, replace(self.told, doing="mends"), self.tell)
        found = {}
        for line in said.splitlines():
            number, bar, text = line.strip().partition("|")
            place = number.strip().rstrip(".")
            if bar and place.isdigit() and 0 < int(place) <= len(refused) and text.strip().lower() != "drop":
                found[refused[int(place) - 1][0]] = text.strip()
        return found


def _can_be_read(step: Step, said: str) -> bool:
    if step.part in ("answers", "blocks"):
        form = DraftAnswer if step.part == "answers" else DraftBlock
        return bool(forms_of(list_in(said, step.part), form, []))
    try:
        form_of(object_in(said), MinedMap if step.part == "map" else DraftCase, step.says)
    except ModelError:
        return False
    return bool(object_in(said))


def _kept(step: Step, gained: Gained) -> str:
    """Return what came of a step in a few words."""
    if gained.map is not None:
        found = gained.map.argument_map
        recommend = f"{len(found.recommendations)} of them recommendations"
        return f"{len(found.claims)} claims, {recommend}, {len(found.lines)} lines of argument"
    if step.part == "answers":
        return f"{len(gained.kept.answers)} answers"
    if step.part == "blocks":
        return f"{len(gained.kept.blocks)} arguments answered"
    return f"{sum(1 for _ in gained.kept.case.sentences()) if gained.kept.case else 0} sentences"


def _check_length(document: Document) -> None:
    if len(document.text) > LONGEST:
        raise BotError(
            f"the document is {len(document.text)} characters long, {LONGEST} can be mined at once: "
            "index a part of it"
        )
