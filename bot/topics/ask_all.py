"""A question across topics: which op-eds speak of it, and what each says, with the topic named in every citation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import BotError
from bot.gate import check
from bot.output.schema import flat
from bot.statement import Statement
from bot.writers.embedded.wording import Frames, quoting
from knowledge.argument_map import Claim
from knowledge.document import Passage
from knowledge.library import Shelved
from knowledge.mining.clauses import inner_quotes
from knowledge.topic import Topic

MOST = 8  # topics in an answer
SPEAKS_FROM = 0.3  # score from which a passage speaks of what was asked
ADVICE = 0.12  # what a recommendation gains where the question is who argues for something
NEAR = 0.6  # of the best topic's score, from which another is told, too
_ASKING = re.compile(
    r"^\s*(?:which|what|who|do any|are there|is there|find|show me|list)\b[^?]*?\b(?:op-?eds?|articles?|pieces?|topics?|authors?|writers?|editorials?|texts?)\b"
    r"(?:\s(?:that|which|who))?\s*(?P<verb>\w+)?\s*(?:for|against|that|about|of|on|in favou?r of)?\s*",
    re.IGNORECASE,
)
_ADVISES = re.compile(
    r"\b(?:argu\w+|recommend\w*|propos\w+|call\w* for|advocat\w+|favou?r\w*|want\w*|support\w*|demand\w*|urge\w*|should)\b",
    re.IGNORECASE,
)


class Shelves(Protocol):
    """What the step needs: passages of all topics that come near a question, best first."""

    def find(self, query: str) -> Sequence[Shelved]:
        """What comes near."""
        ...


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """What one op-ed says of the question, with the passage that carries it."""

    topic: str
    title: str
    statement: Statement
    passage: Passage
    score: float


def across(
    question: str, shelves: Shelves, topic_of: Callable[[str], Topic], most: int = MOST
) -> tuple[TopicAnswer, ...]:
    """What each op-ed says of the question, the nearest first; nothing where none speaks of it. BotError for an empty question."""
    if not question.strip():
        raise BotError("there is no question: type one")
    asked = _ASKING.sub("", question).strip(" ?.") or question
    advice = bool(_ADVISES.search(question))
    by_topic: dict[str, list[tuple[float, Shelved]]] = {}
    for one in shelves.find(asked):
        score = one.score + (ADVICE if advice and one.kind == "recommendation" else 0.0)
        if one.score >= SPEAKS_FROM:
            by_topic.setdefault(one.topic, []).append((score, one))
    ranked = sorted(
        ((max(rows, key=lambda row: row[0]), slug) for slug, rows in by_topic.items()),
        key=lambda pair: -pair[0][0],
    )
    said = []
    for (score, best), slug in ranked[:most]:
        if score < NEAR * ranked[0][0][0]:
            break
        topic = topic_of(slug)
        number = _advised(topic, [one for _, one in by_topic[slug]]) if advice else best.passage
        if found := _said(topic, number or best.passage, score):
            said.append(found)
    return tuple(said)


def _advised(topic: Topic, near: Sequence[Shelved]) -> int:
    """The passage of the recommendation that comes near the question, or of what the op-ed mainly asks for; 0 where it recommends nothing."""
    asked = next((one.passage for one in near if one.kind == "recommendation"), 0)
    if asked or topic.argument_map is None or not topic.argument_map.lines:
        return asked
    return topic.argument_map.by_id[topic.argument_map.lines[0].conclusion].passages[0]


def _said(topic: Topic, number: int, score: float) -> TopicAnswer | None:
    """What the gate lets pass of a passage: the claim that it carries, or its own words."""
    if not topic.document.has(number):
        return None
    passage = topic.document.passage(number)
    claims: tuple[Claim, ...] = topic.argument_map.claims if topic.argument_map else ()
    tries = [Frames().say(claim) for claim in claims if number in claim.passages]
    words = inner_quotes(flat(passage.text))
    tries.append(Statement("report", quoting(passage).format(words), (number,)))
    passed = next((one for one in tries if check(one, topic.document.passages, topic.document).passed), None)
    return TopicAnswer(topic.slug, topic.title, passed, passage, score) if passed else None
