"""Cause and effect keep their places, and so do the two sides of a condition."""

from __future__ import annotations

import re

from bot.gate.verdict import CheckedStatement
from knowledge.sentence_analysis import Reading, Word

# What follows a word of the first kind is the cause, or the condition; what follows the second, the effect.
_BACK = (
    r"because(?:\sof)?|due\sto|owing\sto|thanks\sto|as\sa\sresult\sof|unless|if|after"
    r"|since(?!\s(?:the\slate|\d))|for(?=\s(?:the|it|he|its|his)\s\w+\s(?:is|are|was|were|had|has)\b)"
    r"|as(?=\s(?:\w+\s){1,2}(?:makes|cherishes|is|are|was|were|has|had|may|might|could|would)\b)"
)
_ON = (
    r"leads?\sto|led\sto|caus(?:es|ed)|results?\sin|resulted\sin|therefore|thus|so\sthat|drives?|drove"
    r"|enabled?|enables|persuaded|pushed|hinders?"
)
_JOINT = re.compile(rf"\b(?:(?P<back>{_BACK})|(?P<on>{_ON}))\b", re.IGNORECASE)
_TOLD = 0.34  # of each side's words that must be found on the other side


def cause(case: CheckedStatement) -> str | None:
    """Check that no passage has the statement's cause as its effect and the effect as its cause."""
    mine = _sides(case.body)
    said = _plain(case.body.text)
    for reading in case.cited if mine else ():
        if _plain(reading.text) in said:
            continue  # its own words
        there = [
            (kind, _keys(cause_there), _keys(effect_there))
            for kind, cause_there, effect_there in _sides(reading)
        ]
        for kind, first, second in mine:
            for kind_there, cause_there, effect_there in there:
                if kind_there != kind:
                    continue  # "may hinder …, because …" joins other parts than "may hinder" does
                crossed = min(_share(first, effect_there), _share(second, cause_there))
                straight = max(_share(first, cause_there), _share(second, effect_there))
                if crossed >= _TOLD and crossed > straight:
                    return "the passages have cause and effect the other way around"
    return None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split()).rstrip(" .")


def _sides(reading: Reading) -> list[tuple[str, list[Word], list[Word]]]:
    """Yield the kind of joint, the words of the cause and those of the effect, for each word that joins."""
    sides = []
    for found in _JOINT.finditer(reading.text):
        before = [word for word in reading.words if word.start < found.start() and len(word.text) > 2]
        behind = [word for word in reading.words if word.start >= found.end() and len(word.text) > 2]
        comma = reading.text.find(",", found.end())
        if not before and comma > 0:  # "If … , …": the condition comes first
            before = [word for word in behind if word.start > comma]
            behind = [word for word in behind if word.start < comma]
        if before and behind:
            sides.append(("back", behind, before) if found["back"] else ("on", before, behind))
    return sides


def _keys(words: list[Word]) -> frozenset[str]:
    """Return what any of the words can be known by."""
    return frozenset().union(*(word.same for word in words))


def _share(mine: list[Word], theirs: frozenset[str]) -> float:
    told = [word for word in mine if not word.stop] or mine
    return sum(not word.same.isdisjoint(theirs) for word in told) / len(told)
