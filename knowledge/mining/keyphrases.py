"""What a document is about, in a few phrases: words that stand together again and again.

RAKE: Rose, Engel, Cramer & Cowley 2010.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from knowledge.document import Document
from knowledge.lexicon import imperatives, polarity, stopwords

_WORD = regex.compile(r"\p{L}[\w\p{M}’'-]*")
_PART = re.compile(r"[.,;:!?()“”\"–—]|\s-\s")
# behind one of these stands a thing that "the" can stand before, too
_DETERMINERS = frozenset("the a an our its their his her this these those every each".split())
_ARTICLES = _DETERMINERS | frozenset("of no some in on for by".split())
_NO_SUBJECT = frozenset(
    "first second third last next year years month months day days week time times way thing things "
    "part lot kind half one two three four five six seven eight nine ten people percent million "
    "billion thousand hundred dozen mean right wrong good bad better best new old own real little "
    "great large small".split()
)
LONGEST = 3  # words in a phrase


@dataclass
class _Seen:
    """How often a phrase stands in the text, behind articles and the like, and in which letters."""

    count: int = 0
    behind_article: int = 0
    behind_determiner: int = 0
    behind_the: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> bool:
        """Return whether each of its words always has a capital."""
        return all(word[:1].isupper() for form in self.forms for word in form.split())

    @property
    def text(self) -> str:
        """Return the phrase as it is mostly written, with an article where it mostly needs one."""
        form = min(self.forms, key=lambda form: (form != form.lower(), -self.forms[form]))
        behind = self.behind_the if self.name else self.behind_determiner
        return f"the {form}" if 2 * behind > self.count else form


def keyphrases(document: Document, most: int = 6) -> tuple[str, ...]:
    """Return the telling phrases, best first: those that come back, longer ones before their parts.

    A name keeps its capitals.
    """
    seen: dict[str, _Seen] = {}
    for passage in document.passages:
        for before, words in _phrases(passage.text):
            phrase = seen.setdefault(" ".join(words).lower(), _Seen())
            phrase.count += 1
            phrase.behind_article += before in _ARTICLES
            phrase.behind_determiner += before in _DETERMINERS
            phrase.behind_the += before == "the"
            phrase.forms[" ".join(words)] += 1
    within = _within_longer(seen)
    for key, count in within.items():
        seen[key].count -= count
    titled = set(document.title.lower().split())
    worth = {
        key: phrase.count * (1 + 0.7 * key.count(" ")) * (1.5 if titled & set(key.split()) else 1.0)
        for key, phrase in seen.items()
        if (phrase.name and (phrase.count > 1 or " " in key))
        or (phrase.count > 1 and (" " in key or 2 * phrase.behind_article >= phrase.count))
    }
    chosen: list[str] = []
    for key in sorted(worth, key=lambda key: (-worth[key], key)):
        if not any(set(key.split()) & set(other.split()) for other in chosen):
            chosen.append(key)
    return tuple(seen[key].text for key in chosen[:most])


def _within_longer(seen: dict[str, _Seen]) -> dict[str, int]:
    """Map each word to how often it is only a part of a longer phrase that comes back itself."""
    within: dict[str, int] = {}
    for key, longer in seen.items():
        if " " in key and longer.count > 1:
            within |= {word: max(longer.count, within.get(word, 0)) for word in key.split()}
    return within


def _phrases(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every run of up to three words between stop words and marks, with the word before it."""
    for run, before in _runs(text):
        for length in range(1, min(LONGEST, len(run)) + 1):
            for start in range(len(run) - length + 1):
                yield (run[start - 1] if start else before).lower(), run[start : start + length]


def _runs(text: str) -> Iterator[tuple[list[str], str]]:
    passing = (
        stopwords()
        | frozenset().union(*polarity().hedges.values())
        | polarity().negators
        | _NO_SUBJECT
        | imperatives().verbs
    )
    for part in _PART.split(" ".join(text.split())):
        run: list[str] = []
        before = last = ""
        for place, match in enumerate(_WORD.finditer(part)):
            word = re.sub(r"['’]s?$", "", match.group())
            low = word.lower()
            opens = place == 0 and word[:1].isupper() and word[1:].islower()
            # A word that is an order, too, is a noun behind an article: "the vote".
            passes = low in passing and not (low in imperatives().nouns_too and last in _ARTICLES)
            if passes or len(word) < 3 or low.endswith(("ing", "ly")) or opens:
                if run:
                    yield run, before
                run, before = [], ""
            else:
                before = before if run else last
                run.append(word)
            last = low
        if run:
            yield run, before
