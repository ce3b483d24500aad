"""Which version of what was prepared has the things in it that a reader wants mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.writers.embedded.speech_length import leans, words_in
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentence_analysis import read

MOST = 8  # sentences of which parts are looked at
ROOM = (0.8, 1.1)  # shares of the words that are wanted
Said = Sequence[PreparedSentence]


def with_mentioned(said: Said, versions: Sequence[Said], wanted: Sequence[str], words: int) -> Said:
    """Return what was chosen, or the version, whole or in part, of nearly that length that mentions more."""
    here = _mentioned(said, wanted)
    if here == len(wanted):
        return said
    fewest, most = (round((words or words_in(said)) * share) for share in ROOM)
    fitting = [one for one in _parts(versions) if fewest <= words_in(one) <= most]
    best = max(fitting, key=lambda one: (_mentioned(one, wanted), -len(one)), default=said)
    return best if _mentioned(best, wanted) > here else said


def _mentioned(said: Said, wanted: Sequence[str]) -> int:
    """Return how many of the things that are wanted have a word in what is said."""
    there = {word.stem for one in said for word in read(one.text).content}
    names = " ".join(one.text for one in said).lower()
    return sum(
        name.lower() in names or any(word.stem in there for word in read(name).content) for name in wanted
    )


def _parts(versions: Sequence[Said]) -> Iterator[Said]:
    """Yield the versions, and what is left of each without sentences that others do not lean on."""
    for said in versions:
        yield said
        for count in range(2, min(len(said), MOST + 1)):
            for places in combinations(range(min(len(said), MOST)), count):
                whole = all(place - 1 in places or not leans(said[place].text) for place in places)
                if whole and places[-1] == len(said) - 1:
                    yield tuple(said[place] for place in places)
