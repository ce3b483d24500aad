"""What a reader may want to say next: prepared questions and arguments near the last reply, not yet used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.evidence.neighbours import near_passages
from bot.request.question import Mode
from knowledge.argument_map import Side
from knowledge.playbook import Answer, Block, Playbook
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

Item = TypeVar("Item")
OFFERED = 3
_SHORTEST, _LONGEST = 15, 75  # characters of a wording that fits a button
_CITED_AGAIN = 0.4  # what a passage counts that the reply has cited, beside one that is only near


@dataclass(frozen=True, slots=True)
class TalkSoFar:
    """What was asked and shown, and the passages that the last reply cites.

    `reader` is the reader's side in a debate.
    """

    asked: Sequence[str]
    shown: Collection[str]
    cites: Collection[int]
    reader: Side | None = None


def follow_ups(topic: Topic, mode: Mode, talk: TalkSoFar) -> tuple[str, ...]:
    """Return up to three things to say next in a mode, the nearest to the last reply first.

    Where the sides of a debate are settled, they are arguments of the reader's side alone.
    """
    playbook = topic.playbook
    offered: list[str] = []
    if mode == "debate" and talk.reader:
        offered += _arguments(topic, talk.reader, talk)
    elif topic.argument_map:
        if playbook and mode == "ask":
            offered += _questions(playbook, near_passages(topic.argument_map, talk.cites), talk)
        offered += topic.argument_map.offered(mode)
    asked = {text.strip().lower() for text in talk.asked}
    return tuple(dict.fromkeys(text for text in offered if text.lower() not in asked))[:OFFERED]


def _questions(playbook: Playbook, near: dict[int, int], talk: TalkSoFar) -> list[str]:
    """Return a question for each prepared answer near the reply, of each kind of question one."""
    ranked = _nearest(
        ((answer, answer.cites) for answer in playbook.answers if not _used(answer, talk)), near, talk.cites
    )
    edited = any(answer.offered for answer in playbook.answers)
    by_act: dict[str, str] = {}
    for answer in ranked:
        if wording := answer.offered if edited else _wording(answer):
            by_act.setdefault(answer.acts[0], wording)
    return list(by_act.values())


def _arguments(topic: Topic, reader: Side, talk: TalkSoFar) -> list[str]:
    """Return arguments for the reader's side, those first that bear on what the reply cites."""
    given = list(_argued(topic, reader, talk.shown))
    near = _nearest(given, {}, talk.cites)
    return [*near, *(text for text, _ in given if len(text) <= _LONGEST)]


def _argued(topic: Topic, reader: Side, shown: Collection[str]) -> Iterator[tuple[str, Collection[int]]]:
    """Give what a side can say, with its passages: as prepared, else as the claims that help it say.

    An argument that was met is not offered again: the reader has made it, in whatever words.
    """
    argument_map = topic.argument_map
    if topic.playbook:
        blocks = (block for block in topic.playbook.blocks if block.side == reader)
        yield from ((block.argument, block.cites) for block in blocks if not _met(block, shown))
    elif argument_map and argument_map.arguable and not argument_map.guessed:
        helping = (claim for claim in argument_map.claims if claim.helps == reader)
        yield from ((f"{one.says[:1].upper()}{one.says[1:].rstrip('.')}.", one.passages) for one in helping)


def _nearest(
    items: Iterable[tuple[Item, Collection[int]]], near: dict[int, int], cites: Collection[int]
) -> list[Item]:
    def weight(passages: Collection[int]) -> float:
        linked = sum(1.0 for number in passages if near.get(number))
        again = sum(_CITED_AGAIN for number in passages if number in cites)
        return (linked + again) / (len(passages) or 1)

    weighed = [(weight(passages), item) for item, passages in items]
    return [item for value, item in sorted(weighed, key=lambda pair: -pair[0]) if value]


def _met(block: Block, shown: Collection[str]) -> bool:
    return any(one.text in shown for answer in block.answers for one in answer.says)


def _used(answer: Answer, talk: TalkSoFar) -> bool:
    """Return whether a reply has given this answer, or it is none to offer: it argues, or is none."""
    said = any(one.text in talk.shown for one in (*answer.short, *answer.full))
    return bool(answer.absent or answer.side or said)


def _wording(answer: Answer) -> str:
    """Return the first wording that is a question written out, and fits a button; "" for none."""
    written = (words for words in answer.asks if words[:1].isupper() and words.endswith("?"))
    fitting = (words for words in written if _SHORTEST <= len(words) <= _LONGEST)
    return next((words for words in fitting if _asks(words)), "")


def _asks(words: str) -> bool:
    """Return whether a sentence begins as questions do ("What", "Has"), and no catchword with a mark does."""
    first = read(words).words[:1]
    return bool(first) and first[0].stop
