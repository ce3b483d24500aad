"""A prepared speech cut to a length: which sentences stay, so that what stays still reads on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import combinations

from knowledge.lexicon import joining
from knowledge.names import find_names
from knowledge.prepared_sentence import PreparedSentence

PACE = (2.3, 2.6)  # words a second, as a debater reads aloud who wants to be followed
TOLERANCE = 0.08  # of a length given in words: what is missed by less is not missed
CUT_AT_MOST = 5  # sentences that are left out together; more is another speech
_SIGNPOST = re.compile(  # what counts points off: without one, those after it count wrongly
    r"(?:first|second|third|fourth|last|finally|begin|start|next|now|then|as for)\b|on [\w ]{3,20},"
    r"|(?:[\w,'’]+ ){0,7}[\w,'’]+:",
    re.IGNORECASE,
)
_REPORT = 8  # words by which a length may be missed before a report goes rather than reasoning
_BACK = (
    r"this|these|those|such|(?:over|at|in|for|on|during) the same|calls? that"
    r"|that (?:is|was|would|may|might|can|could|will|has)"
    r"|(?:after|before|of|for|on|to|by|with) that"
)
_POINTS_BACK = re.compile(rf"\b(?:{_BACK})\b", re.IGNORECASE)
_PRONOUN = re.compile(rf"\b(?:he|she|it|they|him|her|them|his|hers|its|their|{_BACK})\b", re.IGNORECASE)
_MAY_POINT = re.compile(
    r"\b(?:this|that|these|those|such) \w+|\bthe (?:two|first|second|other|latter|former)\b", re.IGNORECASE
)
_ADDS = re.compile(r"\b(?:either|too|as well)\b[,:.]", re.IGNORECASE)
_SOURCE = re.compile(r"\bthe (?:op-ed|author|article)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\b(?:of|with|in|to|from|by|for|at|on|toward|against|near)\s+(?:the\s+)?$", re.IGNORECASE
)


def words_in(sentences: Sequence[PreparedSentence]) -> int:
    """Return how many words the sentences have."""
    return sum(len(sentence.text.split()) for sentence in sentences)


def missed(sentences: Sequence[PreparedSentence], words: tuple[int, int]) -> int:
    """Return by how many words the sentences are shorter or longer than what is asked for."""
    there = words_in(sentences)
    return max(words[0] - there, there - words[1], 0)


def cut_to_words(
    sentences: Sequence[PreparedSentence], words: tuple[int, int]
) -> tuple[PreparedSentence, ...]:
    """Return the sentences without the fewest whose absence brings them nearest to a number of words.

    The first and the last stay, and the last report, with which a speech asks for something. What counts
    points off stays, and no sentence loses the one that it leans on.
    """
    whole = tuple(sentences)
    if words_in(whole) <= words[1]:
        return whole
    ends = {
        0,
        len(whole) - 1,
        max((place for place, one in enumerate(whole) if one.kind == "report"), default=0),
    }
    spare = [place for place, one in enumerate(whole) if place not in ends and not _SIGNPOST.match(one.text)]
    kept = [whole]
    for count in range(1, min(CUT_AT_MOST, len(spare)) + 1):
        for out in combinations(spare, count):
            if all(place + 1 in out or _goes_on_without(whole[place + 1]) for place in out):
                kept.append(tuple(one for place, one in enumerate(whole) if place not in out))
    return min(kept, key=lambda said: (missed(said, words) - _REPORT * _reports(said), -len(said)))


def cut_to_sentences(sentences: Sequence[PreparedSentence], count: int) -> tuple[PreparedSentence, ...]:
    """Return so many of the sentences of a speech, with its end; what the op-ed says goes first."""
    return _best(sentences, count, lambda said: said[-1])


def first_sentences(sentences: Sequence[PreparedSentence], count: int) -> tuple[PreparedSentence, ...]:
    """Return the first so many sentences that read on by themselves; what the op-ed says goes first.

    One alone is the first, with which an answer answers.
    """
    return tuple(sentences[:1]) if count == 1 else _best(sentences, count, lambda said: -sum(said))


def _best(
    sentences: Sequence[PreparedSentence], count: int, rank: Callable[[tuple[int, ...]], int]
) -> tuple[PreparedSentence, ...]:
    """Return so many of the sentences that read on by themselves, those whose places rank highest."""
    if len(sentences) <= count:
        return tuple(sentences)
    if count == 1:
        return (standing(sentences) or sentences[0],)
    wholes = [
        said
        for said in combinations(range(len(sentences)), count)
        if said[0] == 0 and all(place - 1 in said or not leans(sentences[place].text) for place in said[1:])
    ]
    if not wholes:
        return tuple(sentences[:count])
    best = max(wholes, key=lambda said: (_reports([sentences[place] for place in said]), rank(said)))
    return tuple(sentences[place] for place in best)


def standing(sentences: Sequence[PreparedSentence]) -> PreparedSentence | None:
    """Return the sentence that is best said alone: what the op-ed says first, no mere signpost."""
    alone = [one for one in sentences if one.kind != "link" and not leans(one.text)]
    return min(alone, key=lambda one: (one.kind != "report", one.kind == "analytic"), default=None)


@lru_cache(maxsize=1024)
def leans(text: str) -> bool:
    """Tell whether a sentence cannot be understood without the one before.

    It opens with a word that joins it on, or a pronoun in it stands before whatever it could stand for.
    """
    if text.lower().replace(",", " ").startswith(_leads()) or adds(text):
        return True
    pronoun = _PRONOUN.search(text)
    if pronoun is None or _SOURCE.search(text[: pronoun.start()]):
        return False
    before = [name for name in find_names(text) if name.start < pronoun.start()]
    return all(_BEHIND.search(text[: name.start]) for name in before)


def adds(text: str) -> bool:
    """Tell whether a sentence says that it holds, too, for what it is about: "either", "as well"."""
    return _ADDS.search(text) is not None


def signposts(text: str) -> bool:
    """Tell whether a sentence opens with its place in a speech: "First", "On the cost,"."""
    return _SIGNPOST.match(text) is not None


def _leans_at_all(text: str) -> bool:
    """Tell whether a sentence has any word that may point to the one before it."""
    return leans(text) or _MAY_POINT.search(text) is not None


def within(sentences: Sequence[PreparedSentence], words: int) -> tuple[PreparedSentence, ...]:
    """Return the first of the sentences that says something in so few words, or the shortest that does."""
    telling = [one for one in sentences if one.kind != "link" and not _leans_at_all(one.text)] or list(
        sentences
    )
    fitting = [one for one in telling if len(one.text.split()) <= words]
    return (fitting[0] if fitting else min(telling, key=lambda one: len(one.text.split())),)


def _goes_on_without(one: PreparedSentence) -> bool:
    return _SIGNPOST.match(one.text) is not None or not leans(one.text)


def points_back(text: str) -> bool:
    """Tell whether a sentence points to the one before by more than a pronoun: "this", "the same"."""
    return _POINTS_BACK.search(text) is not None


@cache
def _leads() -> tuple[str, ...]:
    return tuple(f"{word} " for word in (*joining().openers, *joining().leaning))


def _reports(said: Sequence[PreparedSentence]) -> int:
    return sum(sentence.kind == "report" for sentence in said)
