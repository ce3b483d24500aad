"""Whether somebody agrees with the op-ed or its author, as people say it: "the author has it backwards".

Only a plain verdict of the reader's own counts: none that is asked, granted, reported, halved, taken back, or
about a detail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.request.patterns import load_patterns
from knowledge.argument_map import Side, other_side
from knowledge.names import find_names
from knowledge.sentences import sentences_of
from knowledge.unicode_text import straight

_PATTERNS = load_patterns("agreeing")
# Where a clause of the reader's own may begin; behind a colon or a comma it may be another's
_BEGINS = re.compile(r"^|;\s|\s[–—-]+\s|—|,?\s(?:and|but|so)\s(?=i\b)", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”«»]")
_ASKED = re.compile(r"[^:;–—]*\?")
_REASONS = re.compile(r"[,:;–—]|\b(?:because|since|as|and|so|that|to|for)\b", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w'-])\w")
_VERDICTS: dict[str, Side] = {"right": "for", "wrong": "against"}
_OPINIONS: dict[str, Side] = {"agrees": "for", "disagrees": "against"}
_ALONE: dict[str, Side] = {"agrees alone": "for", "disagrees alone": "against"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A side that words tell, and what follows them."""

    side: Side
    rest: str


def view_in(text: str, author: str = "", before: str = "") -> Side | None:
    """Return the side of a reader who says to agree or to disagree with the op-ed; None for neither.

    `author` is the name of who wrote it. "He" is the author where nobody was named, `before` included.
    """
    found: set[Side | None] = set()
    sentences = sentences_of(text)
    for number, sentence in enumerate(sentences):
        alone = number == 0 and not any(name.certain for name in find_names(f"{before} {sentence}"))
        views = set(_views(_plain(sentence, author), alone=alone))
        taken_back = any(_PATTERNS["takes back"].match(later) for later in sentences[number + 1 :])
        found |= {None} if views and taken_back else views
    return found.pop() if len(found) == 1 else None


def judges(sentence: str, author: str = "") -> bool:
    """Tell whether a sentence has a verdict on the op-ed, whoever's it is."""
    words = _plain(sentence, author)
    starts = [words[match.start() :] for match in _WORD.finditer(words)]
    return any(_PATTERNS["piece"].match(rest) for rest in starts) and any(
        _PATTERNS[name].match(rest) for rest in starts for name in (*_VERDICTS, *_OPINIONS)
    )


def only_agrees(sentence: str, author: str = "") -> bool:
    """Tell whether a sentence says no more than that the reader agrees with the op-ed, or does not."""
    return not _REASONS.search(sentence) and view_in(sentence, author) is not None


def own_clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence that may be the reader's own, without what leads up to them.

    Each runs to the end of the sentence. What holds on a condition, or is granted, has none.
    """
    words = " ".join(straight(sentence).split())
    if _PATTERNS["waits"].match(words):
        return []
    clauses = [words[begins.end() :] for begins in _BEGINS.finditer(words)]
    leads = [_PATTERNS["lead"].match(clause) for clause in clauses]
    return [clause[lead.end() if lead else 0 :] for clause, lead in zip(clauses, leads, strict=True)]


def _plain(sentence: str, author: str) -> str:
    """Return a sentence with plain signs, and with "the author" for the name of who wrote the op-ed."""
    names = "|".join(
        re.escape(name) for name in (author, author.split()[-1] if author.split() else "") if name
    )
    words = " ".join(straight(sentence).split())
    return re.sub(rf"\b(?:{names})\b", "the author", words) if names else words


def _views(words: str, *, alone: bool) -> Iterator[Side]:
    """Yield the sides of the verdicts in a sentence that are plain and the reader's own."""
    for clause in own_clauses(words):
        told = _told(clause, alone=alone)
        if told is None or _QUOTES.search(words[: len(words) - len(told.rest)]):
            continue
        if _is_whole(told.rest):
            yield told.side


def _told(rest: str, *, alone: bool) -> _Told | None:
    """Return what a clause of the reader's own tells."""
    if _PATTERNS["waits"].match(rest):
        return None
    unbelief = _PATTERNS["unbelief"].match(rest)
    spoken_of = _named(rest[unbelief.end() if unbelief else 0 :], alone=alone)
    if spoken_of and (verdict := _walk(spoken_of, _VERDICTS, denied=unbelief is not None)):
        return verdict
    reader = _PATTERNS["reader"].match(rest)
    if reader is None:
        return None
    opinion = rest[reader.end() :]
    if whole := _walk(opinion, _ALONE):
        return whole
    told = _walk(opinion, _OPINIONS)
    after = _named(told.rest.lstrip(), alone=alone, thing=True) if told else None
    return _Told(told.side, after) if told and after is not None else None


def _named(words: str, *, alone: bool, thing: bool = False) -> str | None:
    """Return what follows the op-ed or its author at the start of some words; None where neither is there."""
    kinds = ["piece", *(["person"] if alone else []), *(["thing"] if thing and alone else [])]
    found = next((match for kind in kinds if (match := _PATTERNS[kind].match(words))), None)
    return words[found.end() :] if found else None


def _walk(words: str, heads: dict[str, Side], *, denied: bool = False) -> _Told | None:
    """Return the side of the first word that has one, turned where that is denied; None if others precede.

    Who denies that it is wrong may only grant something.
    """
    denials = int(denied)
    while words := words.lstrip():
        for name, side in heads.items():
            if head := _PATTERNS[name].match(words):
                if denials > 1 or (denials and side == "against"):
                    return None
                return _Told(other_side(side) if denials else side, words[head.end() :])
        if _PATTERNS["halves"].match(words):
            return None
        denial = _PATTERNS["denies"].match(words)
        passed = denial or _PATTERNS["passes"].match(words)
        if passed is None:
            return None
        denials += denial is not None
        words = words[passed.end() :]
    return None


def _is_whole(rest: str) -> bool:
    """Tell whether a verdict is about all that the op-ed recommends, by what follows it."""
    if _ASKED.match(rest) or _PATTERNS["contrast"].search(rest) or _PATTERNS["reported"].match(rest):
        return False
    return any(_PATTERNS[name].match(rest) is not None for name in ("ends", "norm"))
