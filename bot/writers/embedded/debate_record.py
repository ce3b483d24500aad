"""What a debate has on record in the words of both sides: what was granted, and what was left unanswered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from bot.debate.plain_words import what_is_granted
from bot.debate.state import Point
from bot.statement import Fixed, Statement
from bot.writers.embedded.debate_words import signposted
from knowledge.sentence_analysis import read
from knowledge.sentences import sentences_of

YOU_GRANTED_THAT = "You granted that “{}.”"
I_SAID, YOU_SAID = "In round {} I said, “{}”", "In round {} you said, “{}”"
NOT_ANSWERED = (
    "There is one thing of yours that I never answered: {}",
    "I never answered two things of yours: {}",
)
NOTHING_LEFT = Fixed("I left none of your points without an answer, though not each answer was a full one.")
AHEAD = {
    1: Fixed("You are ahead on the record so far, since I have left more of yours unanswered."),
    -1: Fixed("I am ahead on the record so far, since you have left more of mine unanswered."),
    0: Fixed("On the record it is even so far: each of us has left as much unanswered as the other."),
}
QUOTED = 150  # characters of a point that is quoted, at most
FULL = 3  # words of content of a point that is quoted, at least
LISTED = 3  # points that are quoted one by one, at most


def ahead(left_by_bot: Sequence[Point], left_by_reader: Sequence[Point]) -> Fixed:
    """Return who is ahead, by how much each side has left unanswered."""
    more = len(left_by_bot) - len(left_by_reader)
    return AHEAD[(more > 0) - (more < 0)]


def quoted(points: Sequence[Point], words: str) -> Iterator[Statement]:
    """Yield points one by one, with their rounds, in the words in which they were made."""
    for point in [one for one in points if _says_something(one)][-LISTED:]:
        text = last_sentence(point.text) if point.by == "bot" else first_sentence(point.text)
        yield signposted(words.format(point.round, text))


def granted_by_reader(points: Sequence[Point]) -> Iterator[Statement]:
    """Yield what the reader has granted, where his words say what it is."""
    found = [granted for point in points if (granted := what_is_granted(point.words))]
    for granted in list(dict.fromkeys(found))[-LISTED:]:
        yield signposted(YOU_GRANTED_THAT.format(granted))


def never_answered(points: Sequence[Point]) -> Iterator[Statement | Fixed]:
    """Yield what the bot has left unanswered; else that it is nothing."""
    left = [f"“{first_sentence(one.text)}”" for one in points if _says_something(one)][-len(NOT_ANSWERED) :]
    yield signposted(NOT_ANSWERED[len(left) - 1].format(" And ".join(left))) if left else NOTHING_LEFT


def _says_something(point: Point) -> bool:
    """Tell whether a point is understood where it is quoted alone."""
    return len(read(first_sentence(point.text)).content) >= FULL


def first_sentence(text: str) -> str:
    """Return the first sentence of a point, in which a reader says what it is."""
    return _short(text, 0)


def last_sentence(text: str) -> str:
    """Return the last sentence of a point, in which the bot says what it comes to."""
    return _short(text, -1)


def _short(text: str, place: int) -> str:
    sentence = (sentences_of(text) or [text])[place]
    return shorten(sentence, QUOTED, placeholder=" …").replace("“", "‘").replace("”", "’")
