"""What a question takes for given, held against the claim that it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.request.parts import asks_something
from bot.request.question import Question
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.contrast import direction_flipped, negation_flipped
from knowledge.figures import find_figures
from knowledge.names import Name
from knowledge.search import Scored
from knowledge.sentence_analysis import Reading, Word, is_negator, read, stem
from knowledge.sentences import sentence_spans

ANOTHER_NAME = "the op-ed says this about another name"
PREMISE_FROM = 0.01  # probability of answering of a claim that a question's premise is held against
# The same from which words that turn a claim round are about it: of the false premises of `premise` that are
# told so, 5 of 6 still are, and of 8 questions that took nothing wrong for given one is put right.
TURNED_FROM = 0.3
APART_FROM = 0.6  # the same for a claim that differs from the question by a name alone
BETWEEN = 6  # words that may stand between those of a misreading
_OPED = frozenset(
    ["op-ed", "oped", "author", "article", "piece", "writer", "column", "columnist", "text", "essay"]
)
# Between the words of a misreading these turn it round: who wants the ban *lifted* does not want it.
_TURNS = frozenset(
    stem(word)
    for word in (
        "ease easing lift lower drop cut remove reduce avoid refrain end stop less fewer soften relax "
        "scrap oppose abolish against excessive correct address fix tackle close narrow shrink"
    ).split()
)
_IT = frozenset(["it"])  # the op-ed only before what it is said to say: "does it support a new law?"
# What somebody who argues foretells is an argument, right or wrong
_FORETELLS = re.compile(
    r"\b(?:will|would|could|may|might|shall|won't|wouldn't|going to|gonna)\b|[’']ll\b", re.IGNORECASE
)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_OPEN = re.compile(r"^(?:and )?(?:what|how (?:much|many|high|big|large)|which|who)\b", re.IGNORECASE)


Found = Sequence[tuple[Claim, Scored]]
Passages = Callable[[Claim], tuple[Reading, ...]]


@dataclass(frozen=True, slots=True)
class Correction:
    """A false premise: the claim that corrects it, and why it is held for false."""

    claim: str
    reason: str


def misread(question: Question, argument_map: ArgumentMap, *, argued: bool = False) -> Correction | None:
    """Return the claim one of whose known misreadings the question repeats.

    All its words, in order, not denied. What is foretold where a side meets what is `argued` is none.

    Who asks which of two things is so takes neither for given. What is only supposed ("what if Lee
    accepts?") is no misreading of an event, but may be one of the op-ed's stance.
    """
    named, reading = question.reading.names, question.reading
    for claim in argument_map.claims:
        for words in claim.misread:
            wrong = _phrase(words.removeprefix("op-ed "))
            if any(word.isdisjoint(reading.keys) for word in wrong.must) or not all(
                any(_of_name(name, part) for name in named) for part in wrong.names
            ):
                continue  # most are told by a word or a name that the question lacks
            of_oped = words.startswith("op-ed ")
            if not of_oped and question.supposes:
                continue
            place = _repeats(reading, wrong)
            if place is None:
                continue
            begin, sentence = _sentence_at(question.resolved, *place)
            if _OR.search(sentence) and asks_something(sentence):
                continue
            if argued and not of_oped and _FORETELLS.search(sentence):
                continue
            if sentence and (not of_oped or _speaks_of_oped(sentence, place[0] - begin)):
                return Correction(claim.id, f"the question takes for granted: {words}")
    return None


def corrections_of(
    question: Question, argument_map: ArgumentMap, fitting: Found, claims: Found, passages: Passages
) -> tuple[Correction, ...]:
    """Return what the question takes for given and the op-ed says otherwise.

    A known misreading, and what the claim asked about denies. `fitting` are those of the `claims` found that
    have every name of the question, `passages` are those of a claim.
    """
    known = misread(question, argument_map)
    corrections = [known] if known else []
    if question.imagines:  # made up is not taken for given
        return tuple(corrections)
    if question.presumes and fitting and fitting[0][1].score >= PREMISE_FROM:
        against = _denied(question, fitting, passages)
        corrections += [against] if against else []
    elif question.presumes and claims and not known:
        corrections += _wrong_name(fitting, claims)
    return tuple(corrections)


def _denied(question: Question, fitting: Found, passages: Passages) -> Correction | None:
    """Return what the claim asked about, or one near it, denies of a question."""
    claim, score = fitting[0]
    near = [other for other, found in fitting if found.score >= PREMISE_FROM * score.score]
    against = misdated(question, near, passages)
    if against or claim.confidence is not None:  # of clauses that rules cut, words alone tell too little
        return against
    against = other_figure(question, claim, passages(claim))
    if against is None and score.score >= TURNED_FROM:
        against = turned_round(question, claim, passages(claim))
    return against


def _wrong_name(fitting: Found, claims: Found) -> list[Correction]:
    """Return a claim that says all that the question does, but for a name that it does not have."""
    claim, score = claims[0]
    if score.score >= APART_FROM and claim not in [other for other, _ in fitting]:
        return [Correction(claim.id, ANOTHER_NAME)]
    return []


def other_figure(question: Question, claim: Claim, passages: tuple[Reading, ...]) -> Correction | None:
    """Tell whether a figure of the question is another than that of the claim that it is about."""
    said = (*passages, read(claim.says))
    for figure in question.reading.figures:
        alike = [other for reading in said for other in reading.figures if other.kind == figure.kind]
        if alike and not any(figure.same(other) for other in alike):
            return Correction(claim.id, f"the question says {figure.text}, the passage {alike[0].text}")
    return None


def turned_round(question: Question, claim: Claim, passages: tuple[Reading, ...]) -> Correction | None:
    """Tell whether negations or directions of the question go against the claim that it is about."""
    if question.supposes or _OPEN.match(question.text.strip()):
        return None
    said = (*passages, read(claim.says))
    reason = negation_flipped(question.reading, said) or direction_flipped(question.reading, said)
    return Correction(claim.id, reason) if reason else None


def misdated(question: Question, claims: Sequence[Claim], passages: Passages) -> Correction | None:
    """Find a sum, share or date of the question that its claim lacks, and the claim that has one like it.

    A claim that gives the figure itself is preferred, else one that gives another of its kind.
    """
    for figure in question.reading.figures:
        if figure.kind not in ("money", "percent", "year", "day", "decade"):
            continue
        if any(figure.same(other) for reading in passages(claims[0]) for other in reading.figures):
            continue
        own = [(claim, find_figures(claim.says)) for claim in claims]
        exact = next((claim for claim, figures in own if any(figure.same(other) for other in figures)), None)
        alike = next(
            (claim for claim, figures in own if any(figure.kind == other.kind for other in figures)), None
        )
        right = exact or alike
        if right:
            return Correction(
                right.id, f"the question says {figure.text}, the claim that it is about does not"
            )
    return None


def foreign_figures(question: Question, passages: tuple[Reading, ...]) -> tuple[str, ...]:
    """Return figures of the question that stand in none of the passages.

    Ordinals and small counts are left out.
    """
    there = [figure for reading in passages for figure in reading.figures]
    kinds = ("money", "percent", "year", "day", "decade")
    return tuple(
        f.text
        for f in question.reading.figures
        if f.kind in kinds and not any(f.same(other) for other in there)
    )


def _speaks_of_oped(text: str, said_at: int) -> bool:
    """Tell whether a sentence names the op-ed, or calls it "it" before what is said of it."""
    named = not _OPED.isdisjoint(re.findall(r"[\w-]+", text.lower()))
    return named or not _IT.isdisjoint(re.findall(r"[\w-]+", text[:said_at].lower()))


def _sentence_at(text: str, first: int, last: int) -> tuple[int, str]:
    """Return where the sentence begins that holds what lies between two places, and its words.

    "" where a stop lies between them.
    """
    spans = sentence_spans(text)
    found = ((start, text[start:end]) for start, end in spans if start <= first and last < end)
    return next(found, (0, ""))


Piece = Word | frozenset[str]


@dataclass(frozen=True, eq=False)
class _Phrase:
    """A known misreading.

    Its pieces in order, what a question that repeats it must have, its stems, and whether it denies.
    """

    pieces: tuple[Piece, ...]
    must: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    stems: frozenset[str]
    denies: bool


@lru_cache(maxsize=1024)
def _phrase(words: str) -> _Phrase:
    """Take a misreading apart, once, since every question is held against all of them."""
    wrong = read(words)
    pieces = _pieces(wrong)
    must = tuple(piece.same for piece in pieces if isinstance(piece, Word) and not piece.stop)
    named = tuple(name.parts for name in wrong.names)
    return _Phrase(
        pieces,
        must,
        named,
        frozenset(word.stem for word in wrong.words),
        any(is_negator(word.text) for word in wrong.words),
    )


def _repeats(reading: Reading, wrong: _Phrase) -> tuple[int, int] | None:
    """Return where in its text a question repeats a misreading, with few words between; None for nowhere."""
    at, first, last = 0, -1, -1
    for piece in wrong.pieces:
        while at < len(reading.words) and not _fits(reading, reading.words[at], piece):
            at += 1
        if at == len(reading.words):
            return None
        word = reading.words[at]
        if word.negated and not wrong.denies:
            return None
        first, last = (at if first < 0 else first), at
        at += 1
    within = reading.words[first : last + 1]
    turned = any(word.stem in _TURNS and word.stem not in wrong.stems for word in within)
    # "was Lee invited by Xi?" does not say that Lee invited him
    passive = any(word.text.lower() == "by" for word in within) and "by" not in wrong.stems
    turned |= passive and isinstance(wrong.pieces[-1], frozenset)
    far = len(within) > len(wrong.pieces) + BETWEEN
    return None if turned or far else (within[0].start, within[-1].start)


def _pieces(wrong: Reading) -> tuple[Piece, ...]:
    """Return content words and names of the misreading in order; a name as the words of its key."""
    named = [(name.start, name.parts) for name in wrong.names]
    starts = [(name.start, name.end) for name in wrong.names]
    words = [
        (w.start, w)
        for w in wrong.words
        if (not w.stop or w.text.lower() in _COUNTED or is_negator(w.text))
        and not any(s <= w.start < e for s, e in starts)
    ]
    figures = [
        (f.start, frozenset([f"figure:{f.kind}:{f.value}"]))
        for f in wrong.figures
        if f.text.lower() not in _COUNTED
    ]
    merged: list[tuple[int, Piece]] = [*named, *words, *figures]
    return tuple(piece for _, piece in sorted(merged, key=lambda pair: pair[0]))


_COUNTED = frozenset(
    ["against", "away", "already", "first", "always", "certainly", "never", "no", "more", "less"]
)


def _fits(reading: Reading, word: Word, piece: Piece) -> bool:
    if isinstance(piece, Word):
        return word.carries(piece) if not piece.stop else word.stem == piece.stem
    if any(f"figure:{f.kind}:{f.value}" in piece and f.start <= word.start < f.end for f in reading.figures):
        return True
    name = next((name for name in reading.names if name.start <= word.start < name.end), None)
    if name is None:
        return False
    return _of_name(name, piece)


def _of_name(name: Name, piece: frozenset[str]) -> bool:
    return not name.parts.isdisjoint(piece)
