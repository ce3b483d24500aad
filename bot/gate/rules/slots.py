"""Which name or figure fills a place in a sentence: told by the word that it hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.figures import Figure
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, Word

Filler = Name | Figure

_BETWEEN = frozenset(
    (
        "of to with from in on by near the a an its his their against for between and or toward towards "
        "into at"
    ).split()
)
_AUXILIARY = frozenset(
    [
        "will",
        "would",
        "may",
        "might",
        "could",
        "can",
        "has",
        "have",
        "had",
        "is",
        "was",
        "are",
        "were",
        "also",
        "should",
        "likely",
        "been",
        "then",
    ]
)
_VERBS = frozenset(
    ["makes", "make", "takes", "take", "gives", "give", "gets", "get", "puts", "put", "wants"]
)  # stop words that a subject can have
_REACH = 4  # words from the word in question to a filler
_CLOSER = 1  # words that another filler must stand closer by


def better_filled(
    body: Reading,
    stated: Filler,
    cited: Sequence[Reading],
    others: Sequence[Filler],
    means: Sequence[str] = (),
) -> str | None:
    """Check that the words of the filler that the passages have in the place of `stated`, or None.

    The place is told by the word that `stated` hangs on: before it ("closer to China") or, for a possessive
    or a name used as an adjective, behind it ("U.S. interests"). Where the passages have that word, the same
    filler should hang on it there. `means` are pronouns that may stand for `stated`.
    """
    before, behind = _head_before(body, stated), _head_behind(body, stated)
    for head, forward in ((before, True), (behind, False)):
        better = head and _nearer(head, forward, stated, cited, others, means)
        if better:
            return better
    return None


def _head_before(body: Reading, stated: Filler) -> Word | None:
    taken = [(filler.start, filler.end) for filler in _fillers(body)]
    position = stated.start
    for word in [word for word in body.words if word.start < stated.start][::-1]:
        if any(mark in body.text[word.start + len(word.text) : position] for mark in ",;:"):
            return None
        position = word.start
        passed = next((end for start, end in taken if start <= word.start < end), None)
        if passed is not None and not {"and", "or"} & set(body.text[passed : stated.start].lower().split()):
            # "the role of France in Germany's security": what stands before hangs on the other one
            return None
        if passed is not None or word.text.lower() in _BETWEEN:
            continue
        return None if word.stop else word
    return None


def _head_behind(body: Reading, stated: Filler) -> Word | None:
    if isinstance(stated, Figure):
        return None
    if len(_joined(body, stated)) > 1:
        return None  # "Lee and Xi celebrate": either may stand first in the passage
    possessive = body.text[stated.end :].startswith(("'s ", "’s "))
    position = stated.end
    for word in body.words:
        if word.start < stated.end or word.text.lower() == "s":
            continue
        if not body.text[position : word.start].strip(" '’s"):
            position = word.start + len(word.text)
            if not possessive and word.text.lower() in _AUXILIARY:
                continue
            return None if word.stop and word.text.lower() not in _VERBS else word
        return None
    return None


def _nearer(
    head: Word,
    forward: bool,
    stated: Filler,
    cited: Sequence[Reading],
    others: Sequence[Filler],
    means: Sequence[str],
) -> str | None:
    """Check that the words of another filler that hangs on `head` in the passages where `stated` does not."""
    own, best, name = 99, 99, ""
    for reading in cited:
        for word in reading.words:
            if not head.carries(word):
                continue
            for filler in _fillers(reading):
                distance = _distance(reading, word, filler)
                if _same(stated, filler):
                    own = min(own, distance)
                    if distance <= _REACH and _hangs(reading, word, filler, forward):
                        return None
                elif (
                    any(filler is other for other in others)
                    and distance < best
                    and _hangs(reading, word, filler, forward)
                ):
                    best, name = distance, filler.text
            for other in reading.words:
                steps = other.index - word.index
                if other.text.lower() in means and (steps > 0 or (not forward and steps >= -_REACH)):
                    own = min(own, abs(steps))
    return name if best + _CLOSER < own and best <= _REACH else None


def _hangs(reading: Reading, word: Word, filler: Filler, forward: bool) -> bool:
    """Tell whether the filler follows the word, or stands right before it, with no mark between them."""
    if filler.start > word.start:
        between = reading.text[word.start + len(word.text) : filler.start]
        return not any(mark in between for mark in ",;:") and (
            forward or between.strip().split(" ")[0] in ("of", "by")
        )
    between = reading.text[filler.end : word.start]
    return not forward and all(
        part.lower() in _AUXILIARY | {"s"} for part in between.replace("'", " ").replace("’", " ").split()
    )


def _fillers(reading: Reading) -> tuple[Filler, ...]:
    return (*reading.names, *reading.figures)


def _distance(reading: Reading, word: Word, filler: Filler) -> int:
    """Return words between a word and a filler.

    Fillers joined by "and" stand as close as the closest of them.
    """
    places = [_steps(reading, word, other) for other in _joined(reading, filler)]
    return min(places)


def _steps(reading: Reading, word: Word, filler: Filler) -> int:
    low, high = sorted((word.start, filler.start))
    return 1 + sum(
        low < other.start < high and not (filler.start <= other.start < filler.end) for other in reading.words
    )


def _joined(reading: Reading, filler: Filler) -> list[Filler]:
    row: list[Filler] = sorted([*reading.names, *reading.figures], key=lambda other: other.start)
    place = next(n for n, other in enumerate(row) if other is filler)
    group = [filler]
    for step in (-1, 1):
        at = place
        while 0 <= at + step < len(row):
            left, right = sorted((row[at], row[at + step]), key=lambda other: other.start)
            between = reading.text[left.end : right.start].replace("the", "").strip(" ,")
            if between not in ("and", "or", "and in", "and to", ""):
                break
            at += step
            group.append(row[at])
    return group


def _same(filler: Filler, other: Filler) -> bool:
    if isinstance(filler, Name) and isinstance(other, Name):
        return filler.same(other)
    return isinstance(filler, Figure) and isinstance(other, Figure) and filler.same(other)
