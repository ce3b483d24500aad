"""Whether a sentence turns round what passages say: a negation put in or taken out, a direction flipped."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.sentence_analysis import Pole, Reading, Word, opposite_by_prefix

_REACH = 5  # words to either side that tell which of several poles is meant


def said(word: Word, readings: Iterable[Reading]) -> list[Word]:
    """Return the words of the readings that say what `word` says."""
    return [other for reading in readings for other in reading.words if word.carries(other)]


def negation_flipped(body: Reading, cited: tuple[Reading, ...]) -> str | None:
    """Return the reason where the sentence denies what the passages do not deny, or the other way round."""
    for scope in body.negations:
        denied = [body.words[n] for n in scope if body.words[n].negated]
        met = [word for word in denied if said(word, cited)]
        if (met and not any(other.negated for word in met for other in said(word, cited))) or not any(
            r.negations for r in cited
        ):
            return f"the statement denies “{(met or denied or body.words)[0].text}”, the passage does not"
    for reading in cited:
        for scope in reading.negations:
            denied_words = [
                word
                for word in body.content
                if any(word.carries(reading.words[n]) for n in scope if reading.words[n].negated)
            ]
            if (
                len(denied_words) > 1
                and not any(word.negated for word in denied_words)
                and not any(_plainly(word, cited) for word in denied_words)
            ):
                return f"the passage denies “{denied_words[0].text}”, the statement does not"
    return None


def direction_flipped(body: Reading, cited: tuple[Reading, ...]) -> str | None:
    """Return the reason where the sentence names one pole of a pair and the passages the other."""
    for pole in body.poles:
        verdicts = [_judged(body, other, cited) for other in body.poles if other.index == pole.index]
        if all(verdicts):  # a word may stand in several pairs; one that holds is enough
            return verdicts[0]
    for word in body.content:
        if not said(word, cited):
            turned = opposite_of(word, body, cited)
            if turned:
                return f"the passage says {turned}, the statement {word.text}"
    return None


def opposite_of(word: Word, body: Reading, cited: tuple[Reading, ...]) -> str | None:
    """Return the word of a passage that is the other pole of `word`, or `word` turned by a prefix."""
    pairs = {(pole.pair, pole.up) for pole in body.poles if pole.index == word.index}
    for reading in cited:
        turned = [other.text for other in reading.words if opposite_by_prefix(word, other)]
        turned += [pole.word for pole in reading.poles if (pole.pair, not pole.up) in pairs]
        if turned:
            return turned[0]
    return None


def _judged(body: Reading, pole: Pole, cited: tuple[Reading, ...]) -> str | None:
    there = [(reading, other) for reading in cited for other in reading.poles if other.pair == pole.pair]
    same = max(
        (_context(body, pole, reading, other) for reading, other in there if other.up == pole.up), default=-1
    )
    opposite, word = max(
        ((_context(body, pole, r, other), other.word) for r, other in there if other.up != pole.up),
        default=(-1, ""),
    )
    return f"the passage says {word}, the statement {pole.word}" if opposite > same else None


def _context(body: Reading, pole: Pole, reading: Reading, other: Pole) -> int:
    """Return how many of the words around the two poles are the same."""
    theirs = _around(reading, other.index)
    return sum(any(word.carries(other_word) for other_word in theirs) for word in _around(body, pole.index))


def _around(reading: Reading, index: int) -> list[Word]:
    return [
        word
        for word in reading.words
        if 0 < abs(word.index - index) <= _REACH and (not word.stop or len(word.text) > 3)
    ]


def _plainly(word: Word, cited: tuple[Reading, ...]) -> bool:
    return any(not other.negated for other in said(word, cited))
