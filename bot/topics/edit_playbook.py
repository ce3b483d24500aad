"""What was prepared for a topic, changed by a reviewer: a sentence edited or taken out, an entry removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from bot.errors import BotError
from bot.statement import as_prepared
from bot.topics.by_model.gated_playbook import parsed
from bot.topics.by_model.joining import with_case
from bot.topics.by_model.meaning import Sentence, refusal_of
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Answer, Block, BlockAnswer, Case, Contention, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic

Part = Literal["answer", "block", "case"]
Entry = Answer | Block | Case


def edit_sentence(topic: Topic, part: Part, id: str, number: int, says: str) -> Playbook:
    """Return the playbook with an entry's sentence of that number, from 0, put otherwise; "" takes it out.

    BotError where the gate refuses it, or what is left of the entry is not whole.
    """
    entry = _entry(topic, part, id)
    sentences = list(entry.sentences())
    if not 0 <= number < len(sentences):
        raise BotError(f"the {part} {id} has no sentence {number}")
    changed = _sentence(topic, says, _side_of(entry, id)) if says.strip() else None
    try:
        again = _with_sentence(entry, number, changed)
    except ValidationError as exc:
        raise BotError("it is the only sentence in its part: reword it, or remove the whole entry") from exc
    return _with_entry(topic, part, id, again)


def remove_entry(topic: Topic, part: Part, id: str) -> Playbook:
    """Return the playbook without an entry. BotError where there is none."""
    _entry(topic, part, id)
    return _with_entry(topic, part, id, None)


def labelled(entry: Entry) -> Iterator[tuple[str, PreparedSentence]]:
    """Yield the sentences of an entry in their order, each with where it stands or what is said before it."""
    return _labelled(entry, "")


def _labelled(part: object, label: str) -> Iterator[tuple[str, PreparedSentence]]:
    if isinstance(part, PreparedSentence):
        yield label, part
    elif isinstance(part, BlockAnswer | Contention):
        before = part.signpost if isinstance(part, BlockAnswer) else part.title
        yield from ((before, sentence) for sentence in part.sentences())
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _labelled(getattr(part, name), name.replace("_", " "))
    elif isinstance(part, tuple):
        for one in part:
            yield from _labelled(one, label)
    elif isinstance(part, dict):
        for key, one in part.items():
            yield from _labelled(one, f"{label}: {key}")


def _sentence(topic: Topic, says: str, side: Side | None) -> PreparedSentence:
    sentence = parsed(says)
    if isinstance(sentence, str):
        raise BotError(f"this sentence {sentence}")
    if missing := [number for number in sentence.cites if not topic.document.has(number)]:
        raise BotError(
            f"there is no passage {missing[0]}: give numbers from 1 to {len(topic.document.passages)}"
        )
    said = Sentence(replace(as_prepared(sentence), source=None), side=side)
    if reason := refusal_of(said, topic.document):
        raise BotError(f"this cannot be said: {reason}")
    return sentence


def _side_of(entry: Entry, id: str) -> Side | None:
    if isinstance(entry, Answer):
        return entry.side
    if isinstance(entry, Block):
        return other_side(entry.side)
    return "for" if id == "for" else "against"


def _entry(topic: Topic, part: Part, id: str) -> Entry:
    playbook = topic.prepared or Playbook()
    found: Entry | None
    if part == "case":
        found = playbook.cases.of("for" if id == "for" else "against") if id in ("for", "against") else None
    else:
        entries: tuple[Answer | Block, ...] = playbook.answers if part == "answer" else playbook.blocks
        found = next((one for one in entries if one.id == id), None)
    if found is None:
        raise BotError(f"{topic.slug} has no {part} {id!r}")
    return found


def _with_entry(topic: Topic, part: Part, id: str, entry: Entry | None) -> Playbook:
    playbook = topic.prepared or Playbook()
    if part == "case":
        assert entry is None or isinstance(entry, Case)
        return with_case(playbook, "for" if id == "for" else "against", entry)
    name = "answers" if part == "answer" else "blocks"
    others = tuple(
        one if other.id == id else other
        for other, one in ((other, entry) for other in getattr(playbook, name))
        if other.id != id or entry is not None
    )
    return Playbook.model_construct(**{**dict(playbook), name: others})


def _with_sentence(entry: Entry, number: int, sentence: PreparedSentence | None) -> Entry:
    """Return an entry with another sentence in one's place, or without it, whole by its own form."""
    places = count()
    values = entry.model_dump(mode="json", by_alias=True)
    other = _replaced(entry, values, lambda text: text if next(places) != number else sentence)
    return type(entry).model_validate(other)


def _replaced(part: object, value: Any, other: Callable[[str], str | PreparedSentence | None]) -> Any:
    """Return what a part is dumped as, with each sentence in it as `other` has it; None takes it out."""
    if isinstance(part, PreparedSentence):
        changed = other(value)
        return changed.model_dump() if isinstance(changed, PreparedSentence) else changed
    if isinstance(part, BaseModel):
        return {name: _replaced(getattr(part, name), value[name], other) for name in value}
    if isinstance(part, tuple):
        said = (_replaced(one, each, other) for one, each in zip(part, value, strict=True))
        return [one for one in said if one is not None]
    if isinstance(part, dict):
        return {key: _replaced(one, value[str(key)], other) for key, one in part.items()}
    return value
