"""What a reader wants left out: which of a side's words speak of it, and what is left without them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.evidence.own_words import ARGUING
from bot.evidence.prepared import Matches
from bot.evidence.themes import LIKE
from bot.request.leaning import own_words
from knowledge.argument_map import Side
from knowledge.coverage import index_of
from knowledge.names import find_names, same_name
from knowledge.playbook import Case, Contention, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.search import SearchResult
from knowledge.sentence_analysis import Word, read
from knowledge.topic import Topic

Said = Sequence[PreparedSentence]
MEANT = 0.4  # probability from which an answer of the side tells which passages a theme is about
EVERYWHERE = 0.12  # share of a side's answers from which a passage is cited whatever they are about
FEWEST = 2  # sentences that still make an argument


@dataclass(frozen=True)
class Excluded:
    """A theme that is left out: words that name it, and the passages that are about it."""

    words: tuple[Word, ...]
    names: tuple[str, ...]
    passages: frozenset[int]

    def speaks_of_it(self, sentence: PreparedSentence) -> bool:
        """Tell whether a sentence names the theme, or rests on a passage that is about it."""
        if self.passages.intersection(sentence.cites):
            return True
        said = read(sentence.text)
        named = any(same_name(key, name.key) for key in self.names for name in said.names)
        return named or any(not word.same.isdisjoint(said.keys) for word in self.words)


def excluded_in(
    themes: Sequence[str], topic: Topic, found: Sequence[SearchResult], wordings: Matches | None, side: Side
) -> Excluded | None:
    """Return what is to be left out, with what a search found for each theme; None where nothing is named.

    What a theme is about is told by the passages that are like it, and by what was prepared on it for the
    side.
    """
    words, names, passages = list[Word](), list[str](), set[int]()
    for theme, result in zip(themes, found, strict=True):
        telling = [word for word in own_words(theme) if word.stem not in ARGUING]
        named = [name.key for name in find_names(theme) if name.certain]
        if not (telling or named):
            continue
        there = index_of(topic.document)
        words += [word for word in telling if there.has(word)] or telling
        names += named
        passages |= {int(one.id) for one in result.passages if one.similarity >= LIKE}
        match = wordings.match(theme, {"reason": 1.0}, side=side) if wordings else None
        if match and match.probability >= MEANT and topic.playbook:
            passages |= match.answer.cites - _cited_everywhere(topic.playbook, side)
    if not (words or names):
        return None
    advice = topic.argument_map.main if topic.argument_map else None  # which every argument may end on
    return Excluded(
        tuple(words), tuple(names), frozenset(passages.difference(advice.passages if advice else ()))
    )


def on_it(excluded: Excluded, playbook: Playbook, side: Side) -> frozenset[str]:
    """Return the ids of a side's answers that speak of what is left out."""
    return frozenset(
        one.id
        for one in playbook.answers
        if one.side == side and any(map(excluded.speaks_of_it, (*one.full, *one.plain, *one.short)))
    )


def case_without(case: Case, excluded: Excluded) -> Case:
    """Return a case without what speaks of a theme; its speeches are made of the arguments that are left."""
    left = tuple(_left_of(case, excluded))
    bodies = [one.body for one in left]
    if not any(map(excluded.speaks_of_it, (*case.strongest, *case.overview))):
        return case.model_copy(update={"contentions": left, **_lists(case, excluded)})
    speeches = [tuple(one for body in bodies[:count] for one in body) for count in range(1, len(bodies) + 1)]
    first = bodies[0] if bodies else ()
    return case.model_copy(
        update={
            "contentions": left,
            "overview": first,
            "strongest": first,
            "opening": dict(enumerate(speeches)),
            "closing": bodies[-1] if bodies else (),
            "both_sides": (),
            **_lists(case, excluded),
        }
    )


def _lists(case: Case, excluded: Excluded) -> dict[str, tuple[PreparedSentence, ...]]:
    lists = {
        "cross_examination": case.cross_examination,
        "missing_evidence": case.missing_evidence,
        "weighing": case.weighing,
        "weakest": case.weakest,
    }
    return {
        name: tuple(one for one in said if not excluded.speaks_of_it(one)) for name, said in lists.items()
    }


def _left_of(case: Case, excluded: Excluded) -> Iterator[Contention]:
    """Yield what is left of each contention whose claim is not about the theme."""
    for one in case.contentions:
        if any(map(excluded.speaks_of_it, (one.heading, *one.claim))):
            continue
        kept = one.model_copy(
            update={"warrant": _rest(one.warrant, excluded), "impact": _rest(one.impact, excluded)}
        )
        if len(kept.body) >= FEWEST:
            yield kept


def _rest(said: Said, excluded: Excluded) -> tuple[PreparedSentence, ...]:
    """Return the sentences up to the first that speaks of the theme: what is behind may lean on it."""
    end = next((place for place, one in enumerate(said) if excluded.speaks_of_it(one)), len(said))
    return tuple(said[:end])


def _cited_everywhere(playbook: Playbook, side: Side) -> frozenset[int]:
    """Return the passages that many of a side's answers rest on, whatever they are about."""
    answers = [one for one in playbook.answers if one.side == side]
    cited = Counter(number for one in answers for number in one.cites)
    return frozenset(number for number, count in cited.items() if count >= EVERYWHERE * len(answers))
