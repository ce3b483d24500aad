"""What answers a message about an op-ed that nobody has prepared: its passages, read beside each sentence.

The claims that rules cut out of it are for whoever writes in words of its own; what is quoted are passages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from bot.request.plan import Plan
from bot.request.question import Question
from bot.request.subject import asked_about
from knowledge.argument_map import RULES
from knowledge.coverage import index_of
from knowledge.document import Passage
from knowledge.figures import Figure
from knowledge.search import Scored, SearchResult
from knowledge.sentence_analysis import read
from knowledge.sentences import sentence_spans
from knowledge.topic import Topic

SHORT = 8  # words of a question that hangs on each of them
DIGITS, GREAT = 3, 10_000  # of a number that is hardly there by chance
SENTENCES = 4  # of a message that are read by themselves
# Probability of the best passage from which a question is answered, and from which it may be. Of 421
# questions on the corpus's dev pieces, the best passage is right in 72 % from the first one on, in 31 %
# between the two, in 8 % below (counted once, by hand)
ANSWERS_FROM, MAY_ANSWER_FROM = 0.3, 0.1
NEAR_FROM = 1.5  # nearness to a question from which a passage answers that is not sure by itself
FEWEST = 3  # words of a sentence that asks or says something by itself
# What the odds of answering count beside likeness: in how near a passage is to an argument, and to a question
TO_ARGUMENT, TO_QUESTION = 0.1, 0.2
_ANY_PLACE = frozenset(["anywhere", "somewhere", "everywhere", "elsewhere", "nowhere", "else"])
_LEAST = 0.001  # probability, before its odds are taken


def unprepared(topic: Topic) -> bool:
    """Tell whether rules alone have understood an op-ed, so that its own words are better than theirs."""
    argument_map = topic.argument_map
    return topic.playbook is None and (argument_map is None or argument_map.mined_by == RULES)


def wordings(plan: Plan) -> tuple[str, ...]:
    """Return a message as a whole, and of one that asks each question in it where it has several sentences.

    A statement read by itself comes near what has nothing to do with what is asked.
    """
    whole = asked_about(plan.question.resolved)
    asked = list(_asked(plan.question)) if plan.kind == "answer" else []
    return tuple(dict.fromkeys((whole, *asked[:SENTENCES])))


def _asked(question: Question) -> Iterator[str]:
    text = question.resolved
    for start, end in sentence_spans(text):
        said = text[start:end].strip()
        if said.endswith("?") and len(said.split()) >= FEWEST:
            yield asked_about(said)


def together(results: tuple[SearchResult, ...]) -> SearchResult:
    """Return what was found for several wordings as one result, each text with its best score."""
    first = results[0]
    return SearchResult(
        _best(result.claims for result in results), _best(result.passages for result in results), first.lines
    )


def _best(found: Iterator[tuple[Scored, ...]]) -> tuple[Scored, ...]:
    best: dict[str, Scored] = {}
    for hits in found:
        for hit in hits:
            known = best.get(hit.id)
            score = max(hit.score, known.score if known else 0.0)
            similarity = max(hit.similarity, known.similarity if known else 0.0)
            best[hit.id] = Scored(hit.id, score, similarity)
    return tuple(sorted(best.values(), key=lambda hit: (-hit.score, -hit.similarity)))


def nearness(score: Scored, read: float = TO_ARGUMENT) -> float:
    """Return how near a passage is to what was said: how like it, and how probably an answer to it."""
    within = min(max(score.score, _LEAST), 1 - _LEAST)
    return score.similarity + read * (math.log(within / (1 - within)) - math.log(_LEAST))


def nearness_of(passages: Sequence[tuple[Passage, Scored]], read: float = TO_ARGUMENT) -> dict[int, float]:
    """Return how near each of the passages is, by its number."""
    return {passage.id: nearness(score, read) for passage, score in passages}


def with_figures_first(
    question: Question, passages: tuple[tuple[Passage, Scored], ...]
) -> tuple[tuple[Passage, Scored], ...]:
    """Return the passages with those surely on the point that have a date, a sum or a great number of it."""
    wanted = [figure for figure in question.reading.figures if _telling(figure)]
    if not wanted:
        return passages

    def has(passage: Passage) -> bool:
        return any(_means(figure, other) for figure in wanted for other in read(passage.text).figures)

    found = [
        (passage, score._replace(score=max(score.score, ANSWERS_FROM)) if has(passage) else score)
        for passage, score in passages
    ]
    return tuple(sorted(found, key=lambda pair: -pair[1].score))


def _means(figure: Figure, other: Figure) -> bool:
    """Tell whether a reader's figure is one of the op-ed's, a sum also without its currency."""
    sum_of_it = figure.kind == "number" and other.kind == "money" and figure.value == other.value.split()[0]
    return sum_of_it or figure.same(other)


def _telling(figure: Figure) -> bool:
    great = figure.kind == "number" and float(figure.value) >= GREAT
    return (
        great
        or figure.kind in ("day", "year", "money", "percent")
        or sum(map(str.isdigit, figure.text)) >= DIGITS
    )


def strange_word(question: Question, topic: Topic) -> str:
    """Return a word that a short question hangs on and that the op-ed does not have; "" for none."""
    if len(question.text.split()) > SHORT:
        return ""
    there = index_of(topic.document)
    named = (word for word in question.reading.content if word.text.lower() not in _ANY_PLACE)
    return next((word.text for word in named if not there.has(word)), "")
