"""What a debate has on record in the words of both sides: what was granted, and what was left unanswered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from bot.debate.ballot import Ballot
from bot.debate.plain_words import what_is_granted
from bot.debate.points import Point, Speaker
from bot.debate.state import Debate
from bot.statement import Fixed, Statement
from bot.statement.attribution import lowered
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
AHEAD: dict[Speaker | None, str] = {
    "reader": "By the ballot you are ahead so far, {} to {}.",
    "bot": "By the ballot I am ahead so far, {1} to {0}.",
    None: "By the ballot it is too close to call so far, {} to {}.",
}
NOT_JUDGED = Fixed("There is nothing to judge yet, since only one of us has argued.")
HOLDS: dict[Speaker, str] = {"reader": "Yours so far: {}.", "bot": "Mine so far: {}."}
QUOTED = 150  # characters of a point that is quoted, at most
FULL = 3  # words of content of a point that is quoted, at least
LISTED = 3  # points that are quoted one by one, at most


def ahead(ballot: Ballot) -> Iterator[Statement | Fixed]:
    """Yield who is ahead, as the ballot has it: and which arguments a side surely holds."""
    reader, bot = ballot.reader.mean, ballot.bot.mean
    if reader is None or bot is None:
        yield NOT_JUDGED
        return
    yield signposted(AHEAD[ballot.decision].format(f"{reader:.1f}", f"{bot:.1f}"))
    for speaker, words in HOLDS.items():
        titles = [lowered(one.title) for one in ballot.arguments if one.by == speaker]
        if titles:
            yield signposted(words.format("; ".join(titles[:LISTED])))


def quoted(points: Sequence[Point], words: str, debate: Debate) -> Iterator[Statement]:
    """Yield points one by one, with their rounds, in the words in which they were made."""
    for point in [one for one in points if _says_something(one)][-LISTED:]:
        text = last_sentence(point.text) if point.by == "bot" else first_sentence(point.text)
        yield signposted(words.format(debate.called(point.round), text))


def granted_by_reader(points: Sequence[Point]) -> Iterator[Statement]:
    """Yield what the reader has granted, where his words say what it is."""
    found = [granted for point in points if (granted := what_is_granted(point.text))]
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
