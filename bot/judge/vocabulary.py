"""Words as numbers: each word once, with its vector, how telling it is, and its stem.

Texts become arrays of them.

Numbers compare only within one vocabulary: a judgement takes `vocabulary()` once and has it number all its
texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock

import numpy as np
import regex
from numpy.typing import NDArray

from bot.judge.token_table import TokenTable, Vectors, token_table
from knowledge.lexicon import countries, stopwords
from knowledge.sentence_analysis import stem
from knowledge.unicode_text import WORD

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

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
_ROOM = 1024  # words that the tables first have room for
MOST_WORDS = 4096  # of one vocabulary, 1 kB each: whoever asks may invent words without end


class Vocabulary:
    """Every word met so far.

    Rows of `vectors` are unit vectors, `weights` lie in 0 to 1, `stems` are the same for words of one stem.
    """

    def __init__(self, table: TokenTable) -> None:
        self._table = table
        self._lock = Lock()
        self._ids: dict[str, int] = {}
        self._stem_ids: dict[str, int] = {}
        self.numbered = lru_cache(maxsize=1024)(self._number)  # some 4 kB each
        self._token = lru_cache(maxsize=MOST_WORDS)(self._look_at)
        self.vectors: Vectors = np.zeros((_ROOM, table.width), dtype=np.float32)
        self.weights: Floats = np.zeros(_ROOM, dtype=np.float64)
        self.stems: Ids = np.zeros(_ROOM, dtype=np.int32)

    @property
    def full(self) -> bool:
        """Whether it has met as many words as it should hold. It still takes more."""
        return len(self._ids) >= MOST_WORDS

    def id(self, word: str) -> int:
        """Return the number of a word in small letters."""
        known = self._ids.get(word)
        if known is not None:
            return known
        with self._lock:  # two threads that meet two words at once must not give both the same number
            known = self._ids.get(word)
            return self._add(word) if known is None else known

    def _add(self, word: str) -> int:
        number = len(self._ids)
        if number == len(self.weights):
            self.vectors = np.concatenate([self.vectors, np.zeros_like(self.vectors)])
            self.weights = np.concatenate([self.weights, np.zeros_like(self.weights)])
            self.stems = np.concatenate([self.stems, np.zeros_like(self.stems)])
        self.vectors[number], length, tokens = self._table.word(word)
        # A static embedding is trained to be summed: a token's length says how much it should count, as an
        # inverse document frequency does.
        self.weights[number] = min(1.0, 0.15 + 0.03 * length + 0.06 * max(0, tokens - 1))
        self.stems[number] = self._stem_ids.setdefault(stem(word), len(self._stem_ids))
        self._ids[word] = number  # last: who finds it finds its row
        return number

    def _number(self, text: str) -> Text:
        words = words_of(text)
        tokens = [self._token(word) for word in words]
        ids = np.array([token.id for token in tokens], dtype=np.int32)
        names = np.array([token.content and token.capital for token in tokens], dtype=bool)
        if words and words[0][1:].islower():
            names[0] = False  # a capital that only opens the sentence
        return Text(
            ids,
            np.array([token.content for token in tokens], dtype=bool),
            names,
            frozenset([token.number for token in tokens if token.number is not None]),
            frozenset(self.stems[ids].tolist()),
            sum(token.personal for token in tokens),
            frozenset([token.id for token in tokens if token.opinion]),
            text.rstrip().endswith("?"),
        )

    def _look_at(self, word: str) -> _Token:
        low = word.lower()
        digit = word[0].isdigit()
        return _Token(
            id=self.id(_nations().get(low, low)),
            content=digit or (len(low) > 1 and low not in _FUNCTION and low not in stopwords()),
            capital=word[0].isupper(),
            number=float(word.replace(",", "")) if digit else _SMALL.get(low),
            personal=low in _FIRST_PERSON,
            opinion=low in _OPINION,
        )


@cache
def _nations() -> dict[str, str]:
    """Return single words for a people, a country or its capital → one word for the country."""
    return {
        form: _CALLED.get(name, name.split()[-1])
        for name, forms in countries().items()
        for form in forms.forms
        if form.isalpha()
    }


_current: list[Vocabulary] = []


def vocabulary() -> Vocabulary:
    """Return the vocabulary of this process.

    It grows with what is read, and a full one is followed by an empty one.
    """
    if not _current or _current[-1].full:
        _current[:] = [Vocabulary(token_table())]
    return _current[-1]


@dataclass(frozen=True, eq=False)
class Text:
    """A text as numbers.

    `ids` are all its words, `content` marks those with content, `names` those that are parts of names.
    `stems` and `numbers` are what stands in it at all; `personal` counts words of the first and second
    person, `opinion` holds those of judging and small talk.
    """

    ids: Ids
    content: Flags
    names: Flags
    numbers: frozenset[float]
    stems: frozenset[int]
    personal: int
    opinion: frozenset[int]
    asks: bool


@dataclass(frozen=True, slots=True)
class _Token:
    id: int
    content: bool
    capital: bool
    number: float | None
    personal: bool
    opinion: bool


def words_of(text: str) -> list[str]:
    """Return the words of `text` as they are numbered, two countries by one word each."""
    if "U" in text or "united" in text or "usa" in text:  # looking first: most texts name neither country so
        text = _COUNTRY.sub(lambda found: "Britain" if "k" in found.group().lower() else "America", text)
    return [str(token) for token in _TOKEN.findall(text)]
