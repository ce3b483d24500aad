"""Whether a question asks for something that an answer near it does not have.

For a minister, and not for the president.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.evidence.gather import FOR_ONE_THING
from bot.request.question import Question
from knowledge.argument_map import Claim
from knowledge.coverage import carried
from knowledge.playbook import Answer
from knowledge.search import Scored
from knowledge.sentence_analysis import read, stems
from knowledge.topic import Topic
from knowledge.wordings import Match

KEYWORDS = 3  # words of a message that only names something
SURELY = (
    0.25  # the probability of answering from which a strange word or name beside known ones does not count
)
PLAINLY = 0.9  # the same from which an answer need not have a word of the question
_ANCHORS = ("day", "money", "percent")  # kinds of figures that stand for one thing in a text
_OF_ALL = frozenset(["overview", "recommendation"])  # acts of the answers that tell the whole
WEAKLY = 0.1  # the same below which a claim does not answer a question with a strange word


def asks_for_another(question: Question, act: str, match: Match, topic: Topic) -> bool:
    """Tell whether what is asked for is strange to an answer and to all that is written on the topic."""
    if match.verbatim or match.whole or match.answer.absent or act not in FOR_ONE_THING:
        return False
    content, own = question.reading.content, _words_of(match.answer)
    apart = bool(content) and all(word.stem not in own for word in content) and match.told < PLAINLY
    if apart and (act == "identify" or not match.plain):  # who or what it is, hangs on the word
        return True
    return bool(strange_words(question, topic)) and match.told < SURELY


def strange_words(question: Question, topic: Topic) -> list[str]:
    """Return the words of a question that name something and that nobody has used on the topic."""
    return [word.text for word in question.reading.content if word.stem not in _used_on(topic)]


def leads_rightly(match: Match) -> bool:
    """Tell whether the bare verdict that an answer begins with ("Yes.") is one on the question.

    It is where the question was foreseen: one of the opposite sense, or for something else, is near it, too.
    """
    return match.verbatim


def naming(question: Question, claims: Sequence[tuple[Claim, Scored]], most: int) -> list[Claim]:
    """Return the claims that have each word of a bare keyword; none for a question in more words."""
    wanted = question.reading.words
    if len(question.text.split()) > KEYWORDS or question.text.endswith("?"):
        return []
    return [claim for claim, _ in claims if all(carried(word, [read(claim.says)]) for word in wanted)][:most]


def anchored(question: Question, claims: Sequence[Claim], topic: Topic, most: int) -> list[Claim]:
    """Return the claims that have a date or a sum of the question: whatever it asks, it is about these."""
    wanted = [figure for figure in question.reading.figures if figure.kind in _ANCHORS]

    def has(claim: Claim) -> bool:
        passages = (read(topic.document.passage(number).text) for number in claim.passages)
        there = [figure for reading in passages for figure in reading.figures]
        return any(figure.same(other) for figure in wanted for other in there)

    return [claim for claim in claims if has(claim)][:most] if wanted else []


@lru_cache(maxsize=16)
def asking_for_all(topic: Topic) -> frozenset[str]:
    """Return the stems of the words in which people ask for the whole of a piece, or what it comes to."""
    answers = topic.playbook.answers if topic.playbook else ()
    asks = (
        words for answer in answers if not answer.side and _OF_ALL & {*answer.acts} for words in answer.asks
    )
    return stems("\n".join(asks))


@lru_cache(maxsize=16)
def _used_on(topic: Topic) -> frozenset[str]:
    claims = topic.argument_map.claims if topic.argument_map else ()
    written = [passage.text for passage in topic.document.passages]
    written += [words for claim in claims for words in (claim.says, *claim.asked, *claim.misread)]
    answers = topic.playbook.answers if topic.playbook else ()
    return stems("\n".join([*written, *(text for answer in answers for text in _texts_of(answer))]))


@lru_cache(maxsize=64)
def _words_of(answer: Answer) -> frozenset[str]:
    return stems("\n".join(_texts_of(answer)))


def _texts_of(answer: Answer) -> tuple[str, ...]:
    return (*answer.asks, *(sentence.text for sentence in answer.sentences()))
