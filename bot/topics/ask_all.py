"""A question across topics: which op-eds speak of it, and what each says, citations naming the topic."""

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
    r"^\s*(?:which|what|who|do any|are there|is there|find|show me|list)\b[^?]*?"
    r"\b(?:op-?eds?|articles?|pieces?|topics?|authors?|writers?|editorials?|texts?)\b"
    r"(?:\s(?:that|which|who))?\s*(?P<verb>\w+)?\s*(?:for|against|that|about|of|on|in favou?r of)?\s*",
    re.IGNORECASE,
)
_ADVISES = re.compile(
    r"\b(?:argu\w+|recommend\w*|propos\w+|call\w* for|advocat\w+|favou?r\w*|want\w*|support\w*|demand\w*"
    r"|urge\w*|should)\b",
    re.IGNORECASE,
)


class Shelves(Protocol):
    """What the step needs: passages of all topics that come near a question, best first."""

    def find(self, query: str) -> Sequence[Shelved]:
        """Return what comes near."""
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
    """Return what each op-ed says of the question, the nearest first; nothing where none speaks of it.

    BotError for an empty question.
    """
    if not question.strip():
        raise BotError("there is no question: type one")
    subject = _ASKING.sub("", question).strip(" ?.") or question
    asks_advice = bool(_ADVISES.search(question))
    by_topic = _by_topic(shelves.find(subject), asks_advice=asks_advice)
    ranked = sorted(
        ((max(hits, key=lambda hit: hit[0]), slug) for slug, hits in by_topic.items()),
        key=lambda pair: -pair[0][0],
    )
    answers = []
    for (score, best), slug in ranked[:most]:
        if score < NEAR * ranked[0][0][0]:
            break
        topic = topic_of(slug)
        number = _advised(topic, [hit for _, hit in by_topic[slug]]) if asks_advice else best.passage
        if answer := _answer(topic, number or best.passage, score):
            answers.append(answer)
    return tuple(answers)


def _by_topic(hits: Sequence[Shelved], *, asks_advice: bool) -> dict[str, list[tuple[float, Shelved]]]:
    """Group the hits that speak of the question by topic, each with its score."""
    by_topic: dict[str, list[tuple[float, Shelved]]] = {}
    for hit in hits:
        score = hit.score + (ADVICE if asks_advice and hit.kind == "recommendation" else 0.0)
        if hit.score >= SPEAKS_FROM:
            by_topic.setdefault(hit.topic, []).append((score, hit))
    return by_topic


def _advised(topic: Topic, near: Sequence[Shelved]) -> int:
    """Return the passage of the recommendation that comes near the question, or of what the op-ed mainly asks
    for; 0 where it recommends nothing.
    """
    number = next((hit.passage for hit in near if hit.kind == "recommendation"), 0)
    if number or topic.argument_map is None or not topic.argument_map.lines:
        return number
    return topic.argument_map.by_id[topic.argument_map.lines[0].conclusion].passages[0]


def _answer(topic: Topic, number: int, score: float) -> TopicAnswer | None:
    """Return what the gate lets pass of a passage: the claim that it carries, or its own words."""
    if not topic.document.has(number):
        return None
    passage = topic.document.passage(number)
    claims: tuple[Claim, ...] = topic.argument_map.claims if topic.argument_map else ()
    candidates = [Frames().say(claim) for claim in claims if number in claim.passages]
    words = inner_quotes(flat(passage.text))
    candidates.append(Statement("report", quoting(passage).format(words), (number,)))
    for statement in candidates:
        if check(statement, topic.document.passages, topic.document).passed:
            return TopicAnswer(topic.slug, topic.title, statement, passage, score)
    return None
