"""A sentence as the checks see it: its content words, names, figures, hedges, negations and directions."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import regex
import Stemmer

from knowledge.figures import Figure, find_figures
from knowledge.lexicon import irregular, polarity, stopwords, thesaurus
from knowledge.names import Name, find_names
from knowledge.unicode_text import WORD, composed, folded, straight

CERTAIN = 3  # the level of a sentence without a hedge; 2 is likely or conditional, 1 possible

_TOKEN = regex.compile(rf"{WORD}(?:'{WORD})?")
# A new segment starts where a new finite clause can: a hedge reaches to the end of its segment.
_SEGMENT = re.compile(
    r"[;:—–]|,\s(?=(?:but|yet|while|which|who|whom|although|though|as|and\s(?:it|he|she|they|the\sop-ed))\b)"
    r"|\s(?=and\sthat\s)|\s(?=(?:while|because|although|though|whereas|if|unless)\b)|,\s(?=as\s(?!of\b))|,\s(?=(?:since|for|then)\s(?!\d|the\slate|over))",
    re.IGNORECASE,
)
# Words between two commas that only describe what stands before them: a hedge around them is not about them.
_ASIDE = re.compile(r",\s(?=(?:who|which|a|an|the|then)\s)(?P<aside>[^,;:]{3,90}),", re.IGNORECASE)
_IF_CLAUSE = re.compile(r"^\s*(?:if|unless|should)\b[^,]*,\s", re.IGNORECASE)
_NEGATION_REACH = 5  # content words that a negator denies at most
_NEGATION_ENDS = frozenset("but and or while if because so although though that which who when as".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: its stem, the groups of words that stand for it, and how it is used there."""

    text: str
    stem: str
    same: frozenset[str]
    near: frozenset[str]
    start: int
    index: int
    segment: int
    stop: bool
    negated: bool
    sure: int  # the level of the hedge that governs it, CERTAIN where none does

    def carries(self, other: Word) -> bool:
        """Return whether this word says what `other` says, by stem or by a group that keeps the truth."""
        return not self.same.isdisjoint(other.same)


@dataclass(frozen=True, slots=True)
class Pole:
    """One end of a direction: the pair's number, which end, and whether a negation turns it."""

    pair: int
    up: bool
    index: int
    word: str


@dataclass(frozen=True, eq=False)  # `read` keeps them: the same text is the same object
class Reading:
    """A sentence taken apart.

    `hedge_levels` holds one level per segment, `negations` the indices of the words that each negator denies.
    """

    text: str
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    figures: tuple[Figure, ...]
    poles: tuple[Pole, ...]
    negations: tuple[tuple[int, ...], ...]
    hedges: tuple[str, ...]
    hedge_levels: tuple[int, ...]

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """Return the words that carry content: no stop word, name, figure, hedge or negator."""
        return tuple(word for word in self.words if not word.stop)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return what all its words can be known by.

        A word of another sentence is carried here where it shares one of these.
        """
        return frozenset().union(*(word.same for word in self.words))


@lru_cache(maxsize=1024)  # some 10 kB each
def read(text: str, known: frozenset[str] = frozenset()) -> Reading:
    """Take `text` apart; `known` are name keys to find in lower case too."""
    text = composed(text)
    names, figures = find_names(text, known), find_figures(text)
    asides = [(match.start("aside"), match.end("aside")) for match in _ASIDE.finditer(text)]
    bounds = [
        bound for bound in _segment_bounds(text) if not any(left <= bound < right for left, right in asides)
    ]
    tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(straight(text))]
    stems = [stem(_base(token)) for token, _ in tokens]
    same, near = _groups(stems)
    taken = [(name.start, name.end) for name in names if name.certain] + [(f.start, f.end) for f in figures]
    negations = _negations(text, tokens)
    denials = [n for scope in negations for n in scope]
    segments = [bisect_right(bounds, start) for _, start in tokens]
    hedging = [_hedging(tokens, n) for n in range(len(tokens))]
    sure = _sureness(tokens, hedging, segments, asides)
    words = tuple(
        Word(
            text=token,
            stem=stems[n],
            same=same[n],
            near=near[n],
            start=start,
            index=n,
            segment=segments[n],
            stop=_is_stop(token) or any(left <= start < right for left, right in taken),
            negated=denials.count(n) % 2 == 1,
            sure=sure[n],
        )
        for n, (token, start) in enumerate(tokens)
    )
    hedges = tuple(word.text.lower() for word in words if hedging[word.index] < CERTAIN)
    return Reading(
        text,
        words,
        names,
        figures,
        _poles(words),
        negations,
        hedges,
        _levels(words, hedging, len(bounds) + 1),
    )


def stems(text: str) -> frozenset[str]:
    """Return the stems of all words of a text, without reading more of it: much text is gone through so."""
    return frozenset(stem(_base(token)) for token in {*_TOKEN.findall(straight(composed(text)))})


def terms(text: str) -> list[str]:
    """Return what search counts of a text: the stems of its words, the parts of names, figures."""
    return list(_terms(text))


@lru_cache(maxsize=1024)  # a topic that is indexed anew has mostly the texts that it had
def _terms(text: str) -> tuple[str, ...]:
    text = composed(text)
    names, figures = find_names(text), find_figures(text)
    taken = [(name.start, name.end) for name in names if name.certain] + [(f.start, f.end) for f in figures]
    kept_terms = [
        stem(_base(match.group()))
        for match in _TOKEN.finditer(straight(text))
        if not _is_stop(match.group()) and not any(left <= match.start() < right for left, right in taken)
    ]
    kept_terms += [f"name:{part}" for name in names for part in sorted(name.parts)]
    return (*kept_terms, *(f"figure:{figure.kind}:{figure.value}" for figure in figures))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the stem of an English word (Snowball, Porter 2001), of an irregular form that of its verb."""
    low = folded(word)
    return str(_stemmer().stemWord(irregular().get(low, low)))


def hedge_level(word: str) -> int:
    """Return 1 for a word of possibility, 2 for one of likelihood or condition, 3 for any other."""
    return _hedges().get(word.lower(), CERTAIN)


def is_negator(word: str) -> bool:
    """Return whether the word denies what follows it."""
    low = word.lower()
    return low in polarity().negators or low.endswith("n't")


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def _hedges() -> dict[str, int]:
    return {word: level for level, words in polarity().hedges.items() for word in words}


@lru_cache(maxsize=4096)
def _base(token: str) -> str:
    return re.sub(r"'(?:s|t|re|ve|ll|d)?$", "", folded(token))


def _is_stop(token: str) -> bool:
    low = _base(token)
    return low in stopwords() or len(low) < 2 or hedge_level(low) < CERTAIN or is_negator(token)


def _segment_bounds(text: str) -> list[int]:
    bounds = {match.end() for match in _SEGMENT.finditer(text)}
    condition = _IF_CLAUSE.match(text)
    if condition:
        bounds.add(condition.end())
    return sorted(bounds)


def _hedging(tokens: list[tuple[str, int]], n: int) -> int:
    """Return the level of one token; "as soon as possible" hedges nothing."""
    low = tokens[n][0].lower()
    return CERTAIN if low == "possible" and n and tokens[n - 1][0].lower() == "as" else hedge_level(low)


def _levels(words: tuple[Word, ...], hedging: list[int], segments: int) -> tuple[int, ...]:
    levels = [CERTAIN] * segments
    for word in words:
        levels[word.segment] = min(levels[word.segment], hedging[word.index])
    return tuple(levels)


def _sureness(
    tokens: list[tuple[str, int]], hedging: list[int], segments: list[int], asides: list[tuple[int, int]]
) -> list[int]:
    """Return the level of each word: a hedge governs what follows it in its segment, asides left out."""
    levels, segment, level = [], -1, CERTAIN
    for (_, start), own, here in zip(tokens, hedging, segments, strict=True):
        if here != segment:
            segment, level = here, CERTAIN
        level = min(level, own)
        aside = any(left <= start < right for left, right in asides)
        levels.append(CERTAIN if aside else level)
    return levels


# ── groups of words that stand for one another ──


@cache
def _group_table() -> tuple[dict[str, list[tuple[tuple[str, ...], str, bool]]], int]:
    """Map the first stem of each entry to its stems, its group, and whether the group keeps the truth."""
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    longest = 1
    for keeps, groups in ((True, thesaurus().same), (False, thesaurus().near)):
        for number, group in enumerate(groups):
            for entry in group:
                stems = tuple(stem(token) for token in re.split(r"[\s-]+", entry))
                longest = max(longest, len(stems))
                table.setdefault(stems[0], []).append(
                    (stems, f"{'same' if keeps else 'near'}:{number}", keeps)
                )
    return table, longest


def _groups(stems: list[str]) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    same = [_alone(word_stem) for word_stem in stems]
    near = same[:]
    table, _ = _group_table()
    for n, word_stem in enumerate(stems):
        for entry, group, keeps in table.get(word_stem, ()):
            if tuple(stems[n : n + len(entry)]) == entry:
                for offset in range(n, n + len(entry)):
                    near[offset] |= {group}
                    if keeps:
                        same[offset] |= {group}
    return same, near


@lru_cache(maxsize=4096)
def _alone(stem: str) -> frozenset[str]:
    """Return what most words have: no group.

    One object for all of a stem, since the sets are most of what a reading holds.
    """
    return frozenset([stem])


# ── negation ──


def _negations(text: str, tokens: list[tuple[str, int]]) -> tuple[tuple[int, ...], ...]:
    """Return per negator the indices of the words that it denies.

    Up to five content words on, not past the end of its clause.
    """
    scopes: list[tuple[int, ...]] = []
    low = text.lower()
    starts = [n for n, (token, _) in enumerate(tokens) if is_negator(token)]
    for phrase in polarity().negating_phrases:
        for match in re.finditer(rf"\b{phrase}\b", low):
            starts += [max(n for n, (_, start) in enumerate(tokens) if start < match.end())]
    for first in starts:
        denied: list[int] = []
        for n in range(first + 1, len(tokens)):
            token, start = tokens[n]
            between = text[tokens[n - 1][1] + len(tokens[n - 1][0]) : start]
            if denied and (re.search(r"[,;:.!?—]", between) or token.lower() in _NEGATION_ENDS):
                break
            if not _is_stop(token):
                denied.append(n)
            if len(denied) == _NEGATION_REACH:
                break
        scopes.append(tuple(denied))
    return tuple(scopes)


# ── directions ──


@cache
def _pole_table() -> dict[str, list[tuple[int, bool]]]:
    table: dict[str, list[tuple[int, bool]]] = {}
    for pair, (ups, downs) in enumerate(polarity().directions):
        for up, entries in ((True, ups), (False, downs)):
            for entry in entries:
                table.setdefault(entry if entry in stopwords() else stem(entry), []).append((pair, up))
    return table


_OPPOSITES = ("un", "in", "im", "dis", "non", "anti")


def _poles(words: tuple[Word, ...]) -> tuple[Pole, ...]:
    poles = []
    for word in words:
        low = _base(word.text)
        for pair, up in _pole_table().get(low if low in stopwords() else word.stem, ()):
            poles.append(Pole(pair, up != word.negated, word.index, word.text))
    return tuple(poles)


def opposite_by_prefix(first: Word, second: Word) -> bool:
    """Return whether the two differ by a prefix that turns the meaning: acceptable and unacceptable."""
    short, long = sorted((_base(first.text), _base(second.text)), key=len)
    return (
        len(short) > 4
        and long[:2] != short[:2]
        and any(stem(long) == prefix + stem(short) for prefix in _OPPOSITES)
    )
