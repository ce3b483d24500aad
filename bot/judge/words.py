"""A text as the judge compares it: stems, names, numbers, and words that only judge or chat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from knowledge.lexicon import countries, stopwords
from knowledge.sentence_analysis import stem
from knowledge.unicode_text import WORD

_TOKEN = regex.compile(rf"{WORD}(?:-{WORD})*|\d[\d,]*(?:\.\d+)?")
_FUNCTION = frozenset(
    (
        "was were been being did does done doing also its it he her him his she they them their this that "
        "these those there then than who whom whose which what when where how s t re ve ll d m don didn "
        "doesn isn wasn weren won wouldn couldn i"
    ).split()
)
_FIRST_PERSON = frozenset(
    (
        "i me my mine we us our you your yeah yes wow oh lol haha hi hello sure thanks think guess love "
        "hope wonder"
    ).split()
)
_OPINION = frozenset(
    (
        "awesome amazing incredible great good best better nice cool fun funny interesting beautiful "
        "wonderful fascinating favorite favourite popular perfect sad bad worst terrible horrible crazy "
        "weird strange delicious fantastic excellent impressive important really very pretty so such "
        "definitely actually probably personally honestly sometimes always never everyone agree believe "
        "enjoy like feel well okay ok"
    ).split()
)
_COUNTRY = re.compile(
    r"\bU\.\s?S\.(?:\s?A\.)?|\bUnited States(?: of America)?|\bUSA?\b|\bUnited Kingdom\b|\bU\.\s?K\."
    r"|\bUK\b|\b[uU]nited [sS]tates\b|\busa\b"
)
_SMALL = {
    word: float(n)
    for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
_CALLED = {
    "united states": "america",
    "united kingdom": "britain",
}  # countries whose last word does not name them


@dataclass(frozen=True, slots=True)
class Term:
    """A word with content: as it is written, its stem, and whether it is part of a name."""

    text: str
    stem: str
    name: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What the judge sees of a text.

    `terms` are the words with content in their order, of a text that has none all its words; `stems` and
    `numbers` are what stands in it at all. `personal` counts words of the first and second person, `opinion`
    holds those of judging and small talk.
    """

    terms: tuple[Term, ...]
    stems: frozenset[str]
    numbers: frozenset[float]
    personal: int
    opinion: frozenset[str]
    asks: bool


@lru_cache(maxsize=1024)  # some 4 kB each
def words_of(text: str) -> Words:
    """Return the words of a text, two countries by one word each."""
    tokens = _tokens(text)
    lower = [_nations().get(token.lower(), token.lower()) for token in tokens]
    stems = [stem(word) for word in lower]
    opens = 1 if tokens and tokens[0][1:].islower() else 0  # its capital only opens the sentence
    terms = [Term(token, stems[n], token[0].isupper() and n >= opens) for n, token in enumerate(tokens)]
    content = tuple(term for term in terms if _has_content(term.text))
    numbers = (_number(token) for token in tokens)
    return Words(
        content or tuple(terms),
        frozenset(stems),
        frozenset(number for number in numbers if number is not None),
        sum(word in _FIRST_PERSON for word in lower),
        frozenset(word for word in lower if word in _OPINION),
        text.rstrip().endswith("?"),
    )


def _tokens(text: str) -> list[str]:
    if "U" in text or "united" in text or "usa" in text:  # looking first: most texts name neither country so
        text = _COUNTRY.sub(lambda found: "Britain" if "k" in found.group().lower() else "America", text)
    return [str(token) for token in _TOKEN.findall(text)]


def _has_content(token: str) -> bool:
    low = token.lower()
    return token[0].isdigit() or (len(low) > 1 and low not in _FUNCTION and low not in stopwords())


def _number(token: str) -> float | None:
    return float(token.replace(",", "")) if token[0].isdigit() else _SMALL.get(token.lower())


@cache
def _nations() -> dict[str, str]:
    """Return single words for a people, a country or its capital → one word for the country."""
    return {
        form: _CALLED.get(name, name.split()[-1])
        for name, forms in countries().items()
        for form in forms.forms
        if form.isalpha()
    }
