"""One part that a model is asked for: what it wrote, what passes of it, and what it writes again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from bot.errors import ModelError
from bot.models.usage import Usage
from bot.topics.by_model.answer_text import Refused, form_of, forms_of, list_in, object_in, replaced
from bot.topics.by_model.drafts import Draft, Drafts
from bot.topics.by_model.gated_map import gated_map
from bot.topics.by_model.gated_playbook import Kept, PlaybookGate, Taken, gated
from bot.topics.by_model.map_form import MinedMap
from bot.topics.by_model.meaning import Meaning
from bot.topics.by_model.playbook_form import DraftAnswer, DraftBlock, DraftCase
from bot.topics.by_model.progress import Progress, Tell
from bot.topics.by_model.record import load_record
from bot.topics.by_model.steps import AGAIN, KINDS, Step, messages
from bot.topics.gate_map import Mined
from bot.writers.model.writer import listed
from knowledge.topic import Topic
from prompts import Message, Prompt, fenced

_AGAIN_MOST = 40  # sentences that are written again


class Mines(Protocol):
    """What a part needs of whoever mines."""

    prompts: Mapping[str, Prompt]
    home: Path

    @property
    def is_judged(self) -> bool:
        """Whether a model judges what is written."""
        ...

    @property
    def spent(self) -> Usage:
        """What it has cost."""
        ...

    async def asked(self, asking: Sequence[Message], told: Progress, tell: Tell) -> str:
        """Return the model's answer, telling how far it is."""
        ...

    def by(self, prompt: str) -> str:
        """Return the model and the prompt that something was written by."""
        ...


@dataclass(frozen=True)
class Gained:
    """What a step gave, gated: a map, or entries of the playbook; `refused` was not kept."""

    refused: tuple[tuple[str, str], ...]
    map: Mined | None = None
    kept: Kept = field(default_factory=Kept)


@dataclass
class Part:
    """One step under way."""

    mining: Mines
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
        if self.draft.again is None and self.mining.is_judged:
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
            f"what the model gave for {self.step.says} is not in the expected form: try again, or "
            "try another model"
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


def kept_of(step: Step, gained: Gained) -> str:
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
