"""What the passage plans, asks for or makes a condition is not told as done."""

from __future__ import annotations

import re
from itertools import takewhile

from bot.gate.verdict import CheckedStatement
from knowledge.lexicon import imperatives, irregular
from knowledge.sentence_analysis import CERTAIN, Reading, Word

# Of whom these are said to do a thing, that one did it (implicative verbs, Karttunen 1971): "managed to".
_IMPLIES = frozenset(
    "manag begin start continu come get have help caus forc lead enabl persuad prompt allow use oblig "
    "dare happen prove".split()
)
# What comes of a wish is open; behind some of these a clause with "that" has a verb in its base form
# (the mandative subjunctive, Quirk et al. 1985).
WISHES = frozenset(
    "demand insist ask requir propos recommend suggest urg want wish advis request hope plan aim intend "
    "seek".split()
)
_MODALS = frozenset("should must will shall ought would may might could can".split())
_BETWEEN = frozenset("not also then be been have has had being only even".split())
_CONDITION = re.compile(r"(?:if|unless|should|were|once|when|until|before|whether)$", re.IGNORECASE)
_NEAR = 6  # words in which a demand opens the clause of its verb


def done(case: CheckedStatement) -> str | None:
    """Check that no verb is told as a fact that the passages have only as a plan, a demand or a condition."""
    for word in case.body.words:
        if word.stop or word.sure < CERTAIN or _to(case.body, word) or _left_open(case.body, word):
            continue
        there = [
            (reading, other) for reading in case.cited for other in reading.words if other.stem == word.stem
        ]
        if there and all(
            _inflects(word.text, other.text) and _left_open(reading, other) for reading, other in there
        ):
            return (
                f"the passage presents “{there[0][1].text}” as something that may or should be, but the "
                "statement presents it as a fact"
            )
    return None


def _inflects(form: str, base: str) -> bool:
    """Tell whether a form tells as a fact what its base form names: "imposed", "pays", "took"."""
    form, base = form.lower(), base.lower()
    if irregular().get(form) == base:
        return True
    stem = base.removesuffix("e").removesuffix("y")
    endings = {base + "s", base + "es", base + "ed", base + "d", stem + "ed", stem + "ied", stem + "ies"}
    return form != base and (form in endings | {base + base[-1] + "ed"} or _same_verb(form, base))


def _same_verb(form: str, base: str) -> bool:
    """Tell whether two forms differ, both of them inflected: "celebrated" for "if he celebrates"."""
    return form.endswith("ed") and base.endswith("s") and form[:-2] == base[:-2]


def _left_open(reading: Reading, word: Word) -> bool:
    """Tell whether the words around a verb leave open whether it comes true."""
    if word.index == 0:
        return word.text.lower() in imperatives().verbs
    before = _before(reading, word)
    if _CONDITION.match((before or [word])[-1].text):
        return True
    to = _to(reading, word)
    if to:
        governor = _governor(reading, to)
        if governor is None:  # for what purpose a thing is done is as true as that it is
            return False
        implied = governor.stem in _IMPLIES and governor.sure == CERTAIN
        return not implied or _left_open(reading, governor)
    near = _leading(before)
    if near and near[0].text.lower() in _MODALS:
        return True
    if any(other.text.lower() == "let" or other.stem in WISHES for other in near):
        return True
    that = next((other for other in before[:_NEAR] if other.text.lower() == "that"), None)
    return that is not None and that.index > 0 and reading.words[that.index - 1].stem in WISHES


def _before(reading: Reading, word: Word) -> list[Word]:
    """Return the words before one in its clause, the nearest first."""
    return list(takewhile(lambda other: other.segment == word.segment, reading.words[: word.index][::-1]))


def _leading(before: list[Word]) -> list[Word]:
    """Return the nearest words, without what may stand between a verb and the word that governs it."""
    return [word for word in before if word.text.lower() not in _BETWEEN and not word.text.endswith("ly")][:3]


def _to(reading: Reading, word: Word) -> Word | None:
    """Return the "to" of an infinitive; None where the verb is none."""
    near = _leading(_before(reading, word))
    return near[0] if near and near[0].text.lower() == "to" else None


def _governor(reading: Reading, to: Word) -> Word | None:
    """Return the word that an infinitive hangs on: right before it, or before the name of who is to act."""
    at, start = to.index - 1, to.start
    for name in reading.names[::-1]:
        if name.end <= start and not reading.text[name.end : start].strip():
            at = sum(word.start < name.start for word in reading.words) - 1
    return reading.words[at] if at >= 0 and not reading.words[at].stop else None
