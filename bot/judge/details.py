"""Where a claim and the passages that tell most of it part ways: figures, names, denials, directions, hedges, order, scope, speakers.

Each feature is a plain count or share, 0 where nothing is off. They share the reading of a sentence with the gate, and none of its rules.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

import regex

from bot.judge.frame import unframed
from bot.judge.support import kept_digits
from bot.judge.vocabulary import Vocabulary, vocabulary
from knowledge.figures import Figure
from knowledge.letters import UPPER
from knowledge.names import Name
from knowledge.reading import Reading, Word, read

_EFFORT = re.compile(
    r"\b(?:every|all) (?:effort|endeavou?r|attempt)s?\b", re.IGNORECASE
)  # a manner, and not all of anything
_SPEAKER = regex.compile(
    rf"(?:^|\bthat\s|,\s)(?P<who>(?:{UPPER}[\w.’'-]*|the|a|an|many|most|some|all|several|leading|senior|\p{{Ll}}+s)(?:\s[\w.’'-]+){{0,4}}?)\s"
    r"(?:says?|said|argues?|argued|claims?|claimed|warns?|warned|believes?|believed|agrees?|agreed|admits?|admitted|insists?|insisted|declares?|declared"
    r"|announced?|announces|states?|stated|thinks?|thought|fears?|concedes?|conceded|holds?|maintains?|predicts?|predicted)\s(?:that\b|,)"
)
_REPORTS = re.compile(
    r"\b(?:say|said|argu|claim|warn|believ|agree|admit|insist|declar|announc|stat(?:e|ing)|think|thought|fear|conced|told|tell|maintain|predict|chant|accord)",
    re.IGNORECASE,
)
_ALL = frozenset(
    "all every always never none entire entirely everyone everybody everything completely only any whole totally solely exclusively everywhere nobody".split()
)
_SOME = frozenset(
    "some many most several few often sometimes usually typically partly mostly largely certain generally part".split()
)
_CAUSES = re.compile(
    r"\b(?P<back>because(?: of)?|due to|owing to|as a result of|thanks to|caused by|driven by|since)\b|\b(?P<on>leads? to|led to|caus(?:es?|ed|ing)|results? in|resulted in|therefore|thus|so that|drives?|pushes|drove|makes?|brings?|brought about|prompt(?:s|ed)|triggers?|triggered|could|would|may|will)\b",
    re.IGNORECASE,
)
_HE = frozenset("he his him she her hers i my who whose".split())
_IT = frozenset("it its they their them we our which whose".split())
_PREFIXES = ("un", "in", "im", "dis", "non", "anti")
_LAST = frozenset("last final latest previous next former".split())
_REACH = 3  # content words on either side that tell which place a name or figure fills

Filler = Name | Figure
Around = list[tuple[Word, float, int]]

FEATURES = (
    "figures nowhere", "figures changed", "figure in another place", "unit changed", "last for first", "names changed", "names nowhere", "name for a pronoun", "name in another place", "denied", "denial lost", "turned", "turned alone",
    "prefix turned", "surer", "surer by", "less sure", "all for some", "new all", "speaker", "cause and effect", "out of order", "replaced", "worst replaced", "new words",
    "longest new", "rarest new", "words carried", "negators", "framed",
)  # fmt: skip


def details(claim: str, context: Sequence[str], passages: Sequence[str]) -> dict[str, float]:
    """The features of a claim beside the `context`, those of the `passages` that tell most of it, best first.

    A name or number that stands in any of the passages is not missing; all else is compared with the context alone.
    """
    bare = unframed(claim)
    stripped = claim if bare == claim else f"that {bare}"
    mine = read(_EFFORT.sub("effort", stripped))
    theirs = [read(" ".join(passage.split())) for passage in context]
    there = _places(theirs)
    met = [[place for key in word.same for place in there.get(key, ())] for word in mine.words]
    content = list(mine.content)
    features = dict.fromkeys(FEATURES, 0.0)
    if not theirs or not mine.words:
        return features
    words = vocabulary()
    features |= _figures(mine, theirs, words, passages)
    features |= _names(mine, theirs, words, passages)
    features |= _polarity(mine, theirs, met)
    features |= _hedging(mine, met)
    features |= _scope(mine, theirs)
    features |= _new_words(content, met, theirs, words)
    features["speaker"] = _speaker(stripped, theirs)
    features["cause and effect"] = _causality(mine, theirs)
    features["out of order"] = _order(content, met)
    features["framed"] = float(stripped != claim)
    return kept_digits(features)


Met = list[tuple[int, Word]]


def _places(theirs: list[Reading]) -> dict[str, Met]:
    """Each stem and each group that keeps the truth → where the passages have it: (passage, word)."""
    there: dict[str, Met] = {}
    for n, reading in enumerate(theirs):
        for word in reading.words:
            for key in word.same:
                there.setdefault(key, []).append((n, word))
    return there


def _figures(
    mine: Reading, theirs: list[Reading], words: Vocabulary, passages: Sequence[str]
) -> dict[str, float]:
    there = [(reading, figure) for reading in theirs for figure in reading.figures]
    numbers = frozenset().union(*(words.numbered(passage).numbers for passage in passages))
    changed = [figure for figure in mine.figures if not any(figure.same(other) for _, other in there)]
    nowhere = [
        figure
        for figure in changed
        if not words.numbered(figure.text).numbers or not words.numbered(figure.text).numbers <= numbers
    ]
    digits = [figure for figure in mine.figures if figure not in changed]
    values = {other.value.split()[0] for _, other in there}
    last = {word.text.lower() for word in mine.words} & _LAST - {
        word.text.lower() for reading in theirs for word in reading.words
    }
    return {
        "figures changed": float(len(changed)),
        "unit changed": float(sum(figure.value.split()[0] in values for figure in changed)),
        "last for first": float(bool(last)),
        "figures nowhere": float(len(nowhere)),
        "figure in another place": max((_misplaced(mine, figure, theirs) for figure in digits), default=0.0),
    }


def _names(
    mine: Reading, theirs: list[Reading], words: Vocabulary, passages: Sequence[str]
) -> dict[str, float]:
    certain = [name for name in mine.names if name.certain]
    there = [other for reading in theirs for other in reading.names]
    plain = {word.stem for reading in theirs for word in reading.words}
    stems = frozenset().union(*(words.numbered(passage).stems for passage in passages))
    changed = [
        name
        for name in certain
        if not any(name.same(other) for other in there)
        and not all(part.lower() in plain for part in name.key.split())
    ]
    kept = [name for name in certain if name not in changed]
    nowhere = [name for name in changed if not words.numbered(name.key).stems <= stems]
    stands_in = [name for name in changed if _for_a_pronoun(mine, name, theirs)]
    return {
        "names changed": float(len(changed) - len(stands_in)),
        "names nowhere": float(len([name for name in nowhere if name not in stands_in])),
        "name for a pronoun": float(len(stands_in)),
        "name in another place": max((_misplaced(mine, name, theirs) for name in kept), default=0.0),
    }


def _for_a_pronoun(mine: Reading, name: Name, theirs: list[Reading]) -> bool:
    """Whether a pronoun of the passages fits the words around the name better than their other names do."""
    around = _around(mine, name.start, name.end)
    pronoun = other = 0.0
    for reading in theirs:
        for word in reading.words:
            if word.text.lower() in (_IT if name.place else _HE):
                pronoun = max(pronoun, _fit(around, reading, word.start, word.start + len(word.text)))
        other = max(
            [
                other,
                *(
                    _fit(around, reading, one.start, one.end)
                    for one in reading.names
                    if not any(one.same(said) for said in mine.names)
                ),
            ]
        )
    return pronoun > other


def _misplaced(mine: Reading, filler: Filler, theirs: list[Reading]) -> float:
    """How much better the words around a name or figure fit another one of the passages than this one; 0 to 1.

    Another that the claim has too must fit there as badly: then the two have changed places.
    """
    around = _around(mine, filler.start, filler.end)
    most = sum(weight for _, weight, _ in around)
    if not most:
        return 0.0
    fits: dict[str, float] = {}
    there: dict[str, Filler] = {}
    own = 0.0
    for reading in theirs:
        for one in _fillers(reading, filler):
            fit = _fit(around, reading, one.start, one.end)
            if _same(filler, one):
                own = max(own, fit)
            elif fit > fits.get(_key(one), 0.0):
                fits[_key(one)], there[_key(one)] = fit, one
    worst = 0.0
    for key, fit in fits.items():
        gain = fit - own
        twin = (
            next((said for said in _fillers(mine, filler) if _same(said, there[key])), None)
            if gain > 0
            else None
        )
        if twin is not None:
            across = _around(mine, twin.start, twin.end)
            gain = min(gain, _best_fit(across, theirs, filler) - _best_fit(across, theirs, twin))
        worst = max(worst, gain / most)
    return worst


def _key(filler: Filler) -> str:
    return filler.key if isinstance(filler, Name) else f"{filler.kind} {filler.value}"


def _best_fit(around: Around, theirs: list[Reading], filler: Filler) -> float:
    return max(
        (
            _fit(around, reading, one.start, one.end)
            for reading in theirs
            for one in _fillers(reading, filler)
            if _same(filler, one)
        ),
        default=0.0,
    )


def _fillers(reading: Reading, like: Filler) -> Sequence[Filler]:
    return reading.names if isinstance(like, Name) else reading.figures


def _same(one: Filler, other: Filler) -> bool:
    return isinstance(one, Name) == isinstance(other, Name) and one.same(other)  # type: ignore[arg-type]


def _fit(around: Around, reading: Reading, start: int, end: int) -> float:
    """How many of the words around a place in the claim stand around a place in a passage, on the same side, weighed by nearness."""
    fit = 0.0
    nearby = _around(reading, start, end)
    for word, weight, side in around:
        fit += weight * max(
            (near for there, near, beside in nearby if beside == side and word.carries(there)), default=0.0
        )
    return fit


def _around(reading: Reading, start: int, end: int) -> Around:
    """The content words near a place, with a weight that falls with the distance, and on which side they stand."""
    content = reading.content
    first, last = bisect_left(content, start, key=_start), bisect_left(content, end, key=_start)
    before, behind = content[max(0, first - _REACH) : first][::-1], content[last : last + _REACH]
    return [
        (word, 1.0 / (1 + n), side)
        for side, words in ((-1, before), (1, behind))
        for n, word in enumerate(words)
    ]


_start = attrgetter("start")


def _polarity(mine: Reading, theirs: list[Reading], met: list[Met]) -> dict[str, float]:
    content = [word for word in mine.content if met[word.index]]
    denied = sum(word.negated and not any(other.negated for _, other in met[word.index]) for word in content)
    lost = sum(not word.negated and all(other.negated for _, other in met[word.index]) for word in content)
    turned = alone = 0
    for pole in mine.poles:
        # what another word of the claim says already is not what this one turns round
        spoken = [
            mine.words[other.index]
            for other in mine.poles
            if other.index != pole.index and other.pair == pole.pair
        ]
        there = [
            other
            for reading in theirs
            for other in reading.poles
            if other.pair == pole.pair
            and not any(word.carries(reading.words[other.index]) for word in spoken)
        ]
        turned += bool(there) and not any(other.up == pole.up for other in there)
        alone += bool(there) and not any(other.up == pole.up for other in there) and not met[pole.index]
    stems = {word.stem for reading in theirs for word in reading.words if len(word.text) > 4}
    unmet = [word for word in mine.content if not met[word.index] and len(word.text) > 4]
    prefixed = sum(
        any(
            prefix + word.stem in stems or word.stem.removeprefix(prefix) in stems - {word.stem}
            for prefix in _PREFIXES
        )
        for word in unmet
    )
    return {
        "denied": float(denied),
        "denial lost": float(lost),
        "turned": float(turned),
        "turned alone": float(alone),
        "prefix turned": float(prefixed),
        "negators": float(
            len(mine.negations) - max((len(reading.negations) for reading in theirs), default=0)
        ),
    }


def _hedging(mine: Reading, met: list[Met]) -> dict[str, float]:
    steps = [
        word.sure - max(other.sure for _, other in met[word.index])
        for word in mine.content
        if met[word.index]
    ]
    verbs = [step for step in steps if step > 0]
    return {
        "surer": len(verbs) / len(steps) if steps else 0.0,
        "surer by": float(max(steps, default=0)),
        "less sure": sum(step < 0 for step in steps) / len(steps) if steps else 0.0,
    }


def _scope(mine: Reading, theirs: list[Reading]) -> dict[str, float]:
    words = {word.text.lower() for word in mine.words}
    there = {word.text.lower() for reading in theirs for word in reading.words}
    new = (words & _ALL) - there
    return {"new all": float(len(new)), "all for some": float(bool(new) and bool(there & _SOME - words))}


def _new_words(
    content: list[Word], met: list[Met], theirs: list[Reading], words: Vocabulary
) -> dict[str, float]:
    """Words that the passages lack: how many, how rare, in how long a run, and which of them stand where the passage has another word."""
    fresh = [not met[word.index] for word in content]
    ids = {word.index: words.numbered(word.text).ids for word in content}
    pool = words.numbered(" ".join(reading.text for reading in theirs)).ids
    alike: dict[int, float] = {}
    for word, new in zip(content, fresh, strict=True):
        own = ids[word.index]
        if new and own.size and pool.size:
            alike[word.index] = float((words.vectors[own[:1]] @ words.vectors[pool].T).max())
    strange = [new and alike.get(word.index, 0.0) < 0.6 for word, new in zip(content, fresh, strict=True)]
    run = longest = 0
    for one in strange:
        run = run + 1 if one else 0
        longest = max(longest, run)
    replaced = []
    for n, word in enumerate(content):
        if (
            fresh[n]
            and 0 < n < len(content) - 1
            and _stand_apart(met[content[n - 1].index], met[content[n + 1].index])
        ):
            replaced.append(1 - alike.get(word.index, 0.0))
    rare = [
        float(words.weights[ids[word.index][0]]) * (1 - alike.get(word.index, 0.0))
        for word, new in zip(content, fresh, strict=True)
        if new and ids[word.index].size
    ]
    return {
        "replaced": float(len(replaced)),
        "worst replaced": max(replaced, default=0.0),
        "new words": sum(strange) / len(content) if content else 0.0,
        "longest new": float(longest),
        "rarest new": max(rare, default=0.0),
        "words carried": 1 - sum(fresh) / len(content) if content else 0.0,
    }


def _stand_apart(before: Met, behind: Met) -> bool:
    """Whether a passage has the two neighbours in this order with a word or two of its own between them."""
    return any(n == m and 1 < right.index - left.index <= 4 for n, left in before for m, right in behind)


def _speaker(claim: str, theirs: list[Reading]) -> float:
    """1 where the claim is somebody's word and no passage that names this speaker reports a word."""
    found = _SPEAKER.search(claim)
    if not found:
        return 0.0
    who = read("of " + found["who"])
    for reading in theirs:
        named = any(name.same(other) for name in who.names for other in reading.names) or any(
            word.carries(other) for word in who.content for other in reading.words
        )
        if named and _REPORTS.search(reading.text):
            return 0.0
    return 1.0


def _causality(mine: Reading, theirs: list[Reading]) -> float:
    """How much better the claim's cause fits the passage's effect, and its effect the cause, than each fits its own; 0 to 1."""
    own = _cause_and_effect(mine)
    if own is None:
        return 0.0
    worst = 0.0
    for reading in theirs:
        there = _cause_and_effect(reading)
        if there is not None:
            straight = _overlap(own[0], there[0]) + _overlap(own[1], there[1])
            crossed = _overlap(own[0], there[1]) + _overlap(own[1], there[0])
            worst = max(worst, (crossed - straight) / 2)
    return worst


def _cause_and_effect(reading: Reading) -> tuple[list[Word], list[Word]] | None:
    found = _CAUSES.search(reading.text)
    if not found:
        return None
    before = [word for word in reading.content if word.start < found.start()]
    behind = [word for word in reading.content if word.start >= found.end()]
    if not before or not behind:
        return None
    return (behind, before) if found["back"] else (before, behind)


def _overlap(mine: list[Word], theirs: list[Word]) -> float:
    return sum(any(word.carries(other) for other in theirs) for word in mine) / len(mine)


def _order(content: list[Word], met: list[Met]) -> float:
    """The share of neighbouring words that the passage which has most of them has the other way round."""
    by_passage: dict[int, list[int]] = {}
    for word in content:
        for n in {n for n, _ in met[word.index]}:
            by_passage.setdefault(n, []).append(min(other.index for m, other in met[word.index] if m == n))
    places = max(by_passage.values(), key=len, default=[])
    if len(places) < 3:
        return 0.0
    return sum(left > right for left, right in itertools.pairwise(places)) / (len(places) - 1)
