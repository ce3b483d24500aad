"""The parts that a chat model is asked for, one message each, and the messages that ask for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.writers.model.writer import listed
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Answer, Block
from knowledge.schemes import schemes
from knowledge.topic import Topic
from prompts import Message, Prompt, PromptError, fenced

Part = Literal["map", "answers", "blocks", "case"]
TAKES: dict[str, tuple[str, ...]] = {
    "mine": ("passages", "schemes", "reviewed"),
    "mine_answers": ("passages", "claims", "about", "prepared", "reviewed"),
    "mine_blocks": ("passages", "claims", "side", "other", "reviewed"),
    "mine_cases": ("passages", "claims", "side", "reviewed"),
    "mine_again": ("passages", "refused"),
    "mine_kinds": ("side", "entries"),
}
AGAIN = "mine_again"
KINDS = "mine_kinds"  # the prompt that holds these sections
_SECTIONS = ("whole", "facts", "reasons", "untold", "side", "reviewed")
_SECTION = re.compile(r"^### (\w+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Step:
    """One message to the model; `about` says which answers.

    `writes` and `sentences` are the tokens and the judged sentences that it usually takes.
    """

    id: str
    part: Part
    prompt: str
    says: str
    side: Side | None = None
    about: str = ""
    writes: int = 0  # tokens
    sentences: int = 0  # to be judged


STEPS: tuple[Step, ...] = (
    Step("map", "map", "mine", "the argument map", writes=4_500, sentences=60),
    Step("answers-whole", "answers", "mine_answers", "answers about the whole piece", about="whole",
         writes=4_200, sentences=80),
    Step("answers-facts", "answers", "mine_answers", "answers about facts", about="facts",
         writes=4_500, sentences=80),
    Step("answers-reasons", "answers", "mine_answers", "answers about reasons", about="reasons",
         writes=4_500, sentences=80),
    Step("answers-untold", "answers", "mine_answers", "answers about what it does not say", about="untold",
         writes=4_200, sentences=75),
    Step("answers-for", "answers", "mine_answers", "answers for the “for” side", "for", "side",
         writes=4_000, sentences=75),
    Step("answers-against", "answers", "mine_answers", "answers for the “against” side", "against", "side",
         writes=4_000, sentences=75),
    Step("blocks-against", "blocks", "mine_blocks", "answers to arguments against", "against",
         writes=5_000, sentences=90),
    Step("blocks-for", "blocks", "mine_blocks", "answers to arguments for", "for",
         writes=5_000, sentences=90),
    Step("case-for", "case", "mine_cases", "the case for", "for", writes=3_500, sentences=75),
    Step("case-against", "case", "mine_cases", "the case against", "against", writes=3_500, sentences=75),
)  # fmt: skip


def sections_of(kinds: Prompt) -> dict[str, str]:
    """Return the sections of the prompt of that name. PromptError where one is missing."""
    _, *parts = _SECTION.split(kinds.text)
    found = {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}
    if missing := next((name for name in _SECTIONS if name not in found), None):
        raise PromptError(f"{kinds.name}: the section {missing} is missing; add ### {missing}")
    return found


def messages(
    step: Step, prompt: Prompt, kinds: Prompt, topic: Topic, reviewed: Mapping[str, str]
) -> tuple[Message, ...]:
    """Return the messages that ask for a part, by what the topic has so far.

    `reviewed` is what a reviewer has changed or removed of it, each with its id and a few of its words.
    """
    sections = sections_of(kinds)
    told = "\n".join(f"{id}: {fenced(says)}" for id, says in reviewed.items())
    values = {
        "passages": listed(topic.document.passages),
        "reviewed": sections["reviewed"].replace("{entries}", told) if told else "",
    }
    if step.part == "map":
        return prompt.messages(**values, schemes=", ".join(schemes()))
    values["claims"] = claims_of(topic)
    if step.part == "answers":
        about = sections[step.about].replace("{side}", step.side or "")
        return prompt.messages(**values, about=about, prepared=_prepared(topic, step))
    assert step.side is not None
    if step.part == "blocks":
        return prompt.messages(**values, side=other_side(step.side), other=step.side)
    return prompt.messages(**values, side=step.side)


def claims_of(topic: Topic) -> str:
    """Return the claims of a topic as the prompts have them."""
    claims = topic.argument_map.claims if topic.argument_map else ()
    return "\n".join(
        f"{claim.id} ({claim.kind}, helps {claim.helps}): {fenced(claim.says)} "
        + "".join(f"[{number}]" for number in claim.passages)
        for claim in claims
    )


def _prepared(topic: Topic, step: Step) -> str:
    """Return what earlier steps have prepared that a step would else prepare again."""
    answers = topic.prepared.answers if topic.prepared else ()
    return "; ".join(fenced(one.asks[0]) for one in answers if one.side == step.side) or "nothing yet"


def words_of(entry: Answer | Block) -> str:
    """Return what tells what an entry is about."""
    return entry.asks[0] if isinstance(entry, Answer) else entry.argument
