"""What an op-ed argues, in two sentences with their passages, and by whom. Renders and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.playbook import Answer, Playbook
from knowledge.topic import BRIEF, Topic

SENTENCES = 2


@dataclass(frozen=True, slots=True)
class ShortSentence:
    """A sentence about the op-ed and the passages that support it."""

    text: str
    cites: tuple[int, ...]


def in_short(topic: Topic) -> tuple[ShortSentence, ...]:
    """Return at most two sentences: as they were prepared, else from the argument map; none without a map."""
    thesis = _prepared(topic.playbook) if topic.playbook else None
    if thesis:
        said = (sentence for sentence in thesis.full if sentence.cites)
        return tuple(ShortSentence(one.text, one.cites) for one in said)[:SENTENCES]
    return tuple(_mapped(topic))[:SENTENCES]


def by_whom(topic: Topic) -> str:
    """Return who wrote the op-ed and when, as far as its document tells; of a brief, what it restates."""
    meta = dict(topic.document.meta)
    author, date = meta.get("author"), meta.get("date")
    if author:
        return f"By {author}{f', {date}' if date else ''}."
    if topic.source == BRIEF:  # its date is the restatement's
        return f"{restated(topic) or 'This restates an op-ed in other words.'} No author is named."
    return f"Dated {date}; its text names no author." if date else "Its text names no author."


def restated(topic: Topic) -> str:
    """Return what the document restates, as a sentence; "" where it is the op-ed itself."""
    restates = dict(topic.document.meta).get("restates", "").rstrip(".")
    return f"{restates}." if restates and topic.source == BRIEF else ""


def _prepared(playbook: Playbook) -> Answer | None:
    """Return the answer that tells what the op-ed argues: one on its stance before one on its contents."""
    overviews = [answer for answer in playbook.answers if "overview" in answer.acts and not answer.absent]
    return min(overviews, key=lambda answer: "stance" not in answer.acts, default=None)


def _mapped(topic: Topic) -> Iterator[ShortSentence]:
    argument_map = topic.argument_map
    if argument_map is None:
        return
    main = [argument_map.main] if argument_map.main else [*argument_map.recommendations[:1]]
    ends = {claim.id for claim in (*main, *argument_map.recommendations)}
    reasons = [claim for claim in argument_map.claims if ends.intersection(claim.supports)]
    reasons += [
        argument_map.by_id[line.premises[0]] for line in argument_map.lines if line.conclusion in ends
    ]
    own = [claim for claim in (*reasons, *argument_map.claims) if claim.helps == "for"]
    told = dict.fromkeys([*main, *own] or argument_map.claims)
    for verb, claim in zip(("argues", "says"), told, strict=False):
        yield ShortSentence(f"The op-ed {verb} that {claim.says.rstrip('.')}.", claim.passages)
