"""What the bot can say of a topic by its map: thesis, claims and doubts as sentences, and starters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.output.in_short import in_short
from bot.statement.marking import marks, stopped
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.topic import Topic

MODES = {
    "ask": "Questions to begin with",
    "for": "To begin arguing for it",
    "against": "To begin arguing against it",
    "debate": "To begin a debate",
}


@dataclass(frozen=True, slots=True)
class Sayings:
    """Sentences of one kind, in order, each with the passages that it rests on."""

    title: str
    sentences: tuple[str, ...]


def sayable(topic: Topic) -> tuple[Sayings, ...]:
    """Return what can be said by the map, by kind; nothing where there is no map.

    How a claim is introduced changes with what stands around it; here each stands alone.
    """
    argument_map = topic.argument_map
    if argument_map is None:
        return ()
    kinds = (
        Sayings("In short", tuple(f"{one.text} {marks(one.cites)}" for one in in_short(topic))),
        Sayings("Each claim", tuple(map(_told, argument_map.claims))),
        Sayings("What it may be asked, or doubted for", tuple(dict.fromkeys(_doubts(argument_map)))),
        *(Sayings(title, argument_map.offered(mode)) for mode, title in MODES.items()),
    )
    return tuple(kind for kind in kinds if kind.sentences)


def _told(claim: Claim) -> str:
    """Return a claim as a sentence; what is told in the op-ed's own words, as a quotation."""
    text = (
        stopped(f"The op-ed says: {claim.says}") if claim.says.startswith("“") else Frames().say(claim).text
    )
    return f"{text} {marks(claim.passages)}"


def _doubts(argument_map: ArgumentMap) -> Iterator[str]:
    """Yield what is said against the lines of argument, what they are asked, and where readers part ways."""
    for line in argument_map.lines:
        for attack in line.attacks:
            if attack.says:
                yield f"{stopped(attack.says)} {marks(argument_map.passages_of(attack.about))}"
        for question in line.questions:
            yield f"{question.asks} {marks(argument_map.passages_of(question.about))}"
    for weighing in argument_map.weighings:
        yield f"{stopped(weighing.says)} {marks(argument_map.passages_of(weighing.about))}"
